"""The async client waits for disks and stores in threads: each of these would hang if it did so on the event loop."""

import asyncio
import io
import threading

from homerun_helpers import AsyncHomerun, RateLimit, SQLiteStore
from tests.support.faulty import Answer, FaultyServer

PONG = Answer(200, {"pong": True})


class SlowFile(io.BytesIO):
    """A file on a disk that answers only when the event loop goes on meanwhile."""

    def __init__(self, content, asked, go_on):
        super().__init__(content)
        self._asked, self._go_on = asked, go_on

    def read(self, size=-1):
        self._asked()
        assert self._go_on.wait(30)
        return super().read(size)


class SlowStore(SQLiteStore):
    """A store that answers only when the event loop goes on meanwhile."""

    asked = go_on = None

    def take(self, name, limit, rank=0):
        self.asked()
        assert self.go_on.wait(30)
        return super().take(name, limit, rank)


async def alongside(work, asked, go_on):
    """Run something slow, and let it go on from the loop that it would stall."""
    task = asyncio.ensure_future(work)
    await asyncio.wait_for(asked.wait(), 20)
    go_on.set()
    return await asyncio.wait_for(task, 20)


async def test_a_file_on_a_slow_disk_does_not_stall_the_event_loop():
    """Uploads are read in a thread."""
    asked, go_on, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()
    file = SlowFile(b"%PDF-" + bytes(200_000), lambda: loop.call_soon_threadsafe(asked.set), go_on)
    with FaultyServer(Answer(200, {"data": {"name": "cv.pdf"}})) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:
            upload = homerun.job_applications.upload_file("ap_1", ("cv.pdf", file), type="resume")
            assert (await alongside(upload, asked, go_on)).name == "cv.pdf"


async def test_a_slow_store_does_not_stall_the_event_loop(tmp_path):
    """It is asked in a thread."""
    asked, go_on, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()
    store = SlowStore(tmp_path / "budget.db")
    store.asked, store.go_on = lambda: loop.call_soon_threadsafe(asked.set), go_on
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("key", base_url=server.url, rate_limit=RateLimit(store=store)) as homerun:
            assert await alongside(homerun.ping(), asked, go_on)
    store.close()
