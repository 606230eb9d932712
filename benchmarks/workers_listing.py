"""Lists everything with this package, and prints a report.

    python -m benchmarks.workers_listing threads|tasks URL [PAGES]

The package chooses how many pages it fetches at the same time, by the time of a request and by the caller's own time
for a page. PAGES sets the upper bound of that. The first page is read before the time is taken, since its imports do
not grow with anything.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

from benchmarks.clients import INCLUDE, KEY
from benchmarks.gauges import above, by_default, idle_memory
from benchmarks.harness import Report
from homerun_helpers import AsyncHomerun, Homerun
from homerun_helpers._listing import readahead


def in_threads(url: str) -> Report:
    """Seconds, memory and records of a listing."""
    with Homerun(KEY, base_url=url, rate_limit=None) as homerun:
        listing = homerun.job_applications.list(include=INCLUDE)
        next(listing.pages())
        idle, began = idle_memory(), time.perf_counter()
        count = sum(1 for _ in listing)
        return {"seconds": time.perf_counter() - began, "memory": above(idle), "records": count}


async def in_tasks(url: str) -> Report:
    """The same by the async client."""
    async with AsyncHomerun(KEY, base_url=url, rate_limit=None) as homerun:
        listing = homerun.job_applications.list(include=INCLUDE)
        await anext(listing.pages())
        idle, began, count = idle_memory(), time.perf_counter(), 0
        async for _ in listing:
            count += 1
        return {"seconds": time.perf_counter() - began, "memory": above(idle), "records": count}


def main(mode: str, url: str, *pages: str) -> Report:
    """The report."""
    by_default()
    if pages:
        readahead.MAX_PAGES_AHEAD = int(pages[0])
    return in_threads(url) if mode == "threads" else asyncio.run(in_tasks(url))


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
