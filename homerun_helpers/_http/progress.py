"""How far an upload has gone. Without httpx, so that importing the package does not import it."""

from collections.abc import Callable
from typing import Protocol


class Measured(Protocol):
    """A file that is read while it is sent."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        ...

    @property
    def sent(self) -> int:
        """How many of them were read by now."""
        ...


Progress = Callable[[int, int], object]
"""Called with how many bytes of the file were sent and how many it has."""


class ProgressReport:
    """What the transport tells how far a body has gone; it passes on news of the file only."""

    def __init__(self, upload: Measured, on_progress: Progress) -> None:
        self._upload = upload
        self._on_progress = on_progress
        self._told = -1

    @property
    def read(self) -> int:
        """How many bytes of the file were read so far."""
        return self._upload.sent

    def tell(self, sent: int) -> None:
        """So many of them were sent."""
        if sent != self._told:
            self._told = sent
            self._on_progress(sent, self._upload.size)
