"""The steps in which a store is asked: threads call it, tasks call it in a thread and may be cancelled meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from attrs import define, field, frozen

from homerun_helpers._ratelimit.limit import RateLimit, Store, Taken
from homerun_helpers.errors import StoreDownError

logger = logging.getLogger("homerun_helpers")


@define(eq=False)
class TakeFromStore:
    """The step in which a store is asked for a slot.

    A task that is cancelled leaves at once, though the store may still be answering. A slot that it grants after that
    is given back.
    """

    store: Store
    name: str
    limit: RateLimit
    position: int
    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _is_abandoned: bool = field(default=False, init=False)
    _ticket: str | None = field(default=None, init=False)

    def run(self) -> Taken:
        """Ask in this thread.

        Raises:
            StoreDownError: the store cannot be reached.
        """
        return self.store.take(self.name, self.limit, self.position)

    async def async_run(self) -> Taken:
        """Ask in a thread of the event loop.

        Raises:
            StoreDownError: the store cannot be reached.
        """
        import asyncio  # imported here: programs that use threads only do without it

        loop = asyncio.get_running_loop()
        # Not a task: `asyncio.run` cancels tasks when it ends, but it waits for the threads of its executor.
        asking = loop.run_in_executor(None, self._take_unless_abandoned)
        try:
            return await asyncio.shield(asking)
        except BaseException:
            with self._lock:
                self._is_abandoned, ticket = True, self._ticket
            if ticket is not None:  # the answer came at the same moment as the cancellation
                loop.run_in_executor(None, self._give_back, ticket)
            asking.add_done_callback(lambda done: done.cancelled() or done.exception())  # an error has no reader now
            raise

    def _take_unless_abandoned(self) -> Taken:
        if self._is_abandoned:  # cancelled before a thread was free
            return Taken(None)
        taken = self.run()
        # Under the lock, so that exactly one of the two sides sees that the other one needs no slot any more.
        with self._lock:
            self._ticket, is_abandoned = taken.ticket, self._is_abandoned
        if is_abandoned and taken.ticket is not None:
            self._give_back(taken.ticket)
        return taken

    def _give_back(self, ticket: str) -> None:
        try:
            self.store.give_back(self.name, self.limit, ticket)
        except StoreDownError as error:
            logger.warning("%s A slot that was not used stays taken until its lease ends.", error)


@frozen
class FinishInStore:
    """The step in which a store learns that a request is over. A store that is down is no error: the answer is kept."""

    store: Store
    name: str
    limit: RateLimit
    ticket: str
    headers: Mapping[str, str] | None
    pause: float | None

    def run(self) -> None:
        """Tell it in this thread."""
        try:
            self.store.finish(self.name, self.limit, self.ticket, self.headers, self.pause)
        except StoreDownError as error:
            # The slot stays taken until its lease ends. That is too careful, but the limit holds and no answer is lost.
            logger.warning("%s The end of a request could not be noted there.", error)

    async def async_run(self) -> None:
        """Tell it in a thread of the event loop, which goes on to the end when this task is cancelled."""
        import asyncio

        await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, self.run))
