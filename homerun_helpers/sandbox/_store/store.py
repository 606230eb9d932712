"""Everything that one sandbox remembers, in one SQLite database."""

import weakref
from contextlib import AbstractContextManager
from pathlib import Path

from attrs import field, frozen

from homerun_helpers.sandbox._store.applications import ApplicationTable
from homerun_helpers.sandbox._store.database import Database, in_memory
from homerun_helpers.sandbox._store.files import FileTable, write_content
from homerun_helpers.sandbox._store.keys import KeyTable
from homerun_helpers.sandbox._store.notes import NoteTable
from homerun_helpers.sandbox._store.opening import in_file
from homerun_helpers.sandbox._store.overview import Overview
from homerun_helpers.sandbox._store.schema import DATA_TABLES
from homerun_helpers.sandbox._store.vacancies import VacancyTable

_FILLED = "filled"


class SettingTable:
    """The table of settings: short texts, each under a name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """What was set under this name, or None."""
        row = self._database.one("SELECT value FROM settings WHERE name = ?", (name,))
        return None if row is None else str(row["value"])

    def set(self, name: str, value: str) -> None:
        """Set it, in the place of what was set before."""
        self._database.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))


# Compared by identity: comparing two would read thousands of rows.
@frozen(eq=False, repr=False)
class StoreSnapshot:
    """The vacancies, applications, notes and files of a store at one moment, in a database of its own."""

    database: Database
    _rows: dict[str, list[tuple[object, ...]]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        weakref.finalize(self, self.database.close)

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """All rows of a table but that of contents; kept, since a test suite restores a snapshot hundreds of times."""
        if table not in self._rows:
            rows = self.database.all(f"SELECT * FROM {table} ORDER BY number")  # noqa: S608 - constants only
            self._rows[table] = list(map(tuple, rows))
        return self._rows[table]

    def __repr__(self) -> str:
        count = Overview(self.database).totals()
        return f"<Snapshot of {count['vacancies']} vacancies, {count['applications']} applications>"


class SandboxStore:
    """The tables of one sandbox. Threads may share it; `close` it at the end.

    With a path, everything is in that file, on a local disk, and survives `close`. One store at a time
    can have the file. While it is open, or after a crash, there are `<path>-wal`, `<path>-shm` and
    `<path>-lock` beside it.

    When the process is killed, every change that a method had returned from is kept, and no change is
    half there. No change is forced to the disk (synchronous=NORMAL): that would cost milliseconds each,
    and only matters when the whole machine stops. Then the last moments may be missing; the database
    is sound all the same.

    Args:
        path: None for a database in memory.

    Raises:
        StoreError: The file is something else, damaged, of another version, or not accessible. It
            is a ValueError.
        StoreInUseError: Another store has it open. It is a StoreError, and an OSError.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self._database = in_memory() if path is None else in_file(path)
        self.vacancies = VacancyTable(self._database)
        self.applications = ApplicationTable(self._database)
        self.notes = NoteTable(self._database)
        self.files = FileTable(self._database)
        self.keys = KeyTable(self._database)
        self.settings = SettingTable(self._database)
        self.overview = Overview(self._database)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever filled in or restored, and no record is there."""
        sql = "SELECT EXISTS (SELECT 1 FROM vacancies) OR EXISTS (SELECT 1 FROM applications)"
        return self.settings.get(_FILLED) is None and not self._database.number(sql)

    def mark_filled(self) -> None:
        """Let it not count as new any more, also when nothing is in it."""
        self.settings.set(_FILLED, "yes")

    def locked(self) -> AbstractContextManager[object]:
        """Keep other threads out for a block, without a transaction."""
        return self._database.lock

    def transaction(self) -> AbstractContextManager[None]:
        """Keep other threads out for a block; its changes happen all or not at all. May be nested."""
        return self._database.transaction()

    def snapshot(self) -> StoreSnapshot:
        """The vacancies, applications, notes and files as they are now, with the contents of uploads.

        Raises:
            RuntimeError: Called within a transaction.
        """
        return StoreSnapshot(self._database.copy())

    def restore(self, snapshot: StoreSnapshot) -> None:
        """Put what a snapshot of any store holds in the place of all data; keys and settings stay."""
        with self.transaction():
            self.clear()
            # Row by row, not by `backup`: that would replace keys and settings too, and could not be undone.
            for name in DATA_TABLES[:-1]:
                if rows := snapshot.rows(name):
                    marks = ", ".join("?" * len(rows[0]))
                    self._database.run_each(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - constants only
            for number, size in snapshot.database.all("SELECT file, length(data) FROM contents"):
                with snapshot.database.blob("contents", "data", number, readonly=True) as content:
                    write_content(self._database, number, size, content)

    def clear(self) -> None:
        """Remove all vacancies, applications, notes and files; keys and settings stay."""
        with self.transaction():
            # From the last on, so that no deletion has to look for rows that refer to its own.
            for name in reversed(DATA_TABLES):
                self._database.run(f"DELETE FROM {name}")  # noqa: S608 - constants only
            self.mark_filled()

    def close(self) -> None:
        """Close the database. Without a path everything is gone then. Nothing happens the second time."""
        self._database.close()
