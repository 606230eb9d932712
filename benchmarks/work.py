"""A worker: one job with one client in a fresh process, and a line of JSON at the end.

    python -m benchmarks.work JOB MODULE [name=value …]

It imports little besides one client, so that time and memory are that client's.
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
# The generators install these. A program with one client does not have them, and httpx would import them.
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
    """Go through all records, and drop or hold them; reports the time, and memory before and at its peak.

    One record of another server is read first, so that what a client sets up once is not measured.
    """
    held: list[object] | None = [] if "hold" in given else None
    limit = int(given["limit"]) if "limit" in given else None
    window = float(given.get("window", "60"))
    consume(client.records(given["warm"], per_page=1, limit=limit, window=window), None)
    idle = memory("VmRSS")
    begin = time.perf_counter()
    try:
        count = consume(client.records(given["url"], per_page=int(given["per_page"]), limit=limit, window=window), held)
    except Exception as error:  # noqa: BLE001 - the table names any error that a client gives up with
        return {"crash": type(error).__name__}
    return {
        "seconds": time.perf_counter() - begin,
        "records": count,
        "idle": idle,
        "peak": memory("VmHWM"),
    }


def consume(records: Iterator[object] | AsyncIterator[object], held: list[object] | None) -> int:
    """The number of records."""
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
    """Decode pages and encode some of them; reports seconds for each page."""
    prepared = [client.prepare(body) for body in Path(given["bodies"]).read_bytes().splitlines()]
    pages = [client.decode(body) for body in prepared[:10]]
    for page in pages:
        client.encode(page)
    return {"decode": timed(client.decode, prepared), "encode": timed(client.encode, pages * 5)}


def timed(function: Callable[[Any], object], values: list[Any]) -> float:
    """Seconds for each value; results are dropped at once, as in a loop over a listing."""
    begin = time.perf_counter()
    for value in values:
        function(value)
    return (time.perf_counter() - begin) / len(values)


def memory(what: str) -> float:
    """Megabytes of this process: VmRSS now, VmHWM at its peak."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(what)) / 1024
    import resource  # not Linux: only the peak is known

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


JOBS = {"list": listing, "codec": codec}

if __name__ == "__main__":
    main()
