"""The whole store: one database, its tables, and the directory of uploaded contents."""

import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from homerun_helpers.sandbox._store.applications import Applications
from homerun_helpers.sandbox._store.database import Database
from homerun_helpers.sandbox._store.files import Files, discard
from homerun_helpers.sandbox._store.keys import Keys
from homerun_helpers.sandbox._store.notes import Notes
from homerun_helpers.sandbox._store.vacancies import Vacancies


class Store:
    """Everything that one sandbox remembers. `close` it: contents on disk go with it."""

    def __init__(self) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="homerun-sandbox-")
        self._database = Database()
        self.directory = Path(self._directory.name)
        self.vacancies = Vacancies(self._database)
        self.applications = Applications(self._database)
        self.notes = Notes(self._database)
        self.files = Files(self._database)
        self.keys = Keys(self._database)

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the store for a block; its changes happen all or not at all."""
        return self._database.transaction()

    def remove_application(self, id: str) -> bool:
        """Remove an application with its notes and files; False when there was none."""
        with self.transaction():
            files = self.files.of(id)
            removed = self.applications.remove(id)
        for file in files:
            discard(file)
        return removed

    def remove_file(self, id: str | None) -> None:
        """Remove a file, row and content; nothing happens when there is none."""
        file = None if id is None else self.files.get(id)
        if file is not None:
            self.files.remove(file)

    def close(self) -> None:
        """Close the database and delete the directory."""
        self._database.close()
        self._directory.cleanup()
