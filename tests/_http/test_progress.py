"""Progress of an upload reaches the callback of that upload, and no other."""

import asyncio

from homerun_helpers import AsyncHomerun, Homerun
from tests.support.faulty import Answer, FaultyServer

PDF = b"%PDF-1.7" + bytes(400_000)
SMALL = ("b.pdf", b"%PDF-1.7 small")
FILE = {"data": {"name": "cv.pdf", "type": "resume"}}


def test_an_upload_inside_a_progress_callback_does_not_report_to_it():
    """The inner upload has no callback, so it reports to none."""
    told = []
    with FaultyServer(Answer(200, FILE)) as server, Homerun("key", base_url=server.url, rate_limit=None) as homerun:

        def on_progress(sent, total):
            told.append((sent, total))
            homerun.job_applications.upload_file("ap_2", SMALL, type="resume")

        homerun.job_applications.upload_file("ap_1", ("a.pdf", PDF), type="resume", on_progress=on_progress)
    assert told[-1] == (len(PDF), len(PDF))
    assert {total for _, total in told} == {len(PDF)}


async def test_an_upload_in_a_task_of_a_progress_callback_does_not_report_to_it():
    """A task keeps the context in which it was made, but not the outer upload's report."""
    told, tasks = [], []
    with FaultyServer(Answer(200, FILE)) as server:
        async with AsyncHomerun("key", base_url=server.url, rate_limit=None) as homerun:

            def on_progress(sent, total):
                told.append((sent, total))
                upload = homerun.job_applications.upload_file("ap_2", SMALL, type="resume")
                tasks.append(asyncio.ensure_future(upload))

            await homerun.job_applications.upload_file("ap_1", ("a.pdf", PDF), type="resume", on_progress=on_progress)
            seen = list(told)
            await asyncio.gather(*tasks)
    assert told == seen
    assert {total for _, total in told} == {len(PDF)}


async def test_a_raw_upload_in_a_task_of_a_progress_callback_does_not_report_to_it():
    """Any request that a callback makes is another request, however it is made."""
    told, tasks = [], []
    with FaultyServer(Answer(200, FILE)) as server:
        async with AsyncHomerun("key", base_url=server.url, rate_limit=None) as homerun:

            def on_progress(sent, total):
                told.append((sent, total))
                if not tasks:
                    raw = homerun.request("POST", "/job-applications/ap_2/files", files={"file": SMALL})
                    tasks.append(asyncio.ensure_future(raw))

            await homerun.job_applications.upload_file("ap_1", ("a.pdf", PDF), type="resume", on_progress=on_progress)
            await asyncio.gather(*tasks)
    assert told == sorted(set(told))
