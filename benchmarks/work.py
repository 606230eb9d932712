"""A worker: one job with one client in a fresh process, and a line of JSON at the end.

    python -m benchmarks.work JOB MODULE [name=value …]

It imports what any small program has, and then one client, so that time and memory are that client's.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

PEERS = ".bench/peers"
# They come with the generators. A program with one client has not got them; httpx imports its command line with them.
TOOLS = ("click", "rich")


def main() -> None:
    job, module, *settings = sys.argv[1:]
    given = dict(setting.split("=", 1) for setting in settings)
    for name in (*TOOLS, *filter(None, [given.get("block")])):
        sys.modules[name] = None  # type: ignore[assignment]  # as if it were not installed
    sys.path.append(PEERS)
    client = importlib.import_module(f"benchmarks.clients.{module}")
    print(json.dumps(JOBS[job](client, given)))


def listing(client: Any, given: dict[str, str]) -> dict[str, object]:
    """Go through all records, and drop or hold them: how long it took, and memory before and at its peak.

    One record from another server comes first, so that what a client sets up once is in neither.
    """
    held: list[object] | None = [] if "hold" in given else None
    limit = int(given["limit"]) if "limit" in given else None
    window = float(given.get("window", "60"))
    consume(client.records(given["warm"], per_page=1, limit=limit, window=window), None)
    idle = memory("VmRSS")
    begin = time.perf_counter()
    try:
        count = consume(client.records(given["url"], per_page=int(given["per_page"]), limit=limit, window=window), held)
    except Exception as error:  # noqa: BLE001 - whatever it is that a client gives up with is what the table says
        return {"crash": type(error).__name__}
    return {
        "seconds": time.perf_counter() - begin,
        "records": count,
        "idle": idle,
        "peak": memory("VmHWM"),
    }


def consume(records: Iterator[object] | AsyncIterator[object], held: list[object] | None) -> int:
    """How many records there were."""
    if isinstance(records, AsyncIterator):
        import asyncio

        return asyncio.run(_consume_async(records, held))
    count = 0
    for record in records:
        count += 1
        if held is not None:
            held.append(record)
    return count


async def _consume_async(records: AsyncIterator[object], held: list[object] | None) -> int:
    count = 0
    async for record in records:
        count += 1
        if held is not None:
            held.append(record)
    return count


def codec(client: Any, given: dict[str, str]) -> dict[str, object]:
    """Decode pages and encode some of them again: seconds for each page."""
    prepared = [client.prepare(body) for body in Path(given["bodies"]).read_bytes().splitlines()]
    pages = [client.decode(body) for body in prepared[:10]]
    for page in pages:
        client.encode(page)
    return {"decode": timed(client.decode, prepared), "encode": timed(client.encode, pages * 5)}


def timed(function: Callable[[Any], object], values: list[Any]) -> float:
    """Seconds for each value; results are dropped at once, as by a program that goes through a listing."""
    begin = time.perf_counter()
    for value in values:
        function(value)
    return (time.perf_counter() - begin) / len(values)


def memory(what: str) -> float:
    """Megabytes of this process: VmRSS is what it has now, VmHWM the most that it ever had."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(what)) / 1024
    import resource  # not Linux: the peak is all that can be had

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


JOBS = {"list": listing, "codec": codec}

if __name__ == "__main__":
    main()
