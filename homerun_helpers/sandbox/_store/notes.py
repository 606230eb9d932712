"""The table of notes on applications."""

from collections.abc import Iterable
from typing import Any

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import encode

_INSERT = "INSERT INTO notes (application_id, record) VALUES (?, ?)"


class NoteTable:
    """Reads and adds notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, application_id: str) -> list[str]:
        """The application's notes as JSON text, the oldest first."""
        sql = "SELECT record FROM notes WHERE application_id = ? ORDER BY number"
        return [row["record"] for row in self._database.all(sql, (application_id,))]

    def add(self, application_id: str, note: dict[str, Any]) -> None:
        """Add a note as the API's record."""
        self.add_all([(application_id, note)])

    def add_all(self, notes: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Add notes, each with the id of its application."""
        with self._database.transaction():
            self._database.run_each(_INSERT, ((id, encode(note)) for id, note in notes))
