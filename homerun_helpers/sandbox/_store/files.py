"""Files of applications: rows in the database, contents on disk."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from homerun_helpers.sandbox._store.database import Database

LISTED = ("resume", "assignment")


@dataclass(frozen=True)
class StoredFile:
    """One file; without a `path` it is one of the seeded, whose content is made when asked for."""

    id: str
    application_id: str
    kind: str
    name: str
    content_type: str
    path: str | None = None


class Files:
    """The table of files; kinds are resume, assignment and photo."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id: str) -> StoredFile | None:
        """One file, or None."""
        row = self._database.one("SELECT * FROM files WHERE id = ?", (id,))
        return None if row is None else _stored(row)

    def of(self, application_id: str) -> list[StoredFile]:
        """All files of an application, also the photo, the oldest first."""
        sql = "SELECT * FROM files WHERE application_id = ? ORDER BY number"
        return [_stored(row) for row in self._database.all(sql, (application_id,))]

    def add(self, file: StoredFile) -> None:
        """Add a row for a file whose content is in place already."""
        sql = "INSERT INTO files (id, application_id, kind, name, content_type, path) VALUES (?, ?, ?, ?, ?, ?)"
        values = (file.id, file.application_id, file.kind, file.name, file.content_type, file.path)
        self._database.run(sql, values)

    def remove(self, file: StoredFile) -> None:
        """Remove a file, row and content."""
        self._database.run("DELETE FROM files WHERE id = ?", (file.id,))
        discard(file)


def discard(file: StoredFile) -> None:
    """Delete a file's content from disk; nothing happens when there is none."""
    if file.path is not None:
        Path(file.path).unlink(missing_ok=True)


def _stored(row: sqlite3.Row) -> StoredFile:
    return StoredFile(
        id=row["id"],
        application_id=row["application_id"],
        kind=row["kind"],
        name=row["name"],
        content_type=row["content_type"],
        path=row["path"],
    )
