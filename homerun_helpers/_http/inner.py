"""The transport below the policy: made when it is first needed, for one process and one event loop."""

import os
import threading
import warnings
from collections.abc import Callable
from typing import Any

from homerun_helpers._runtime.forks import tell_after_fork
from homerun_helpers.errors import HomerunError


class InnerTransport:
    """Holds the transport that does the HTTP.

    Args:
        make: makes it. Called late, since the settings for TLS take a while.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None
        self._home: tuple[int, object] = (0, None)  # the process and the event loop of the connections
        self._inherited: list[Any] = []
        self._closed = False
        self._lock = threading.Lock()
        tell_after_fork(self)

    def for_threads(self) -> Any:
        """The transport.

        Raises:
            HomerunError: the client is closed.
        """
        return self._at(None)

    def for_tasks(self) -> Any:
        """The transport.

        Raises:
            HomerunError: the client is closed, or its connections belong to another event loop.
        """
        import asyncio  # here, so that the sync client works without it

        return self._at(asyncio.get_running_loop())

    def check_open(self) -> None:
        """Refuse to work after `close`.

        Raises:
            HomerunError: the client is closed.
        """
        if self._closed:
            raise HomerunError("This client is closed: make a new one.")

    def close(self) -> None:
        """Close the connections, for good. Calling it twice is safe."""
        made = self._take()
        if made is not None:
            made.close()

    async def aclose(self) -> None:
        """Close the connections, for good. Calling it twice is safe."""
        made = self._take()
        if made is not None:
            await made.aclose()

    def after_fork(self) -> None:
        """Make this usable in a child process: a thread of the parent may have held the lock."""
        self._lock = threading.Lock()

    def _at(self, loop: object) -> Any:
        with self._lock:  # two threads that begin at the same time would make two, and one would never be closed
            self.check_open()
            here = (os.getpid(), loop)
            if self._made is not None and here != self._home:
                self._leave_home(here)
            if self._made is None:
                self._made, self._home = self._make(), here
            return self._made

    def _leave_home(self, here: tuple[int, object]) -> None:
        if here[0] == self._home[0]:
            raise HomerunError(
                "This AsyncHomerun was used in another event loop, where its connections are: make one per event loop."
            )
        # After a fork the connections are the parent's: they are kept here unused, since closing them could end
        # the parent's TLS sessions.
        self._inherited.append(self._made)
        self._made = None

    def _take(self) -> Any:
        with self._lock:
            self._closed, made, self._made = True, self._made, None
            return made

    def __del__(self) -> None:
        made = getattr(self, "_made", None)
        if made is None:
            return
        warnings.warn(
            "A Homerun client was not closed: use `with`, or close().", ResourceWarning, stacklevel=2, source=self
        )
        loop: Any = self._home[1]
        if loop is None:
            made.close()
        elif loop.is_running():  # else it closes them itself when it ends
            loop.call_soon_threadsafe(lambda: loop.create_task(made.aclose()))
