"""The rate limit per key, as Laravel's throttle counts."""

import math
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class _Budget:
    start: float = -math.inf
    used: int = 0
    recent: deque[float] = field(default_factory=deque)
    most: int = 0


@dataclass(frozen=True)
class Verdict:
    """What the throttle says about one request."""

    allowed: bool
    limit: int
    remaining: int
    reset: int
    retry_after: int

    def headers(self) -> dict[str, str]:
        """The headers for the answer, be it allowed or not."""
        known = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(self.remaining)}
        if self.allowed:
            return known
        return known | {
            "Retry-After": str(self.retry_after),
            "X-RateLimit-Reset": str(self.reset),
        }


class Throttle:
    """At most `limit` requests in a fixed window that starts with a key's first request.

    A refused request costs nothing. Two full windows can meet, so up to twice the limit may pass
    within one window's length: `most_in_window` tells whether that happened.

    Args:
        limit: Requests per window; None allows everything, and still counts.
        window: Seconds.
        clock: Seconds since 1970.
    """

    def __init__(self, limit: int | None, window: float, clock: Callable[[], float]) -> None:
        self._limit = limit
        self._window = window
        self._clock = clock
        self._lock = threading.Lock()
        self._budgets: dict[str, _Budget] = {}

    def hit(self, key: str) -> Verdict | None:
        """Count a request of this key; None where there is no limit."""
        with self._lock:
            now = self._clock()
            budget = self._budgets.setdefault(key, _Budget())
            if not budget.start <= now < budget.start + self._window:
                budget.start, budget.used = now, 0
            allowed = self._limit is None or budget.used < self._limit
            if allowed:
                budget.used += 1
                self._remember(budget, now)
            return None if self._limit is None else self._verdict(budget, self._limit, now, allowed)

    def reset(self) -> None:
        """Give every key a fresh window and forget what was counted."""
        with self._lock:
            self._budgets.clear()

    def most_in_window(self) -> int:
        """The most requests that one key had let through in any sliding window, so far."""
        with self._lock:
            return max((budget.most for budget in self._budgets.values()), default=0)

    def _remember(self, budget: _Budget, now: float) -> None:
        budget.recent.append(now)
        while budget.recent[0] <= now - self._window:
            budget.recent.popleft()
        budget.most = max(budget.most, len(budget.recent))

    def _verdict(self, budget: _Budget, limit: int, now: float, allowed: bool) -> Verdict:  # noqa: FBT001  # its own caller only
        end = budget.start + self._window
        return Verdict(
            allowed=allowed,
            limit=limit,
            remaining=limit - budget.used,
            reset=math.ceil(end),
            # Rounded up: who waits so long never comes too early.
            retry_after=max(1, math.ceil(end - now)),
        )
