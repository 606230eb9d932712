"""Requests that no HTTP library would send, byte by byte."""

import json
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass
class Raw:
    """An answer; `body` is decoded JSON."""

    status: int
    headers: dict
    body: object


def send(url, content, *, hang_up=False):
    """Send these bytes to where a URL points and return the answer; None when there is none.

    With `hang_up` the other side is told that there will be no more.
    """
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(content)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    return _read(answer) if answer else None


def request(line, *headers, body=b""):
    """The bytes of a request: its first line, its headers, and a body."""
    return b"\r\n".join([line, b"Host: localhost", *headers, b"Connection: close", b"", body])


def _read(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return Raw(int(first.split()[1]), headers, json.loads(body) if body else None)


def check(answer, status):
    """The status is this one; if it is an error, the body has its shape."""
    assert answer.status == status, answer
    if status >= 400:
        assert (answer.body["code"], answer.body["error"]) == (status, True)
        assert ("details" in answer.body) == (status == 400)
