"""Sends raw requests, which HTTP libraries would not send."""

import json
import socket
from urllib.parse import urlsplit

from attrs import frozen


@frozen
class Raw:
    """An answer; `body` is decoded JSON."""

    status: int
    headers: dict
    body: object


def send(url, content, *, hang_up=False):
    """Send these bytes to the host of a URL; returns the answer, None if there is none.

    `hang_up` closes the sending side of the connection after the bytes.
    """
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(content)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    return _read(answer) if answer else None


def request(line, *headers, body=b""):
    """The bytes of a request from its request line, headers and body."""
    return b"\r\n".join([line, b"Host: localhost", *headers, b"Connection: close", b"", body])


def _read(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return Raw(int(first.split()[1]), headers, json.loads(body) if body else None)


def check(answer, status):
    """Assert the status, and for an error the shape of its body."""
    assert answer.status == status, answer
    if status >= 400:
        assert (answer.body["code"], answer.body["error"]) == (status, True)
        assert ("details" in answer.body) == (status == 400)
