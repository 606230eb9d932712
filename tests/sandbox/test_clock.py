import time

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox


def test_advance_moves_the_clock(sandbox, clock):
    """`advance` adds seconds to the time that the clock shows."""
    sandbox.advance(90.5)
    assert sandbox.now == clock.now + 90.5
    clock.advance(1)
    assert sandbox.now == clock.now + 90.5


def test_new_records_are_later(sandbox, api):
    """New records have the time of the clock that was moved."""
    sandbox.advance(3600)
    record = api.post("/job-applications", json={"first_name": "A", "last_name": "B", "email": "a@example.com"})
    assert record.json()["data"]["created_at"] == "2027-01-15T09:00:00Z"


def test_rate_limit_windows_end(sandbox, api):
    """A refused client is let through again after `advance` by a window."""
    assert [api.get("/ping").status_code for _ in range(61)][-1] == 429
    sandbox.advance(60)
    assert api.get("/ping").status_code == 200


def test_links_expire(sandbox, api, application):
    """A download link expires when the clock was moved by five minutes."""
    path = f"/job-applications/{application}/files"
    url = api.post(path, data={"type": "resume"}, files={"file": ("a", b"x")}).json()["data"]["temporary_download_url"]
    sandbox.advance(299)
    assert api.get(url).status_code == 200
    sandbox.advance(1)
    assert api.get(url).status_code == 403


@pytest.mark.parametrize("seconds", [-1, float("inf"), float("nan"), "1", None, True])
def test_time_runs_forward(sandbox, seconds):
    """A number below 0 or no number is refused, and the clock stays."""
    before = sandbox.now
    with pytest.raises(ValueError, match="seconds must be"):
        sandbox.advance(seconds)
    assert sandbox.now == before


def test_clock_is_the_real_one_by_default():
    """Without a `clock` the time is that of the machine, also after a restart."""
    sandbox = Sandbox(applications=0).start()
    sandbox.advance(10_000)
    sandbox.stop()
    with sandbox:
        assert abs(sandbox.now - time.time()) < 1000
        assert httpx.get(f"{sandbox.url}/ping").status_code == 401
