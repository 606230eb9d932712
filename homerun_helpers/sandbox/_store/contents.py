"""Contents of uploads: files in a folder, each written once, under a random name."""

import os
import re
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from weakref import WeakSet

from homerun_helpers.sandbox._store.snapshots import Snapshot

# Such a name cannot lead anywhere, and nobody else's file has one: no other is ever read or deleted.
_NAME = re.compile(r"upload-[0-9a-f]{32}")


class Contents:
    """The folder with the contents of uploads.

    A content whose row went stays as long as a snapshot names it.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._snapshots: WeakSet[Snapshot] = WeakSet()
        self._loose: set[str] = set()

    def new(self) -> Path:
        """Where a new content can be written."""
        # Not the id of the file: ids come again after a reset, when a snapshot may name the old one.
        return self.directory / f"upload-{secrets.token_hex(16)}"

    def name(self, path: str) -> str:
        """The name of a content at a path.

        Raises:
            ValueError: It is not in the folder.
        """
        folder, name = os.path.split(path)
        if folder != str(self.directory) or not _NAME.fullmatch(name):
            raise ValueError(f"The content of an upload must be in the store's folder: {path}")
        return name

    def path(self, name: str) -> str | None:
        """The path of a content; None for a name that `new` did not make: it could lead anywhere."""
        return str(self.directory / name) if _NAME.fullmatch(name) else None

    def has(self, name: str) -> bool:
        """Whether it is there, as an ordinary file: a link could lead anywhere."""
        path = self.path(name)
        with suppress(OSError):
            return path is not None and stat.S_ISREG(os.lstat(path).st_mode)
        return False

    def hold(self, snapshot: Snapshot) -> None:
        """Keep the contents that the snapshot names, as long as somebody has the snapshot."""
        self._snapshots.add(snapshot)

    def let_go(self) -> None:
        """Hold nothing for snapshots any more."""
        self._snapshots.clear()

    def loosen(self, names: Iterable[str]) -> None:
        """Note that rows with these names are going, so that they are `loose` until deleted."""
        self._loose.update(filter(_NAME.fullmatch, names))

    def loose(self) -> list[str]:
        """The names that may be without a row, and that no snapshot holds."""
        if not self._loose:
            return []
        held = list(self._snapshots)
        return [name for name in self._loose if not any(name in snapshot.contents for snapshot in held)]

    def tie(self, name: str) -> None:
        """Note that a row has this name after all."""
        self._loose.discard(name)

    def delete(self, name: str) -> None:
        """Delete a content; one that somebody reads on Windows stays loose until the next time."""
        with suppress(OSError):
            (self.directory / name).unlink(missing_ok=True)
            self._loose.discard(name)

    def delete_all_but(self, names: set[str]) -> None:
        """Delete every content but these; files of other kinds are not ours."""
        for path in self.directory.iterdir():
            if path.name not in names and self.has(path.name):
                self.delete(path.name)
