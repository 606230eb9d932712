"""Notes on applications."""

from typing import Any

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import encode


class Notes:
    """The table of notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, application_id: str) -> list[str]:
        """The application's notes as JSON text, the oldest first."""
        sql = "SELECT record FROM notes WHERE application_id = ? ORDER BY number"
        return [row["record"] for row in self._database.all(sql, (application_id,))]

    def add(self, application_id: str, note: dict[str, Any]) -> None:
        """Add a note as the API's record."""
        sql = "INSERT INTO notes (application_id, record) VALUES (?, ?)"
        self._database.run(sql, (application_id, encode(note)))
