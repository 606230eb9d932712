"""A server for uploads on 127.0.0.1 with little overhead: it receives into memory that is allocated before.

It answers as soon as a body is there. The body is parsed later, when `/_last` asks for it, by a multipart parser that
no client has. It takes one upload at a time.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from python_multipart import MultipartParser
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import parse_options_header

from benchmarks.harness import ROOT, server_core

MAX_BODY_BYTES = 32 * 2**20
ANSWER = b'{"data":{"name":"cv.pdf","type":"resume"}}'


class Receiver:
    """Receives bodies, and keeps the last one."""

    def __init__(self) -> None:
        self._body = memoryview(bytearray(b"x" * MAX_BODY_BYTES))  # written to, so that the system allocates it now
        self._length = 0
        self._head = b""

    def serve(self, connection: socket.socket) -> None:
        """Answer the requests of one connection until it ends."""
        waiting = b""
        with connection, suppress(ConnectionError):
            while True:
                while b"\r\n\r\n" not in waiting:
                    if not (piece := connection.recv(1 << 16)):
                        return
                    waiting += piece
                head, _, rest = waiting.partition(b"\r\n\r\n")
                waiting = b""
                self._answer(connection, head, rest)

    def _answer(self, connection: socket.socket, head: bytes, rest: bytes) -> None:
        answer = b'{"pong":true}'
        if head.startswith(b"GET /_last"):
            answer = json.dumps(self.last()).encode()
        elif head.startswith(b"POST"):
            self._receive(connection, head, rest)
            answer = ANSWER
        start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
        connection.sendall(start + answer)

    def _receive(self, connection: socket.socket, head: bytes, rest: bytes) -> None:
        length = int(_header(head, b"content-length"))
        self._body[: len(rest)] = rest
        at = len(rest)
        while at < length:
            got = connection.recv_into(self._body[at:length])
            if not got:
                raise ConnectionError
            at += got
        self._head, self._length = head, length

    def last(self) -> dict[str, Any]:
        """The digests of the parts of the last body; None if it cannot be parsed."""
        _, options = parse_options_header(_header(self._head, b"content-type"))
        parts: list[hashlib._Hash] = []
        parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": lambda: parts.append(hashlib.sha256()),
                "on_part_data": lambda data, start, end: parts[-1].update(data[start:end]),
            },
        )
        try:
            parser.write(bytes(self._body[: self._length]))
            parser.finalize()
        except MultipartParseError:
            return {"sha256": None}
        return {"sha256": [part.hexdigest() for part in parts]}


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n"):
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return b""


def arrived(port: int, sha256: str) -> bool:
    """Whether the last body had a part with this digest."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/_last")
        return sha256 in (json.load(connection.getresponse())["sha256"] or ())
    finally:
        connection.close()


@contextmanager
def receiving() -> Iterator[int]:
    """A receiver in a process of its own, on a core of its own; its port."""
    command = [sys.executable, "-m", "benchmarks.receiver"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError
        if server_core():
            os.sched_setaffinity(process.pid, server_core())
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def main() -> None:
    """Serve until the standard input ends; the port is the first line on standard output."""
    receiver, listener = Receiver(), socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=_accept, args=(listener, receiver), daemon=True).start()
    sys.stdin.read()


def _accept(listener: socket.socket, receiver: Receiver) -> None:
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=receiver.serve, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    main()
