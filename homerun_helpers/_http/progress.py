"""How far an upload has got. Without httpx, so that importing the package does not import it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Measured(Protocol):
    """A file that is read while it is sent."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        ...

    @property
    def read_bytes(self) -> int:
        """How many of them were read by now."""
        ...


Progress = Callable[[int, int], object]
"""Called with how many bytes of the file were sent and how many it has."""


class ProgressReport:
    """Tells the caller how far a body was sent: only when more of the file was sent than before."""

    def __init__(self, upload: Measured, on_progress: Progress) -> None:
        self._upload = upload
        self._on_progress = on_progress
        self._told = -1

    @property
    def read_bytes(self) -> int:
        """How many bytes of the file were read so far."""
        return self._upload.read_bytes

    def tell(self, sent: int) -> None:
        """Tell that this many of them were sent."""
        if sent != self._told:
            self._told = sent
            with progress_told_to(None):  # a request that the callback makes is another one
                self._on_progress(sent, self._upload.size)


_report: ContextVar[ProgressReport | None] = ContextVar("homerun_progress", default=None)


@contextmanager
def progress_told_to(report: ProgressReport | None) -> Iterator[None]:
    """Report the progress of the request that this task or thread makes in the block; None: report nothing.

    A request that is made inside a progress callback has its own report, or none.
    """
    token = _report.set(report)
    try:
        yield
    finally:
        _report.reset(token)


def current_report() -> ProgressReport | None:
    """Where the progress of a request that begins now is reported."""
    return _report.get()
