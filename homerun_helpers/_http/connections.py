"""Many connections to one host, each in a connection pool of its own.

A pool of httpx goes through all its connections, once for each of them, whenever one becomes free: with a hundred pages
under way that takes longer than to read them. Here a request gets the connection that became free last, or a new
one. All of HTTP is left to httpx, and so is the question whether a connection is still alive.
"""

import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Any

import httpx
from attrs import define

from homerun_helpers._runtime.steps import Steps, async_perform, perform

# Each connection up to this number has a pool of its own; requests beyond it share one pool.
MAX_CONNECTIONS = 100
# A connection that was idle for longer is closed.
IDLE_S = 5.0
ALONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=IDLE_S)
SHARED = httpx.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=0)


class _ConnectionSlot:
    """A transport with one connection."""

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.free_since = 0.0


class Connections(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for threads or for tasks, as `make` makes them.

    Args:
        make: makes a transport of httpx with these limits.
        now: monotonic time in seconds.
    """

    def __init__(self, make: Callable[[httpx.Limits], Any], now: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._now = now
        self._lock = Lock()
        self._free: deque[_ConnectionSlot] = deque()  # the one that became free last is at the end
        self._busy: set[_ConnectionSlot] = set()
        # Their request broke off in the middle: httpx may count their connection as busy for ever.
        self._broken: deque[_ConnectionSlot] = deque()
        self._shared: Any = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its connection is free again when the answer was read to its end and closed."""
        return perform(self._steps(request, _SyncBody))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for tasks."""
        return await async_perform(self._steps(request, _AsyncBody))

    def _steps(self, request: httpx.Request, body: Callable[..., Any]) -> Steps[httpx.Response]:
        # Before the request: a task that is cancelled here loses no answer.
        while (unneeded := self._unneeded()) is not None:
            yield _Close(unneeded.transport)
        slot = self._take()
        if slot is None:
            shared: httpx.Response = yield _Send(self._shared_pool(), request)
            return shared
        try:
            response: httpx.Response = yield _Send(slot.transport, request)
        except BaseException:
            self._give_back(slot, is_sound=False)
            raise
        response.stream = body(response.stream, partial(self._give_back, slot))
        return response

    def close(self) -> None:
        """Close all connections."""
        for transport in self._all():
            transport.close()

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self._all():
            await transport.aclose()

    def _take(self) -> _ConnectionSlot | None:
        with self._lock:
            if self._free:
                slot = self._free.pop()
            elif len(self._busy) < MAX_CONNECTIONS:
                slot = _ConnectionSlot(self._make(ALONE))
            else:
                return None
            self._busy.add(slot)
            return slot

    def _shared_pool(self) -> Any:
        with self._lock:
            if self._shared is None:
                self._shared = self._make(SHARED)
            return self._shared

    def _give_back(self, slot: _ConnectionSlot, *, is_sound: bool) -> None:
        with self._lock:
            self._busy.discard(slot)
            slot.free_since = self._now()
            (self._free if is_sound else self._broken).append(slot)

    def _unneeded(self) -> _ConnectionSlot | None:
        """A slot that is broken or was idle for too long, taken out; None: there is none."""
        with self._lock:
            if self._broken:
                return self._broken.popleft()
            if self._free and self._free[0].free_since < self._now() - IDLE_S:
                return self._free.popleft()
            return None

    def _all(self) -> list[Any]:
        shared = [] if self._shared is None else [self._shared]
        return [*(slot.transport for slot in [*self._free, *self._busy, *self._broken]), *shared]


@define(eq=False)
class _Send:
    """A step: send a request through a transport."""

    transport: Any
    request: httpx.Request

    def run(self) -> Any:
        return self.transport.handle_request(self.request)

    async def async_run(self) -> Any:
        return await self.transport.handle_async_request(self.request)


@define(eq=False)
class _Close:
    """A step: close a transport."""

    transport: Any

    def run(self) -> None:
        self.transport.close()

    async def async_run(self) -> None:
        await self.transport.aclose()


class _AnswerBody:
    """The body of an answer; tells once that it was closed, and whether it was read to its end before."""

    def __init__(self, stream: Any, closed: Callable[..., None]) -> None:
        self._stream = stream
        self._closed: Callable[..., None] | None = closed
        self._is_whole = False

    @contextmanager
    def _closing(self) -> Iterator[None]:
        closed, self._closed = self._closed, None
        is_sound, self._is_whole = self._is_whole, False
        try:
            yield
        except BaseException:
            is_sound = False
            raise
        finally:
            if closed is not None:
                closed(is_sound=is_sound)


class _SyncBody(_AnswerBody, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream
        self._is_whole = True

    def close(self) -> None:
        with self._closing():
            self._stream.close()


class _AsyncBody(_AnswerBody, httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece
        self._is_whole = True

    async def aclose(self) -> None:
        with self._closing():
            await self._stream.aclose()
