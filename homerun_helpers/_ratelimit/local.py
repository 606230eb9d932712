"""The budget of a key in this process: requests wait in line for a slot, in threads and in tasks alike."""

import hashlib
import logging
import math
import os
import threading
import time
from collections.abc import Mapping

from attrs import define, frozen

from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.waiting import Wait, Waiter, WaitQueue
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S, WindowLog
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import Steps
from homerun_helpers.errors import RateLimitError

logger = logging.getLogger("homerun_helpers")

# Only a wait that is longer than this is logged: shorter ones are not noticed.
LOGGED_WAIT_S = 1.0


@frozen
class Slot:
    """A slot of the budget that a request has taken. It is given to `release` when the request is over.

    Attributes:
        taken_at: when it was taken, in seconds of the clock.
        ticket: what the store calls it; None: no store knows of it.
    """

    taken_at: float
    ticket: str | None = None


@define(eq=False)
class _LocalWaiter(Waiter):
    """A waiter of this process' budget.

    Attributes:
        blocked_on_in_flight: whether its turn depends on a request that is under way.
        is_logged: whether the log says that it waits.
    """

    blocked_on_in_flight: bool = False
    is_logged: bool = False


class Budget:
    """The budget of one key in this process. Every request with the key takes a slot here and releases it."""

    def __init__(self) -> None:
        # Reentrant: a task that was abandoned leaves the queue when it is collected as garbage. That can happen at
        # any moment, also in a thread that holds the lock.
        self._lock = threading.RLock()
        self._log = WindowLog()
        self._queue: WaitQueue[_LocalWaiter] = WaitQueue()
        self.handed_out = 0.0

    def acquire(self, limit: RateLimit, clock: Clock) -> Steps[Slot]:
        """Wait for a slot and take it. A wait that is cancelled takes none.

        Raises:
            RateLimitError: the wait would be longer than `limit.max_wait`.
        """
        waiter = _LocalWaiter(clock.now())
        try:
            with self._lock:
                self._queue.join(waiter)
            while (delay := self._try_to_take(waiter, limit, clock)) is not None:
                yield Wait(waiter, clock, delay)
        finally:
            with self._lock:
                self._queue.leave(waiter, clock.now())
        return Slot(clock.now())

    def release(
        self,
        limit: RateLimit,
        clock: Clock,
        slot: Slot,
        headers: Mapping[str, str] | None = None,
        pause: float | None = None,
    ) -> Steps[None]:
        """Note that a request is over. Its slot is free one window from now.

        Args:
            limit: the limit that it was sent under.
            clock: the time.
            slot: the slot that it took.
            headers: the headers of the answer, if there was one.
            pause: for how many seconds no request may be sent, if the server refused this one.
        """
        with self._lock:
            now = clock.now()
            self._log.finish(now)
            if headers:
                self._log.learn(headers, slot.taken_at, now, limit)
            if pause is not None:
                self._log.pause_until(now + pause)
            self._wake_blocked(now)
        # No step: a coroutine that is closed, rather than cancelled, can await nothing, and must release all the same.
        yield from ()

    def give_back(self, clock: Clock) -> None:
        """Free a slot at once: its request was never sent."""
        with self._lock:
            self._log.give_back()
            self._queue.wake_first(clock.now())

    def free(self, limit: RateLimit, clock: Clock) -> int:
        """How many requests could be sent now. Those that wait already come first and are subtracted."""
        with self._lock:
            return max(0, self._log.free(clock.now(), limit) - len(self._queue))

    def is_idle(self, limit: RateLimit, clock: Clock) -> bool:
        """Whether a new budget would allow the same as this one."""
        with self._lock:
            now = clock.now()
            self._log.forget(now, limit.per)
            # A client that was given it a moment ago may be about to use it.
            return self._log.is_idle(now) and not self._queue and now > self.handed_out + limit.per

    def _wake_blocked(self, now: float) -> None:
        # An answer tells when one slot gets free, so one waiter is woken. It wakes the next if there is more room.
        for waiter in self._queue:
            if waiter.blocked_on_in_flight:
                waiter.due = now
                waiter.wake()
                return

    def _try_to_take(self, waiter: _LocalWaiter, limit: RateLimit, clock: Clock) -> float | None:
        """None: the slot is taken. Else how many seconds to wait before the next try.

        Raises:
            RateLimitError: the wait would be longer than `limit.max_wait`.
        """
        with self._lock:
            now = clock.now()
            self._log.forget(now, limit.per)
            position = self._queue.position(waiter, now)
            delay = self._log.delay(now, position, limit)
            if waiter.blocked_on_in_flight and delay < math.inf:
                waiter.blocked_on_in_flight = False
                self._wake_blocked(now)  # the answer may have settled the next one's time as well
            if delay <= 0:
                self._log.take()
                self._queue.leave(waiter, now)
                return None
            waiter.blocked_on_in_flight = delay == math.inf
            left = limit.max_wait - (now - waiter.started)
            least = self._log.least_delay(now, position, limit)
            waiter.due = now + min(delay, max(left, 0.0))
        if least > left or left <= 0:
            raise too_long(max(least, WINDOW_EPSILON_S), limit)
        _log_wait(waiter, delay, limit)
        return min(delay, left)

    def after_fork(self) -> None:
        """Make this budget usable in a child process, whatever threads of the parent were doing with it."""
        self._lock = threading.RLock()
        self._queue.clear()
        self._log.settle_all(time.monotonic())


def _log_wait(waiter: _LocalWaiter, seconds: float, limit: RateLimit) -> None:
    """Log once that a request waits, so that a program that seems to hang explains itself."""
    if not waiter.is_logged and LOGGED_WAIT_S < seconds < math.inf:
        waiter.is_logged = True
        logger.info("waiting %.0f s for the rate limit (%d per %g s)", seconds, limit.requests, limit.per)


def too_long(seconds: float, limit: RateLimit) -> RateLimitError:
    """The error for a wait that would be longer than `max_wait`."""
    error = RateLimitError(
        f"The next slot is free in {seconds:.0f} s, but max_wait is {limit.max_wait:g} s. The limit of "
        f"{limit.requests} requests per {limit.per:g} s is used up, or the server asked for a pause."
    )
    error.retry_after = seconds
    return error


_budgets: dict[str, Budget] = {}
_budgets_lock = threading.Lock()


def _after_fork() -> None:
    global _budgets_lock  # noqa: PLW0603 - a thread of the parent, which the child has not, may have held it
    _budgets_lock = threading.Lock()
    for budget in _budgets.values():
        budget.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def name_of(key: str, base_url: str) -> str:
    """The name of the budget of a key at a base URL: a digest that does not reveal the key."""
    return hashlib.sha256(f"{base_url}\n{key}".encode()).hexdigest()


def budget_of(key: str, base_url: str, limit: RateLimit, clock: Clock) -> Budget:
    """The one budget of this process for a key at a base URL. The key itself is not kept."""
    name = name_of(key, base_url)
    with _budgets_lock:
        found = _budgets.get(name)
        if found is None:
            # Otherwise keys that are rotated would pile up here for ever.
            for other in [known for known, budget in _budgets.items() if budget.is_idle(limit, clock)]:
                del _budgets[other]
            found = _budgets[name] = Budget()
        found.handed_out = clock.now()
        return found
