"""Uploads as they are sent: their pieces, their progress, and the thread that reads the file."""

import contextvars
import io
import threading

import httpx

from homerun_helpers import AsyncHomerun
from homerun_helpers._http.streaming import READ_BYTES, SENT_BYTES

CONTENT = b"%PDF-".ljust(3 * READ_BYTES + 1000, b"\0")
ANSWER = {"data": {"name": "cv.pdf", "type": "resume"}}


class Recorder(httpx.AsyncBaseTransport):
    """A transport that records the pieces of a body, and the progress that was told before each."""

    def __init__(self):
        self.pieces, self.told, self.before = [], [], []

    async def handle_async_request(self, request):
        async for piece in request.stream:
            self.before.append(self.told[-1][0] if self.told else 0)
            self.pieces.append(len(piece))
        return httpx.Response(200, json=ANSWER)


async def upload(recorder, file=CONTENT):
    async with AsyncHomerun("key", base_url="http://127.0.0.1:1/v2", transport=recorder) as homerun:
        await homerun.job_applications.upload_file(
            "ap_1", ("cv.pdf", file), type="resume", on_progress=lambda *news: recorder.told.append(news)
        )


async def test_async_uploads_are_sent_in_pieces_of_one_size():
    """Each has to be sent within the time limit."""
    recorder = Recorder()
    await upload(recorder)
    assert sum(recorder.pieces) > len(CONTENT)
    assert max(recorder.pieces) < SENT_BYTES + (1 << 16)
    assert len(recorder.pieces) <= -(-len(CONTENT) // SENT_BYTES) + 1


async def test_progress_is_told_of_what_was_sent():
    """What was only read ahead does not count."""
    recorder = Recorder()
    await upload(recorder)
    sent = [sum(recorder.pieces[:index]) for index in range(len(recorder.pieces))]
    assert all(told <= gone for told, gone in zip(recorder.before, sent, strict=True))
    assert recorder.told[-1] == (len(CONTENT), len(CONTENT))
    assert len(recorder.told) >= len(recorder.pieces) - 1


async def test_one_thread_reads_an_async_upload_in_the_context_of_the_caller():
    """It is not the thread of the event loop. With several threads each would keep the memory of its part."""
    readers, variable = set(), contextvars.ContextVar("variable", default="")

    class File(io.BytesIO):
        def read(self, size=-1):
            if size >= 1 << 16:
                readers.add((threading.get_ident(), variable.get()))
            return super().read(size)

    variable.set("the caller's")
    await upload(Recorder(), File(CONTENT))
    ((reader, value),) = readers
    assert (reader != threading.get_ident(), value) == (True, "the caller's")
