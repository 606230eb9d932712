"""Waiting in line for a slot: the queue of a budget, and the step in which a thread or a task sleeps."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import define, field, frozen

from homerun_helpers._runtime.clock import Clock

if TYPE_CHECKING:
    import asyncio

# A waiter that is late by more than this is passed over: its event loop was stopped, or its thread hangs.
WAITER_TIMEOUT_S = 5.0


@define(eq=False)  # two waiters are two, whatever their values: the queue looks for this very one
class Waiter:
    """A request that waits for a slot, in a thread or in a task.

    Attributes:
        started: when it began to wait. All times are in seconds of the clock.
        due: when it looks at the latest whether its turn has come; infinity: it has not looked yet.
    """

    started: float
    due: float = math.inf
    _is_woken: bool = field(default=False, init=False)
    _notify: Callable[[], object] | None = field(default=None, init=False)

    def wake(self) -> None:
        """Make it look again. From any thread; a wait that begins after this ends at once."""
        # No lock, since garbage collection can run this at any moment, also in a thread that holds the lock. Here
        # `_is_woken` is written before `_notify` is read, in `attach` it is the other way round: one sees the other.
        self._is_woken = True
        notify = self._notify
        if notify is not None:
            notify()

    def attach(self, event: threading.Event | asyncio.Event, notify: Callable[[], object]) -> None:
        """From now on set this event when the waiter is woken, by this function."""
        self._notify = notify
        if self._is_woken:
            event.set()

    def detach(self) -> None:
        """End a wait. What woke the waiter does not end the next one."""
        self._notify = None
        self._is_woken = False


@frozen
class Wait:
    """The step in which a waiter sleeps until it is woken, at most for `seconds`."""

    waiter: Waiter
    clock: Clock
    seconds: float

    def run(self) -> None:
        """Sleep in this thread."""
        event = threading.Event()
        self.waiter.attach(event, event.set)
        self.clock.wait(event, self.seconds)
        self.waiter.detach()

    async def async_run(self) -> None:
        """Sleep in this task; threads and other event loops may wake it."""
        import asyncio  # imported here: programs that use threads only do without it

        event, loop = asyncio.Event(), asyncio.get_running_loop()

        def notify() -> None:
            with contextlib.suppress(RuntimeError):  # the loop was closed, and the task ended with it
                loop.call_soon_threadsafe(event.set)

        self.waiter.attach(event, notify)
        await self.clock.async_wait(event, self.seconds)
        self.waiter.detach()


W = TypeVar("W", bound=Waiter)


class WaitQueue(Generic[W]):
    """The waiters of a budget: first come, first served. The budget's lock guards it."""

    def __init__(self) -> None:
        self._waiters: list[W] = []

    def __len__(self) -> int:
        return len(self._waiters)

    def __iter__(self) -> Iterator[W]:
        return iter(tuple(self._waiters))

    def join(self, waiter: W) -> None:
        """Go to the end of the queue."""
        self._waiters.append(waiter)

    def leave(self, waiter: W, now: float) -> None:
        """Leave the queue; those behind move up. Calling it twice is safe."""
        if waiter in self._waiters:
            self._waiters.remove(waiter)
            self.wake_first(now)

    def wake_first(self, now: float) -> None:
        """Make the first waiter look again."""
        # One is enough: when it leaves, it wakes the next. So thousands that leave wake one other each. Those further
        # back look by their own time only in case that the first never does.
        if self._waiters:
            self._waiters[0].due = now
            self._waiters[0].wake()

    def position(self, waiter: W, now: float) -> int:
        """How many wait in front of it."""
        # A task whose event loop has stopped can neither go on nor leave. It must not block the others for ever.
        while self._waiters and self._waiters[0] is not waiter and now > self._waiters[0].due + WAITER_TIMEOUT_S:
            del self._waiters[0]
        if waiter not in self._waiters:  # it was passed over, but its event loop did go on
            self._waiters.append(waiter)
        return self._waiters.index(waiter)

    def clear(self) -> None:
        """Forget all waiters, which are threads and tasks of another process."""
        self._waiters.clear()
