"""The whole store: one database, its tables, and the contents of uploads."""

import os
import sqlite3
import weakref
from contextlib import AbstractContextManager
from pathlib import Path

from homerun_helpers.sandbox._store import snapshots
from homerun_helpers.sandbox._store.applications import Applications
from homerun_helpers.sandbox._store.contents import Contents
from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.errors import StoreError
from homerun_helpers.sandbox._store.files import Files
from homerun_helpers.sandbox._store.keys import Keys
from homerun_helpers.sandbox._store.notes import Notes
from homerun_helpers.sandbox._store.overview import Overview
from homerun_helpers.sandbox._store.places import File, Memory, Place
from homerun_helpers.sandbox._store.settings import Settings
from homerun_helpers.sandbox._store.snapshots import EMPTY, Snapshot
from homerun_helpers.sandbox._store.vacancies import Vacancies

_FILLED = "filled"
_stores: weakref.WeakSet["Store"] = weakref.WeakSet()


class Store:
    """Everything that one sandbox remembers. Threads may share it; `close` it at the end.

    With a path, the database is that file, on a local disk, and the contents of uploads are in the
    folder `<path>-files` beside it; both survive `close`. One store at a time can have the file.
    Beside it there are `<path>-wal`, `<path>-shm` and `<path>-lock` while it is open, or after a
    crash; they are in nobody's way.

    When the process is killed, nothing is lost that a method had returned from, and nothing is half
    there: contents are written before their rows and deleted after them, and those without a row
    are deleted when the file is opened the next time. Nothing is forced to the disk with each
    change (synchronous=NORMAL, no fsync of contents): that would cost milliseconds each, and only
    matters when the whole machine stops. Then the last moments may be missing; the database is
    sound all the same.

    Args:
        path: None for a database in memory, with the contents in a temporary folder.

    Raises:
        StoreError: The file is something else, damaged, of a newer version, or not accessible. It
            is a ValueError.
        StoreInUseError: Another store has it open. It is a StoreError, and an OSError.

    Attributes:
        directory: The folder of contents.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self._place: Place = Memory() if path is None else File(path)
        self._closed = False
        self._database = Database(self._place.connection)
        self._database.committed = self._tidy
        self._contents = Contents(self._place.directory)
        self.directory = self._place.directory
        self.vacancies = Vacancies(self._database)
        self.applications = Applications(self._database)
        self.notes = Notes(self._database)
        self.files = Files(self._database, self._contents)
        self.keys = Keys(self._database)
        self.settings = Settings(self._database)
        self.overview = Overview(self._database)
        _stores.add(self)
        try:
            self._contents.delete_all_but(self.files.contents())
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise StoreError(f"{path} cannot be the sandbox's database. {error}.") from error

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever filled in or restored, and no record is there."""
        sql = "SELECT EXISTS (SELECT 1 FROM vacancies) OR EXISTS (SELECT 1 FROM applications) AS used"
        row = self._database.one(sql)
        return self.settings.get(_FILLED) is None and row is not None and not row["used"]

    def mark_filled(self) -> None:
        """Let it not count as new any more, also when nothing is in it."""
        self.settings.set(_FILLED, "yes")

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the store for a block; its changes happen all or not at all. May be nested."""
        return self._database.transaction()

    def new_content(self) -> Path:
        """Where the content of a new upload can be written, before its row is added to `files`."""
        return self._contents.new()

    def remove_application(self, id: str) -> bool:
        """Remove an application with its notes and files; False when there was none."""
        with self.transaction():
            self._contents.loosen(self.files.contents(id))
            return self.applications.remove(id)

    def remove_file(self, id: str | None) -> None:
        """Remove a file, row and content; nothing happens when there is none."""
        if id is not None:
            with self.transaction():
                self._contents.loosen(self.files.remove(id))

    def snapshot(self) -> Snapshot:
        """The vacancies, applications, notes and files as they are now; not keys and settings.

        The contents of its uploads stay on disk as long as somebody has the snapshot, at most until
        the store is closed.
        """
        with self.transaction():
            tables = snapshots.read(self._database)
            names = filter(self._contents.has, self.files.contents())
            snapshot = Snapshot(tables, frozenset(names))
            self._contents.hold(snapshot)
        return snapshot

    def restore(self, snapshot: Snapshot) -> None:
        """Put what the snapshot holds in the place of all vacancies, applications, notes and files.

        One without uploads can be restored into any store.

        Raises:
            ValueError: This store has not got the contents of its uploads: it is of another store,
                or this one was closed meanwhile. Nothing has changed.
        """
        with self.transaction():
            if missing := [name for name in snapshot.contents if not self._contents.has(name)]:
                raise ValueError(
                    f"The snapshot has {len(missing)} uploaded file(s) that this store has not: "
                    "restore it where it was taken, before that is closed."
                )
            self._contents.loosen(self.files.contents())
            snapshots.write(self._database, snapshot)
            self._contents.hold(snapshot)
            self.mark_filled()

    def clear(self) -> None:
        """Remove all vacancies, applications, notes and files; keys and settings stay."""
        self.restore(EMPTY)

    def close(self) -> None:
        """Close the database. Without a path all is gone then. Nothing happens the second time."""
        if self._closed:
            return
        self._closed = True
        try:
            with self.transaction():
                self._contents.let_go()
        finally:
            self._database.close()
            self._place.leave()

    def _tidy(self) -> None:
        """Delete the contents that went with their rows, unless they came back."""
        for name in self._contents.loose():
            if self.files.names(name):
                self._contents.tie(name)
            else:
                self._contents.delete(name)

    def _disown(self) -> None:
        self._closed = True
        self._database.disown()
        self._place.disown()


def _after_fork() -> None:
    for store in list(_stores):
        store._disown()  # noqa: SLF001 - of this module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
