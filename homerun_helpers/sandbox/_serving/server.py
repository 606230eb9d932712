"""A uvicorn server in a thread of its own, that starts and stops quickly."""

import asyncio
import contextlib
import errno
import os
import socket
import threading
import weakref
from collections.abc import Callable
from functools import partial
from typing import Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from homerun_helpers.sandbox._api.recorder import HANG_UP
from homerun_helpers.sandbox._serving.protocol import Protocol

# How long requests that are being answered may go on when the server stops.
_GRACE_S = 1.0
_POLL_S = 0.002


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Args:
        host: An address of this machine, or a name for one; what is not a loopback address can be
            reached from other machines.
        port: 0 for any free one.

    Raises:
        OSError: The port is in use, or there is no such address here.
    """
    try:
        return _listening(host, port)
    except UnicodeError as error:  # a name that cannot be one, such as a..b
        raise OSError(errno.EADDRNOTAVAIL, f"{host} cannot be used: no such host") from error
    except OSError as error:
        hint = "; port 0 is any free one" if error.errno == errno.EADDRINUSE else ""
        raise OSError(error.errno, f"{host} port {port} cannot be used: {error.strerror}{hint}") from error


def _listening(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, *_, address = found[0]
    # The protocol is named because asyncio sends small answers at once (TCP_NODELAY) only then.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # A port of a moment ago can be used again although old connections linger. Elsewhere
            # the option would mean that two servers may share a port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except BaseException:
        listener.close()
        raise
    return listener


class _Uvicorn(uvicorn.Server):
    """uvicorn, but waiting for events where the original polls."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.up.set()

    async def main_loop(self) -> None:
        # Once a second, for the Date header that on_tick() prepares.
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in sockets or []:
            with contextlib.suppress(NotImplementedError):  # on Windows
                asyncio.get_running_loop().remove_reader(listener)
        # Time for connections that were just accepted: asyncio loses those that find the server closed.
        await asyncio.sleep(_POLL_S)
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        if not await self._settle():
            # Their requests see a client that went away, and end.
            for connection in list(self.server_state.connections):
                connection.transport.abort()
            await self._settle()

    async def _settle(self) -> bool:
        """Close connections as soon as they are idle; whether all are closed within the grace.

        The original polls ten times a second: too slow for a test suite with hundreds of servers.
        """
        told: set[object] = set()
        clock = asyncio.get_running_loop().time
        deadline = clock() + _GRACE_S
        while clock() < deadline:
            for connection in self.server_state.connections - told:
                connection.shutdown()
                told.add(connection)
            await asyncio.sleep(_POLL_S)
            if not self.server_state.connections and not self.server_state.tasks:
                return True
        return False

    def leave(self) -> None:
        """End the main loop; from any thread."""
        self.should_exit = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopping.set)


_servers: weakref.WeakSet["Server"] = weakref.WeakSet()


class Server:
    """Serves an application on a listening socket until it is stopped.

    Args:
        app: The application.
        listener: The socket.
        refused: Called for a request that cannot be parsed, which the application does not see.
    """

    def __init__(self, app: ASGIApp, listener: socket.socket, refused: Callable[[], None]) -> None:
        self._app = app
        config = uvicorn.Config(
            self._call,
            loop="asyncio",
            http=type("Protocol", (Protocol,), {"refused": staticmethod(refused)}),
            interface="asgi3",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
        self._uvicorn = _Uvicorn(config)
        self._listener = listener
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="homerun-sandbox", daemon=True)
        _servers.add(self)

    def start(self) -> Self:
        """Start, and return as soon as requests are answered.

        Raises:
            RuntimeError: The server broke; the cause tells why.
        """
        try:
            self._thread.start()
            self._uvicorn.up.wait()
        except BaseException:  # Ctrl-C
            self.stop()
            raise
        if self._failure is not None:
            self.stop()
        return self

    def stop(self) -> None:
        """Answer the requests under way (for at most a second), then close everything.

        Raises:
            RuntimeError: The server broke; the cause tells why.
        """
        self._uvicorn.leave()
        if self._thread.ident is not None:
            self._thread.join()
        self._listener.close()
        if self._failure is not None:
            raise RuntimeError("The sandbox's server broke.") from self._failure

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call the application with a scope that has a function to drop the connection."""
        scope[HANG_UP] = partial(self._hang_up, scope["client"])
        await self._app(scope, receive, send)

    def _hang_up(self, client: object) -> None:
        """Drop a client's connection, once what was already written to it is sent."""
        for connection in list(self._uvicorn.server_state.connections):
            # This server speaks h11 only, but its list could hold others, which have no client.
            if getattr(connection, "client", None) == client:
                connection.transport.close()

    def _run(self) -> None:
        try:
            self._uvicorn.run(sockets=[self._listener])
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits in start()
            self._failure = error
        finally:
            self._uvicorn.up.set()

    def disown(self) -> None:
        """Close the listener in a forked child, which accepts no connection: it would keep the port open."""
        self._listener.close()


def _after_fork() -> None:
    for server in list(_servers):
        server.disown()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
