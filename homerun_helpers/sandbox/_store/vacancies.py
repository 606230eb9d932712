"""The table of vacancies."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import encode

STATUSES = ("public", "private", "draft", "closed")
# These take new applications.
OPEN = ("public", "private")
_INSERT = (
    "INSERT INTO vacancies (id, status, record, location, department, stages, page_content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INCLUDED = ("location", "department", "stages", "page_content")


def stage_names(row: sqlite3.Row | None) -> list[str]:
    """The names of a vacancy's stages in order; none where there is no vacancy."""
    return [] if row is None else [stage["name"] for stage in json.loads(row["stages"])]


class VacancyTable:
    """Reads and adds vacancies; the order is that of their creation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, statuses: tuple[str, ...]) -> int:
        """How many vacancies have one of these statuses."""
        sql = "SELECT count(*) FROM vacancies WHERE status IN (SELECT value FROM json_each(?))"
        return self._database.number(sql, (encode(statuses),))

    def page(self, statuses: tuple[str, ...], limit: int, offset: int) -> list[sqlite3.Row]:
        """At most `limit` vacancies with one of these statuses, from `offset` on."""
        sql = (
            "SELECT * FROM vacancies WHERE status IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ? OFFSET ?"
        )
        return self._database.all(sql, (encode(statuses), limit, offset))

    def ids(self) -> list[str]:
        """All ids in order."""
        return [row["id"] for row in self._database.all("SELECT id FROM vacancies ORDER BY number")]

    def get(self, id: str) -> sqlite3.Row | None:
        """One vacancy's row, or None."""
        return self._database.one("SELECT * FROM vacancies WHERE id = ?", (id,))

    def candidates(self, id: str) -> int:
        """How many applications the vacancy has."""
        return self._database.number("SELECT count(*) FROM applications WHERE vacancy_id = ?", (id,))

    def add(self, vacancies: Iterable[dict[str, Any]]) -> None:
        """Add vacancies, each as the API's record with everything included."""
        with self._database.transaction():
            self._database.run_each(_INSERT, map(_columns, vacancies))


def _columns(vacancy: dict[str, Any]) -> tuple[str, ...]:
    included = [encode(vacancy[name]) for name in _INCLUDED]
    base = {name: value for name, value in vacancy.items() if name not in _INCLUDED}
    return (vacancy["id"], vacancy["status"], encode(base), *included)
