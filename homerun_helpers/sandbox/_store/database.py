"""One sqlite3 connection and its lock."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

# Connections of the parent, in a forked child. Kept: a collected one is closed, and SQLite would take
# it for the last one and tidy up files that are not this process's.
_inherited: list[sqlite3.Connection] = []


class Database:
    """A connection that threads share: the server's own, and those of tests that change data.

    Attributes:
        committed: Called after each transaction that succeeded, when the lock is still held.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.committed: Callable[[], None] = lambda: None
        self._lock = threading.RLock()
        self._own: sqlite3.Connection | None = connection
        self._within = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock for the block; all its changes happen, or none.

        May be nested: an inner one is a part of the outermost, and happens when that happens.
        """
        with self._lock:
            if self._within:
                yield
                return
            with self._outermost():
                yield
            self.committed()

    @contextmanager
    def _outermost(self) -> Iterator[None]:
        connection = self._connection
        try:
            # At once for writing: a visitor's change in between would make ours fail.
            connection.execute("BEGIN IMMEDIATE")
            self._within = True
            yield
            connection.execute("COMMIT")
        finally:
            self._within = False
            # Also when the COMMIT failed; not when SQLite did it already, as when the disk is full.
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def all(self, sql: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """Every row that the query finds."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row that the query finds, or None."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def tuples(self, sql: str) -> tuple[tuple[Any, ...], ...]:
        """Every row that the query finds, as plain tuples."""
        with self._lock:
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return tuple(cursor.execute(sql))

    def run(self, sql: str, values: tuple[object, ...] | dict[str, object] = ()) -> int:
        """Execute a change and return how many rows it touched."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def run_each(self, sql: str, rows: Iterable[tuple[object, ...] | dict[str, object]]) -> None:
        """Execute a change with each of these rows; within a transaction."""
        with self._lock:
            self._connection.executemany(sql, rows)

    def close(self) -> None:
        """Close the connection; what was in memory is gone."""
        with self._lock:
            self._connection.close()

    def disown(self) -> None:
        """Refuse every use from now on: in a forked child, where the connection is the parent's."""
        self._lock = threading.RLock()  # another thread of the parent may have held the old one
        _inherited.append(self._connection)
        self._own = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._own is None:
            raise RuntimeError("The sandbox belongs to the process that started it, not to its forked children.")
        return self._own
