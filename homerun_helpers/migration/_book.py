"""The file of a replay's journal: which request of which payload was sent, and what became of it."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from homerun_helpers.migration._book_file import JournalError, connect, take_lock
from homerun_helpers.migration._replay import Problem

# What may be sent: it was not done for certain.
OPEN = ("waiting", "failed", "not_convertible")


@frozen
class Row:
    """A request of a payload, as the journal has it.

    Attributes:
        state: `waiting` to be sent; `sending`: it is under way, or its answer never came; `done`, `outcome_unknown`,
            `refused`, `failed`, `not_convertible`: as in `ReplayOutcome`.
    """

    step: str
    state: str
    error: str | None
    status: int | None
    params: tuple[str, ...]
    at: datetime


@frozen
class Entry:
    """A payload, as the journal has it."""

    digest: str
    position: int
    application_id: str | None
    rows: tuple[Row, ...]

    @property
    def at(self) -> datetime | None:
        """When something was noted last."""
        return max((row.at for row in self.rows), default=None)


class Book:
    """The journal's file, open and locked. All methods may be called from any thread.

    Args:
        path: the file; None keeps everything in memory.
        base_url: what it belongs to; None: whatever it was begun for.
        may_make: whether to make it when it is not there.

    Raises:
        JournalError: it cannot be used.
    """

    def __init__(self, path: Path | None, *, base_url: str | None, may_make: bool) -> None:
        self._path = path
        self._mutex = threading.RLock()
        self._lock = take_lock(path) if path else None
        try:
            with self._telling():
                self._connection = connect(path, may_make=may_make)
            self.base_url = self._belongs_to(base_url)
        except BaseException:
            self.close()
            raise

    def _belongs_to(self, base_url: str | None) -> str:
        with self.transaction() as connection:
            row = connection.execute("SELECT value FROM about WHERE name = 'base_url'").fetchone()
            if row is None and base_url is not None:
                connection.execute("INSERT INTO about VALUES ('base_url', ?)", (base_url,))
        found = str(row[0]) if row else base_url or ""
        if base_url is not None and found != base_url:
            raise JournalError(
                f"The journal {self._path} belongs to {found}, and this client to {base_url}: what was sent there "
                "was not sent here. Name another file, one for each account."
            )
        return found

    def close(self) -> None:
        """Close the file and unlock it. Twice is safe."""
        with self._mutex:
            connection = getattr(self, "_connection", None)
            if connection is not None:
                connection.close()
            if self._lock is not None:
                self._lock.release()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(f"The journal {self._path} cannot be used: {error}.") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of a block's changes are on disk when it ends, or none. May be nested."""
        with self._mutex, self._telling():
            connection = self._connection
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def is_repeated(self, digest: str) -> bool:
        """Whether this was asked before, since the file was opened."""
        with self._mutex, self._telling():  # SQLite keeps it out of memory when there is much of it
            new = self._connection.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (bytes.fromhex(digest),))
            return new.rowcount == 0

    def entry(self, digest: str) -> Entry | None:
        """What there is about a payload."""
        return next(iter(self._entries("WHERE digest = ?", digest)), None)

    def entries(self) -> Iterator[Entry]:
        """All payloads, by their position, with bounded memory."""
        last: tuple[int, str] = (0, "")
        while some := self._entries("WHERE (position, digest) > (?, ?) ORDER BY position, digest LIMIT 500", *last):
            yield from some
            last = (some[-1].position, some[-1].digest)

    def find(self, beginning: str) -> list[Entry]:
        """The payloads whose digest begins so."""
        return self._entries("WHERE substr(digest, 1, ?) = ?", len(beginning), beginning)

    def _entries(self, which: str, *values: object) -> list[Entry]:
        with self._mutex, self._telling():
            query = f"SELECT digest, position, application_id FROM payloads {which}"  # noqa: S608 - words of this class
            found = self._connection.execute(query, values).fetchall()
            return [Entry(digest, place, known, self.rows(digest)) for digest, place, known in found]

    def rows(self, digest: str) -> tuple[Row, ...]:
        """The requests of a payload, in their order."""
        with self._mutex, self._telling():
            query = "SELECT step, state, error, status, params, at FROM steps WHERE digest = ? ORDER BY place, step"
            return tuple(_row(values) for values in self._connection.execute(query, (digest,)))

    def begin(self, digest: str, position: int, steps: Iterable[str], *, again: Iterable[str] = OPEN) -> None:
        """Note what is to be sent for a payload; what has one of the states `again` waits to be sent.

        Args:
            digest: the payload's.
            position: its place in the input.
            steps: the names of all its requests, in their order.
            again: these states are forgotten.
        """
        with self.transaction() as connection:
            self._put_payload(connection, digest, position)
            connection.executemany("DELETE FROM steps WHERE digest = ? AND state = ?", [(digest, one) for one in again])
            waiting = [(digest, place, step, "waiting", _now()) for place, step in enumerate(steps)]
            connection.executemany(
                "INSERT OR IGNORE INTO steps (digest, place, step, state, at) VALUES (?, ?, ?, ?, ?)", waiting
            )

    def _put_payload(self, connection: sqlite3.Connection, digest: str, position: int) -> None:
        connection.execute(
            "INSERT INTO payloads (digest, position) VALUES (?, ?) "
            "ON CONFLICT (digest) DO UPDATE SET position = excluded.position",
            (digest, position),
        )

    def go_out(self, digest: str, step: str) -> None:
        """Note, before it is sent, that a request is; on disk when this returns.

        Raises:
            JournalError: it does not wait to be sent. Then it must not be.
        """
        with self.transaction() as connection:
            changed = connection.execute(
                "UPDATE steps SET state = 'sending', error = NULL, status = NULL, params = '[]', at = ? "
                "WHERE digest = ? AND step = ? AND state = 'waiting'",
                (_now(), digest, step),
            )
            if changed.rowcount != 1:
                raise JournalError(f"The journal {self._path} was changed by somebody else: {step} was sent already.")

    def hold_back(self, digest: str, step: str) -> None:
        """Note that a request which was about to be sent, or was sent and refused, waits again."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE steps SET state = 'waiting', at = ? WHERE digest = ? AND step = ? AND state = 'sending'",
                (_now(), digest, step),
            )

    def put(self, digest: str, step: str, state: str, application_id: str | None = None) -> None:
        """Note what became of a request, and the application's id if that is news."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE steps SET state = ?, error = NULL, status = NULL, params = '[]', at = ? "
                "WHERE digest = ? AND step = ?",
                (state, _now(), digest, step),
            )
            if application_id is not None:
                connection.execute("UPDATE payloads SET application_id = ? WHERE digest = ?", (application_id, digest))

    def put_problem(self, digest: str, position: int, problem: Problem) -> None:
        """Note why a request was not done, or that nobody knows whether it was."""
        values = (problem.state, problem.error, problem.status, json.dumps(problem.params), _now())
        with self.transaction() as connection:
            self._put_payload(connection, digest, position)
            if problem.state == "not_convertible":  # there is one such problem at a time
                connection.execute("DELETE FROM steps WHERE digest = ? AND state = 'not_convertible'", (digest,))
            connection.execute(
                "INSERT INTO steps (digest, step, place, state, error, status, params, at) "
                "VALUES (?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (digest, step) DO UPDATE SET state = excluded.state, "
                "error = excluded.error, status = excluded.status, params = excluded.params, at = excluded.at",
                (digest, problem.step, *values),
            )


def _row(values: tuple[Any, ...]) -> Row:
    step, state, error, status, params, at = values
    return Row(step, state, error, status, tuple(json.loads(params)), datetime.fromisoformat(at))


def _now() -> str:
    return datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
