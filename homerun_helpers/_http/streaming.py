"""Bodies that are streamed: read without holding up an event loop, and their progress reported."""

from __future__ import annotations

import contextvars
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

from homerun_helpers._http.progress import ProgressReport, current_report

# Read at a time for an event loop: each time is a trip to a thread and back.
READ_BYTES = 1 << 19
# Sent at a time: progress is reported after each piece, and each piece has to be sent within the time limit.
SENT_BYTES = 1 << 18


class StreamedBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A streamed body, for threads and for tasks, that reports progress after each piece.

    For tasks, files are read in a thread: a slow disk must not stall the event loop.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._report = current_report()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            read = _read(self._report)
            yield piece
            _tell(self._report, read)  # the piece is being sent when the next one is asked for

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if not isinstance(self._stream, httpx.SyncByteStream):
            async for piece in self._stream:
                yield piece
            return
        import asyncio  # here, so that the sync client works without it
        from concurrent.futures import ThreadPoolExecutor

        # One thread for the whole body: each thread of a pool that read a part would keep that part's memory.
        reader, loop = ThreadPoolExecutor(1), asyncio.get_running_loop()
        context, unread = contextvars.copy_context(), iter(self._stream)
        _tell(self._report, 0)
        try:
            while pieces := await loop.run_in_executor(reader, lambda: context.run(self._some, unread)):
                for piece, read in pieces:
                    yield piece
                    _tell(self._report, read)
        finally:
            reader.shutdown(wait=False)

    def _some(self, pieces: Iterator[bytes]) -> list[tuple[bytes, int]]:
        """The next pieces, each with how much of the file was read by then; none at the end."""
        some: list[tuple[bytes, int]] = []
        while len(some) * SENT_BYTES < READ_BYTES and (piece := _joined(pieces)):
            some.append((piece, _read(self._report)))
        return some


def _joined(pieces: Iterator[bytes]) -> bytes:
    """The next pieces as one; nothing at the end. httpx reads 64 KB each time."""
    parts: list[bytes] = []
    total = 0
    while total < SENT_BYTES and (piece := next(pieces, None)) is not None:
        parts.append(piece)
        total += len(piece)
    return b"".join(parts)


def _read(report: ProgressReport | None) -> int:
    return 0 if report is None else report.read_bytes


def _tell(report: ProgressReport | None, sent: int) -> None:
    if report is not None:
        report.tell(sent)
