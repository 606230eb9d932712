"""Processes that share one budget, and the time in which they send a number of requests.

    python -m benchmarks.workers_budget group STORE PLACE PORT PROCESSES TOTAL REQUESTS WINDOW MODE
    python -m benchmarks.workers_budget one STORE PLACE PORT COUNT REQUESTS WINDOW MODE

`group` starts PROCESSES processes with `one`, lets them begin together when all are ready, and reports. STORE is
sqlite (PLACE: a folder for the file), redis (PLACE: its URL) or none. MODE is tasks (all at once) or loop (one after
the other).
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from benchmarks.harness import ROOT, Report, crash
from benchmarks.serving import Server

if TYPE_CHECKING:
    from homerun_helpers import RateLimit, RedisStore, SQLiteStore

READY = "ready"


def group(store: str, place: str, port: str, processes: str, total: str, *rest: str) -> Report:
    """Seconds from the first request to the last answer, and what the server counted."""
    server = Server(int(port), 0, 0)
    name = os.urandom(8).hex()  # each run has a budget of its own
    if store == "sqlite":
        place = str(Path(place) / f"{name}.db")
    counts = shares(int(total), int(processes))
    commands = [["one", store, place, port, f"key-{name}", str(count), *rest] for count in counts]
    reports = together(
        [[sys.executable, "-m", "benchmarks.workers_budget", *command] for command in commands],
        before=lambda: server.configure(limit=int(rest[0]), window=float(rest[1]), sliding=True),
    )
    if (why := crash(reports)) is not None:
        return {"crash": why}
    stats = server.stats()
    return {
        "seconds": max(report["end"] for report in reports) - min(report["begin"] for report in reports),
        "requests": stats["requests"],
        "refused": stats["refused"],
        "most_in_window": stats["most_in_window"],
    }


def shares(total: int, processes: int) -> list[int]:
    """How many requests each process sends."""
    each, more = divmod(total, processes)
    return [each + (number < more) for number in range(processes)]


def together(commands: list[list[str]], before: Callable[[], object]) -> list[Report]:
    """What each process reports; when all are ready, they begin after `before`."""
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for command in commands]
    outputs = [_of(process.stdout) for process in running]
    for output in outputs:
        if output.readline().strip() != READY:
            raise RuntimeError
    before()
    for process in running:
        _of(process.stdin).close()
    reports = [json.loads(output.readline()) for output in outputs]
    if any(process.wait(60) for process in running):
        raise RuntimeError
    return reports


def _of(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise RuntimeError
    return stream


def one(store: str, place: str, port: str, key: str, count: str, requests: str, window: str, mode: str) -> Report:
    """The times of the first request and of the last answer, by the machine's clock."""
    from homerun_helpers import HomerunError, RateLimit

    limit = RateLimit(int(requests), float(window), store=store_of(store, place))
    url = f"http://127.0.0.1:{port}/v2"
    try:
        if mode == "tasks":
            return asyncio.run(in_tasks(key, url, limit, int(count)))
        return in_a_loop(key, url, limit, int(count))
    except HomerunError as error:
        return {"crash": type(error).__name__}


def store_of(kind: str, place: str) -> SQLiteStore | RedisStore | None:
    """The store of the budget."""
    from homerun_helpers import RedisStore, SQLiteStore

    if kind == "none":
        return None
    return SQLiteStore(place) if kind == "sqlite" else RedisStore(place)


def in_a_loop(key: str, url: str, limit: RateLimit, count: int) -> Report:
    """One request after the other."""
    from homerun_helpers import Homerun

    with Homerun(key, base_url=url, rate_limit=None) as warm:
        warm.ping()  # so that the imports of the first request are not timed
    with Homerun(key, base_url=url, rate_limit=limit) as homerun:
        begin = wait_for_all()
        for _ in range(count):
            homerun.ping()
        return {"begin": begin, "end": time.monotonic()}


async def in_tasks(key: str, url: str, limit: RateLimit, count: int) -> Report:
    """All at once, as the budget allows."""
    from homerun_helpers import AsyncHomerun

    async with AsyncHomerun(key, base_url=url, rate_limit=None) as warm:
        await warm.ping()
    async with AsyncHomerun(key, base_url=url, rate_limit=limit) as homerun:
        begin = wait_for_all()
        await asyncio.gather(*(homerun.ping() for _ in range(count)))
        return {"begin": begin, "end": time.monotonic()}


def wait_for_all() -> float:
    """When all are ready."""
    print(READY, flush=True)
    sys.stdin.read()
    return time.monotonic()


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    print(json.dumps(group(*given) if what == "group" else one(*given)))
