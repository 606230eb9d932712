"""A budget that is kept in a store: the same waits as in `_budget`, decided elsewhere."""

from __future__ import annotations

import contextlib
import logging
import math
import threading
from collections.abc import Callable, Iterator, Mapping

from homerun_helpers._ratelimit.limit import RateLimit, Store, Taken
from homerun_helpers._ratelimit.local import Budget, too_long
from homerun_helpers._runtime.clock import Clock
from homerun_helpers.errors import StoreDownError

logger = logging.getLogger("homerun_helpers")

# How often to ask a store whose answer depends on requests that are under way, in seconds. Within a process only the
# first in the queue asks.
POLL = 0.05
# Who is not the first looks again after so many seconds, in case the first one never comes back.
GLANCE = 1.0
# The first one was not heard of for so long: it is not coming back.
LOST = 5.0


class _Waiter:
    def __init__(self, wake: Callable[[], None], started: float) -> None:
        self.wake = wake
        self.started = self.seen = started
        self.sleeps = 0.0
        self.asked = False


class _Claim:
    """A wish for a slot that may be given up while the store is being asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.left = False
        self.ticket: str | None = None


class SharedBudget:
    """One key's budget in a store.

    A request takes a slot of the process' own budget first, and then one of the store. So this process keeps to the
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
        self._lock = threading.RLock()
        self._queue: list[_Waiter] = []
        self._free = 1  # as the store last said

    def acquire(self, limit: RateLimit, clock: Clock) -> tuple[float, str | None]:
        """Wait for a slot and take it; returns when it was taken, and its ticket if the store knows of it.

        Raises:
            RateLimitError: the wait would be longer than `limit.max_wait`.
            StoreDownError: the store is down, and is to be heeded.
        """
        sent = self._local.acquire(limit, clock)
        try:
            return sent, self._wait(limit, clock)
        except BaseException:
            self._local.give_back(clock)
            raise

    async def async_acquire(self, limit: RateLimit, clock: Clock) -> tuple[float, str | None]:
        """The same without holding up the event loop: the store is asked in a thread."""
        sent = await self._local.async_acquire(limit, clock)
        try:
            return sent, await self._async_wait(limit, clock)
        except BaseException:
            self._local.give_back(clock)
            raise

    def _wait(self, limit: RateLimit, clock: Clock) -> str | None:
        event = threading.Event()
        with self._waiter(event.set, clock) as waiter:
            while True:
                rank = self._rank(waiter, clock)
                if rank == 0 or not waiter.asked:
                    try:
                        taken = self._store.take(self._name, limit, rank)
                    except StoreDownError as error:
                        self._heed(error)
                        return None
                    if taken.ticket is not None:
                        return self._taken(taken, taken.ticket)
                    delay = self._wait_for(taken, waiter, rank, limit, clock)
                else:
                    delay = self._glance(waiter, limit, clock)
                clock.wait(event, delay)
                event.clear()

    async def _async_wait(self, limit: RateLimit, clock: Clock) -> str | None:
        import asyncio

        event, loop = asyncio.Event(), asyncio.get_running_loop()

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # its loop is closed: nobody waits there any more
                loop.call_soon_threadsafe(event.set)

        with self._waiter(wake, clock) as waiter:
            while True:
                rank = self._rank(waiter, clock)
                if rank == 0 or not waiter.asked:
                    try:
                        taken = await self._async_take(limit, rank)
                    except StoreDownError as error:
                        self._heed(error)
                        return None
                    if taken.ticket is not None:
                        return self._taken(taken, taken.ticket)
                    delay = self._wait_for(taken, waiter, rank, limit, clock)
                else:
                    delay = self._glance(waiter, limit, clock)
                await clock.async_wait(event, delay)
                event.clear()

    async def _async_take(self, limit: RateLimit, rank: int) -> Taken:
        import asyncio

        claim, loop = _Claim(), asyncio.get_running_loop()
        # Not a task: the end of `asyncio.run` cancels tasks, but it waits for what its threads do.
        asking = loop.run_in_executor(None, self._take_unless_left, claim, limit, rank)
        try:
            return await asyncio.shield(asking)
        except BaseException:
            with claim.lock:
                claim.left, ticket = True, claim.ticket
            if ticket is not None:
                loop.run_in_executor(None, self._give_ticket_back, limit, ticket)
            asking.add_done_callback(lambda done: done.cancelled() or done.exception())
            raise

    def _take_unless_left(self, claim: _Claim, limit: RateLimit, rank: int) -> Taken:
        if claim.left:
            return Taken(None)
        taken = self._store.take(self._name, limit, rank)
        with claim.lock:
            claim.ticket, left = taken.ticket, claim.left
        if left and taken.ticket is not None:
            self._give_ticket_back(limit, taken.ticket)
        return taken

    def _give_ticket_back(self, limit: RateLimit, ticket: str) -> None:
        try:
            self._store.give_back(self._name, limit, ticket)
        except StoreDownError as error:
            logger.warning("%s A slot that was not used stays taken until its lease ends.", error)

    def release(
        self,
        limit: RateLimit,
        clock: Clock,
        slot: tuple[float, str | None],
        headers: Mapping[str, str] | None = None,
        hold: float | None = None,
    ) -> None:
        """Note that a request is over; as `Budget.release`. A store that is down is warned of, the answer is kept."""
        sent, ticket = slot
        self._local.release(limit, clock, sent, headers, hold)
        if ticket is not None:
            self._finish(limit, ticket, headers, hold)
            self._wake_first()

    async def async_release(
        self,
        limit: RateLimit,
        clock: Clock,
        slot: tuple[float, str | None],
        headers: Mapping[str, str] | None = None,
        hold: float | None = None,
    ) -> None:
        """The same without holding up the event loop."""
        import asyncio

        sent, ticket = slot
        self._local.release(limit, clock, sent, headers, hold)
        if ticket is not None:
            loop = asyncio.get_running_loop()
            await asyncio.shield(loop.run_in_executor(None, self._finish, limit, ticket, headers, hold))
            self._wake_first()

    def free(self, limit: RateLimit, clock: Clock) -> int:
        """How many requests could go, as the store said when it was last asked."""
        with self._lock:
            return max(0, min(self._free, self._local.free(limit, clock)) - len(self._queue))

    def _finish(self, limit: RateLimit, ticket: str, headers: Mapping[str, str] | None, hold: float | None) -> None:
        try:
            self._store.finish(self._name, limit, ticket, headers, hold)
        except StoreDownError as error:
            # The slot stays taken until its lease ends: too careful, but nothing is exceeded and no answer is lost.
            logger.warning("%s A request that is over could not be noted there.", error)

    def _heed(self, error: StoreDownError) -> None:
        self._free = 0
        if self._store.when_down == "error":
            raise error
        logger.warning("%s The limit is kept within this process only: together they may exceed it.", error)

    def _taken(self, taken: Taken, ticket: str) -> str:
        self._free = taken.free
        return ticket

    def _wait_for(self, taken: Taken, waiter: _Waiter, rank: int, limit: RateLimit, clock: Clock) -> float:
        self._free, waiter.asked = 0, True
        left = limit.max_wait - (clock.now() - waiter.started)
        if taken.least > left or left <= 0:
            raise too_long(max(taken.least, POLL), limit)
        if rank > 0:
            return min(GLANCE, left)
        waiter.sleeps = min(POLL if taken.delay == math.inf else taken.delay, left)
        return waiter.sleeps

    def _glance(self, waiter: _Waiter, limit: RateLimit, clock: Clock) -> float:
        left = limit.max_wait - (clock.now() - waiter.started)
        if left <= 0:
            raise too_long(POLL, limit)
        return min(GLANCE, left)

    def _rank(self, waiter: _Waiter, clock: Clock) -> int:
        with self._lock:
            waiter.seen = clock.now()
            first = self._queue[0]
            if first is not waiter and waiter.seen > first.seen + first.sleeps + LOST:
                self._queue.remove(first)
            if waiter not in self._queue:  # taken for lost, wrongly: it begins anew
                self._queue.append(waiter)
            return self._queue.index(waiter)

    @contextlib.contextmanager
    def _waiter(self, wake: Callable[[], None], clock: Clock) -> Iterator[_Waiter]:
        waiter = _Waiter(wake, clock.now())
        with self._lock:
            self._queue.append(waiter)
        try:
            yield waiter
        finally:
            with self._lock:
                if waiter in self._queue:
                    self._queue.remove(waiter)
            self._wake_first()

    def _wake_first(self) -> None:
        with self._lock:
            if self._queue:
                self._queue[0].wake()
