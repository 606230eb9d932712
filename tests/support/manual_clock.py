"""A clock that stands still until the test moves it."""

import asyncio
import threading
import time
from contextlib import contextmanager

from homerun_helpers._runtime.clock import Clock

# Real seconds after which a test that hangs fails.
PATIENCE = 20


class ManualClock(Clock):
    """Time that tests move; who waits for it is woken when their moment has come."""

    def __init__(self, now=1000.0):
        self._now = now
        self._changed = threading.Condition()
        self._waits = []
        self.version = 0

    def now(self):
        return self._now

    def wait(self, event, seconds):
        with self._waiting(seconds, event.set):
            assert event.wait(PATIENCE), "nobody moved the clock"

    async def async_wait(self, event, seconds):
        loop = asyncio.get_running_loop()
        with self._waiting(seconds, lambda: loop.call_soon_threadsafe(event.set)):
            await event.wait()

    async def async_sleep(self, seconds):
        await self.async_wait(asyncio.Event(), seconds)

    @contextmanager
    def _waiting(self, seconds, wake):
        entry = (self._now + seconds, wake)
        with self._changed:
            self._waits.append(entry)
            self.version += 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self.version += 1
                if entry in self._waits:
                    self._waits.remove(entry)

    def until_waiting(self, count):
        """Wait until so many threads wait for this clock."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._waits) == count, PATIENCE)

    def advance(self, seconds):
        """Let time pass."""
        with self._changed:
            self._now += seconds
            due = [entry for entry in self._waits if entry[0] <= self._now]
            for entry in due:
                self._waits.remove(entry)
                entry[1]()

    def advance_to_next(self):
        """Let time pass until somebody's moment has come."""
        with self._changed:
            times = [time for time, _ in self._waits]
        if times:
            self.advance(max(0.0, min(times) - self._now))

    def pass_until(self, condition):
        """Let time pass, second by second, while other threads do their work."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "it never comes to that"
            self.advance(1.0)
            with self._changed:
                self._changed.wait(0.0005)  # lets the others run

    async def settle(self):
        """Let all tasks of the running event loop go on until each waits for something."""
        quiet, version = 0, self.version
        while quiet < 4:
            await asyncio.sleep(0)
            quiet, version = (quiet + 1, version) if version == self.version else (0, self.version)

    async def play(self, *tasks):
        """Let time pass until all tasks are done."""
        for _ in range(10_000):
            await self.settle()
            if all(task.done() for task in tasks):
                return
            self.advance_to_next()
        raise AssertionError("the tasks never end")
