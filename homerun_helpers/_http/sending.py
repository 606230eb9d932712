"""The steps of one attempt: send the request, read the answer, close it."""

from collections.abc import Coroutine
from contextlib import suppress
from typing import IO, Any

import httpx
from attrs import define

from homerun_helpers._http.inner import InnerTransport
from homerun_helpers._runtime.concurrency import run_in_thread


@define(eq=False)
class SendStep:
    """Send a request.

    Attributes:
        response: the response, whose body is still to be read. It is kept here, where it cannot get lost when Ctrl-C
            comes on its way to the caller.
    """

    inner: InnerTransport
    request: httpx.Request
    response: httpx.Response | None = None

    def run(self) -> httpx.Response:
        """Send it and wait for the answer's headers."""
        response: httpx.Response = self.inner.for_threads().handle_request(self.request)
        self.response = response
        return response

    async def async_run(self) -> httpx.Response:
        """The same in a task."""
        response: httpx.Response = await self.inner.for_tasks().handle_async_request(self.request)
        self.response = response
        return response


@define(eq=False)
class ReadStep:
    """Read a body to its end; gives all of it."""

    response: httpx.Response

    def run(self) -> bytes:
        """Read it."""
        return b"".join(self._stream)

    async def async_run(self) -> bytes:
        """The same in a task."""
        return b"".join([piece async for piece in self._stream])

    @property
    def _stream(self) -> Any:
        return self.response.stream


@define(eq=False)
class ReadIntoStep:
    """Read a body to its end, into a file."""

    response: httpx.Response
    file: IO[bytes]

    def run(self) -> None:
        """Read it and write each piece."""
        stream: Any = self.response.stream
        for piece in stream:
            self.file.write(piece)

    async def async_run(self) -> None:
        """Read it; each piece is written in a thread."""
        stream: Any = self.response.stream
        async for piece in stream:
            await run_in_thread(self.file.write, piece)


@define(eq=False)
class CloseStep:
    """Close a response: its connection is free again."""

    response: httpx.Response

    def run(self) -> None:
        """Close it. An async response gets here only when its coroutine was closed, and nothing can be awaited."""
        if isinstance(self.response.stream, httpx.SyncByteStream):
            self.response.close()
        else:
            _begin(self.response.aclose())

    async def async_run(self) -> None:
        """Close it."""
        await self.response.aclose()


def _begin(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Do what a coroutine does before it waits for the first time."""
    with suppress(StopIteration, RuntimeError):
        coroutine.send(None)
        coroutine.close()
