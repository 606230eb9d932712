"""Files of applications: what is known about each, and the contents of uploads as BLOBs."""

import sqlite3
from typing import IO

from attrs import frozen

from homerun_helpers.sandbox._store.database import Database

LISTED = ("resume", "assignment")
_INSERT = "INSERT INTO files (id, application_id, kind, name, content_type, size) VALUES (?, ?, ?, ?, ?, ?)"
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
        row = self._database.one("SELECT * FROM files WHERE id = ?", (id,))
        return None if row is None else _stored(row)

    def of(self, application_id: str) -> list[StoredFile]:
        """All files of an application, also the photo, the oldest first."""
        sql = "SELECT * FROM files WHERE application_id = ? ORDER BY number"
        return list(map(_stored, self._database.all(sql, (application_id,))))

    def add_seeded(self, *files: StoredFile) -> None:
        """Add files that have no content of their own."""
        with self._database.transaction():
            self._database.run_each(_INSERT, map(_values, files))

    def add(self, file: StoredFile, content: IO[bytes] | sqlite3.Blob) -> None:
        """Add an upload with its content, of which only a piece at a time is in memory."""
        with self._database.transaction():
            row = self._database.one(f"{_INSERT} RETURNING number", _values(file))
            write_content(self._database, row["number"] if row is not None else 0, file.size or 0, content)

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


def _values(file: StoredFile) -> tuple[str | int | None, ...]:
    return (file.id, file.application_id, file.kind, file.name, file.content_type, file.size)


def _stored(row: sqlite3.Row) -> StoredFile:
    return StoredFile(row["id"], row["application_id"], row["kind"], row["name"], row["content_type"], row["size"])
