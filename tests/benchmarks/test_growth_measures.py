"""The measures of growth list everything, and fetch as many pages at the same time as they say."""

import pytest

from benchmarks.harness import worker
from benchmarks.measures.growth import BY_RECORDS, by_records, command, record_row
from benchmarks.receiver import receiving
from benchmarks.serving import serving


def test_listings_of_a_size_have_a_row_each_for_threads_and_tasks():
    """Each size has a row for threads and one for tasks, with time, time per record and memory."""
    rows = by_records(200, 1)
    assert [row.label for row in rows] == ["200, ours", "200, ours, async"]
    for row in rows:
        cells = dict(zip(BY_RECORDS, row.cells, strict=True))
        assert cells["time"].median > 0
        assert cells["per record"].endswith("µs")
        assert cells["above idle"].unit == "MB"


def test_a_listing_that_lost_records_has_no_time():
    """A listing that lost records has no time in the table."""
    (cell, *_) = record_row("ours", 200, [{"records": 199, "seconds": 1.0, "memory": None}]).cells
    assert cell == "records are missing"


@pytest.mark.parametrize(("pages", "connections"), [(1, {1}), (4, {2, 3, 4, 5})])
def test_pages_are_fetched_at_the_same_time_as_asked_for(pages, connections):
    """The server has as many connections as pages are to be fetched at the same time."""
    with serving(600, per_page=100) as server:
        server.configure(latency=0.05)
        report = worker(command("threads", server.url, pages))
        assert report["records"] == 600
        assert server.stats()["connections"] - 1 in connections  # one was that of `configure`


def test_the_stalls_of_an_upload_from_a_slow_disk_are_measured():
    """An upload from a slow disk takes as long as the disk, and the pauses of the event loop are measured meanwhile."""
    with receiving() as port:
        report = worker(["-m", "benchmarks.workers_stall", "upload", "ours", f"http://127.0.0.1:{port}/v2"])
    assert report["seconds"] >= 16 * 0.02  # the file has 16 pieces of 64 KB, and the disk takes 20 ms for each
    assert report["stall"] > 0


def test_a_sandbox_is_started_emptied_and_stopped():
    """Starting, resetting and stopping the sandbox each have a time."""
    report = worker(["-m", "benchmarks.workers_sandbox", "start", "10"])
    assert all(report[name] > 0 for name in ("start", "reset", "again", "stop"))
