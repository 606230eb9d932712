"""The benchmark's server for measures: started in a process of its own, configured, and asked for its counts."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import frozen

from benchmarks.corpus import PER_PAGE, RECORDS
from benchmarks.harness import ROOT, server_core


@frozen
class Server:
    """A running server."""

    port: int
    records: int
    per_page: int

    @property
    def url(self) -> str:
        """The base URL for clients."""
        return f"http://127.0.0.1:{self.port}/v2"

    def configure(
        self, *, latency: float = 0.0, limit: int | None = None, window: float = 60.0, sliding: bool = False
    ) -> None:
        """Reset the counts; answer after `latency` seconds, and allow `limit` requests in `window` seconds."""
        self._ask("POST", "/_configure", {"latency": latency, "limit": limit, "window": window, "sliding": sliding})

    def stats(self) -> dict[str, Any]:
        """The counts since then: requests, refused, connections, most_in_window."""
        return self._ask("GET", "/_stats")

    def _ask(self, method: str, target: str, body: object = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body=json.dumps(body))
            return dict(json.load(connection.getresponse()))
        finally:
            connection.close()


@contextmanager
def serving(records: int = RECORDS, *, per_page: int = PER_PAGE) -> Iterator[Server]:
    """A server of `records` applications on pages of one size, without latency or limit until `configure`."""
    command = [sys.executable, "-m", "benchmarks.server", str(records), str(per_page)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError
        if server_core():
            os.sched_setaffinity(process.pid, server_core())
        try:
            yield Server(int(process.stdout.readline()), records, per_page)
        finally:
            process.stdin.close()
