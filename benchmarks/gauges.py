"""What a worker measures of itself: its memory, and how long its event loop stands still."""

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
    """Let the package be as it is installed by default, without the parser of its extra `fast`."""
    sys.modules["msgspec"] = None  # type: ignore[assignment]  # as if it were not installed


def idle_memory() -> int | None:
    """Bytes that this process has in memory now, from which its peak counts; None where the system does not tell."""
    if not CLEAR.exists():
        return None
    gc.collect()
    CLEAR.write_text("5", "ascii")  # forgets the peak, see proc(5)
    return _status("VmRSS")


def above(idle: int | None) -> int | None:
    """How far memory rose above that at its peak."""
    return None if idle is None else max(0, _status("VmHWM") - idle)


def _status(name: str) -> int:
    (line,) = (line for line in STATUS.read_text("ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


@asynccontextmanager
async def heart() -> AsyncIterator[list[float]]:
    """A heartbeat each millisecond, and the pauses between two beats; the longest is how long the loop stood still."""
    pauses: list[float] = []
    beating = asyncio.ensure_future(_beat(pauses))
    await asyncio.sleep(0.02)
    pauses.clear()
    try:
        yield pauses
        await asyncio.sleep(0.002)  # what stood still until the very end shows at the next beat
    finally:
        beating.cancel()


async def _beat(pauses: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        pauses.append(now - last)
        last = now
