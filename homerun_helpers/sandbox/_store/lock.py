"""The lock of a store's file."""

from pathlib import Path

from homerun_helpers._runtime.lock import Lock
from homerun_helpers.sandbox._store.errors import StoreError, StoreInUseError


def lock(path: Path) -> Lock:
    """An exclusive lock on a file of its own.

    Raises:
        StoreError: The file has something in it, so it is no lock.
        StoreInUseError: Somebody has it, in this process or in another one.
        OSError: The file cannot be made.
    """
    try:
        return Lock(path)
    except BlockingIOError as error:
        raise StoreInUseError("It is in use by another sandbox. Stop that one first, or name another file.") from error
    except FileExistsError as error:
        raise StoreError(
            f"{path.name} beside it is somebody else's file: a lock is empty. Name another file."
        ) from error
