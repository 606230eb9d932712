"""What a fault can do to the request that it meets."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from attrs import define, field
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("homerun_helpers.sandbox")

_WITHOUT_BODY = {204, 205, 304}
# How soon a pause notices that the sandbox stops. Without a socket each request may have an event loop
# of its own, so that no event of one loop could tell all of them.
NOTICE_S = 0.05


def _mutable(headers: Mapping[str, str]) -> MutableHeaders:
    return headers if isinstance(headers, MutableHeaders) else MutableHeaders(headers)


@define
class HeldResponse:
    """A response that is not sent yet.

    Attributes:
        status: The HTTP status.
        headers: They can be changed in place, and their names are in any case. Content-Length follows the body.
        body: The whole body.
    """

    status: int
    headers: MutableHeaders = field(factory=MutableHeaders, converter=_mutable)
    body: bytes = b""


class FaultCall:
    """A request that meets a fault: what it is, and what the fault can do to it.

    A fault that does nothing leaves the request as it is. Without an answer when the fault ends, the sandbox
    sends the response of `handle`, with what was changed in it, or handles the request as usual.

    Attributes:
        method: Such as "GET".
        path: Such as "/v2/ping".
        query: As it was sent.
        headers: The request's headers; names are in any case.
    """

    def __init__(
        self,
        app: ASGIApp,
        scope: Scope,
        receive: Receive,
        send: Send,
        *,
        extra_headers: dict[str, str],
        hang_up: Callable[[], None],
        change: Callable[[int, int], None],
        is_stopping: Callable[[], bool],
        is_outdated: Callable[[], bool],
    ) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: str = scope["query_string"].decode("latin-1")
        self.headers: Mapping[str, str] = Headers(scope=scope)
        self._app, self._scope, self._receive, self._send = app, scope, receive, send
        # What the recorder adds to every answer. The sandbox's own response has it from the start, to be changed too.
        self._extra_headers = extra_headers
        self._hang_up, self._change, self._is_stopping, self._is_outdated = hang_up, change, is_stopping, is_outdated
        self._held: HeldResponse | None = None
        self._missing_bytes: int | None = None
        self._ended = False

    @property
    def has_begun(self) -> bool:
        """Whether an answer was begun, or the connection dropped."""
        return self._missing_bytes is not None or self._ended

    async def handle(self) -> HeldResponse:
        """Let the sandbox handle the request now, and return its response. It is handled once only.

        The response is sent when the fault ends, unless the fault sends it or another one.
        """
        self._check()
        if self._held is None:
            self._held = await self._handled()
            self._held.headers.update(self._extra_headers)
        return self._held

    async def respond(self, status: int, body: str | bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """Send a response in the place of the sandbox's own.

        Args:
            status: The HTTP status.
            body: A string is sent as UTF-8. Left out for a status that has no body, such as 204.
            headers: Content-Length is added.
        """
        content = body.encode(errors="replace") if isinstance(body, str) else body
        if status in _WITHOUT_BODY:
            content = b""
        sent = MutableHeaders({"content-length": str(len(content))} | dict(headers or {}))
        await self.send(HeldResponse(status, sent, content))

    async def send(self, response: HeldResponse) -> None:
        """Send a whole response."""
        await self.send_head(response)
        self._ended = True
        await self._send({"type": "http.response.body", "body": response.body})

    async def send_head(self, response: HeldResponse) -> None:
        """Send status and headers, to which `send_piece` adds the body.

        Raises:
            RuntimeError: A response was sent already, or the connection dropped.
        """
        if self.has_begun:
            raise RuntimeError("The request has an answer already.")
        if response is self._held:
            self._extra_headers.clear()
        headers = MutableHeaders(raw=list(response.headers.raw))
        # The answer to HEAD has the length of a body that is not sent.
        if self.method != "HEAD" and (response.body or "content-length" in headers):
            headers["content-length"] = str(len(response.body))
        self._missing_bytes = 0 if self.method == "HEAD" else int(headers.get("content-length", 0))
        await self._send({"type": "http.response.start", "status": response.status, "headers": headers.raw})

    async def send_piece(self, piece: bytes) -> None:
        """Send a part of the body. The body ends with the fault; one that is too short then breaks off.

        Raises:
            RuntimeError: There is no head yet, or the answer has ended.
        """
        if self._missing_bytes is None or self._ended:
            raise RuntimeError("A piece comes after the head of a response, and before its end.")
        self._missing_bytes -= len(piece)
        await self._send({"type": "http.response.body", "body": piece, "more_body": True})

    async def pause(self, seconds: float) -> None:
        """Wait, by the time of the machine and not by the sandbox's clock; less when the sandbox stops."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        while (left := end - clock()) > 0 and not self._is_stopping():
            await asyncio.sleep(min(left, NOTICE_S))
            self._check()

    async def drop(self) -> None:
        """Drop the connection, after what was sent already."""
        self._ended = True
        self._hang_up()
        # Until the server knows: it would log a missing answer.
        while (await self._receive())["type"] != "http.disconnect":
            pass

    def change(self, *, insert: int = 0, delete: int = 0) -> None:
        """Delete this many of the newest applications, then add this many."""
        self._change(insert, delete)

    async def finish(self) -> None:
        """Send what is missing of the answer. The sandbox calls it when the fault ends."""
        if self._ended:
            return
        if self._missing_bytes is None:
            if self._held is not None:
                await self.send(self._held)
        elif self._missing_bytes > 0:
            await self.drop()
        else:
            self._ended = True
            await self._send({"type": "http.response.body", "body": b""})

    def _check(self) -> None:
        if self._is_outdated():
            # A change that the request made now would be in the fresh data.
            raise asyncio.CancelledError

    async def _handled(self) -> HeldResponse:
        response, body = HeldResponse(500), bytearray()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                response.status, response.headers = message["status"], MutableHeaders(raw=list(message["headers"]))
            else:
                body.extend(message.get("body", b""))

        try:
            await self._app(self._scope, self._receive, keep)
        except Exception as error:  # which the application has answered with a 500 first
            if self._is_stopping():
                raise asyncio.CancelledError from error
            logger.exception("The sandbox broke.")
        response.body = bytes(body)
        return response
