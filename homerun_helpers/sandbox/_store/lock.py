"""A lock that ends with its process, however that ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from homerun_helpers.sandbox._store.errors import StoreError, StoreInUseError

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """An exclusive lock on a file of its own; taken when this is made.

    The lock is the system's, not the file's existence: a file that a killed process left behind
    locks nobody out. It must be on a local disk.

    Raises:
        StoreError: The file has something in it, so it is no lock.
        StoreInUseError: Somebody has it, in this process or in another one.
        OSError: The file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        file = _open(path)
        while not _is_at(file, path):
            # Its holder released it, and deleted the file, between our opening and our locking.
            file.close()
            file = _open(path)
        if os.fstat(file.fileno()).st_size:
            file.close()
            raise StoreError(f"{path.name} beside it is somebody else's file: a lock is empty. Name another file.")
        self._file = file

    def release(self) -> None:
        """Let others have it."""
        # Deleted while it is locked: nobody can have locked a file that is gone by then. On Windows
        # an open file cannot be deleted, and stays.
        with suppress(OSError):
            self._path.unlink()
        self._file.close()

    def forget(self) -> None:
        """Close it in a forked child: the lock stays with the parent alone."""
        self._file.close()


def _open(path: Path) -> IO[bytes]:
    # Python's files are not inherited by programs that this one starts: they do not keep the lock.
    file = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
    try:
        _take(file)
    except (BlockingIOError, PermissionError) as error:  # the latter on Windows
        file.close()
        raise StoreInUseError("It is in use by another sandbox. Stop that one first, or name another file.") from error
    except BaseException:
        file.close()
        raise
    return file


def _is_at(file: IO[bytes], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False
