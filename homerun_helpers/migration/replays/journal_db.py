"""The database of a journal: which requests of which payloads were sent, and what became of them."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from homerun_helpers.migration.replays.journal_file import JournalError, connect, take_lock
from homerun_helpers.migration.replays.journal_rows import (
    OPEN,
    DamagedRowError,
    JournalEntry,
    JournalRow,
    read_entry,
    read_row,
)
from homerun_helpers.migration.replays.plan import Problem

# The states of a request that was made, or may have been.
_SENT = "('sending', 'done', 'outcome_unknown', 'claimed')"


class JournalDatabase:
    """The journal's file, open and locked. All methods may be called from any thread.

    Args:
        path: the file; None keeps everything in memory.
        base_url: the API that it must belong to; None: any.
        may_make: whether to make it when it is not there.
        is_read: whether it is only read. Then another process may have the lock.

    Raises:
        JournalError: it cannot be used.
    """

    def __init__(self, path: Path | None, *, base_url: str | None, may_make: bool, is_read: bool = False) -> None:
        self._path = path
        self._mutex = threading.RLock()
        self._lock = take_lock(path) if path and not is_read else None
        try:
            with self._journal_errors():
                self._connection = connect(path, may_make=may_make)
                if is_read:  # SQLite lets another process write meanwhile
                    self._connection.execute("PRAGMA query_only = ON")
            self.base_url: str = self._check_base_url(base_url)
        except BaseException:
            self.close()
            raise

    def _check_base_url(self, base_url: str | None) -> str:
        found = self._setting("base_url")
        if found is None:
            found = base_url or ""
            if base_url is not None:
                self._put_setting("base_url", base_url)
        if base_url is not None and found != base_url:
            raise JournalError(
                f"The journal {self._path} belongs to {found}, and this client to {base_url}: what was sent there "
                "was not sent here. Name another file, one for each account."
            )
        return found

    def _setting(self, name: str) -> str | None:
        with self._mutex, self._journal_errors():
            row = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _put_setting(self, name: str, value: str) -> None:
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def check_key(self, key: str, *, same_account: bool, may_note: bool) -> None:
        """Check that the journal was begun with this key, or knows it as another key of the same account.

        Args:
            key: the key; a salted hash of it is kept.
            same_account: whether the caller says that it is a key of the same account.
            may_note: whether to note it when it is new.

        Raises:
            JournalError: it is another one.
        """
        salt = self._setting("salt")
        if salt is not None:
            hashed = _key_hash(key, salt)
            if self._setting(f"key {hashed}") is not None:
                return
            if not same_account:
                raise JournalError(
                    f"The journal {self._path} was begun with another key. A key of another account would send "
                    "everything there: name another journal. If it is a new key of the same account, say so with "
                    "{same_account}.",
                    mentions=("same_account",),
                )
        if may_note:
            with self.transaction():  # together: a salt without a key would refuse every key
                salt = salt or secrets.token_hex(16)
                self._put_setting("salt", salt)
                self._put_setting(f"key {_key_hash(key, salt)}", "known")

    def close(self) -> None:
        """Close the file and unlock it. Twice is safe."""
        with self._mutex:
            connection = getattr(self, "_connection", None)
            if connection is not None:
                connection.close()
            if self._lock is not None:
                self._lock.release()

    @contextmanager
    def _journal_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(f"The journal {self._path} cannot be used: {error}.") from error
        except DamagedRowError:
            raise JournalError(
                f"The journal {self._path} is damaged: it has something in it that no replay wrote. Restore a copy of "
                "it."
            ) from None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of a block's changes are on disk when it ends, or none. May be nested."""
        with self._mutex, self._journal_errors():
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

    def duplicate_of(self, digest: str, body: str) -> int | None:
        """The position of another payload that became the same application, or may have; None: there is none."""
        with self._mutex, self._journal_errors():
            query = (
                "SELECT min(position) FROM payloads JOIN steps USING (digest) "  # noqa: S608 - constants of this module
                f"WHERE body = ? AND digest != ? AND step = 'create' AND state IN {_SENT}"
            )
            found = self._connection.execute(query, (body, digest)).fetchone()[0]
        return None if found is None else int(found)

    def is_repeated(self, digest: str) -> bool:
        """Whether this method was called with the same digest before, since the file was opened."""
        with self._mutex, self._journal_errors():  # a temporary table: SQLite moves it to the disk when it grows
            new = self._connection.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (bytes.fromhex(digest),))
            return new.rowcount == 0

    def entry(self, digest: str) -> JournalEntry | None:
        """What the journal has of a payload; None: nothing."""
        return next(iter(self._entries("WHERE digest = ?", digest)), None)

    def entries(self) -> Iterator[JournalEntry]:
        """All payloads, by their position, with bounded memory."""
        last: tuple[int, str] = (0, "")
        while some := self._entries("WHERE (position, digest) > (?, ?) ORDER BY position, digest LIMIT 500", *last):
            yield from some
            last = (some[-1].position, some[-1].digest)

    def find(self, beginning: str) -> list[JournalEntry]:
        """The payloads with a digest that begins like this."""
        return self._entries("WHERE substr(digest, 1, ?) = ?", len(beginning), beginning)

    def _entries(self, which: str, *values: object) -> list[JournalEntry]:
        with self._mutex, self._journal_errors():
            query = f"SELECT digest, position, application_id, lost FROM payloads {which}"  # noqa: S608 - `which` is one of this class' own conditions; values are parameters
            found = self._connection.execute(query, values).fetchall()
            return [read_entry(values, self.rows(values[0])) for values in found]

    def rows(self, digest: str) -> tuple[JournalRow, ...]:
        """The requests of a payload, in their order."""
        with self._mutex, self._journal_errors():
            query = "SELECT step, state, error, status, params, at FROM steps WHERE digest = ? ORDER BY place, step"
            return tuple(read_row(values) for values in self._connection.execute(query, (digest,)))

    def begin(
        self,
        digest: str,
        position: int,
        steps: Iterable[str],
        *,
        again: Iterable[str] = OPEN,
        body: str | None = None,
        lost: Iterable[str] = (),
    ) -> None:
        """Note which requests a payload needs. Those in one of the states `again` wait to be sent.

        Args:
            digest: the payload's.
            position: its place in the input.
            steps: the names of all its requests, in their order.
            again: the states that are replaced by `waiting`.
            body: the digest of what V2 gets.
            lost: what V2 does not get.
        """
        with self.transaction() as connection:
            self._put_payload(connection, digest, position)
            connection.execute(
                "UPDATE payloads SET body = ?, lost = ? WHERE digest = ?", (body, json.dumps(list(lost)), digest)
            )
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

    def mark_sending(self, digest: str, step: str) -> None:
        """Note that a request is about to be sent. The note is on the disk when this returns.

        Raises:
            JournalError: it does not wait to be sent, so it must not be sent.
        """
        with self.transaction() as connection:
            changed = connection.execute(
                "UPDATE steps SET state = 'sending', error = NULL, status = NULL, params = '[]', at = ? "
                "WHERE digest = ? AND step = ? AND state = 'waiting'",
                (_now(), digest, step),
            )
            if changed.rowcount != 1:
                raise JournalError(f"The journal {self._path} was changed by another program: {step} was sent already.")

    def mark_waiting(self, digest: str, step: str) -> None:
        """Note that a request which was about to be sent, or was sent and refused with 429, waits again."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE steps SET state = 'waiting', at = ? WHERE digest = ? AND step = ? AND state = 'sending'",
                (_now(), digest, step),
            )

    def put(self, digest: str, step: str, state: str, application_id: str | None = None, *, by: str = "") -> None:
        """Note what became of a request, and the application's id if it is new.

        Args:
            digest: the payload's.
            step: which request.
            state: what became of it.
            application_id: the application's id; None: as it was.
            by: `RESOLVED` when a person says so.
        """
        with self.transaction() as connection:
            connection.execute(
                "UPDATE steps SET state = ?, error = ?, status = NULL, params = '[]', at = ? "
                "WHERE digest = ? AND step = ?",
                (state, by or None, _now(), digest, step),
            )
            if application_id is not None:
                connection.execute("UPDATE payloads SET application_id = ? WHERE digest = ?", (application_id, digest))

    def forget_application(self, digest: str) -> None:
        """Note that the id of a payload's application is unknown."""
        with self.transaction() as connection:
            connection.execute("UPDATE payloads SET application_id = NULL WHERE digest = ?", (digest,))

    def put_problem(self, digest: str, position: int, problem: Problem, lost: Iterable[str] | None = None) -> None:
        """Note why a request was not done, or that its outcome is unknown; and what V2 would not get."""
        values = (problem.state, problem.error, problem.status, json.dumps(problem.params), _now())
        with self.transaction() as connection:
            self._put_payload(connection, digest, position)
            if lost is not None:
                connection.execute("UPDATE payloads SET lost = ? WHERE digest = ?", (json.dumps(list(lost)), digest))
            if problem.state == "not_convertible":  # there is one such problem at a time
                connection.execute("DELETE FROM steps WHERE digest = ? AND state = 'not_convertible'", (digest,))
            connection.execute(
                "INSERT INTO steps (digest, step, place, state, error, status, params, at) "  # noqa: S608 - constants of this module
                "VALUES (?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (digest, step) DO UPDATE SET state = excluded.state, "
                "error = excluded.error, status = excluded.status, params = excluded.params, at = excluded.at "
                # A request that was made stays so, even if this run finds the payload not convertible.
                f"WHERE excluded.state != 'not_convertible' OR steps.state NOT IN {_SENT}",
                (digest, problem.step, *values),
            )


def _key_hash(key: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}{key}".encode()).hexdigest()


def _now() -> str:
    return datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
