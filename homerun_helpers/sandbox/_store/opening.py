"""How a database is opened, and how a file is known before SQLite touches it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from homerun_helpers.sandbox._store.errors import StoreError
from homerun_helpers.sandbox._store.schema import APPLICATION_ID, TABLES, VERSION

_MAGIC = b"SQLite format 3\0"
# Where SQLite's file format has these two numbers; https://www.sqlite.org/fileformat.html
_USER_VERSION, _APPLICATION_ID = slice(60, 64), slice(68, 72)
# Seconds. Nobody else has the file but somebody who looks into it with a tool of SQLite's.
_PATIENCE = 5.0
_ANOTHER = "Name another file, or one that does not exist yet."


def in_memory() -> sqlite3.Connection:
    """A database that nobody else sees and that nothing is left of."""
    connection = _connect(":memory:")
    connection.executescript(TABLES)
    return connection


def in_file(path: Path) -> sqlite3.Connection:
    """The database in this file, which is made if it does not exist or is empty.

    Raises:
        StoreError: It is something else, or damaged.
        OSError: It cannot be read or made.
        sqlite3.Error: It cannot be written to.
    """
    if not is_ours(path):
        _make(path)
    connection = _connect(str(path))
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def is_ours(path: Path) -> bool:
    """Whether there is a store's database; False when there is nothing yet.

    It only reads the header: SQLite itself would make files beside somebody else's database, and
    change it by finishing what another program left half done.

    Raises:
        StoreError: There is something else.
        OSError: It cannot be read.
    """
    if path.is_dir():
        raise StoreError(f"It is a folder. {_ANOTHER}")
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
    if int.from_bytes(head[_USER_VERSION]) != VERSION:
        raise StoreError(
            "It was made by a newer version of homerun-helpers. Update homerun-helpers, or name another file."
        )
    return True


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_PATIENCE, check_same_thread=False, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _make(path: Path) -> None:
    """Make the file elsewhere and move it into place: it is there whole, header and all, or not at all."""
    # A name that nobody else would choose: what a killed process left of it is deleted.
    new = path.with_name(f"{path.name}-sandbox-new")
    for end in ("", "-journal", "-wal", "-shm"):
        Path(f"{new}{end}").unlink(missing_ok=True)
    # It may hold what resembles personal data. What SQLite makes beside it has the same mode.
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.executescript(
            f"BEGIN; {TABLES} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
    # What is left of a database that was deleted would be played back into this one.
    for end in ("-journal", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    new.replace(path)


def _prepare(connection: sqlite3.Connection) -> None:
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        connection.execute("PRAGMA journal_mode = WAL")
        # See `Store` for what that means.
        connection.execute("PRAGMA synchronous = NORMAL")
        # Fails now, not at the first change, when the file must not be written to.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError:  # locked, read-only, a failing disk
        raise
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise StoreError(f"It is damaged ({found}). Put a copy in its place, or delete it to start anew.")
