"""How a journal's file is made, locked and opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from homerun_helpers._runtime.lock import Lock
from homerun_helpers.errors import HomerunError, InvalidArgumentError

# "HRjr": it tells a journal from other SQLite databases.
_APPLICATION_ID = 0x48526A72
_VERSION = 1
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE payloads (
    digest TEXT PRIMARY KEY, position INTEGER NOT NULL, application_id TEXT, body TEXT, lost TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE TABLE steps (
    digest TEXT NOT NULL REFERENCES payloads, place INTEGER NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL,
    error TEXT, status INTEGER, params TEXT NOT NULL DEFAULT '[]', at TEXT NOT NULL,
    PRIMARY KEY (digest, step)
) WITHOUT ROWID;
CREATE INDEX by_position ON payloads (position);
CREATE INDEX by_body ON payloads (body);
"""


class JournalError(HomerunError):
    """A journal cannot be used: it is in use, of another base URL, no journal at all, or the disk fails.

    Attributes:
        mentions: the names of arguments in the text, where they stand as `{name}`.

    Example:
        ```python
        from homerun_helpers.migration import Journal, JournalError

        try:
            Journal(folder / "nowhere.db")
        except JournalError as error:
            print(error)  # There is no journal at …/nowhere.db.
        ```
    """

    def __init__(self, summary: str = "", *, mentions: Sequence[str] = (), **context: Any) -> None:
        super().__init__(summary, **context)
        self.mentions: tuple[str, ...] = tuple(mentions)
        self.message: str = self.sentence()

    def sentence(self, spell: Callable[[str], str] = str) -> str:
        """The text, with each argument spelled as the reader knows it.

        Args:
            spell: gives the spelling of an argument's name, such as `--same-account` for `same_account`.
        """
        text = str(self.args[0])
        for name in self.mentions:
            text = text.replace(f"{{{name}}}", spell(name))
        return text

    def __str__(self) -> str:
        return self.sentence()


def journal_file(path: str | os.PathLike[str], argument: str) -> Path:
    """The file of a journal, with all links followed.

    Args:
        path: the path.
        argument: the name of the argument that it was passed as, for errors.

    Raises:
        InvalidArgumentError: it cannot be the path of one.
    """
    name = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(name, str):
        raise InvalidArgumentError(argument, f"must be the path of a file, as text; it is {type(name).__name__}.")
    if not name or "\0" in name:
        raise InvalidArgumentError(argument, "must be the path of a file; this one is empty or has a NUL in it.")
    found = Path(os.path.realpath(name))
    if not found.name or found.is_dir():
        raise InvalidArgumentError(argument, f"must be the path of a file; {found} is a folder.")
    return found


def take_lock(path: Path) -> Lock:
    """The lock of a journal.

    Raises:
        JournalError: another process or thread has it, or it cannot be made.
    """
    try:
        return Lock(path.with_name(f"{path.name}-lock"))
    except BlockingIOError:
        raise JournalError(
            f"The journal {path} is in use by another replay. Wait until it ends: two would send everything twice."
        ) from None
    except FileExistsError:
        raise JournalError(
            f"{path}-lock is not the lock of a journal: that would be empty. Name another journal."
        ) from None
    except OSError as error:
        raise JournalError(f"The journal {path} cannot be used: {error.strerror}.") from error


def connect(path: Path | None, *, may_make: bool) -> sqlite3.Connection:
    """A connection to the file.

    Args:
        path: the file; None: a database in memory.
        may_make: whether to make the file when it is not there.

    Raises:
        JournalError: there is no file, or it is no journal.
        sqlite3.Error: it cannot be used.
    """
    if path is not None and not path.exists():
        if not may_make:
            raise JournalError(f"There is no journal at {path}.")
        # It holds ids of candidates. What SQLite makes beside it has the same mode.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, path, may_make=may_make)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path | None, *, may_make: bool) -> None:
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if application_id == 0 and may_make and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        connection.executescript(
            f"BEGIN; {_TABLES} PRAGMA application_id = {_APPLICATION_ID}; PRAGMA user_version = {_VERSION}; COMMIT;"
        )
    elif application_id != _APPLICATION_ID:
        raise JournalError(f"{path} is a SQLite database, but no journal of a replay. Name another file.")
    if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        raise JournalError(f"{path} was made by a newer version of homerun-helpers: update homerun-helpers.")
    # Damage is found here, before anything is sent.
    found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found is None or found[0] != "ok":
        raise JournalError(f"The journal {path} is damaged. Restore a copy of it.")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    # A request is sent only when the disk has its note, so that it survives a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: else the drive may keep it in its cache
    connection.execute("CREATE TEMP TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID")
