"""The budget of a key in this process: waits for a slot, in threads and in tasks alike."""

import contextlib
import hashlib
import logging
import math
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping

from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S, WindowLog
from homerun_helpers._runtime.clock import Clock
from homerun_helpers.errors import RateLimitError

logger = logging.getLogger("homerun_helpers")

# Who should have looked so many seconds ago, and did not, is not coming back.
LOST = 5.0


class _Waiter:
    """Somebody in the queue. `wake` makes it look again whether its turn has come."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self.in_the_dark = False  # its turn depends on an answer that has not arrived
        self.due = math.inf  # when it will look again, or should have
        self.told = False

    def tell(self, seconds: float, limit: RateLimit) -> None:
        """Log a wait that somebody may wonder about, once."""
        if not self.told and 1 < seconds < math.inf:
            self.told = True
            logger.info("waiting %.0f s for the rate limit (%d per %g s)", seconds, limit.requests, limit.per)


class Budget:
    """One key's budget. Everything that uses the key goes through here."""

    def __init__(self) -> None:
        # Reentrant: a wait that was abandoned leaves the queue when it is collected as garbage, which can happen
        # at any moment, also while this very thread holds the lock.
        self._lock = threading.RLock()
        self._log = WindowLog()
        self._queue: list[_Waiter] = []
        self.handed_out = 0.0

    def acquire(self, limit: RateLimit, clock: Clock) -> float:
        """Wait for a slot and take it; returns when that was.

        Raises:
            RateLimitError: the wait would be longer than `limit.max_wait`.
        """
        event = threading.Event()
        with self._waiter(event.set, clock) as waiter:
            started = clock.now()
            while (delay := self._turn(waiter, limit, clock, started)) is not None:
                clock.wait(event, delay)
                event.clear()
        return clock.now()

    async def async_acquire(self, limit: RateLimit, clock: Clock) -> float:
        """The same without holding up the event loop. A cancelled wait takes no slot."""
        import asyncio  # here: who uses threads need not wait for it

        event, loop = asyncio.Event(), asyncio.get_running_loop()

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # its loop is closed: nobody waits there any more
                loop.call_soon_threadsafe(event.set)

        with self._waiter(wake, clock) as waiter:
            started = clock.now()
            while (delay := self._turn(waiter, limit, clock, started)) is not None:
                await clock.async_wait(event, delay)
                event.clear()
        return clock.now()

    def release(
        self,
        limit: RateLimit,
        clock: Clock,
        sent: float,
        headers: Mapping[str, str] | None = None,
        hold: float | None = None,
    ) -> None:
        """Note that a request is over.

        Args:
            limit: the limit that it was sent under.
            clock: the time.
            sent: when it took its slot.
            headers: what the server answered, if it did.
            hold: for how many seconds nobody shall send anything, if the server refused.
        """
        with self._lock:
            now = clock.now()
            self._log.finish(now)
            if headers:
                self._log.learn(headers, sent, now, limit)
            if hold is not None:
                self._log.hold(now + hold)
            self._wake_next(now)

    def give_back(self, clock: Clock) -> None:
        """Free a slot whose request was never sent."""
        with self._lock:
            self._log.give_back()
            self._wake_first(clock.now())

    async def async_release(
        self,
        limit: RateLimit,
        clock: Clock,
        sent: float,
        headers: Mapping[str, str] | None = None,
        hold: float | None = None,
    ) -> None:
        """The same for tasks: it takes no time."""
        self.release(limit, clock, sent, headers, hold)

    def free(self, limit: RateLimit, clock: Clock) -> int:
        """How many requests could go right now, those in the queue counted off."""
        with self._lock:
            return max(0, self._log.free(clock.now(), limit) - len(self._queue))

    def is_idle(self, limit: RateLimit, clock: Clock) -> bool:
        """Whether this budget could be forgotten without anybody noticing."""
        with self._lock:
            now = clock.now()
            self._log.forget(now, limit.per)
            # Who got it a moment ago may be about to use it.
            return self._log.is_idle(now) and not self._queue and now > self.handed_out + limit.per

    @contextlib.contextmanager
    def _waiter(self, wake: Callable[[], None], clock: Clock) -> Iterator[_Waiter]:
        waiter = _Waiter(wake)
        try:
            with self._lock:
                self._queue.append(waiter)
            yield waiter
        finally:
            with self._lock:
                if waiter in self._queue:  # left without a slot: those behind move up
                    self._queue.remove(waiter)
                    self._wake_first(clock.now())

    def _wake_first(self, now: float) -> None:
        # Whoever is first sets its own time anew; the others' times are only for the case that nobody wakes them.
        if self._queue:
            self._queue[0].due = now
            self._queue[0].wake()

    def _wake_next(self, now: float) -> None:
        # One answer tells the time of one slot, so one waiter is enough; it wakes the next if there is more.
        for waiter in tuple(self._queue):
            if waiter.in_the_dark:
                waiter.due = now
                waiter.wake()
                return

    def _rank(self, waiter: _Waiter, now: float) -> int:
        # A task whose event loop does not run any more would stand in the way of all for ever.
        while self._queue and self._queue[0] is not waiter and now > self._queue[0].due + LOST:
            del self._queue[0]
        if waiter not in self._queue:  # taken for lost, wrongly
            self._queue.append(waiter)
        return self._queue.index(waiter)

    def _turn(self, waiter: _Waiter, limit: RateLimit, clock: Clock, started: float) -> float | None:
        """None: the slot is taken. Else how long to wait before looking again."""
        with self._lock:
            now = clock.now()
            self._log.forget(now, limit.per)
            rank = self._rank(waiter, now)
            delay = self._log.delay(now, rank, limit)
            if waiter.in_the_dark and delay < math.inf:
                waiter.in_the_dark = False
                self._wake_next(now)  # the answer may have told the next one too
            if delay <= 0:
                self._queue.remove(waiter)
                self._log.take()
                self._wake_first(now)
                return None
            waiter.in_the_dark = delay == math.inf
            left = limit.max_wait - (now - started)
            least = self._log.least_delay(now, rank, limit)
            waiter.due = now + min(delay, max(left, 0.0))
        if least > left or left <= 0:
            raise too_long(max(least, WINDOW_EPSILON_S), limit)
        waiter.tell(delay, limit)
        return left if delay == math.inf else min(delay, left)

    def after_fork(self) -> None:
        """Make this budget usable in a child process, whatever the parent's threads were doing to it."""
        self._lock = threading.RLock()
        self._queue.clear()
        self._log.settle_all(time.monotonic())


def too_long(seconds: float, limit: RateLimit) -> RateLimitError:
    """The error for a wait that is longer than anybody may wait."""
    error = RateLimitError(
        f"The next request could go in {seconds:.0f} s, and max_wait is {limit.max_wait:g} s. That is by the limit of "
        f"{limit.requests} requests per {limit.per:g} s, or because the server asked to wait."
    )
    error.retry_after = seconds
    return error


_budgets: dict[str, Budget] = {}
_budgets_lock = threading.Lock()


def _after_fork() -> None:
    global _budgets_lock  # noqa: PLW0603 - another thread of the parent may have held it
    _budgets_lock = threading.Lock()
    for budget in _budgets.values():
        budget.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def name_of(key: str, base_url: str) -> str:
    """The name of a key's budget at a base URL. The key cannot be told from it."""
    return hashlib.sha256(f"{base_url}\n{key}".encode()).hexdigest()


def budget_of(key: str, base_url: str, limit: RateLimit, clock: Clock) -> Budget:
    """The one budget that this process has for a key at a base URL. The key itself is not kept."""
    name = name_of(key, base_url)
    with _budgets_lock:
        found = _budgets.get(name)
        if found is None:
            # Rotated keys would pile up here for ever.
            for other in [known for known, budget in _budgets.items() if budget.is_idle(limit, clock)]:
                del _budgets[other]
            found = _budgets[name] = Budget()
        found.handed_out = clock.now()
        return found
