"""The layer that does faults to requests, around everything that works on them."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from homerun_helpers.sandbox import faults
from homerun_helpers.sandbox._api.recorder import HANG_UP, exchange_in
from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._control.additions import shift

_PIECES = 10
_WITHOUT_BODY = {204, 205, 304}
# How soon a pause notices that the sandbox stops, in seconds.
_NOTICE = 0.05


@dataclass
class _Answer:
    """An answer that is held back."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        """A `send` that keeps what is sent."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        else:
            self.body += message.get("body", b"")

    def head(self) -> Message:
        return {"type": "http.response.start", "status": self.status, "headers": self.headers}


class _ResetError(Exception):
    """The sandbox was reset while a request paused."""


class FaultLayer:
    """Wraps the application: requests that meet no fault pass through untouched."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._answer(scope, receive, send)
        except _ResetError:
            await _hang_up(scope, receive)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._world.faults.latency:
            await self._pause(self._world.faults.latency)
        fault = self._world.faults.pick(scope["method"], scope["path"])
        if fault is None:
            await self._app(scope, receive, send)
            return
        exchange_in(scope).fault = fault.kind

        async def work(answer: Send) -> None:
            await self._app(scope, receive, answer)

        match fault:
            case faults.Change():
                shift(self._world, insert=fault.insert, delete=fault.delete)
                await work(send)
            case faults.Status():
                await self._status(fault, work, send)
            case faults.Delay():
                await self._delay(fault, work, send)
            case faults.Drop():
                if fault.when == "after":
                    await work(_Answer().take)
                await _hang_up(scope, receive)
            case faults.Truncate():
                await _truncate(fault, work, scope, receive, send)
            case faults.Slow():
                await self._slow(fault, work, send)

    async def _status(self, fault: faults.Status, work: "_Work", send: Send) -> None:
        if fault.when == "after":
            await work(_Answer().take)
        kind, body = _page(fault) if fault.html else _error(fault)
        if fault.status in _WITHOUT_BODY:
            body = b""
        headers = {"content-type": kind}
        if fault.retry_after is not None:
            headers["retry-after"] = str(fault.retry_after)
        headers |= {name.lower(): value for name, value in fault.headers.items()}
        headers["content-length"] = str(len(body))
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": fault.status, "headers": pairs})
        await send({"type": "http.response.body", "body": body})

    async def _delay(self, fault: faults.Delay, work: "_Work", send: Send) -> None:
        if fault.when == "before":
            await self._pause(fault.seconds)
            await work(send)
            return
        answer = _Answer()
        await work(answer.take)
        await self._pause(fault.seconds)
        await send(answer.head())
        await send({"type": "http.response.body", "body": bytes(answer.body)})

    async def _slow(self, fault: faults.Slow, work: "_Work", send: Send) -> None:
        answer = _Answer()
        await work(answer.take)
        await send(answer.head())
        size = -(-len(answer.body) // _PIECES) or 1
        for number in range(_PIECES):
            await self._pause(fault.seconds / _PIECES)
            piece = bytes(answer.body[number * size : (number + 1) * size])
            await send({"type": "http.response.body", "body": piece, "more_body": number < _PIECES - 1})

    async def _pause(self, seconds: float) -> None:
        clock, resets = asyncio.get_running_loop().time, self._world.faults.resets
        end = clock() + seconds
        # Looked at now and then: the sandbox is stopped by another thread, and without a socket
        # each request may have an event loop of its own.
        while (left := end - clock()) > 0 and not self._world.stopping.is_set():
            await asyncio.sleep(min(left, _NOTICE))
            if self._world.faults.resets != resets:
                # It belongs to what was before: a change that it made now would be in the fresh data.
                raise _ResetError


_Work = Callable[[Send], Awaitable[None]]


async def _truncate(fault: faults.Truncate, work: _Work, scope: Scope, receive: Receive, send: Send) -> None:
    answer = _Answer()
    await work(answer.take)
    whole = len(answer.body)
    at = whole // 2 if fault.at is None else min(fault.at, max(0, whole - 1))
    if whole:
        await send(answer.head())
        await send({"type": "http.response.body", "body": bytes(answer.body[:at]), "more_body": True})
    await _hang_up(scope, receive)


async def _hang_up(scope: Scope, receive: Receive) -> None:
    """Drop the connection, and wait until the server knows: it would complain of a missing answer."""
    scope[HANG_UP]()
    while (await receive())["type"] != "http.disconnect":
        pass


def _error(fault: faults.Status) -> tuple[str, bytes]:
    body: dict[str, object] = {"code": fault.status, "error": True, "message": _message(fault)}
    if fault.details or fault.status == 400:
        body["details"] = [dict(detail) for detail in fault.details]
    return "application/json", json.dumps(body).encode()


def _page(fault: faults.Status) -> tuple[str, bytes]:
    title = escape(f"{fault.status} {_message(fault)}")
    page = f"<html>\n<head><title>{title}</title></head>\n<body><center><h1>{title}</h1></center></body>\n</html>\n"
    return "text/html; charset=UTF-8", page.encode(errors="replace")


def _message(fault: faults.Status) -> str:
    if fault.message is not None:
        return fault.message
    try:
        return HTTPStatus(fault.status).phrase
    except ValueError:  # such as 520, which is Cloudflare's own
        return "Unknown Error"
