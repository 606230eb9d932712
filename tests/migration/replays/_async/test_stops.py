"""Errors that end a run, and the run after them."""

import httpx
import pytest

from homerun_helpers import (
    APIConnectionError,
    AsyncHomerun,
    AuthenticationError,
    InvalidArgumentError,
    PermissionDeniedError,
    RateLimit,
    RateLimitError,
    RetryPolicy,
)
from homerun_helpers.migration import areplay
from homerun_helpers.sandbox import faults
from tests.migration.replays._async.replaying import client_of, everything, journal_of, key_of, posts
from tests.support.clock import FakeClock
from tests.support.v1_payloads import NOTE, payload


async def test_an_error_of_the_input_ends_the_run_and_the_next_run_continues(empty, run):
    """The payload before the error is in the journal."""

    async def broken():
        yield payload(1)
        raise KeyError("line 2")

    with pytest.raises(KeyError):
        await run(broken())
    assert (await run([payload(1), payload(2)])).counts["done_before"] == 1
    assert len(empty.application_ids()) == 2


async def test_a_key_that_is_not_accepted_ends_the_run_before_anything_is_sent(empty, tmp_path):
    """Every other payload would meet the same error."""
    async with AsyncHomerun("wrong", base_url=empty.url, transport=empty.transport(), rate_limit=None) as unknown:
        with pytest.raises(AuthenticationError) as caught:
            await areplay(unknown, [payload(1)], journal=tmp_path / "replay.db")
    assert not posts(empty)
    assert "Run it again" in caught.value.__notes__[0]


async def test_a_missing_scope_ends_the_run_and_another_key_finishes_it(empty, run, tmp_path):
    """The application is created once; its note follows in the next run."""
    key = empty.key(["job-applications:write"])
    payloads = [payload(1, notes=[NOTE]), payload(2)]
    async with AsyncHomerun(key, base_url=empty.url, transport=empty.transport(), rate_limit=None) as narrow:
        with pytest.raises(PermissionDeniedError):
            await areplay(narrow, payloads, journal=tmp_path / "replay.db")
    with journal_of(tmp_path) as journal:
        assert [str(one)[:39] for one in journal.outcomes()] == ["1 failed at note 1: the key lacks a sco"]
    assert (await run(payloads, same_account=True)).ok
    assert [len(one.notes or []) for one in await everything(empty)] == [1, 0]


async def test_a_used_up_rate_limit_ends_the_run_and_sets_nothing_aside(empty, run, tmp_path):
    """A request that waited for the limit was not sent. The next run sends it."""
    limit = RateLimit(2, 60.0, max_wait=1.0)
    async with client_of(empty, rate_limit=limit) as homerun:
        with pytest.raises(RateLimitError):
            await areplay(homerun, [payload(1), payload(2)], journal=tmp_path / "replay.db")
    report = await run([payload(1), payload(2)])
    assert (report.counts["done_before"], report.counts["done"], len(report.outcomes)) == (1, 1, 0)


class UnpluggedTransport(httpx.AsyncBaseTransport):
    """A network that is down for requests that change something."""

    def __init__(self, inner):
        self._inner = inner

    async def handle_async_request(self, request):
        if request.method == "POST":
            raise httpx.ConnectError("down", request=request)
        return await self._inner.handle_async_request(request)


async def test_a_network_that_is_down_ends_the_run_and_sets_nothing_aside(empty, run, tmp_path):
    """A request that was never sent is sent by the next run."""
    transport = UnpluggedTransport(empty.transport())
    async with AsyncHomerun(
        key_of(empty), base_url=empty.url, transport=transport, rate_limit=None, retries=RetryPolicy(max_attempts=1)
    ) as homerun:
        with pytest.raises(APIConnectionError):
            await areplay(homerun, [payload(1)], journal=tmp_path / "replay.db")
    with journal_of(tmp_path) as journal:
        assert [(one.state, one.error) for one in journal.outcomes()] == [("failed", "APIConnectionError")]
    assert (await run([payload(1)])).counts["done"] == 1


class InterruptedClock(FakeClock):
    """A clock that is interrupted in the first pause."""

    async def async_sleep(self, _):
        raise KeyboardInterrupt


async def test_a_run_that_ends_while_it_waits_sets_nothing_aside(empty, run, tmp_path):
    """A request that was refused with 429 was not done."""
    empty.inject(faults.Status(429, retry_after=5), method="POST")
    async with client_of(empty, _clock=InterruptedClock()) as homerun:
        with pytest.raises(KeyboardInterrupt):
            await areplay(homerun, [payload(1)], journal=tmp_path / "replay.db")
    assert posts(empty) == [("job-applications", 429)]
    assert (await run([payload(1)])).counts["done"] == 1


async def test_stop_on_error_ends_the_run_at_the_first_new_error(empty, run):
    """An error of an earlier run does not end it."""
    empty.inject(faults.Drop(), method="POST")
    payloads = [payload(1), payload(2, job="job_unknown"), payload(3)]
    first, second, third = [await run(payloads, stop_on_error=True) for _ in range(3)]
    assert (first.stopped, first.total, first.outcomes[0].state) == (True, 1, "outcome_unknown")
    assert (second.stopped, second.total, second.outcomes[1].state) == (True, 2, "refused")
    assert (third.stopped, third.counts["done"]) == (False, 1)
    assert "payload 1 is outcome_unknown" in str(first)


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_unknown": 0},
        {"max_unknown": True},
        {"folder": "/nowhere/at/all"},
        {"convert": "v1"},
        {"jobs": [1]},
        {"allow_lossy": True, "strict": True},
    ],
)
async def test_wrong_arguments_are_refused_before_a_journal_is_made(run, tmp_path, wrong):
    """The error names the argument."""
    with pytest.raises(InvalidArgumentError) as caught:
        await run([payload(1)], **wrong)
    assert caught.value.argument == next(iter(wrong))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("single", [payload(1), "payload", b"payload", 7])
async def test_a_single_payload_is_refused(run, tmp_path, single):
    """It has to be in a list."""
    with pytest.raises(InvalidArgumentError, match="payloads must be"):
        await run(single)
    assert not list(tmp_path.iterdir())


async def test_a_client_of_the_other_kind_is_refused(tmp_path):
    """`replay` takes a Homerun, `areplay` an AsyncHomerun."""
    with pytest.raises(InvalidArgumentError, match="client must be a"):
        await areplay(object(), [], journal=tmp_path / "replay.db")
