"""Runs a job on an event loop beside a heartbeat, and prints the longest stall of the loop.

python -m benchmarks.workers_stall upload|listing CLIENT URL
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import io
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from benchmarks.clients import INCLUDE, KEY
from benchmarks.gauges import by_default, heartbeat
from benchmarks.harness import Report
from benchmarks.workers_upload import PEERS, TARGET

Do = Callable[[], Awaitable[object]]
SIZE = 2**20
# Seconds that the slow disk takes for each 64 KB.
PAUSE_S = 0.02
PAGES = 30


class SlowFile(io.BytesIO):
    """A file on a slow disk."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        time.sleep(PAUSE_S * -(-len(data) // 2**16))
        return data


def a_file() -> SlowFile:
    return SlowFile(b"%PDF-".ljust(SIZE, b"x"))


@asynccontextmanager
async def ours_upload(url: str) -> AsyncIterator[Do]:
    from homerun_helpers import AsyncHomerun

    async with AsyncHomerun(KEY, base_url=url, rate_limit=None) as homerun:
        await homerun.ping()
        yield lambda: homerun.job_applications.upload_file("ap_1", ("cv.pdf", a_file()), type="resume")


@asynccontextmanager
async def httpx_upload(url: str) -> AsyncIterator[Do]:
    import httpx

    async with httpx.AsyncClient() as client:
        await client.get(f"{url}/ping")
        file = ("cv.pdf", a_file(), "application/pdf")
        yield lambda: client.post(url + TARGET, data={"type": "resume"}, files={"file": file})


@asynccontextmanager
async def ours_listing(url: str) -> AsyncIterator[Do]:
    from homerun_helpers import AsyncHomerun

    async with AsyncHomerun(KEY, base_url=url, rate_limit=None) as homerun:
        listing = homerun.job_applications.list(include=INCLUDE)
        await anext(listing.pages())  # so that the imports of the first page are not measured

        async def go_through() -> None:
            async for _ in listing:
                pass

        yield go_through


@asynccontextmanager
async def bare_listing(url: str) -> AsyncIterator[Do]:
    sys.path.insert(0, str(PEERS))
    package = importlib.import_module("homerun_bare")
    endpoint = importlib.import_module("homerun_bare.api.job_applications.list_job_applications")
    include = importlib.import_module("homerun_bare.models").JobApplicationListInclude
    async with package.AuthenticatedClient(base_url=url, token=KEY) as client:

        async def page(number: int) -> None:
            await endpoint.asyncio(
                client=client, page=number, per_page=100, include=[include(name) for name in INCLUDE]
            )

        async def go_through() -> None:
            for number in range(1, PAGES + 1):
                await page(number)

        await page(1)
        yield go_through


CLIENTS = {
    "upload": {"ours": ours_upload, "httpx": httpx_upload},
    "listing": {"ours": ours_listing, "bare": bare_listing},
}


async def main(what: str, client: str, url: str) -> Report:
    """The longest pause and the whole time, in seconds."""
    by_default()
    async with CLIENTS[what][client](url) as do, heartbeat() as pauses:
        gc.freeze()  # a full collection of all that was imported takes 30 ms
        began = time.perf_counter()
        await do()
        took = time.perf_counter() - began
    return {"stall": max(pauses), "seconds": took}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(*sys.argv[1:]))))
