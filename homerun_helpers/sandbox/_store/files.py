"""Files of applications: rows in the database, contents on disk."""

import sqlite3
from dataclasses import dataclass

from homerun_helpers.sandbox._store.contents import Contents
from homerun_helpers.sandbox._store.database import Database

LISTED = ("resume", "assignment")
_INSERT = "INSERT INTO files (id, application_id, kind, name, content_type, content) VALUES (?, ?, ?, ?, ?, ?)"


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
    """The table of files; kinds are resume, assignment and photo.

    A row has the name of its content only. A row whose name could lead out of the folder, which
    somebody must have put there, counts as none.
    """

    def __init__(self, database: Database, contents: Contents) -> None:
        self._database = database
        self._contents = contents

    def get(self, id: str) -> StoredFile | None:
        """One file, or None; also None when its content is not there."""
        row = self._database.one("SELECT * FROM files WHERE id = ?", (id,))
        if row is None or not (row["content"] is None or self._contents.has(row["content"])):
            return None
        return self._stored(row)

    def of(self, application_id: str) -> list[StoredFile]:
        """All files of an application, also the photo, the oldest first."""
        sql = "SELECT * FROM files WHERE application_id = ? ORDER BY number"
        files = map(self._stored, self._database.all(sql, (application_id,)))
        return [file for file in files if file is not None]

    def add(self, *files: StoredFile) -> None:
        """Add rows for files whose contents are in place already.

        Raises:
            ValueError: A content is not in the store's folder.
        """
        with self._database.transaction():
            self._database.run_each(_INSERT, map(self._values, files))

    def remove(self, id: str) -> list[str]:
        """Remove a row; the name of its content, or nothing."""
        sql = "DELETE FROM files WHERE id = ? RETURNING content"
        return [row["content"] for row in self._database.all(sql, (id,)) if row["content"] is not None]

    def contents(self, application_id: str | None = None) -> set[str]:
        """The names of the contents of all files, or of those of one application."""
        sql = "SELECT content FROM files WHERE content IS NOT NULL"
        if application_id is None:
            rows = self._database.all(sql)
        else:
            rows = self._database.all(f"{sql} AND application_id = ?", (application_id,))
        return {row["content"] for row in rows}

    def names(self, content: str) -> bool:
        """Whether a row names this content."""
        return self._database.one("SELECT 1 FROM files WHERE content = ?", (content,)) is not None

    def _values(self, file: StoredFile) -> tuple[str | None, ...]:
        content = None if file.path is None else self._contents.name(file.path)
        return (file.id, file.application_id, file.kind, file.name, file.content_type, content)

    def _stored(self, row: sqlite3.Row) -> StoredFile | None:
        path = None if row["content"] is None else self._contents.path(row["content"])
        if path is None and row["content"] is not None:
            return None
        return StoredFile(
            id=row["id"],
            application_id=row["application_id"],
            kind=row["kind"],
            name=row["name"],
            content_type=row["content_type"],
            path=path,
        )
