"""Budgets in a SQLite file, for the processes of one machine."""

from __future__ import annotations

import json
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from homerun_helpers._ratelimit.limit import LEASE_S, RateLimit, Taken, WhenDown, check_when_down
from homerun_helpers._ratelimit.window import WindowLog
from homerun_helpers.errors import StoreDownError

if TYPE_CHECKING:
    import sqlite3


_stores: weakref.WeakSet[SQLiteStore] = weakref.WeakSet()
_PATIENCE = 5.0  # seconds for another process to let go of the file; it holds it for about a millisecond


class SQLiteStore:
    """Keeps rate limits in a file, so that all processes of this machine that name it share them.

    The file is made when it is first used, readable by its owner only. It holds times and a digest of the API key, not
    the key. Time is the machine's own (monotonic), so setting the clock changes nothing. The file must be on a local
    disk: SQLite's locks do not work on network shares.

    Args:
        path: the file.
        when_down: what to do while the file cannot be used: "error" raises, so that nothing is sent unaccounted for;
            "local" logs a warning and keeps the limit within this process, so that processes together may exceed it.

    Raises:
        InvalidArgumentError: `when_down` is neither.

    Example:
        ```python
        from homerun_helpers import Homerun, RateLimit, SQLiteStore

        shared = RateLimit(store=SQLiteStore(folder / "homerun-budget.db"))
        with Homerun(rate_limit=shared) as homerun:
            homerun.ping()
        ```
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        when_down: WhenDown = "error",
        _clock: Callable[[], float] = time.monotonic,
        _patience: float = _PATIENCE,
    ) -> None:
        self._path = os.fspath(path)
        self.when_down: WhenDown = check_when_down(when_down)
        self._clock = _clock
        self._patience = _patience
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inherited: list[sqlite3.Connection | None] = []
        _stores.add(self)

    def __repr__(self) -> str:
        return f"SQLiteStore({self._path!r})"

    def __reduce__(self) -> Any:
        return _restored, (self._path, self.when_down)

    def take(self, name: str, limit: RateLimit, rank: int = 0) -> Taken:
        """Take a slot if one is free; see `Store`.

        Raises:
            StoreDownError: the file cannot be used.
        """
        with self._state(name, limit) as (log, in_flight, now):
            delay = log.delay(now, rank, limit)
            if delay > 0:
                return Taken(None, delay, log.least_delay(now, rank, limit))
            log.take()
            ticket = os.urandom(16).hex()
            in_flight[ticket] = now
            return Taken(ticket, 0.0, 0.0, log.free(now, limit))

    def finish(
        self,
        name: str,
        limit: RateLimit,
        ticket: str,
        headers: Mapping[str, str] | None = None,
        hold: float | None = None,
    ) -> None:
        """Note that a request is over; see `Store`.

        Raises:
            StoreDownError: the file cannot be used.
        """
        with self._state(name, limit) as (log, in_flight, now):
            # A ticket that ran out has its stamp already; a second one only makes the budget smaller for a while.
            sent = in_flight.pop(ticket, now)
            log.finish(now)
            if headers:
                log.learn(headers, sent, now, limit)
            if hold is not None:
                log.hold(now + hold)

    def give_back(self, name: str, limit: RateLimit, ticket: str) -> None:
        """Free a slot whose request was never sent; see `Store`.

        Raises:
            StoreDownError: the file cannot be used.
        """
        with self._state(name, limit) as (_, in_flight, _now):
            in_flight.pop(ticket, None)

    @contextmanager
    def _state(self, name: str, limit: RateLimit) -> Iterator[tuple[WindowLog, dict[str, float], float]]:
        """A budget's log, the requests under way with when they began, and the time; written back at the end."""
        import sqlite3

        # One after the other, but nobody longer than another process would have to be waited for.
        if not self._lock.acquire(timeout=self._patience):
            raise StoreDownError(f"The rate limit's file {self._path} cannot be used: it is locked.")
        try:
            with self._transaction() as connection:
                row = connection.execute("SELECT state FROM budgets WHERE name = ?", (name,)).fetchone()
                now = self._clock()
                log, in_flight = _load(json.loads(row[0]) if row else {}, now, limit)
                yield log, in_flight, now
                log.in_flight = len(in_flight)
                state = json.dumps({"log": log.dump(now), "in_flight": in_flight})
                connection.execute("INSERT OR REPLACE INTO budgets VALUES (?, ?)", (name, state))
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            self._drop()  # opened anew the next time: the file may be another by then
            raise StoreDownError(f"The rate limit's file {self._path} cannot be used: {error}.") from error
        finally:
            self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._open()
        try:
            # At once for writing: two that read first and write then would both take the last slot.
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # Also when the COMMIT failed, or Ctrl-C came right after the BEGIN: an open transaction would lock out all.
            if connection.in_transaction:
                connection.rollback()
            raise

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        if self._connection is not None:
            return self._connection
        if not os.path.exists(self._path):  # noqa: PTH110 - the path may be any that SQLite takes
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self._path, timeout=self._patience, isolation_level=None, check_same_thread=False)
        # Nothing waits for the disk, or a busy one would hold up every request of every process. A killed process loses
        # nothing by that. A power cut may: the budget is of no use after it, since monotonic time begins anew.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS budgets (name TEXT PRIMARY KEY, state TEXT NOT NULL)")
        self._connection = connection
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _after_fork(self) -> None:
        """Make this usable in a child process: a connection must not be used on the other side of a fork."""
        self._lock = threading.Lock()
        self._inherited.append(self._connection)
        self._connection = None

    def close(self) -> None:
        """Close the file. It is opened again when it is needed.

        Example:
            ```python
            from homerun_helpers import SQLiteStore

            SQLiteStore(folder / "homerun-budget.db").close()
            ```
        """
        with self._lock:
            self._drop()

    def __del__(self) -> None:
        if getattr(self, "_connection", None) is not None:
            self.close()


def _after_fork() -> None:
    for store in list(_stores):
        store._after_fork()  # noqa: SLF001 - of this module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _restored(path: str, when_down: WhenDown) -> SQLiteStore:
    return SQLiteStore(path, when_down=when_down)


def _load(state: dict[str, Any], now: float, limit: RateLimit) -> tuple[WindowLog, dict[str, float]]:
    in_flight: dict[str, float] = state.get("in_flight", {})
    log = WindowLog.load(state.get("log", {}), now)
    for ticket, began in list(in_flight.items()):
        if not now - LEASE_S < began <= now:  # its process died, or the machine began its time anew
            del in_flight[ticket]
            log.stamp(now)
    log.in_flight = len(in_flight)
    log.forget(now, limit.per)
    return log, in_flight
