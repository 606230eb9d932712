"""What the web view shows of many applications: their numbers by stage, and the newest of each stage."""

import json
import sqlite3
from collections.abc import Sequence

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import encode

_TABLES = ("vacancies", "applications", "files", "notes")
# One pass over a vacancy's applications, however many stages it has: `place` counts from the newest.
_PLACES = """
    SELECT number, row_number() OVER (PARTITION BY stage ORDER BY created_at DESC, number DESC) AS place
    FROM applications WHERE vacancy_id IS ?
"""


class Overview:
    """Counts and excerpts; applications without a vacancy are those of the vacancy None."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def totals(self) -> dict[str, int]:
        """How many vacancies, applications, files and notes there are."""
        return {table: self._database.number(f"SELECT count(*) FROM {table}") for table in _TABLES}  # noqa: S608 - constants only

    def stages(self, vacancy_id: str) -> dict[str | None, int]:
        """How many applications a vacancy has in each stage; stages without any are left out."""
        sql = "SELECT stage, count(*) AS many FROM applications WHERE vacancy_id = ? GROUP BY stage"
        return {row["stage"]: row["many"] for row in self._database.all(sql, (vacancy_id,))}

    def without_vacancy(self) -> int:
        """How many applications are for no vacancy."""
        return self._database.number("SELECT count(*) FROM applications WHERE vacancy_id IS NULL")

    def newest(self, vacancy_id: str | None, most: int) -> list[sqlite3.Row]:
        """At most `most` applications of each stage of a vacancy, the newest first."""
        sql = (
            f"SELECT applications.* FROM ({_PLACES}) AS places JOIN applications USING (number)"  # noqa: S608 - constants only
            " WHERE place <= ? ORDER BY created_at DESC, number DESC"
        )
        return self._database.all(sql, (vacancy_id, most))

    def numbers(self, words: Sequence[str] = (), *, unassigned: bool = False) -> list[int]:
        """The numbers of the applications with all these words in name or mail address, the newest first.

        Args:
            words: In any case and order.
            unassigned: Whether only those without a vacancy are wanted.
        """
        columns = "number, person" if words else "number"
        where = "WHERE vacancy_id IS NULL" if unassigned else ""
        rows = self._database.all(
            f"SELECT {columns} FROM applications {where} ORDER BY created_at DESC, number DESC"  # noqa: S608 - constants only
        )
        return [row[0] for row in rows if not words or _has(row[1], words)]

    def rows(self, numbers: Sequence[int]) -> list[sqlite3.Row]:
        """The applications with these numbers, the newest first."""
        sql = (
            "SELECT * FROM applications WHERE number IN (SELECT value FROM json_each(?))"
            " ORDER BY created_at DESC, number DESC"
        )
        return self._database.all(sql, (encode(numbers),))

    def page(self, vacancy_id: str | None, stage: str | None, limit: int, offset: int) -> list[sqlite3.Row]:
        """At most `limit` applications of one stage (None: of no stage) from `offset` on, the newest first."""
        sql = (
            "SELECT * FROM applications WHERE vacancy_id IS ? AND stage IS ?"
            " ORDER BY created_at DESC, number DESC LIMIT ? OFFSET ?"
        )
        return self._database.all(sql, (vacancy_id, stage, limit, offset))


def _has(person: str, words: Sequence[str]) -> bool:
    # Not in SQL: it folds the case of ASCII only, and half a character is an error there.
    fields = json.loads(person)
    text = " ".join(fields[name] or "" for name in ("first_name", "last_name", "email")).casefold()
    return all(word.casefold() in text for word in words)
