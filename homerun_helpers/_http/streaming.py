"""Streamed bodies on their way out: read without holding up an event loop, and reported as they go."""

from __future__ import annotations

import contextvars
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

from homerun_helpers._http.progress import ProgressReport

# So many bytes are read at a time for an event loop, since each time is a trip to a thread and back; and so many go out
# at a time: each piece is news of the progress, and has to go within the time limit.
READ = 1 << 19
SENT = 1 << 18


class SyncBody(httpx.SyncByteStream):
    """A streamed body that reports progress after each piece."""

    def __init__(self, request: httpx.Request) -> None:
        self._stream: Any = request.stream
        self._report: ProgressReport | None = request.extensions.get("report")

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            read = _read(self._report)
            yield piece
            _tell(self._report, read)  # the piece is on its way when the next one is asked for


class AsyncBody(httpx.AsyncByteStream):
    """The same for async clients. Files are read in a thread: a slow disk must not stall the event loop."""

    def __init__(self, request: httpx.Request) -> None:
        self._stream: Any = request.stream
        self._report: ProgressReport | None = request.extensions.get("report")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if not isinstance(self._stream, httpx.SyncByteStream):
            async for piece in self._stream:
                yield piece
            return
        import asyncio  # here: who uses threads need not wait for it
        from concurrent.futures import ThreadPoolExecutor

        # One thread for all of it: each of a pool's that had a part would go on holding its memory.
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
        while len(some) * SENT < READ and (piece := _joined(pieces)):
            some.append((piece, _read(self._report)))
        return some


def _joined(pieces: Iterator[bytes]) -> bytes:
    """The next pieces as one; nothing at the end. httpx reads 64 KB each time."""
    parts: list[bytes] = []
    total = 0
    while total < SENT and (piece := next(pieces, None)) is not None:
        parts.append(piece)
        total += len(piece)
    return b"".join(parts)


def _read(report: ProgressReport | None) -> int:
    return 0 if report is None else report.read


def _tell(report: ProgressReport | None, sent: int) -> None:
    if report is not None:
        report.tell(sent)
