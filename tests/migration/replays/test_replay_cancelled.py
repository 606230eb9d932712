"""Replays in tasks that are cancelled: the journal is correct, and another replay can open it at once."""

import asyncio
from functools import cache

import pytest

from homerun_helpers import AsyncHomerun, Homerun, RateLimit
from homerun_helpers.migration import areplay, replay
from homerun_helpers.sandbox import Sandbox, faults
from tests.support.v1_payloads import payload


@pytest.fixture
def sandbox():
    with Sandbox(applications=0, rate_limit=None) as running:
        yield running


@cache
def key_of(sandbox):
    """The same key each time, since a journal belongs to one key."""
    return sandbox.key()


async def cancelled(sandbox, journal, when, rate_limit, on_outcome=None):
    """Start a replay, and cancel it when something holds."""
    async with AsyncHomerun(key_of(sandbox), base_url=sandbox.url, rate_limit=rate_limit) as homerun:
        payloads = [payload(1), payload(2)]
        task = asyncio.ensure_future(areplay(homerun, payloads, journal=journal, on_outcome=on_outcome))
        for _ in range(10_000):
            if when():
                break
            await asyncio.sleep(0.002)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def again(sandbox, journal):
    with Homerun(key_of(sandbox), base_url=sandbox.url, rate_limit=None) as homerun:
        return replay(homerun, [payload(1), payload(2)], journal=journal)


async def test_a_request_that_waited_for_the_rate_limit_is_sent_by_the_next_run(sandbox, tmp_path):
    """It was not under way."""
    told, limit = [], RateLimit(2, 60.0)  # a ping and one payload
    await cancelled(sandbox, tmp_path / "replay.db", lambda: told, limit, told.append)
    report = again(sandbox, tmp_path / "replay.db")
    assert report.ok
    assert len(sandbox.application_ids()) == 2


async def test_a_request_under_way_is_set_aside(sandbox, tmp_path):
    """With its place, step and time."""
    slow = sandbox.inject(faults.Delay(60), method="POST")
    await cancelled(sandbox, tmp_path / "replay.db", lambda: slow.met, None)
    sandbox.clear_faults()
    report = again(sandbox, tmp_path / "replay.db")
    assert [(one.position, one.state) for one in report.outcomes] == [(1, "outcome_unknown")]
    assert report.counts["done"] == 1
