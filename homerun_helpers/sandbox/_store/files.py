"""Files of applications: what is known about each, and the contents of uploads as BLOBs."""

import sqlite3
from typing import IO

from attrs import astuple, frozen

from homerun_helpers.sandbox._store.database import Database

LISTED = ("resume", "assignment")
# In the order of `StoredFile`.
_COLUMNS = "id, application_id, kind, name, content_type, size"
_INSERT = f"INSERT INTO files ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants only
_SELECT = f"SELECT {_COLUMNS} FROM files"  # noqa: S608 - constants only
_PIECE_BYTES = 256 * 1024


@frozen
class StoredFile:
    """One file; without a `size` in bytes it is a seeded one, whose content is made when it is downloaded."""

    id: str
    application_id: str
    kind: str
    name: str
    content_type: str
    size: int | None = None


class FileTable:
    """The tables of files and of their contents; kinds are resume, assignment and photo."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id: str) -> StoredFile | None:
        """One file, or None."""
        row = self._database.one(f"{_SELECT} WHERE id = ?", (id,))
        return None if row is None else StoredFile(*row)

    def of(self, application_id: str) -> list[StoredFile]:
        """All files of an application, also the photo, the oldest first."""
        rows = self._database.all(f"{_SELECT} WHERE application_id = ? ORDER BY number", (application_id,))
        return [StoredFile(*row) for row in rows]

    def add_seeded(self, *files: StoredFile) -> None:
        """Add files that have no content of their own."""
        with self._database.transaction():
            self._database.run_each(_INSERT, map(astuple, files))

    def add(self, file: StoredFile, content: IO[bytes] | sqlite3.Blob) -> None:
        """Add an upload with its content, of which only a piece at a time is in memory."""
        with self._database.transaction():
            number = self._database.number(f"{_INSERT} RETURNING number", astuple(file))
            write_content(self._database, number, file.size or 0, content)

    def remove(self, id: str | None) -> None:
        """Remove a file with its content; nothing happens when there is none."""
        self._database.run("DELETE FROM files WHERE id = ?", (id,))

    def copy_content(self, id: str, target: IO[bytes]) -> bool:
        """Write the content of an upload to a file; False when it is not there any more."""
        with self._database.lock:
            row = self._database.one("SELECT file FROM files JOIN contents ON file = number WHERE id = ?", (id,))
            if row is None:
                return False
            with self._database.blob("contents", "data", row["file"], readonly=True) as blob:
                _copy(blob, target)
        return True


def write_content(database: Database, number: int, size: int, content: IO[bytes] | sqlite3.Blob) -> None:
    """Add the content of the file with this number; within a transaction."""
    database.run("INSERT INTO contents (file, data) VALUES (?, zeroblob(?))", (number, size))
    with database.blob("contents", "data", number) as blob:
        _copy(content, blob)


def _copy(source: IO[bytes] | sqlite3.Blob, target: IO[bytes] | sqlite3.Blob) -> None:
    while piece := source.read(_PIECE_BYTES):
        target.write(piece)
