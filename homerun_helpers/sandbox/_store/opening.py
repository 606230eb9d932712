"""A database in a file: the file is locked, recognised by its header, made if there is none, and checked."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from struct import Struct

from homerun_helpers._runtime.lock import Lock
from homerun_helpers.sandbox._store.database import Database, connect
from homerun_helpers.sandbox._store.schema import APPLICATION_ID, SCHEMA, TABLES, VERSION, StoreError, StoreInUseError

_ANOTHER = "Name another file, or one that does not exist yet."
# The start of every database, with its user_version and application_id; https://www.sqlite.org/fileformat.html
_HEADER = Struct(">16s 44x I 4x I")
_MARKS = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"


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
        if file.exists() and not file.is_file():
            raise StoreError(f"It is {'a folder' if file.is_dir() else 'no ordinary file'}. {_ANOTHER}")
        lock = _locked(file.with_name(f"{file.name}-lock"))
        undo.callback(lock.release)
        if file.exists() and file.stat().st_size:
            _check_ours(file)
        else:
            _make_empty(file)
        connection = connect(str(file))
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


def _check_ours(path: Path) -> None:
    # By hand: SQLite would make files beside another program's database and finish what that left half done. When it
    # is told to leave all as it is, it refuses what a killed sandbox left half written.
    with path.open("rb") as file:
        magic, version, application = _HEADER.unpack(file.read(_HEADER.size).ljust(_HEADER.size))
    if magic != b"SQLite format 3\0":
        raise StoreError(f"It is no SQLite database. {_ANOTHER}")
    if application != APPLICATION_ID:
        raise StoreError(f"It is a SQLite database, but not a sandbox's. {_ANOTHER}")
    if version > VERSION:
        raise StoreError(
            "It was made by a newer version of homerun-helpers. Update homerun-helpers, or name another file."
        )
    if version < VERSION:
        raise StoreError(
            f"It was made by an older version of homerun-helpers, which kept uploads in the folder {path.name}-files. "
            "Delete both to start anew, or name another file."
        )


def _make_empty(path: Path) -> None:
    # What is left of a database that was deleted would be played back into this one.
    for end in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    # It may hold what resembles personal data. What SQLite makes beside it has the same mode.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare(connection: sqlite3.Connection) -> None:
    try:
        # A process that is killed here leaves an empty file, or one that SQLite makes empty when it is opened.
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            connection.executescript(f"BEGIN; {SCHEMA} {_MARKS} COMMIT;")
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
