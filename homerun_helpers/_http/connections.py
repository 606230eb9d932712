"""Many connections to one host, each with a pool of httpx to itself.

One pool with many connections looks at each of them, for each of them, whenever one gets free: with a hundred pages
under way that takes longer than to read them. Here a request gets the connection that was free last, or a new one; all
of HTTP, and whether a connection still lives, is httpx' affair.
"""

import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from threading import Lock
from typing import Any

import httpx

# So many have a pool to themselves at most; what goes beyond shares one. Idle ones are closed after so many seconds.
MOST = 100
IDLE = 5.0
ALONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=IDLE)
SHARED = httpx.Limits(max_connections=MOST, max_keepalive_connections=0)


class _Lane:
    """A transport with one connection."""

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.free_since = 0.0


class Connections(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for threads or for tasks, as the transports are that it is made of.

    Args:
        make: a new transport of httpx with these limits.
        now: monotonic time in seconds.
    """

    def __init__(self, make: Callable[[httpx.Limits], Any], now: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._now = now
        self._lock = Lock()
        self._free: deque[_Lane] = deque()  # the one that was free last is at the end
        self._busy: set[_Lane] = set()
        # A request that broke off in the middle: httpx may take its connection for busy, for ever.
        self._spoiled: deque[_Lane] = deque()
        self._shared: Any = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its connection is free again when the answer was read to its end and closed."""
        while (needless := self._needless()) is not None:
            needless.transport.close()
        lane = self._take()
        if lane is None:
            shared: httpx.Response = self._for_all().handle_request(request)
            return shared
        try:
            response: httpx.Response = lane.transport.handle_request(request)
        except BaseException:
            self._give_back(lane, sound=False)
            raise
        response.stream = _Stream(response.stream, partial(self._give_back, lane))
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for tasks."""
        while (needless := self._needless()) is not None:  # before the request: who is cancelled here loses no answer
            await needless.transport.aclose()
        lane = self._take()
        if lane is None:
            shared: httpx.Response = await self._for_all().handle_async_request(request)
            return shared
        try:
            response: httpx.Response = await lane.transport.handle_async_request(request)
        except BaseException:
            self._give_back(lane, sound=False)
            raise
        response.stream = _AsyncStream(response.stream, partial(self._give_back, lane))
        return response

    def close(self) -> None:
        """Close all connections."""
        for transport in self._all():
            transport.close()

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self._all():
            await transport.aclose()

    def _take(self) -> _Lane | None:
        with self._lock:
            if self._free:
                lane = self._free.pop()
            elif len(self._busy) < MOST:
                lane = _Lane(self._make(ALONE))
            else:
                return None
            self._busy.add(lane)
            return lane

    def _for_all(self) -> Any:
        with self._lock:
            if self._shared is None:
                self._shared = self._make(SHARED)
            return self._shared

    def _give_back(self, lane: _Lane, *, sound: bool) -> None:
        with self._lock:
            self._busy.discard(lane)
            lane.free_since = self._now()
            (self._free if sound else self._spoiled).append(lane)

    def _needless(self) -> _Lane | None:
        """One that is spoiled, or that nobody has needed for a while, taken out."""
        with self._lock:
            if self._spoiled:
                return self._spoiled.popleft()
            if self._free and self._free[0].free_since < self._now() - IDLE:
                return self._free.popleft()
            return None

    def _all(self) -> list[Any]:
        shared = [] if self._shared is None else [self._shared]
        return [*(lane.transport for lane in [*self._free, *self._busy, *self._spoiled]), *shared]


class _Stream(httpx.SyncByteStream):
    """The body of an answer; says once that it was closed, and whether it was read to its end before."""

    def __init__(self, stream: Any, closed: Callable[..., None]) -> None:
        self._stream = stream
        self._closed: Callable[..., None] | None = closed
        self._whole = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream
        self._whole = True

    def close(self) -> None:
        closed, self._closed = self._closed, None
        sound, self._whole = self._whole, False
        try:
            self._stream.close()
        except BaseException:
            sound = False
            raise
        finally:
            if closed is not None:
                closed(sound=sound)


class _AsyncStream(httpx.AsyncByteStream):
    """The same for tasks."""

    def __init__(self, stream: Any, closed: Callable[..., None]) -> None:
        self._stream = stream
        self._closed: Callable[..., None] | None = closed
        self._whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece
        self._whole = True

    async def aclose(self) -> None:
        closed, self._closed = self._closed, None
        sound, self._whole = self._whole, False
        try:
            await self._stream.aclose()
        except BaseException:
            sound = False
            raise
        finally:
            if closed is not None:
                closed(sound=sound)
