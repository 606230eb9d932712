"""Finds the files to scan, and reads them."""

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Self

from attrs import frozen

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.scanning.tokens import FAMILIES, family_of
from homerun_helpers.migration.scanning.visible import visible

MAX_FILE_BYTES = 2_000_000
_NOT_ENTERED = {
    ".git", ".hg", ".svn", "node_modules", "bower_components", "site-packages", "vendor", "__pycache__", ".venv",
    "venv", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".idea", ".vscode",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@frozen
class Skipped:
    """A file that was not read.

    Attributes:
        path: the file.
        reason: why.
        unreadable: whether the operating system refused to read it.

    Example:
        ```python
        from homerun_helpers.migration import scan

        for skipped in scan(folder).skipped:
            print(skipped.path, skipped.reason)
        ```
    """

    path: str
    reason: str
    unreadable: bool = False

    @classmethod
    def because(cls, path: object, error: OSError) -> Self:
        """A file that the operating system refused to read."""
        return cls(str(path), f"could not be read: {error.strerror}", unreadable=True)


def files(paths: Sequence[str | os.PathLike[str]], ignore: Sequence[str], skipped: list[Skipped]) -> Iterator[Path]:
    """The files to scan, each once, in order of their names."""
    roots = [Path(path) for path in paths]
    for root in roots:
        if wrong := _what_is_wrong(root):
            raise InvalidArgumentError("paths", f"cannot be scanned: {visible(str(root))}: {wrong}.")
    seen: set[Path] = set()
    for root in roots:
        for path in _below(root, ignore, skipped) if root.is_dir() else [root]:
            if (real := path.resolve()) not in seen:
                seen.add(real)
                yield path


def _what_is_wrong(root: Path) -> str | None:
    """Why a path cannot be scanned; None: it can."""
    try:
        mode = root.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(root).close()
            return None
        if family_of(root.name) is None:
            return f"not a kind of file that is scanned: {', '.join(sorted(FAMILIES))}"
        if not stat.S_ISREG(mode):
            return "not a regular file"
        root.open("rb").close()
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file or folder"
    except OSError as error:
        return f"could not be read: {error.strerror}"
    return None


def _below(root: Path, ignore: Sequence[str], skipped: list[Skipped]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        skipped.append(Skipped.because(error.filename, error))

    for folder, below, names in os.walk(root, onerror=unreadable):
        here = Path(folder)
        below[:] = sorted(
            name for name in below if _is_entered(here / name) and not _matches(here / name, root, ignore)
        )
        for name in sorted(names):
            path = here / name
            if family_of(name) is not None and not _is_link(path) and not _matches(path, root, ignore):
                yield path


def _is_entered(folder: Path) -> bool:
    if folder.name in _NOT_ENTERED or _is_link(folder):
        return False
    try:
        return not (folder / "pyvenv.cfg").exists()
    except OSError:  # reading the folder reports it
        return True


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # reading the file reports it
        return False


def _matches(path: Path, root: Path, ignore: Sequence[str]) -> bool:
    below = path.relative_to(root).as_posix()
    return any(fnmatch(path.name, one) or fnmatch(below, one.rstrip("/")) for one in ignore)


def read(path: Path, skipped: list[Skipped]) -> str | None:
    """The text of a file in any encoding; None, with the reason in `skipped`, if it is not read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait
            skipped.append(Skipped(str(path), "not a regular file"))
            return None
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        skipped.append(Skipped.because(path, error))
        return None
    reason = "over 2 MB" if len(content) > MAX_FILE_BYTES else "binary" if _is_binary(content) else None
    if reason is not None:
        skipped.append(Skipped(str(path), reason))
        return None
    return _decoded(content)


def _is_binary(content: bytes) -> bool:
    return b"\0" in content[:8192] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _decoded(content: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        # In latin-1 every byte is a character. The rules only look for ASCII.
        return content.decode("latin-1")
