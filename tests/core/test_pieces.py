"""Files go out in pieces that suit the line."""

import contextvars
import io
import threading

import httpx
import pytest

from homerun_helpers import AsyncHomerun, Homerun
from homerun_helpers._pieces import LARGEST, SMALLEST, Pieces, next_size
from tests.support.clock import FakeClock

CONTENT = b"%PDF-".ljust(8 * LARGEST, b"\0")
ANSWER = {"data": {"name": "cv.pdf", "type": "resume"}}


class Line(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A line that takes so many seconds for each piece, in turn; the last number is for all that follow."""

    def __init__(self, clock, *seconds):
        self.clock, self.seconds, self.pieces = clock, list(seconds), []

    def _take(self, piece):
        if len(piece) > 1000:  # not what stands around the file
            self.pieces.append(len(piece))
            self.clock.advance(self.seconds.pop(0) if len(self.seconds) > 1 else self.seconds[0])

    def handle_request(self, request):
        for piece in request.stream:
            self._take(piece)
        return httpx.Response(200, json=ANSWER)

    async def handle_async_request(self, request):
        async for piece in request.stream:
            self._take(piece)
        return httpx.Response(200, json=ANSWER)


def upload(line):
    with Homerun("key", base_url="http://127.0.0.1:1/v2", transport=line, _clock=line.clock) as homerun:
        homerun.job_applications.upload_file("ap_1", CONTENT, type="resume")
    assert sum(line.pieces) == len(CONTENT)
    return line.pieces


def test_pieces_grow_on_a_fast_line():
    """From the smallest to the largest, and stay there."""
    pieces = upload(Line(FakeClock(), 0.001))
    assert pieces[:5] == [SMALLEST, 2 * SMALLEST, 4 * SMALLEST, LARGEST, LARGEST]


def test_pieces_stay_small_on_a_slow_line():
    """Each is news of the progress, and has to go within the time limit."""
    assert set(upload(Line(FakeClock(), 1.0))[:-1]) == {SMALLEST}


def test_pieces_shrink_when_the_line_gets_slow():
    """A burst that the system's buffers took says nothing of the line."""
    assert upload(Line(FakeClock(), 0.0, 0.0, 0.0, 9.0))[3:6] == [LARGEST, LARGEST // 2, LARGEST // 4]


async def test_async_uploads_grow_too():
    """Fewer pieces are fewer trips to a thread."""
    line = Line(FakeClock(), 0.001)
    async with AsyncHomerun("key", base_url="http://127.0.0.1:1/v2", transport=line, _clock=line.clock) as homerun:
        await homerun.job_applications.upload_file("ap_1", CONTENT, type="resume")
    assert line.pieces == upload(Line(FakeClock(), 0.001))


async def test_one_thread_reads_an_async_upload_in_the_context_of_the_caller():
    """Not the event loop's; each thread that had a part would hold a piece's memory."""
    readers, variable = set(), contextvars.ContextVar("variable", default="")

    class File(io.BytesIO):
        def read(self, size=-1):
            if size >= SMALLEST:
                readers.add((threading.get_ident(), variable.get()))
            return super().read(size)

    line = Line(FakeClock(), 0.001)
    variable.set("the caller's")
    async with AsyncHomerun("key", base_url="http://127.0.0.1:1/v2", transport=line, _clock=line.clock) as homerun:
        await homerun.job_applications.upload_file("ap_1", ("cv.pdf", File(CONTENT)), type="resume")
    ((reader, value),) = readers
    assert (reader != threading.get_ident(), value) == (True, "the caller's")


@pytest.mark.parametrize(("took", "size"), [(0.049, 4), (0.05, 2), (0.5, 2), (0.51, 1)])
def test_a_piece_that_takes_a_moment_keeps_its_size(took, size):
    """Between quick and slow nothing changes."""
    assert next_size(2 * SMALLEST, took) == size * SMALLEST


def test_the_next_size_stays_within_its_bounds():
    """However quick or slow."""
    assert (next_size(LARGEST, 0.0), next_size(SMALLEST, 60.0)) == (LARGEST, SMALLEST)


def test_a_body_of_another_kind_is_left_as_it_is():
    """Only multipart bodies of httpx have files to read."""
    pieces = Pieces(iter([b"x"]), FakeClock())
    pieces.begin()
    pieces.end(bytes(SMALLEST))
