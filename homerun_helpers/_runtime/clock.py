"""Time, in one place, so that tests can replace it."""

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
        raise InvalidArgumentError("timeout", f"must be a number of seconds above 0, or None; it is {seconds!r}.")
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
        import asyncio  # here and below, so that the sync client works without it

        await asyncio.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float | None) -> None:
        """Wait for an event, at most this long; None: as long as it takes."""
        # A longer time is an OverflowError. The caller checks again after each wait, so a shorter one does no harm.
        event.wait(None if seconds is None else min(seconds, threading.TIMEOUT_MAX))

    async def async_wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """The same without holding up the event loop."""
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass
