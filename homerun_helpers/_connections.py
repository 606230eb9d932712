"""Many connections to one host, each with a pool of httpx to itself.

One pool with many connections looks at each of them, for each of them, whenever one gets free: with a hundred pages
under way that takes longer than to read them. Here a request gets the connection that was free last, or a new one; all
of HTTP, and whether a connection still lives, is httpx' affair.
"""

import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from threading import Lock
from typing import Any

import httpx

# So many are open at most; further requests wait for one. Idle ones are closed after so many seconds.
MOST = 100
IDLE = 5.0
LIMITS = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=IDLE)


class _Lane:
    """A transport with one connection."""

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.waiting = 0  # requests that have it, or wait for it
        self.free_since = 0.0


class Connections(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for threads or for tasks, as the transports are that it is made of.

    Args:
        make: a new transport of httpx, with `LIMITS`.
        now: monotonic time in seconds.
    """

    def __init__(self, make: Callable[[], Any], now: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._now = now
        self._lock = Lock()
        self._free: deque[_Lane] = deque()  # the one that was free last is at the end
        self._busy: deque[_Lane] = deque()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its connection is free again when the answer is closed."""
        lane = self._take()
        try:
            response: httpx.Response = lane.transport.handle_request(request)
        except BaseException:
            self._give_back(lane)
            raise
        response.stream = _Stream(response.stream, lambda: self._give_back(lane))
        for idle in self._idle():
            idle.transport.close()
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for tasks."""
        lane = self._take()
        try:
            response: httpx.Response = await lane.transport.handle_async_request(request)
        except BaseException:
            self._give_back(lane)
            raise
        response.stream = _AsyncStream(response.stream, lambda: self._give_back(lane))
        for idle in self._idle():
            await idle.transport.aclose()
        return response

    def close(self) -> None:
        """Close all connections."""
        for lane in [*self._free, *self._busy]:
            lane.transport.close()

    async def aclose(self) -> None:
        """Close all connections."""
        for lane in [*self._free, *self._busy]:
            await lane.transport.aclose()

    def _take(self) -> _Lane:
        with self._lock:
            if self._free:
                lane = self._free.pop()
            elif len(self._busy) < MOST:
                lane = _Lane(self._make())
            else:
                lane = self._busy.popleft()  # it moves to the end: those that wait are spread evenly
            lane.waiting += 1
            self._busy.append(lane)
            return lane

    def _give_back(self, lane: _Lane) -> None:
        with self._lock:
            lane.waiting -= 1
            if lane.waiting == 0:
                self._busy.remove(lane)
                lane.free_since = self._now()
                self._free.append(lane)

    def _idle(self) -> list[_Lane]:
        """Those that nobody has needed for a while, taken out."""
        found = []
        with self._lock:
            while self._free and self._free[0].free_since < self._now() - IDLE:
                found.append(self._free.popleft())
        return found


class _Stream(httpx.SyncByteStream):
    """The body of an answer; says once when it was closed."""

    def __init__(self, stream: Any, closed: Callable[[], None]) -> None:
        self._stream = stream
        self._closed: Callable[[], None] | None = closed

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        closed, self._closed = self._closed, None
        try:
            self._stream.close()
        finally:
            if closed is not None:
                closed()


class _AsyncStream(httpx.AsyncByteStream):
    """The same for tasks."""

    def __init__(self, stream: Any, closed: Callable[[], None]) -> None:
        self._stream = stream
        self._closed: Callable[[], None] | None = closed

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._stream)

    async def aclose(self) -> None:
        closed, self._closed = self._closed, None
        try:
            await self._stream.aclose()
        finally:
            if closed is not None:
                closed()
