"""What a worker measures of itself: its memory, and the stalls of its event loop."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def by_default() -> None:
    """Make the package work as it is installed by default, without the parser of its extra `fast`."""
    sys.modules["msgspec"] = None  # type: ignore[assignment]  # as if it were not installed


def idle_memory() -> int | None:
    """Bytes that this process has in memory now, and a reset of its peak; None where the system does not say."""
    if not CLEAR.exists():
        return None
    gc.collect()
    CLEAR.write_text("5", "ascii")  # forgets the peak, see proc(5)
    return _status("VmRSS")


def above(idle: int | None) -> int | None:
    """How far the peak of memory was above that, in bytes."""
    return None if idle is None else max(0, _status("VmHWM") - idle)


def _status(name: str) -> int:
    (line,) = (line for line in STATUS.read_text("ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """Yields the pauses of a heartbeat that beats each millisecond; the longest is the longest stall of the loop."""
    pauses: list[float] = []
    beating = asyncio.ensure_future(_beat(pauses))
    await asyncio.sleep(0.02)
    pauses.clear()
    try:
        yield pauses
        await asyncio.sleep(0.002)  # a stall at the end shows at the next beat
    finally:
        beating.cancel()


async def _beat(pauses: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        pauses.append(now - last)
        last = now
