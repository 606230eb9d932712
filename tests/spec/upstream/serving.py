"""A server on 127.0.0.1 that sends what a test sets, and records its requests."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from attrs import Factory, define


@define
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict = Factory(dict)


class Trickle:
    """An answer that sends these bytes at once, and then a piece now and then for longer than any test waits."""

    def __init__(self, beginning, piece=b"."):
        self.beginning, self.piece = beginning, piece


def html(text, **headers):
    return Reply(text.encode(), headers={"Content-Type": "text/html; charset=utf-8"} | headers)


def redirect(to, status=302, **headers):
    return Reply(status=status, headers={"Location": to} | headers)


class PageServer:
    """`routes` maps paths to answers; `received` has the path and the headers of each request."""

    def __init__(self):
        self.routes, self.received = {}, []
        self.over = threading.Event()
        handler = type("Handler", (_Handler,), {"pages": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self):
        return [path for path, _ in self.received]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.pages.received.append((self.path, dict(self.headers)))
        reply = self.pages.routes.get(self.path, Reply(status=404))
        with suppress(OSError):
            self._trickle(reply) if isinstance(reply, Trickle) else self._send(reply)

    def _send(self, reply):
        self.send_response(reply.status)
        for name, value in ({"Content-Length": str(len(reply.body))} | reply.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def _trickle(self, reply):
        self.close_connection = True
        self.wfile.write(reply.beginning)
        for _ in range(2000):  # 20 s at most
            if self.pages.over.wait(0.01):
                break
            self.wfile.write(reply.piece)

    def log_message(self, *_):
        pass
