"""The sandbox: a server with its data, and the handles that tests need."""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Self, Unpack

from homerun_helpers.sandbox._additions import ApplicationFields, add
from homerun_helpers.sandbox._api.app import build
from homerun_helpers.sandbox._api.journal import Journal, Request
from homerun_helpers.sandbox._api.links import Links
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._scopes import SCOPES
from homerun_helpers.sandbox._seed.fill import fill
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._server import Server, listen
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.keys import Key, digest
from homerun_helpers.sandbox._store.store import Store


class Sandbox:
    """Homerun's API v2 on 127.0.0.1, with data of its own and without a way out.

    Use it with ``with`` or ``async with``, or call `start` and `stop`. Any number can run in one
    process. Everything is the same for the same seed, also ids and keys.

    Args:
        seed: What data and keys are derived from.
        applications: How many applications there are; three in five are for the first vacancy.
        vacancies: How many vacancies there are; the first is public.
        rate_limit: Requests per key and window; None switches the limit off.
        window: Seconds.
        clock: Seconds since 1970, for windows, links and new records. It is called from the
            server's thread.
        port: 0 for any free one.

    Example:
        >>> import httpx
        >>> with Sandbox(applications=20) as sandbox:
        ...     headers = {"Authorization": f"Bearer {sandbox.key()}"}
        ...     httpx.get(f"{sandbox.url}/ping", headers=headers).json()
        {'pong': True}
    """

    def __init__(
        self,
        *,
        seed: int = 1,
        applications: int = 250,
        vacancies: int = 8,
        rate_limit: int | None = 60,
        window: float = 60.0,
        clock: Callable[[], float] = time.time,
        port: int = 0,
    ) -> None:
        self._seed = seed
        self._counts = {"application_count": applications, "vacancy_count": vacancies}
        self._limit = (rate_limit, window)
        self._clock = clock
        self._port = port
        self._journal = Journal()
        self._throttle = Throttle(rate_limit, window, clock)
        self._running: tuple[Server, World] | None = None
        self._keys = 0

    def start(self) -> Self:
        """Start, and return as soon as requests are answered. Nothing happens when it runs already.

        After `stop` it starts anew: with the data of the beginning, no keys and an empty journal.

        Raises:
            OSError: The port is in use.
        """
        if self._running is None:
            self._journal, self._throttle = Journal(), Throttle(*self._limit, self._clock)
            self._keys = 0
            with ExitStack() as undo:
                listener = listen(self._port)
                undo.callback(listener.close)
                world = self._new_world(f"http://127.0.0.1:{listener.getsockname()[1]}")
                undo.callback(world.store.close)
                server = Server(build(world), listener).start()
                undo.pop_all()
            self._running = (server, world)
        return self

    def stop(self) -> None:
        """Stop: port, thread and data are gone when this returns. Nothing happens when stopped.

        Requests being answered get a second to finish. The journal can still be read.
        """
        if self._running is not None:
            server, world = self._running
            self._running = None
            try:
                server.stop()
            finally:
                world.store.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.start)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.stop)

    @property
    def url(self) -> str:
        """The base URL for a client, such as http://127.0.0.1:50123/v2."""
        return f"{self._world.origin}/v2"

    @property
    def journal(self) -> list[Request]:
        """Every request that was answered, in the order of arrival; the list is a copy."""
        return self._journal.copy()

    def key(self, scopes: Iterable[str] | None = None, *, plan: bool = True, name: str | None = None) -> str:
        """A new bearer key with a rate limit of its own.

        Args:
            scopes: What it may do; None means everything, empty means nothing but a ping.
            plan: False for a key whose requests are answered with 402.
            name: What the journal calls it; "key-1", "key-2", … by default.

        Raises:
            ValueError: A scope that does not exist.
        """
        granted = frozenset(SCOPES if scopes is None else scopes)
        if unknown := sorted(granted - set(SCOPES)):
            raise ValueError(f"Unknown scopes: {', '.join(unknown)}. There are: {', '.join(SCOPES)}.")
        self._keys += 1
        secret = "hr_sandbox_" + Ids(self._seed, f"key {self._keys}").text(32)
        called = f"key-{self._keys}" if name is None else name
        self._world.store.keys.add(Key(digest(secret), called, granted, plan=plan))
        return secret

    def reset_budget(self) -> None:
        """Give every key a fresh rate-limit window, and let `most_in_window` count from zero."""
        self._throttle.reset()

    def most_in_window(self) -> int:
        """The most requests of one key that were let through in any window's length, so far.

        The window slides, and is half open: requests exactly a window apart are not in the same.
        Refused requests (429) do not count; the journal has them.
        """
        return self._throttle.most_in_window()

    def vacancy_ids(self) -> list[str]:
        """The ids of all vacancies, in the order in which the API lists them."""
        return self._world.store.vacancies.ids()

    def application_ids(self, vacancy_id: str | None = None) -> list[str]:
        """The ids of all applications, or of those for one vacancy, the newest first."""
        chosen = Filter() if vacancy_id is None else Filter(vacancy_ids=(vacancy_id,))
        return self._world.store.applications.ids(chosen)

    def add_application(self, **fields: Unpack[ApplicationFields]) -> str:
        """Add an application behind the API's back, also while a listing runs.

        What is not given is made up. Without `vacancy_id` it is for the first vacancy; without
        `created_at` it is the newest, as of the clock.

        Returns:
            Its id.

        Raises:
            TypeError: A field that does not exist.
            ValueError: A vacancy that is not open, or a stage that it does not have.
        """
        return add(self._world, fields)

    def delete_application(self, id: str) -> None:
        """Delete an application behind the API's back.

        Raises:
            KeyError: There is none with this id.
        """
        if not self._world.store.remove_application(id):
            raise KeyError(id)

    def expire_links(self) -> None:
        """Let every download link that was given out so far be expired."""
        self._world.links.expire()

    @property
    def _world(self) -> World:
        if self._running is None:
            raise RuntimeError("The sandbox is not running: use it with `with`, or call start().")
        return self._running[1]

    def _new_world(self, origin: str) -> World:
        store = Store()
        fill(store, self._seed, **self._counts)
        return World(
            origin=origin,
            clock=self._clock,
            store=store,
            throttle=self._throttle,
            journal=self._journal,
            links=Links(origin, f"{self._seed}", self._clock),
            ids=Ids(self._seed, "later"),
        )
