"""Files on their way out: pieces, progress, and who reads them."""

import contextvars
import io
import threading

import httpx

from homerun_helpers import AsyncHomerun
from homerun_helpers._http.streaming import READ_BYTES, SENT_BYTES

CONTENT = b"%PDF-".ljust(3 * READ_BYTES + 1000, b"\0")
ANSWER = {"data": {"name": "cv.pdf", "type": "resume"}}


class Line(httpx.AsyncBaseTransport):
    """A line that remembers its pieces, and what was told of the progress before each."""

    def __init__(self):
        self.pieces, self.told, self.before = [], [], []

    async def handle_async_request(self, request):
        async for piece in request.stream:
            self.before.append(self.told[-1][0] if self.told else 0)
            self.pieces.append(len(piece))
        return httpx.Response(200, json=ANSWER)


async def upload(line, file=CONTENT):
    async with AsyncHomerun("key", base_url="http://127.0.0.1:1/v2", transport=line) as homerun:
        await homerun.job_applications.upload_file(
            "ap_1", ("cv.pdf", file), type="resume", on_progress=lambda *news: line.told.append(news)
        )


async def test_async_uploads_go_out_in_pieces_of_one_size():
    """Each has to go within the time limit."""
    line = Line()
    await upload(line)
    assert sum(line.pieces) > len(CONTENT)
    assert max(line.pieces) < SENT_BYTES + (1 << 16)
    assert len(line.pieces) <= -(-len(CONTENT) // SENT_BYTES) + 1


async def test_progress_is_told_of_what_went_out():
    """Not of what was read ahead of it."""
    line = Line()
    await upload(line)
    sent = [sum(line.pieces[:index]) for index in range(len(line.pieces))]
    assert all(told <= gone for told, gone in zip(line.before, sent, strict=True))
    assert line.told[-1] == (len(CONTENT), len(CONTENT))
    assert len(line.told) >= len(line.pieces) - 1


async def test_one_thread_reads_an_async_upload_in_the_context_of_the_caller():
    """Not the event loop's; each thread that had a part would hold its memory."""
    readers, variable = set(), contextvars.ContextVar("variable", default="")

    class File(io.BytesIO):
        def read(self, size=-1):
            if size >= 1 << 16:
                readers.add((threading.get_ident(), variable.get()))
            return super().read(size)

    variable.set("the caller's")
    await upload(Line(), File(CONTENT))
    ((reader, value),) = readers
    assert (reader != threading.get_ident(), value) == (True, "the caller's")
