"""A budget that several processes share: a request takes a slot of its process first, and then one of the store."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Mapping

from attrs import define

from homerun_helpers._ratelimit.limit import RateLimit, Store, Taken
from homerun_helpers._ratelimit.local import Budget, Slot, too_long
from homerun_helpers._ratelimit.store_steps import FinishInStore, TakeFromStore
from homerun_helpers._ratelimit.waiting import Wait, Waiter, WaitQueue
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import Steps
from homerun_helpers.errors import StoreDownError

logger = logging.getLogger("homerun_helpers")

# How often a process asks the store while the answer depends on requests under way: those of other processes end
# without a message to this one. Only the first in the queue asks, so that is 20 calls a second for each process.
POLL_INTERVAL_S = 0.05
# How often a waiter that is not the first looks whether it has become the first: one that is passed over wakes none.
RECHECK_INTERVAL_S = 1.0
# How long an answer of the store may take: twice the time after which SQLite and Redis give up a single wait.
STORE_TIMEOUT_S = 10.0


@define(eq=False)
class _StoreWaiter(Waiter):
    """A waiter for a slot of the store.

    Attributes:
        has_asked: whether it has asked the store.
    """

    has_asked: bool = False


class SharedBudget:
    """The budget of one key in a store.

    A request takes a slot of the process' own budget first, and then one of the store. So each process keeps to the
    limit by itself, also while the store is down and when it comes back without its memory.

    Args:
        store: where it is kept.
        name: a digest of the key and the base URL.
        local: the budget of this process.
    """

    def __init__(self, store: Store, name: str, local: Budget) -> None:
        self._store = store
        self._name = name
        self._local = local
        self._lock = threading.RLock()  # reentrant for the same reason as that of `Budget`
        self._queue: WaitQueue[_StoreWaiter] = WaitQueue()
        self._free = 1  # as the store last said

    def acquire(self, limit: RateLimit, clock: Clock) -> Steps[Slot]:
        """Wait for a slot and take it. A wait that is cancelled takes none.

        Raises:
            RateLimitError: the wait would be longer than `limit.max_wait`.
            StoreDownError: the store is down, and its `when_down` is "error".
        """
        slot = yield from self._local.acquire(limit, clock)
        try:
            return Slot(slot.taken_at, (yield from self._take_ticket(limit, clock)))
        except BaseException:
            self._local.give_back(clock)
            raise

    def release(
        self,
        limit: RateLimit,
        clock: Clock,
        slot: Slot,
        headers: Mapping[str, str] | None = None,
        pause: float | None = None,
    ) -> Steps[None]:
        """Note that a request is over, as `Budget.release` does. If the store is down that is logged, and no error."""
        # The local part takes no step, so it is done even where the store's step cannot be.
        yield from self._local.release(limit, clock, slot, headers, pause)
        if slot.ticket is not None:
            yield FinishInStore(self._store, self._name, limit, slot.ticket, headers, pause)
            with self._lock:
                self._queue.wake_first(clock.now())

    def free(self, limit: RateLimit, clock: Clock) -> int:
        """How many requests could be sent now, by what the store said when it was last asked."""
        with self._lock:
            return max(0, min(self._free, self._local.free(limit, clock)) - len(self._queue))

    def _take_ticket(self, limit: RateLimit, clock: Clock) -> Steps[str | None]:
        """The ticket of a slot of the store; None: the store is down, and the local slot has to do."""
        waiter = _StoreWaiter(clock.now())
        with self._lock:
            self._queue.join(waiter)
        try:
            while True:
                position, answer = self._position(waiter, clock), Taken(None)
                # The first in the queue asks for all of the process. Each asks once when it comes, so that it fails at
                # once when its wait would be too long.
                if position == 0 or not waiter.has_asked:
                    answer = yield TakeFromStore(self._store, self._name, limit, position)
                    self._free, waiter.has_asked = answer.free, True
                if answer.ticket is not None:
                    return answer.ticket
                yield Wait(waiter, clock, self._delay(waiter, position, answer, limit, clock))
        except StoreDownError as error:
            self._free = 0
            if self._store.when_down == "error":
                raise
            logger.warning(
                "%s The limit is kept within this process only: all processes together may exceed it.", error
            )
            return None
        finally:
            with self._lock:
                self._queue.leave(waiter, clock.now())

    def _position(self, waiter: _StoreWaiter, clock: Clock) -> int:
        with self._lock:
            now = clock.now()
            waiter.due = now + STORE_TIMEOUT_S
            return self._queue.position(waiter, now)

    def _delay(self, waiter: _StoreWaiter, position: int, answer: Taken, limit: RateLimit, clock: Clock) -> float:
        """How many seconds to wait before looking again.

        Raises:
            RateLimitError: the wait would be longer than `limit.max_wait`.
        """
        now = clock.now()
        left = limit.max_wait - (now - waiter.started)
        if answer.least > left or left <= 0:
            raise too_long(max(answer.least, POLL_INTERVAL_S), limit)
        delay = answer.delay if answer.delay < math.inf else POLL_INTERVAL_S
        delay = min(RECHECK_INTERVAL_S if position > 0 else delay, left)
        waiter.due = now + delay
        return delay
