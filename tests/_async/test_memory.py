"""Memory that does not grow with the size of an upload or the length of a listing."""

import tracemalloc
from contextlib import contextmanager

from homerun_helpers import AsyncHomerun
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer
from tests.support.paging import serve_pages

MB = 2**20


@contextmanager
def at_most(limit):
    """Check that at most this many bytes were in use at any time."""
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < limit


async def test_a_large_upload_takes_little_memory(tmp_path):
    """A file of 25 MB is sent in pieces; the server of this test drops them."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(25 * MB)
    with FaultyServer(Answer(200, {"data": {"name": "large.pdf"}}), forget=True) as server:
        async with AsyncHomerun("key", base_url=server.url, _clock=FakeClock()) as homerun:
            with at_most(8 * MB):
                await homerun.job_applications.upload_file("ap_1", path, type="resume")
        assert int(server.received[0].headers["content-length"]) > 25 * MB


async def test_a_long_listing_takes_as_much_memory_as_a_short_one():
    """A listing does not keep the records that it has returned."""
    ids = [f"ap_{number}" for number in range(20_000)]
    with FaultyServer(serve_pages(ids), forget=True) as server:
        async with AsyncHomerun("key", base_url=server.url, rate_limit=None) as homerun:
            count = 0
            with at_most(24 * MB):
                async for _ in homerun.job_applications.list():
                    count += 1
    assert count == len(ids)
