"""The rate limit per key, as Laravel's throttle counts, or stricter."""

import math
import threading
from collections import deque
from collections.abc import Callable

from attrs import define, field, frozen


@define
class _KeyUsage:
    start: float = -math.inf
    used: int = 0
    recent: deque[float] = field(factory=deque)
    strict: deque[float] = field(factory=deque)
    most: int = 0
    violations: int = 0


@frozen
class Usage:
    """What a key used of its budget in the present window; `limit` is None where there is none."""

    digest: str
    used: int
    limit: int | None
    resets_at: float


@frozen
class Verdict:
    """Whether one request is allowed, and the numbers for its headers."""

    allowed: bool
    limit: int
    remaining: int
    reset: int
    retry_after: int

    def headers(self) -> dict[str, str]:
        """The headers for the answer."""
        known = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(self.remaining)}
        if self.allowed:
            return known
        return known | {
            "Retry-After": str(self.retry_after),
            "X-RateLimit-Reset": str(self.reset),
        }


class Throttle:
    """At most `limit` requests of a key in a window; a refused request does not count.

    As Laravel counts, the window is fixed and starts with a key's first request. Two full windows
    can meet, so up to twice the limit may pass within one window's length. With `sliding` there
    are never more than `limit` in any window. Both ways `violations` counts what the latter refuses.

    Args:
        limit: Requests per window; None allows everything, and still counts.
        window: Seconds.
        clock: Seconds since 1970.
        sliding: Whether the window slides.
    """

    def __init__(self, limit: int | None, window: float, clock: Callable[[], float], *, sliding: bool = False) -> None:
        self._limit = limit
        self._window = window
        self._clock = clock
        self._sliding = sliding
        self._lock = threading.Lock()
        self._budgets: dict[str, _KeyUsage] = {}

    def hit(self, key: str) -> Verdict | None:
        """Count a request of this key; None where there is no limit."""
        with self._lock:
            now = self._clock()
            budget = self._budgets.setdefault(key, _KeyUsage())
            self._forget(budget, now)
            self._judge(budget, now)
            allowed = self._limit is None or self._used(budget) < self._limit
            if allowed:
                self._let_through(budget, now)
            return None if self._limit is None else self._verdict(budget, self._limit, now, allowed=allowed)

    def usage(self) -> list[Usage]:
        """What each key that made requests used of its budget; the order is that of their first."""
        with self._lock:
            now = self._clock()
            for budget in self._budgets.values():
                self._forget(budget, now)
            return [
                Usage(key, self._used(budget), self._limit, self._end(budget, now))
                for key, budget in self._budgets.items()
            ]

    def reset(self) -> None:
        """Give every key a fresh window and forget what was counted."""
        with self._lock:
            self._budgets.clear()

    def most_in_window(self) -> int:
        """The most requests that one key had let through in any sliding window, so far."""
        with self._lock:
            return max((budget.most for budget in self._budgets.values()), default=0)

    def violations(self) -> int:
        """How many requests a sliding window would have refused, so far; none where there is no limit."""
        with self._lock:
            return sum(budget.violations for budget in self._budgets.values())

    def _judge(self, budget: _KeyUsage, now: float) -> None:
        """Count a request as a violation, or as one that a sliding window lets through."""
        if self._limit is None:
            return
        if len(budget.strict) >= self._limit:
            budget.violations += 1
        else:
            budget.strict.append(now)

    def _forget(self, budget: _KeyUsage, now: float) -> None:
        """Forget requests that are no longer in the window."""
        for times in (budget.recent, budget.strict):
            while times and times[0] <= now - self._window:
                times.popleft()
            # After the clock was set back: requests in its future do not count.
            while times and times[-1] > now:
                times.pop()
        if not budget.start <= now < budget.start + self._window:
            budget.start, budget.used = now, 0

    def _used(self, budget: _KeyUsage) -> int:
        return len(budget.recent) if self._sliding else budget.used

    def _let_through(self, budget: _KeyUsage, now: float) -> None:
        if budget.used == 0:
            budget.start = now
        budget.used += 1
        budget.recent.append(now)
        budget.most = max(budget.most, len(budget.recent))

    def _end(self, budget: _KeyUsage, now: float) -> float:
        """When there is room again: a new window, or one more place in the sliding one."""
        if self._sliding:
            return (budget.recent[0] if budget.recent else now) + self._window
        return budget.start + self._window

    def _verdict(self, budget: _KeyUsage, limit: int, now: float, *, allowed: bool) -> Verdict:
        end = self._end(budget, now)
        return Verdict(
            allowed=allowed,
            limit=limit,
            remaining=limit - self._used(budget),
            reset=math.ceil(end),
            # Rounded up: a client that waits this long is never too early.
            retry_after=max(1, math.ceil(end - now)),
        )
