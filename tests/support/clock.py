"""A clock that moves only when something waits on it."""

import threading

from homerun_helpers._runtime.clock import Clock


class FakeClock(Clock):
    """Waiting advances the time at once; `slept` lists the waits between attempts in seconds."""

    def __init__(self):
        self._now = 1000.0
        self._lock = threading.Lock()
        self.slept = []

    def now(self):
        with self._lock:
            return self._now

    def wall(self):
        return 1_800_000_000.0 + self.now()

    def advance(self, seconds):
        with self._lock:
            self._now += seconds

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.advance(seconds)

    async def async_sleep(self, seconds):
        self.sleep(seconds)

    def wait(self, event, seconds):
        if seconds is None or not event.is_set():
            self.advance(seconds or 0.0)

    async def async_wait(self, event, seconds):
        self.wait(event, seconds)
