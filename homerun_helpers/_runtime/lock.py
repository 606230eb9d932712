"""A lock that ends with its process, however that ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """An exclusive lock on an empty file of its own; taken when this is made.

    The lock is held by the system. A file that a killed process left behind is no lock. It must be on a local disk.

    Args:
        path: the file.

    Raises:
        BlockingIOError: it is taken, in this process or in another one.
        FileExistsError: the file has something in it, so it is no lock.
        OSError: the file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._pid = path, os.getpid()
        self._file = _open(path)
        while not _is_at(self._file, path):
            # Its holder released it, and deleted the file, after we opened it and before we locked it.
            self._file.close()
            self._file = _open(path)

    def release(self) -> None:
        """Release it. Calling it twice is safe. A forked child only closes its copy."""
        # Deleted while it is locked, so that no other process can have locked it by then. On Windows an open file
        # cannot be deleted, and stays.
        if not self._file.closed and os.getpid() == self._pid:
            with suppress(OSError):
                self._path.unlink()
        self._file.close()


def _open(path: Path) -> IO[bytes]:
    # Python's files are not inherited by programs that this one starts, so those do not keep the lock.
    file = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
    try:
        _take(file)
        _check_empty(file, path)
    except PermissionError as error:  # Windows' error for a lock that is taken
        file.close()
        raise BlockingIOError(path) from error
    except BaseException:
        file.close()
        raise
    return file


def _check_empty(file: IO[bytes], path: Path) -> None:
    if os.fstat(file.fileno()).st_size:
        raise FileExistsError(path)


def _is_at(file: IO[bytes], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False
