"""Time, in one place, so that tests can bring their own."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from homerun_helpers.errors import InvalidArgumentError

if TYPE_CHECKING:
    import asyncio


def check_timeout(seconds: float | None) -> float | None:
    """The time limit in seconds; None for none.

    Raises:
        InvalidArgumentError: it is not a number above 0.
    """
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < float("inf"):
        raise InvalidArgumentError(f"timeout must be a number of seconds above 0, or None; it is {seconds!r}.")
    return seconds


class Clock:
    """The real time. All durations are in seconds."""

    def now(self) -> float:
        """Monotonic time: it does not jump when the machine's clock is set."""
        return time.monotonic()

    def wall(self) -> float:
        """The time of day as UNIX time, for what a server names by date."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(min(seconds, threading.TIMEOUT_MAX))

    async def async_sleep(self, seconds: float) -> None:
        """Wait without holding up the event loop."""
        import asyncio  # here and below: who uses threads need not wait for it

        await asyncio.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float | None) -> None:
        """Wait for an event, at most so long; None: as long as it takes."""
        # Longer ones are an OverflowError; who waits looks again anyway.
        event.wait(None if seconds is None else min(seconds, threading.TIMEOUT_MAX))

    async def async_wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """The same without holding up the event loop."""
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass
