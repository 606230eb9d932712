"""Where a store is: in memory, or in a file. Its database, and the folder of its uploads."""

import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from homerun_helpers.sandbox._store import opening
from homerun_helpers.sandbox._store.errors import StoreError
from homerun_helpers.sandbox._store.lock import lock


class Place(Protocol):
    """What a store needs of where it is."""

    connection: sqlite3.Connection
    directory: Path

    def leave(self) -> None:
        """Clean up, after the connection was closed."""

    def disown(self) -> None:
        """Leave all as it is, also at the end: in a forked child it is the parent's."""


class Memory:
    """A database in memory, and a temporary folder."""

    def __init__(self) -> None:
        self.connection = opening.in_memory()
        self.directory = Path(tempfile.mkdtemp(prefix="homerun-sandbox-"))
        # Also when nobody closes the store, and at the end of the process.
        self._clean_up = weakref.finalize(self, shutil.rmtree, self.directory, ignore_errors=True)

    def leave(self) -> None:
        """Delete the folder."""
        self._clean_up()

    def disown(self) -> None:
        """Leave the folder to the parent."""
        self._clean_up.detach()


class File:
    """A file, locked, and a folder beside it.

    Raises:
        StoreError: The file or the folder cannot be used.
    """

    def __init__(self, path: Path | str) -> None:
        with _naming(path), ExitStack() as undo:
            # Absolute and without links: each file has one lock, wherever the process goes later.
            file = Path(path).resolve()
            if not file.parent.is_dir():
                raise StoreError(f"The folder {file.parent} does not exist. Make it first.")
            if file.is_dir():
                opening.is_ours(file)
            self._lock = lock(file.with_name(f"{file.name}-lock"))
            undo.callback(self._lock.release)
            self.connection = opening.in_file(file)
            undo.callback(self.connection.close)
            self.directory = file.with_name(f"{file.name}-files")
            if self.directory.is_symlink():
                raise StoreError(f"{self.directory.name} beside it is a link, and uploads must not go elsewhere.")
            self.directory.mkdir(mode=0o700, exist_ok=True)
            undo.pop_all()

    def leave(self) -> None:
        """Unlock it."""
        self._lock.release()

    def disown(self) -> None:
        """Leave the lock to the parent."""
        self._lock.release()  # which in a forked child only closes it


@contextmanager
def _naming(path: Path | str) -> Iterator[None]:
    """Errors that name the file and are `StoreError`s."""
    try:
        yield
    except StoreError as error:
        raise type(error)(f"{path} cannot be the sandbox's database. {error}") from error.__cause__
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise StoreError(f"{path} cannot be the sandbox's database. {error}.") from error
