"""What the web view shows of many applications: how many there are where, and the newest of each stage."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

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
        counts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in _TABLES)  # noqa: S608  # constants
        row = self._database.one(f"SELECT {counts}")
        return {} if row is None else dict(row)

    def stages(self, vacancy_ids: Iterable[str]) -> dict[str, dict[str | None, int]]:
        """How many applications these vacancies have in each stage; stages without any are left out."""
        sql = (
            "SELECT vacancy_id, stage, count(*) AS many FROM applications"
            " WHERE vacancy_id IN (SELECT value FROM json_each(?)) GROUP BY vacancy_id, stage"
        )
        found: dict[str, dict[str | None, int]] = defaultdict(dict)
        for row in self._database.all(sql, (encode(list(vacancy_ids)),)):
            found[row["vacancy_id"]][row["stage"]] = row["many"]
        return found

    def without_vacancy(self) -> int:
        """How many applications are for no vacancy."""
        row = self._database.one("SELECT count(*) FROM applications WHERE vacancy_id IS NULL")
        return 0 if row is None else int(row[0])

    def newest(self, vacancy_id: str | None, most: int) -> list[sqlite3.Row]:
        """At most so many applications of each stage of a vacancy, the newest first."""
        sql = (
            f"SELECT applications.* FROM ({_PLACES}) AS places JOIN applications USING (number)"  # noqa: S608  # constants
            " WHERE place <= ? ORDER BY created_at DESC, number DESC"
        )
        return self._database.all(sql, (vacancy_id, most))

    def page(self, vacancy_id: str | None, stage: str | None, limit: int, offset: int) -> list[sqlite3.Row]:
        """At most `limit` applications of one stage (None: of no stage) from `offset` on, the newest first."""
        sql = (
            "SELECT * FROM applications WHERE vacancy_id IS ? AND stage IS ?"
            " ORDER BY created_at DESC, number DESC LIMIT ? OFFSET ?"
        )
        return self._database.all(sql, (vacancy_id, stage, limit, offset))
