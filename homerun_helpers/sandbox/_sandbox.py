"""The sandbox: a server with its data, and the methods that tests need."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from homerun_helpers.sandbox._api.journal import Request, RequestJournal
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._checks import check_count, check_integer, check_seconds
from homerun_helpers.sandbox._control.additions import ApplicationFields
from homerun_helpers.sandbox._control.controls import Controls, Snapshot
from homerun_helpers.sandbox._faults.injected import Injected
from homerun_helpers.sandbox._serving.clock import SandboxClock
from homerun_helpers.sandbox._serving.in_process import InProcessTransport
from homerun_helpers.sandbox._serving.running import Running, StartOptions, start
from homerun_helpers.sandbox.faults import Fault


class Sandbox:
    """Homerun's API v2 on 127.0.0.1, with its own data; it sends no request anywhere.

    Use it with ``with`` or ``async with``, or call `start` and `stop`. Any number can run in one
    process. The same seed gives the same data, ids and keys.

    Args:
        seed: What data and keys are derived from; 1 unless it is given.
        applications: How many applications there are, 250 unless it is given; three in five are for the
            first vacancy.
        vacancies: How many vacancies there are, 8 unless it is given; the first is public.
        rate_limit: Requests per key and window, at least 1; None switches the limit off.
        window: Seconds.
        sliding: Whether the window slides. By default it is fixed, as Laravel's: it starts with a
            key's first request, so that up to twice the limit can pass where two windows meet.
        clock: Returns seconds since 1970, for windows, links and new records. The server's thread
            calls it.
        host: The address to listen on. Only what is on this machine can reach a loopback address;
            every program that reaches another one can read the data and control the sandbox.
        port: 0 for any free one.
        db: A file to keep everything in, uploads too, so that it is still there after the next start.
            Without it everything is in memory and forgotten by `stop`. A file goes on with the numbers
            it was made with: `seed`, `applications` and `vacancies`
            are best left out then, and refused when they differ.
        serve: False opens no port: requests come by way of `transport` only, which is faster.

    Raises:
        InvalidArgumentError: A number that is out of its range.

    Example:
        ```python
        import httpx

        from homerun_helpers.sandbox import Sandbox

        with Sandbox(applications=20) as sandbox:
            headers = {"Authorization": f"Bearer {sandbox.key()}"}
            assert httpx.get(f"{sandbox.url}/ping", headers=headers).json() == {"pong": True}
        ```
    """

    def __init__(
        self,
        *,
        seed: int | None = None,
        applications: int | None = None,
        vacancies: int | None = None,
        rate_limit: int | None = 60,
        window: float = 60.0,
        sliding: bool = False,
        clock: Callable[[], float] = time.time,
        host: str = "127.0.0.1",
        port: int = 0,
        db: str | os.PathLike[str] | None = None,
        serve: bool = True,
    ) -> None:
        asked = {"seed": seed, "applications": applications, "vacancies": vacancies}
        given = {name: value for name, value in asked.items() if value is not None}
        for name, value in given.items():
            check_integer(name, value)
            if name != "seed":
                check_count(name, value)
        if rate_limit is not None:
            check_count("rate_limit", rate_limit, 1, otherwise="or None for no limit")
        check_seconds("window", window)
        check_count("port", port, 0, 65535)
        file = None if db is None else Path(db).absolute()  # wherever the process goes later
        self._options = StartOptions(given, (host, port) if serve else None, file)
        self._base_clock = clock
        self._limit = (rate_limit, window, sliding)
        self._clock = SandboxClock(clock)
        self._journal = RequestJournal()
        self._throttle = self._new_throttle()
        self._running: Running | None = None
        self._lock = threading.Lock()

    def start(self) -> Self:
        """Start, and return as soon as requests are answered. Nothing happens when it runs already.

        After `stop` it starts anew: with an empty journal, the clock's own time and, unless there
        is a `db`, with the data of the beginning and no keys.

        Raises:
            OSError: The port is in use, or the database is.
            ValueError: The file is not a sandbox's, of another version, or made with another seed or size.
        """
        with self._lock:
            if self._running is None:
                self._clock, self._journal = SandboxClock(self._base_clock), RequestJournal()
                self._throttle = self._new_throttle()
                self._running = start(self._options, self._clock, self._throttle, self._journal)
        return self

    def stop(self) -> None:
        """Stop: port and thread are gone when this returns, and data that is not in a `db`.

        Nothing happens when stopped. Requests being answered get a second to finish. The journal
        can still be read.
        """
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.stop()

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
        starting = asyncio.ensure_future(asyncio.to_thread(self.start))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            # A thread cannot be cancelled: the sandbox that it starts must not stay.
            with suppress(Exception):
                await starting
            await asyncio.to_thread(self.stop)
            raise

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
        return f"{self._controls.state.origin}/v2"

    def transport(self) -> InProcessTransport:
        """A transport that answers in this process, without a socket, for sync and async clients.

        It is for `Homerun(…, transport=…)`, `AsyncHomerun` and httpx's own clients, with `url` as
        the base URL. It may be used from any thread and event loop, and need not be closed.

        Example:
            ```python
            from homerun_helpers import Homerun
            from homerun_helpers.sandbox import Sandbox

            with Sandbox(serve=False, applications=20) as sandbox:
                transport = sandbox.transport()
                with Homerun(sandbox.key(), base_url=sandbox.url, transport=transport) as homerun:
                    assert homerun.job_applications.list().total() == 20
            ```
        """
        return InProcessTransport(self._live.app, self._state.stopping)

    def key(self, scopes: Iterable[str] | None = None, *, plan: bool = True, name: str | None = None) -> str:
        """A new bearer key with a rate limit of its own.

        Args:
            scopes: What it may do; None means everything, empty means nothing but a ping.
            plan: False for a key whose requests are answered with 402.
            name: What the journal calls it; "key-1", "key-2", … by default.

        Raises:
            ValueError: A scope that does not exist.
        """
        return self._controls.key(scopes, plan=plan, name=name)

    # Journal and rate limit

    @property
    def journal(self) -> list[Request]:
        """Every request to the API and every download, in the order of arrival; the list is a copy.

        A request is in it from its arrival on, with status 0 as long as it has no answer.
        """
        return self._journal.copy()

    def clear_journal(self) -> None:
        """Forget the requests so far; the next has number 1."""
        self._journal.clear()

    def most_in_window(self) -> int:
        """The most requests of one key that were let through in any window's length, so far.

        The window slides, and is half open: requests exactly a window apart are not in the same.
        Refused requests (429) do not count; the journal has them.
        """
        return self._throttle.most_in_window()

    def violations(self) -> int:
        """How many requests a sliding window would have refused; none without a `rate_limit`.

        With `sliding` these are the refused ones (429). Without it some of them were let through where
        two fixed windows meet.
        """
        return self._throttle.violations()

    def reset_budget(self) -> None:
        """Give every key a fresh rate-limit window, and let the counts begin at zero."""
        self._throttle.reset()

    # Time

    @property
    def now(self) -> float:
        """The sandbox's time, in seconds since 1970: that of `clock`, and the seconds by which it was advanced."""
        return self._clock()

    def advance(self, seconds: float) -> None:
        """Move the clock forward: windows end, links expire, new records are later.

        Raises:
            ValueError: Not a finite number of at least 0.
        """
        self._clock.advance(seconds)

    # Faults

    def inject(
        self,
        fault: Fault,
        *,
        times: int | None = 1,
        method: str | None = None,
        path: str | None = None,
        skip: int = 0,
    ) -> Injected:
        """Let requests meet a fault: the next one, or the next that match.

        A request meets one fault at most: of those that match, the first that was injected.

        Args:
            fault: One of `homerun_helpers.sandbox.faults`, or of your own subclass of `faults.Fault`.
            times: How many requests meet it; None for all, until `clear_faults`.
            method: Such as "POST"; None for any.
            path: The path below the base URL, with ``*`` for any text, such as "/job-applications/*";
                "/files/*" for downloads. None for every path of the API, but not for downloads.
            skip: How many that match are spared first.

        Returns:
            A handle with `met` and `left`, the numbers of requests.

        Raises:
            TypeError: It cannot be a fault; the message says why, and how a fault is written.
            InvalidArgumentError: A number that is too small, or a path without a slash.

        Example:
            ```python
            from homerun_helpers import Homerun, HomerunError
            from homerun_helpers.sandbox import Sandbox, faults

            with Sandbox(applications=0) as sandbox, Homerun(sandbox.key(), base_url=sandbox.url) as homerun:
                sandbox.inject(faults.Drop("after"), method="POST", path="/job-applications")
                try:
                    homerun.job_applications.create(first_name="A", last_name="B", email="a@example.com")
                except HomerunError as error:
                    assert error.outcome_unknown
                assert len(sandbox.application_ids()) == 1
            ```
        """
        faults = self._controls.state.faults
        return faults.inject(fault, times=times, method=method, path=path, skip=skip)

    @property
    def faults(self) -> list[Injected]:
        """The injected faults that still wait for requests."""
        return self._controls.state.faults.all()

    def clear_faults(self) -> None:
        """Take back all faults that were injected, and the latency."""
        self._controls.state.faults.clear()

    @property
    def latency(self) -> float:
        """Seconds that each request waits before it is handled; 0 unless it is set."""
        return self._controls.state.faults.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._controls.state.faults.set_latency(seconds)

    # Data

    def reset(self) -> None:
        """Back to the beginning: the seed's data, no faults, an empty journal, fresh budgets.

        The clock shows its own time again. Keys stay valid, links to files do not. Requests that are
        meeting a fault, or waiting for the latency, are dropped.
        """
        self._controls.reset()

    def snapshot(self) -> Snapshot:
        """The vacancies and applications with their notes and files as they are, for `restore`."""
        return self._controls.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        """Bring back what `snapshot` took, as often as needed. Keys stay valid, links to files do not.

        It can be restored in any sandbox, also after the one it was taken from was stopped.
        """
        self._controls.restore(snapshot)

    def vacancy_ids(self) -> list[str]:
        """The ids of all vacancies, in the order in which the API lists them."""
        return self._controls.state.store.vacancies.ids()

    def application_ids(self, vacancy_id: str | None = None) -> list[str]:
        """The ids of all applications, or of those for one vacancy, the newest first."""
        return self._controls.application_ids(vacancy_id)

    def add_application(self, **fields: Unpack[ApplicationFields]) -> str:
        """Add an application without the API, also while a listing runs.

        What is not given is made up. Without `vacancy_id` it is for the first vacancy; without
        `created_at` it is the newest, as of the clock.

        Returns:
            Its id.

        Raises:
            TypeError: A field that does not exist.
            ValueError: A vacancy that is not open, a stage that it does not have, or a `created_at`
                that is no date-time.
        """
        return self._controls.add_application(fields)

    def delete_application(self, id: str) -> None:
        """Delete an application without the API.

        Raises:
            KeyError: There is none with this id.
        """
        self._controls.delete_application(id)

    def expire_links(self) -> None:
        """Expire every download link that was given out so far."""
        self._controls.expire_links()

    @property
    def _live(self) -> Running:
        if self._running is None:
            raise RuntimeError("The sandbox is not running: use it with `with`, or call start().")
        return self._running

    @property
    def _controls(self) -> Controls:
        return self._live.controls

    @property
    def _state(self) -> SandboxState:
        return self._controls.state

    def _new_throttle(self) -> Throttle:
        limit, window, sliding = self._limit
        return Throttle(limit, window, self._clock, sliding=sliding)
