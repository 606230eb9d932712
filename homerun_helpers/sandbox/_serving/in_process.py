"""The sandbox without a socket: a transport of httpx that calls the application itself."""

import asyncio
import logging
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

import httpx
from attrs import define, field
from starlette.types import ASGIApp, Message

from homerun_helpers.sandbox._api.recorder import HANG_UP

logger = logging.getLogger("homerun_helpers.sandbox")

_Call = Callable[..., Awaitable[Any]]
_PIECE_BYTES = 65_536
# A longer answer is kept on disk.
_MAX_IN_MEMORY_BYTES = 1024 * 1024


@define
class _Received:
    """The answer to one request, as far as the application has sent it; with `head` its body is not kept."""

    head: bool
    status: int | None = None
    headers: list[tuple[bytes, bytes]] = field(factory=list)
    body: IO[bytes] = field(factory=lambda: tempfile.SpooledTemporaryFile(_MAX_IN_MEMORY_BYTES))  # noqa: SIM115 - closed with the response
    whole: bool = False
    dropped: bool = False

    async def send(self, message: Message) -> None:
        if self.dropped:
            return
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        else:
            self.body.write(b"" if self.head else message.get("body", b""))
            self.whole = not message.get("more_body", False)

    def response(self, request: httpx.Request) -> httpx.Response:
        if self.status is None:
            self.body.close()
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
        self.body.seek(0)
        return httpx.Response(self.status, headers=self.headers, stream=_Body(self.body, request, whole=self.whole))


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer; it breaks off when the connection was dropped."""

    def __init__(self, body: IO[bytes], request: httpx.Request, *, whole: bool) -> None:
        self._body = body
        self._request = request
        self._whole = whole

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._body.read(_PIECE_BYTES):
            yield piece
        if not self._whole:
            text = "peer closed connection without sending complete message body"
            raise httpx.RemoteProtocolError(text, request=self._request)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self._body.close()

    async def aclose(self) -> None:
        self._body.close()


class InProcessTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers requests by calling an application; there is nothing to close.

    It can be used from any thread and any event loop, and by many clients.

    Args:
        app: The application.
        stopped: Set when the sandbox has stopped.
    """

    def __init__(self, app: ASGIApp, stopped: threading.Event) -> None:
        self._app = app
        self._stopped = stopped

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a sync client.

        Raises:
            httpx.TransportError: A fault, as a connection would raise it.
        """
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            # Not asyncio.run(): this thread would lose the event loop that other code has set for it.
            with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
                return runner.run(self._answer(request))
        # Called from within an event loop, which cannot run another one in the same thread.
        with ThreadPoolExecutor(1, "homerun-sandbox-call") as helper:
            return helper.submit(asyncio.run, self._answer(request)).result()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of an async client.

        Raises:
            httpx.TransportError: A fault, as a connection would raise it.
        """
        return await self._answer(request)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        if self._stopped.is_set():
            raise httpx.ConnectError("The sandbox was stopped.", request=request)
        received, receive = _Received(head=request.method == "HEAD"), _Receive(request)

        def drop() -> None:
            received.dropped = True
            receive.gone.set()

        limit = request.extensions.get("timeout", {}).get("read")
        try:
            async with asyncio.timeout(limit) as timeout:
                scope = _scope(request) | {HANG_UP: drop}
                # As with a socket, the limit is for each piece of the answer.
                await self._app(scope, _then(receive, timeout, limit), _then(received.send, timeout, limit))
        except TimeoutError:
            received.body.close()
            raise httpx.ReadTimeout("The read operation timed out", request=request) from None
        except Exception as error:
            if not self._stopped.is_set() and received.status is not None:
                # Starlette answered with a 500 first, which is what a server would send.
                logger.exception("The sandbox broke.")
                return received.response(request)
            received.body.close()
            if self._stopped.is_set():
                raise httpx.ReadError("The sandbox was stopped.", request=request) from error
            raise
        except BaseException:
            received.body.close()
            raise
        return received.response(request)


def _then(call: _Call, timeout: asyncio.Timeout, limit: float | None) -> _Call:
    """The same call, after which the time limit starts again."""

    async def moved(*arguments: Any) -> Any:
        result = await call(*arguments)
        if limit is not None and not timeout.expired():
            timeout.reschedule(asyncio.get_running_loop().time() + limit)
        return result

    return moved


class _Receive:
    """The request's body in pieces, then silence until the connection is dropped."""

    def __init__(self, request: httpx.Request) -> None:
        self.gone = asyncio.Event()
        self._pieces = _body_of(request)
        self._over = False

    async def __call__(self) -> Message:
        if not self._over and not self.gone.is_set():
            piece = await anext(self._pieces, b"")
            self._over = not piece
            return {"type": "http.request", "body": piece, "more_body": not self._over}
        await self.gone.wait()
        return {"type": "http.disconnect"}


async def _body_of(request: httpx.Request) -> AsyncIterator[bytes]:
    stream = request.stream
    if isinstance(stream, httpx.AsyncByteStream):
        async for piece in stream:
            if piece:
                yield piece
    else:
        for piece in stream:
            if piece:
                yield piece


def _scope(request: httpx.Request) -> dict[str, Any]:
    url = request.url
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": url.raw_path.partition(b"?")[0],
        "query_string": url.query,
        "server": (url.host, url.port),
        "client": ("127.0.0.1", 0),
        "root_path": "",
        "extensions": {},
    }
