"""One SQLite connection that threads share: in memory, or to a file that is locked meanwhile."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from homerun_helpers._runtime.lock import Lock
from homerun_helpers.sandbox._store.schema import APPLICATION_ID, SCHEMA, TABLES, VERSION, StoreError, StoreInUseError

_MAGIC = b"SQLite format 3\0"
# Where SQLite's file format has these two numbers; https://www.sqlite.org/fileformat.html
_USER_VERSION, _APPLICATION_ID = slice(60, 64), slice(68, 72)
# Only another program that reads the file, such as SQLite's own tool, can make a connection wait.
_BUSY_TIMEOUT_S = 5.0
_ANOTHER = "Name another file, or one that does not exist yet."

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
        self._in_transaction = False
        _databases.add(self)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep other threads out for the block; all its changes happen, or none.

        May be nested: an inner one is a part of the outermost, and happens when that happens.
        """
        with self.lock:
            if self._in_transaction:
                yield
            else:
                with self._outermost():
                    yield

    @contextmanager
    def _outermost(self) -> Iterator[None]:
        connection = self._connection
        try:
            # Locked for writing from the start: a change by another program in between would make ours fail.
            connection.execute("BEGIN IMMEDIATE")
            self._in_transaction = True
            yield
            connection.execute("COMMIT")
        finally:
            self._in_transaction = False
            # Also when the COMMIT failed; not when SQLite did it already, as when the disk is full.
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def all(self, sql: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """Every row that the query finds."""
        with self.lock:
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row that the query finds, or None."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def tuples(self, sql: str) -> tuple[tuple[Any, ...], ...]:
        """Every row that the query finds, as plain tuples."""
        with self.lock:
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return tuple(cursor.execute(sql))

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
            if self._in_transaction:
                raise RuntimeError("The database cannot be copied within a transaction.")
            copied = _connect("")
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
    connection = _connect("")
    connection.executescript(SCHEMA)
    return Database(connection)


def in_file(path: Path | str) -> Database:
    """The database in this file, which is made if it does not exist or is empty.

    Raises:
        StoreError: The file is something else, damaged, of another version, or not accessible.
        StoreInUseError: Another sandbox has it open.
    """
    with _naming(path), ExitStack() as undo:
        # Absolute and without links: each file has one lock, wherever the process goes later.
        file = Path(path).resolve()
        if not file.parent.is_dir():
            raise StoreError(f"The folder {file.parent} does not exist. Make it first.")
        if file.is_dir():
            raise StoreError(f"It is a folder. {_ANOTHER}")
        lock = _locked(file.with_name(f"{file.name}-lock"))
        undo.callback(lock.release)
        if not _is_ours(file):
            _make(file)
        connection = _connect(str(file))
        undo.callback(connection.close)
        _prepare(connection)
        undo.pop_all()
    return Database(connection, lock)


@contextmanager
def _naming(path: Path | str) -> Iterator[None]:
    """Turn what the block raises into `StoreError`s that name the file."""
    try:
        yield
    except StoreError as error:
        raise type(error)(f"{path} cannot be the sandbox's database. {error}") from error.__cause__
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise StoreError(f"{path} cannot be the sandbox's database. {error}.") from error


def _locked(path: Path) -> Lock:
    try:
        return Lock(path)
    except BlockingIOError as error:
        raise StoreInUseError("It is in use by another sandbox. Stop that one first, or name another file.") from error
    except FileExistsError as error:
        raise StoreError(
            f"{path.name} beside it is another program's file: a lock is empty. Name another file."
        ) from error


def _is_ours(path: Path) -> bool:
    """Whether there is a sandbox's database; False when there is nothing yet.

    It only reads the header: SQLite itself would make files beside another program's database, and
    change it by finishing what that program left half done.

    Raises:
        StoreError: There is something else.
    """
    if not path.exists():
        return False
    if not path.is_file():
        raise StoreError(f"It is no ordinary file. {_ANOTHER}")
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        return False
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise StoreError(f"It is no SQLite database. {_ANOTHER}")
    if int.from_bytes(head[_APPLICATION_ID]) != APPLICATION_ID:
        raise StoreError(f"It is a SQLite database, but not a sandbox's. {_ANOTHER}")
    _check_version(int.from_bytes(head[_USER_VERSION]), path)
    return True


def _check_version(version: int, path: Path) -> None:
    if version > VERSION:
        raise StoreError(
            "It was made by a newer version of homerun-helpers. Update homerun-helpers, or name another file."
        )
    if version < VERSION:
        raise StoreError(
            f"It was made by an older version of homerun-helpers, which kept uploads in the folder {path.name}-files. "
            "Delete both to start anew, or name another file."
        )


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _make(path: Path) -> None:
    """Make the file elsewhere and move it into place: it is there whole, header and all, or not at all."""
    # No other program chooses this name: what a killed process left of it is deleted.
    new = path.with_name(f"{path.name}-sandbox-new")
    for end in ("", "-journal", "-wal", "-shm"):
        Path(f"{new}{end}").unlink(missing_ok=True)
    # It may hold what resembles personal data. What SQLite makes beside it has the same mode.
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.executescript(
            f"BEGIN; {SCHEMA} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
    # What is left of a database that was deleted would be played back into this one.
    for end in ("-journal", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    new.replace(path)


def _prepare(connection: sqlite3.Connection) -> None:
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        connection.execute("PRAGMA journal_mode = WAL")
        # See `SandboxStore` for what that means.
        connection.execute("PRAGMA synchronous = NORMAL")
        # Fails now, not at the first change, when the file must not be written to.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        # So does a missing table.
        for name in TABLES:
            connection.execute(f"SELECT 1 FROM {name} LIMIT 0")  # noqa: S608 - constants only
    except sqlite3.OperationalError:  # locked, read-only, a failing disk
        raise
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise StoreError(f"It is damaged ({found}). Put a copy in its place, or delete it to start anew.")
