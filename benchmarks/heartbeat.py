"""How long the event loop stands still while a file on a slow disk is uploaded.

A heartbeat beats every millisecond; the longest pause between two beats is the stall. The disk takes 20 ms for each
piece of 64 KB. Run it with `.venv/bin/python benchmarks/heartbeat.py`.
"""

import asyncio
import io
import time

from homerun_helpers import AsyncHomerun
from homerun_helpers.sandbox import Sandbox

SIZE = 5_000_000
PAUSE = 0.02


class SlowFile(io.BytesIO):
    """A file on a slow disk."""

    def read(self, size: int | None = -1, /) -> bytes:
        time.sleep(PAUSE)
        return super().read(size)


async def beat(gaps: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now


async def measure(homerun: AsyncHomerun, application_id: str, file: io.BytesIO) -> tuple[float, float]:
    """The longest pause of the heartbeat, and how long the upload took, in seconds."""
    gaps: list[float] = []
    heart = asyncio.ensure_future(beat(gaps))
    began = time.perf_counter()
    await homerun.job_applications.upload_file(application_id, ("cv.pdf", file), type="resume")
    took = time.perf_counter() - began
    heart.cancel()
    return max(gaps), took


async def main() -> None:
    async with Sandbox(seed=1, applications=1) as sandbox, AsyncHomerun(sandbox.key(), base_url=sandbox.url) as homerun:
        application_id = sandbox.application_ids()[0]
        content = b"%PDF-" + bytes(SIZE)
        await homerun.ping()
        for name, file in (("in memory", io.BytesIO(content)), ("slow disk", SlowFile(content))):
            stall, took = await measure(homerun, application_id, file)
            print(f"{name:10}  upload {took:6.2f} s   longest stall of the event loop {stall * 1000:6.1f} ms")


if __name__ == "__main__":
    asyncio.run(main())
