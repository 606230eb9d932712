"""The budgets of a client: one for each key that it has used."""

from __future__ import annotations

import threading
from typing import Any

from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.local import budget_of, name_of
from homerun_helpers._ratelimit.shared import SharedBudget
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.forks import tell_after_fork


class Budgets:
    """Finds the budget of a key: that of this process, or the one in the limit's store.

    Args:
        limit: the limit of all of them.
        base_url: where the keys are used.
        clock: the time.
    """

    def __init__(self, limit: RateLimit, base_url: str, clock: Clock) -> None:
        self._limit = limit
        self._base_url = base_url
        self._clock = clock
        self._lock = threading.Lock()
        self._shared: dict[str, SharedBudget] = {}
        tell_after_fork(self)

    def of(self, key: str) -> Any:
        """The budget of a key."""
        local = budget_of(key, self._base_url, self._limit, self._clock)
        if self._limit.store is None:
            return local
        name = name_of(key, self._base_url)
        with self._lock:
            if name not in self._shared:
                self._shared[name] = SharedBudget(self._limit.store, name, local)
            return self._shared[name]

    def slots(self, key: str) -> tuple[int, int]:
        """How many requests of a key could be sent now, and how many its budget has in all."""
        return int(self.of(key).free(self._limit, self._clock)), self._limit.requests

    def after_fork(self) -> None:
        """Make this usable in a child process: a thread of the parent may have held the lock."""
        self._lock = threading.Lock()
        self._shared = {}
