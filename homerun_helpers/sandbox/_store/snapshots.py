"""The data of a store at one moment."""

from dataclasses import dataclass
from typing import Any

from homerun_helpers.sandbox._store.database import Database

# In an order in which each refers to those before only.
TABLES = ("vacancies", "applications", "notes", "files")

Rows = tuple[tuple[Any, ...], ...]


# Compared by identity: nobody wants to compare thousands of rows by accident.
@dataclass(frozen=True, eq=False, repr=False)
class Snapshot:
    """All rows but keys and settings, and the names of the contents that they need.

    Attributes:
        tables: The name of each table with its rows.
        contents: Names of contents of uploads, which stay on disk as long as this object lives.
    """

    tables: tuple[tuple[str, Rows], ...]
    contents: frozenset[str]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in self.tables[:2])
        return f"<Snapshot of {counts}>"


EMPTY = Snapshot(tuple((name, ()) for name in TABLES), frozenset())


def read(database: Database) -> tuple[tuple[str, Rows], ...]:
    """Every table's rows, in the order of their numbers; within a transaction."""
    return tuple((name, database.tuples(f"SELECT * FROM {name} ORDER BY number")) for name in TABLES)  # noqa: S608 - constants only


def write(database: Database, snapshot: Snapshot) -> None:
    """Put these rows in the place of all that are there; within a transaction."""
    # From the last on, so that no deletion has to look for rows that refer to its own.
    for name in reversed(TABLES):
        database.run(f"DELETE FROM {name}")  # noqa: S608 - constants only
    for name, rows in snapshot.tables:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            database.run_each(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - constants only
