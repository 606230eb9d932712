"""How much of a file is sent at once: what suits the line."""

from typing import Any

from homerun_helpers._clock import Clock

# Little at first and on slow lines: each piece is news of the progress and has to go within the time limit. Much on
# fast ones: each piece of an async upload costs a trip to a thread and back.
SMALLEST, LARGEST = 1 << 16, 1 << 19
# A piece that was gone in less time is followed by a larger one, one that took longer by a smaller one; in seconds.
QUICK, SLOW = 0.05, 0.5


class Pieces:
    """Has httpx read files in larger pieces when the line is fast. By itself it takes 64 KB each time.

    Args:
        stream: a multipart body of httpx. Of another one nothing changes.
        clock: the time.
    """

    def __init__(self, stream: Any, clock: Clock) -> None:
        # Should httpx cease to have these, files go out in the pieces that it likes.
        self._files = [field for field in getattr(stream, "fields", ()) if hasattr(field, "CHUNK_SIZE")]
        self._clock = clock
        self._began = 0.0
        self._set(SMALLEST)

    def begin(self) -> None:
        """Note that a piece goes out."""
        self._began = self._clock.now()

    def end(self, piece: bytes) -> None:
        """Note that it is on its way."""
        if len(piece) >= self._size:  # what stands around a file is quick on any line
            self._set(next_size(self._size, self._clock.now() - self._began))

    def _set(self, size: int) -> None:
        self._size = size
        for file in self._files:
            file.CHUNK_SIZE = size


def next_size(size: int, took: float) -> int:
    """How many bytes to send next, when so many took so many seconds."""
    if took < QUICK:
        return min(LARGEST, size * 2)
    return max(SMALLEST, size // 2) if took > SLOW else size
