"""A server on 127.0.0.1 that is never the bottleneck: pages rendered at the start, one process, one core, no framework.

It answers lists of applications and pings, whatever the key. Each answer waits for the configured latency; answers of
one or of many connections wait at the same time. With a limit it counts and refuses as Laravel does.
`benchmarks.serving` starts and configures it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

from benchmarks import corpus
from homerun_helpers.sandbox._api.throttle import Throttle

SEND_BUFFER_BYTES = 4 * 2**20  # large enough for many pages, so that a write never has to wait
REASONS = {200: b"OK", 404: b"Not Found", 429: b"Too Many Requests"}
PONG = b'{"pong":true}'
NOT_FOUND = b'{"code":404,"error":true,"message":"Not Found"}'
REFUSAL = b'{"code":429,"error":true,"message":"Too Many Attempts."}'


class State:
    """The pages, the configuration and the counts."""

    def __init__(self, records: int, per_page: int, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._per_page = per_page
        self._pages = corpus.pages(records, per_page=per_page)
        self.configure()

    def configure(
        self, *, latency: float = 0.0, limit: int | None = None, window: float = 60.0, sliding: bool = False
    ) -> None:
        """Reset the counts; `latency` and `window` are in seconds."""
        self.latency = latency
        self.connections = 0
        self._throttle = Throttle(limit, window, self._clock, sliding=sliding)
        self._requests = self._refused = 0

    def answer(self, method: str, target: str) -> bytes:
        """The bytes of the answer to a request."""
        self._requests += 1
        verdict = self._throttle.hit("key")
        headers = (
            "" if verdict is None else "".join(f"{name}: {value}\r\n" for name, value in verdict.headers().items())
        )
        if verdict is None or verdict.allowed:
            return _response(*self._route(method, target), headers)
        self._refused += 1
        return _response(429, REFUSAL, headers)

    def control(self, target: str, body: bytes) -> bytes:
        """The answer to a measure: the counts since the last `configure`."""
        if target == "/_configure":
            self.configure(**json.loads(body))
        counted: dict[str, Any] = {
            "requests": self._requests,
            "refused": self._refused,
            "connections": self.connections,
            "most_in_window": self._throttle.most_in_window(),
        }
        return _response(200, json.dumps(counted).encode())

    def _route(self, method: str, target: str) -> tuple[int, bytes]:
        path, _, query = target.partition("?")
        if (method, path) == ("GET", "/v2/job-applications"):
            return self._page(query)
        return (200, PONG) if path == "/v2/ping" else (404, NOT_FOUND)

    def _page(self, query: str) -> tuple[int, bytes]:
        asked = parse_qs(query)
        number, per_page = (int(asked.get(name, ["0"])[0]) for name in ("page", "perPage"))
        # Rendering a page now would be a part of what is measured.
        if per_page != self._per_page or not 1 <= number <= len(self._pages):
            return 404, NOT_FOUND
        return 200, self._pages[number - 1]


class Connection(asyncio.Protocol):
    """One connection: requests are read as they arrive, answers are sent in the order of the requests."""

    def __init__(self, state: State, loop: asyncio.AbstractEventLoop) -> None:
        self._state = state
        self._loop = loop
        self._received = b""
        self._answers: deque[bytes] = deque()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy: that of a TCP connection is one
        self._transport = transport
        self._state.connections += 1
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)

    def data_received(self, data: bytes) -> None:
        self._received += data
        for method, target, body in self._requests():
            if target.startswith("/_"):
                self._transport.write(self._state.control(target, body))
            elif self._state.latency:
                self._answers.append(self._state.answer(method, target))
                self._loop.call_later(self._state.latency, self._send_next)
            else:
                self._transport.write(self._state.answer(method, target))

    def _requests(self) -> Iterator[tuple[str, str, bytes]]:
        """The requests that are complete: method, target and body."""
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head, rest = self._received[:end].decode("latin-1"), self._received[end + 4 :]
            method, target, _ = head.split(" ", 2)
            length = 0 if method == "GET" else _content_length(head)
            if len(rest) < length:
                return
            self._received = rest[length:]
            yield method, target, rest[:length]

    def _send_next(self) -> None:
        self._transport.write(self._answers.popleft())


def _content_length(head: str) -> int:
    headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])
    return int(headers.get("content-length", "0"))


def _response(status: int, body: bytes, headers: str = "") -> bytes:
    start = b"HTTP/1.1 %d %b\r\nContent-Type: application/json\r\n" % (status, REASONS[status])
    return b"".join((start, headers.encode(), b"Content-Length: %d\r\n\r\n" % len(body), body))


async def serve(state: State) -> None:
    """Serve until the standard input ends; the port is the first line on standard output."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(state, loop), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    prepared = State(int(sys.argv[1]), int(sys.argv[2]))
    gc.freeze()  # pages live as long as the process: the garbage collector need not look at them
    asyncio.run(serve(prepared))
