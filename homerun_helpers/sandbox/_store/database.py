"""One SQLite connection that threads share: in memory, or to a file that is locked meanwhile."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from homerun_helpers._runtime.lock import Lock
from homerun_helpers.sandbox._store.schema import SCHEMA

# Only another program that reads the file, such as SQLite's own tool, can make a connection wait.
_BUSY_TIMEOUT_S = 5.0

_databases: "weakref.WeakSet[Database]" = weakref.WeakSet()
# Connections of the parent, in a forked child. Kept: a collected one is closed, and SQLite would take
# it for the last one and delete the log that the parent still writes.
_inherited: list[sqlite3.Connection] = []


class Database:
    """A connection; every method may be called from any thread.

    In a forked child it raises `RuntimeError`: the connection is the parent's.

    Attributes:
        lock: Keeps other threads out as long as it is held.
    """

    def __init__(self, connection: sqlite3.Connection, file_lock: Lock | None = None) -> None:
        self.lock = threading.RLock()
        self._own: sqlite3.Connection | None = connection
        self._file_lock = file_lock
        _databases.add(self)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep other threads out for the block; all its changes happen, or none.

        May be nested: an inner one is a part of the outermost, and happens when that happens.
        """
        with self.lock:
            connection = self._connection
            if connection.in_transaction:
                yield
                return
            with connection:  # commits, or rolls back after an error, also one of the commit itself
                # Locked for writing from the start: a change by another program in between would make ours fail.
                connection.execute("BEGIN IMMEDIATE")
                yield

    def all(self, sql: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """Every row that the query finds."""
        with self.lock:
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row that the query finds, or None."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def number(self, sql: str, values: tuple[object, ...] = ()) -> int:
        """The one number that the query finds, such as a count."""
        return int(self.all(sql, values)[0][0])

    def run(self, sql: str, values: tuple[object, ...] | dict[str, object] = ()) -> int:
        """Execute a change and return how many rows it touched."""
        with self.lock:
            return self._connection.execute(sql, values).rowcount

    def run_each(self, sql: str, rows: Iterable[tuple[object, ...] | dict[str, object]]) -> None:
        """Execute a change with each of these rows; within a transaction."""
        with self.lock:
            self._connection.executemany(sql, rows)

    @contextmanager
    def blob(self, table: str, column: str, row: int, *, readonly: bool = False) -> Iterator[sqlite3.Blob]:
        """A BLOB, to be read or written piece by piece; other threads wait meanwhile.

        Raises:
            sqlite3.OperationalError: There is no such row.
        """
        with self.lock, self._connection.blobopen(table, column, row, readonly=readonly) as blob:
            yield blob

    def copy(self) -> "Database":
        """A copy in memory of everything as it is now.

        Raises:
            RuntimeError: A transaction is open, which SQLite would wait for without end.
        """
        with self.lock:
            if self._connection.in_transaction:
                raise RuntimeError("The database cannot be copied within a transaction.")
            copied = connect("")
            self._connection.backup(copied)
        return Database(copied)

    def close(self) -> None:
        """Close the connection and unlock the file. Nothing happens the second time, or in a forked child."""
        with self.lock:
            if self._own is not None:
                self._own.close()
                if self._file_lock is not None:
                    self._file_lock.release()

    def disown(self) -> None:
        """Refuse every use from now on: in a forked child, where the connection is the parent's."""
        self.lock = threading.RLock()  # another thread of the parent may have held the old one
        if self._own is not None:
            _inherited.append(self._own)
        self._own = None
        if self._file_lock is not None:
            self._file_lock.release()  # in a forked child this only closes its copy

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._own is None:
            raise RuntimeError("The sandbox belongs to the process that started it, not to its forked children.")
        return self._own


def _after_fork() -> None:
    for database in list(_databases):
        database.disown()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def in_memory() -> Database:
    """A new database that no other connection sees; SQLite moves what is too large for its cache to disk."""
    connection = connect("")
    connection.executescript(SCHEMA)
    return Database(connection)


def connect(name: str) -> sqlite3.Connection:
    """A connection to the file of this name; to a new database that no other connection sees without one."""
    connection = sqlite3.connect(name, timeout=_BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
