"""The table of applications."""

import sqlite3
from collections.abc import Iterable

from attrs import frozen

from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.shape import COLUMNS, Fields, pack

_INSERT = "INSERT INTO applications ({}) VALUES ({})".format(  # noqa: S608 - constants only
    ", ".join(COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
)
_UPDATE = "UPDATE applications SET {} WHERE id = :id".format(  # noqa: S608 - constants only
    ", ".join(f"{name} = :{name}" for name in COLUMNS)
)
_NEWEST = " ORDER BY created_at DESC, number DESC"


@frozen
class Filter:
    """Which applications to list; a field that is None does not filter."""

    vacancy_ids: tuple[str, ...] | None = None
    stage: str | None = None
    hired_after: str | None = None

    def where(self) -> tuple[str, tuple[object, ...]]:
        """The WHERE clause and its values; the clause is made of constants, never of input."""
        clauses: list[str] = []
        values: list[object] = []
        if self.vacancy_ids is not None:
            clauses.append(f"vacancy_id IN ({', '.join('?' * len(self.vacancy_ids))})")
            values += self.vacancy_ids
        if self.stage is not None:
            clauses.append("stage = ?")
            values.append(self.stage)
        if self.hired_after is not None:
            clauses.append("hired_at >= ?")
            values.append(self.hired_after)
        return (" WHERE " + " AND ".join(clauses) if clauses else ""), tuple(values)


class ApplicationTable:
    """Reads and changes applications."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, filter: Filter) -> int:
        """How many applications pass the filter."""
        where, values = filter.where()
        return self._database.number("SELECT count(*) FROM applications" + where, values)  # noqa: S608 - the clause is made of constants

    def page(self, filter: Filter, limit: int, offset: int) -> list[sqlite3.Row]:
        """At most `limit` applications from `offset` on, the newest first."""
        where, values = filter.where()
        sql = f"SELECT * FROM applications{where}{_NEWEST} LIMIT ? OFFSET ?"  # noqa: S608 - the clause is made of constants
        return self._database.all(sql, (*values, limit, offset))

    def ids(self, filter: Filter) -> list[str]:
        """The ids of those that pass the filter, the newest first."""
        where, values = filter.where()
        sql = f"SELECT id FROM applications{where}{_NEWEST}"  # noqa: S608 - the clause is made of constants
        return [row["id"] for row in self._database.all(sql, values)]

    def get(self, id: str) -> sqlite3.Row | None:
        """One application's row, or None."""
        return self._database.one("SELECT * FROM applications WHERE id = ?", (id,))

    def add(self, applications: Iterable[Fields]) -> None:
        """Add applications in this order; of those of the same second the last is the newest."""
        with self._database.transaction():
            self._database.run_each(_INSERT, map(pack, applications))

    def change(self, fields: Fields) -> None:
        """Write all fields of an application that exists."""
        self._database.run(_UPDATE, pack(fields))

    def remove(self, id: str) -> bool:
        """Remove one with its notes and files; False when there was none."""
        return self._database.run("DELETE FROM applications WHERE id = ?", (id,)) > 0
