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
# How long to wait for another process to unlock the file. It locks it for about a millisecond.
BUSY_TIMEOUT_S = 5.0


class SQLiteStore:
    """Keeps rate limits in a file, shared by all processes of this machine that use it.

    The file is made when it is first used, readable by its owner only. It holds times and a digest of the API key, not
    the key. The time is monotonic, so setting the machine's clock changes nothing. The file must be on a local disk:
    SQLite's locks do not work on network shares.

    Args:
        path: the file.
        when_down: what to do while the file cannot be used. "error" raises, so that no request is sent uncounted;
            "local" logs a warning and keeps the limit within this process, so that processes together may exceed it.

    Raises:
        InvalidArgumentError: `when_down` is neither of the two.

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
        _busy_timeout: float = BUSY_TIMEOUT_S,
    ) -> None:
        self._path = os.fspath(path)
        self.when_down: WhenDown = check_when_down(when_down)
        self._clock = _clock
        self._busy_timeout = _busy_timeout
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inherited: list[sqlite3.Connection | None] = []
        _stores.add(self)

    def __repr__(self) -> str:
        return f"SQLiteStore({self._path!r})"

    def __reduce__(self) -> Any:
        return _restored, (self._path, self.when_down)

    def take(self, name: str, limit: RateLimit, position: int = 0) -> Taken:
        """Take a slot if one is free; see `Store.take`.

        Raises:
            StoreDownError: the file cannot be used.
        """
        with self._state(name, limit) as (log, in_flight, now):
            delay = log.delay(now, position, limit)
            if delay > 0:
                return Taken(None, delay, log.least_delay(now, position, limit))
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
        pause: float | None = None,
    ) -> None:
        """Note that a request is over; see `Store.finish`.

        Raises:
            StoreDownError: the file cannot be used.
        """
        with self._state(name, limit) as (log, in_flight, now):
            # A ticket whose lease ended has its stamp already; a second one makes the budget smaller for one window.
            taken_at = in_flight.pop(ticket, now)
            log.finish(now)
            if headers:
                log.learn(headers, taken_at, now, limit)
            if pause is not None:
                log.pause_until(now + pause)

    def give_back(self, name: str, limit: RateLimit, ticket: str) -> None:
        """Free a slot whose request was never sent; see `Store.give_back`.

        Raises:
            StoreDownError: the file cannot be used.
        """
        with self._state(name, limit) as (_, in_flight, _now):
            in_flight.pop(ticket, None)

    @contextmanager
    def _state(self, name: str, limit: RateLimit) -> Iterator[tuple[WindowLog, dict[str, float], float]]:
        """The log of a budget, its requests under way with their start, and the time. It is written back at the end."""
        import sqlite3

        # Threads take turns, and a thread waits no longer for another one than for another process.
        if not self._lock.acquire(timeout=self._busy_timeout):
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
            self._drop()  # it is opened again the next time: by then another file may be there
            raise StoreDownError(f"The rate limit's file {self._path} cannot be used: {error}.") from error
        finally:
            self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._open()
        try:
            # Locked for writing from the start: two that read first and write later would both take the last slot.
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # Also when COMMIT fails or Ctrl-C comes right after BEGIN: an open transaction would lock out all others.
            if connection.in_transaction:
                connection.rollback()
            raise

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        if self._connection is not None:
            return self._connection
        if not os.path.exists(self._path):  # noqa: PTH110 - the path may be any that SQLite takes
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(
            self._path, timeout=self._busy_timeout, isolation_level=None, check_same_thread=False
        )
        # Do not wait for the disk: a busy one would delay every request of every process. A killed process loses
        # nothing by that. A power cut may, but monotonic time starts anew after it, so that the budget is of no use.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS budgets (name TEXT PRIMARY KEY, state TEXT NOT NULL)")
        self._connection = connection
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _after_fork(self) -> None:
        """Make this usable in a child process: it must neither use nor close a connection of its parent."""
        self._lock = threading.Lock()
        self._inherited.append(self._connection)
        self._connection = None

    def close(self) -> None:
        """Close the file. It is opened again by the next call.

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
        store._after_fork()  # noqa: SLF001 - a class of this module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _restored(path: str, when_down: WhenDown) -> SQLiteStore:
    return SQLiteStore(path, when_down=when_down)


def _load(state: dict[str, Any], now: float, limit: RateLimit) -> tuple[WindowLog, dict[str, float]]:
    in_flight: dict[str, float] = state.get("in_flight", {})
    log = WindowLog.load(state.get("log", {}), now)
    for ticket, began in list(in_flight.items()):
        if not now - LEASE_S < began <= now:  # its process died, or the machine was restarted
            del in_flight[ticket]
            log.stamp(now)
    log.in_flight = len(in_flight)
    log.forget(now, limit.per)
    return log, in_flight
