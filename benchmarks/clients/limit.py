"""What is possible: a client for this one listing, written by hand, with one socket, one thread and msgspec.

It assumes what a general client cannot: that the server is correct and serves pipelined requests at the same time, that
the list does not change, and that every answer is a 200 with a Content-Length. The first page has the number of pages.
All others are requested at once, and each is decoded in the buffer where it was received.
"""

import socket
import time
from collections.abc import Iterator

import msgspec

from benchmarks.clients import INCLUDE, KEY
from benchmarks.clients.limit_models import JobApplication, JobApplicationList

BUFFER_BYTES = 2**20  # a page and its head must fit
WINDOW_EPSILON_S = 0.001  # added to a wait, so that the slot is free on the server's clock too
decode = msgspec.json.Decoder(JobApplicationList).decode
encode = msgspec.json.Encoder().encode


def prepare(body: bytes) -> bytes:
    return body


def records(url: str, *, per_page: int, limit: int | None = None, window: float = 60.0) -> Iterator[JobApplication]:
    for page in Listing(url, per_page, limit, window).pages():
        yield from page.data


class Answers:
    """The bodies of answers, one after the other, in one buffer."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = bytearray(BUFFER_BYTES)
        self._view = memoryview(self._buffer)
        self._start = self._filled = 0

    def next(self) -> memoryview:
        """The next body; it is valid until the next call."""
        while (end := self._buffer.find(b"\r\n\r\n", self._start, self._filled)) < 0:
            self._receive()
        head = bytes(self._view[self._start : end])
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(head[:12].decode())
        length = int(head[head.index(b"Content-Length: ") + 16 :].partition(b"\r")[0])
        head_length = len(head) + 4
        while self._filled - self._start < head_length + length:
            self._receive()
        begin = self._start + head_length
        self._start = begin + length
        return self._view[begin : self._start]

    def _receive(self) -> None:
        if self._start > BUFFER_BYTES // 2:  # what is left moves to the front
            left = self._filled - self._start
            self._buffer[:left] = self._view[self._start : self._filled]
            self._start, self._filled = 0, left
        received = self._connection.recv_into(self._view[self._filled :])
        if not received:
            raise ConnectionError
        self._filled += received


class Listing:
    """All pages, with as many requests in flight as there are pages, or as the limit allows."""

    def __init__(self, url: str, per_page: int, limit: int | None, window: float) -> None:
        host, _, path = url.removeprefix("http://").partition("/")
        name, _, port = host.partition(":")
        include = "".join(f"&include[]={value}" for value in INCLUDE)
        self._address = (name, int(port))
        self._request = (
            f"GET /{path}/job-applications?page=%d&perPage={per_page}{include} HTTP/1.1\r\n"
            f"Host: {host}\r\nAuthorization: Bearer {KEY}\r\n\r\n"
        )
        self._limit = limit
        self._window = window
        self._asked = 0
        self._answered: list[float] = []  # times of answers; the server counted each request a little earlier

    def pages(self) -> Iterator[JobApplicationList]:
        """The pages in their order."""
        with socket.create_connection(self._address) as connection:
            answers = Answers(connection)
            last = 1
            while len(self._answered) < last:
                connection.sendall(self._requests(last))
                if self._asked == len(self._answered):
                    time.sleep(self._wait())
                    continue
                body = answers.next()
                self._answered.append(time.monotonic())
                page = decode(body)
                last = page.meta.last_page
                yield page

    def _requests(self, last: int) -> bytes:
        """The requests that may be sent now."""
        first = self._asked + 1
        while self._asked < last and self._wait() == 0:
            self._asked += 1
        return "".join(self._request % number for number in range(first, self._asked + 1)).encode()

    def _wait(self) -> float:
        """Seconds until one more may be sent; infinite while that depends on an answer."""
        if self._limit is None or self._asked < self._limit:
            return 0
        before = self._asked - self._limit
        if before >= len(self._answered):
            return float("inf")
        return max(0.0, self._answered[before] + self._window + WINDOW_EPSILON_S - time.monotonic())
