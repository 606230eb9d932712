"""A server on 127.0.0.1 that follows a script, one step for each request, and keeps the requests."""

import json
import socket
import threading
from contextlib import suppress

from attrs import define, field, frozen


@define
class Answer:
    """An answer to send. `cut` closes the connection after this many bytes of the body."""

    status: int = 200
    body: object = None
    headers: dict = field(factory=dict)
    cut: int | None = None

    def payload(self):
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.body is None else json.dumps(self.body).encode()


class Drop:
    """Close the connection without an answer after the request arrived."""


class Hang:
    """Keep the connection open and send no answer."""


@frozen
class Received:
    method: str
    target: str
    headers: dict
    body: bytes


class FaultyServer:
    """Answers each request with the next step of its script, and repeats the last one."""

    def __init__(self, *script, forget=False):
        self.script = list(script)
        self._forget = forget  # whether to discard bodies
        self.received = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._lock = threading.Lock()
        self._open = set()
        self._threads = []
        self._over = threading.Event()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v2"

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._over.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self):
        while not self._over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.settimeout(20)
            self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection):
        stream = connection.makefile("rb")
        try:
            while (request := read_request(stream, forget=self._forget)) is not None and self._answer(
                connection, request
            ):
                pass
        except OSError:
            pass
        finally:
            stream.close()
            self._open.discard(connection)
            connection.close()

    def _answer(self, connection, request):
        with self._lock:
            self.received.append(request)
            step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if callable(step):
            step = step(request)
        if isinstance(step, Drop):
            return False
        if isinstance(step, Hang):
            self._over.wait(20)
            return False
        payload = step.payload()
        headers = {"Content-Type": "application/json", "Content-Length": len(payload), **step.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(f"HTTP/1.1 {step.status} X\r\n{head}\r\n".encode() + payload[: step.cut])
        return step.cut is None

    def wait_until_left(self):
        """Wait until all clients have disconnected, at most 10 s."""
        for thread in list(self._threads):
            thread.join(10)
        assert not self._open

    def methods(self):
        return [request.method for request in self.received]


def read_request(stream, *, forget=False):
    line = stream.readline().decode()
    if not line.strip():
        return None
    method, target, _ = line.split()
    headers = {}
    while (row := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = row.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(stream.readline(), 16):
            body += stream.read(size)
            stream.readline()
        stream.readline()
    else:
        body, left = [], int(headers.get("content-length", 0))
        while left and (piece := stream.read(min(left, 1 << 16))):
            left -= len(piece)
            body += [] if forget else [piece]
        body = b"".join(body)
    return Received(method, target, headers, body)


def closed_port_url():
    """The address of a port on which no process listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    return f"http://127.0.0.1:{port}/v2"
