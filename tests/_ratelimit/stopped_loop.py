"""The clock of an event loop that stops while a task of it waits."""

import asyncio

from tests.support.clock import FakeClock


class StoppedLoopClock(FakeClock):
    """No time passes in this loop, so a task that waits is never woken by the time. `waits` is set when one does."""

    def __init__(self):
        super().__init__()
        self.waits = asyncio.Event()

    async def async_wait(self, event, _):
        self.waits.set()
        await event.wait()
