# Derived from tests/_async/test_rate_limit.py by scripts/unasync. Change that file, not this one.
"""The rate limit as the server counts it. Real windows are scaled to a second; waits are on an injected clock."""

import pytest

from homerun_helpers import Homerun, RateLimit, RateLimitError
from homerun_helpers.sandbox import Sandbox
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer
from tests.support.paging import serve_pages
from tests.support.together import in_threads

PONG = Answer(200, {"pong": True})


def test_never_more_than_the_limit_in_any_window():
    """200 requests at once under 60 a second: the server never counts more than 60 in a window, and refuses none."""
    with Sandbox(seed=11, applications=1, rate_limit=None, window=1.0) as sandbox:
        with Homerun(sandbox.key(), base_url=sandbox.url, rate_limit=RateLimit(60, 1.0)) as homerun:
            assert in_threads(lambda _: homerun.ping(), range(200)) == [True] * 200
        assert sandbox.most_in_window() == 60
        assert len(sandbox.journal) == 200


def test_two_clients_of_a_key_share_the_limit():
    """The budget belongs to the key, not to the client."""
    with Sandbox(seed=12, applications=1, rate_limit=None, window=1.0) as sandbox:
        key, limit = sandbox.key(), RateLimit(30, 1.0)
        with (
            Homerun(key, base_url=sandbox.url, rate_limit=limit) as one,
            Homerun(key, base_url=sandbox.url, rate_limit=limit) as other,
        ):
            in_threads(lambda number: (one, other)[number % 2].ping(), range(70))
        assert sandbox.most_in_window() == 30


def test_retries_count_against_the_limit():
    """The server counts every attempt."""
    clock = FakeClock()
    with FaultyServer(Drop(), Answer(500), PONG) as server:
        limit = RateLimit(3, 60, max_wait=1)
        with Homerun("key", base_url=server.url, rate_limit=limit, _clock=clock) as homerun:
            homerun.ping()
            with pytest.raises(RateLimitError):
                homerun.ping()
        assert len(server.received) == 3


def test_a_slot_is_taken_until_a_window_after_the_answer():
    """A slow server may count a request as late as it answers, together with those of the next window."""
    clock = FakeClock()

    def slow(_):
        clock.advance(40)
        return PONG

    with FaultyServer(slow) as server:
        limit = RateLimit(1, 60)
        with Homerun("key", base_url=server.url, rate_limit=limit, _clock=clock) as homerun:
            homerun.ping()
            answered = clock.now()
            homerun.ping()
        assert clock.now() - 40 - answered >= 60


def test_a_free_budget_is_used_in_one_burst():
    """The 60 requests for 6,000 records are sent without a wait, not one a second."""
    clock = FakeClock()
    with Sandbox(seed=13, applications=6000) as sandbox:
        with Homerun(sandbox.key(), base_url=sandbox.url, _clock=clock) as homerun:
            before = clock.now()
            records = [record.id for record in homerun.job_applications.list()]
        assert clock.now() == before
        assert len(sandbox.journal) == 60
    assert len(records) == len(set(records)) == 6000


def test_the_second_window_begins_when_the_first_is_over():
    """120 requests take one window of waiting, and at most 2 % more."""
    clock = FakeClock()
    ids = [f"ap_{number}" for number in range(120)]
    with FaultyServer(serve_pages(ids)) as server:
        with Homerun("key", base_url=server.url, _clock=clock) as homerun:
            before = clock.now()
            assert [record.id for record in homerun.job_applications.list(per_page=1)] == ids
        assert len(server.received) == 120
        assert 60 <= clock.now() - before <= 61.2


def test_a_change_whose_second_attempt_finds_no_slot_is_still_unknown():
    """The first attempt was sent and its answer lost, so the change may have been made."""
    with FaultyServer(Drop(), PONG) as server:
        limit = RateLimit(1, 60, max_wait=1)
        with Homerun("key", base_url=server.url, rate_limit=limit, _clock=FakeClock()) as homerun:
            with pytest.raises(RateLimitError) as caught:
                homerun.job_applications.update("ap_1", city="Rotterdam")
        assert len(server.received) == 1
    assert caught.value.outcome_unknown
    assert "Nothing was sent" not in str(caught.value)


def test_what_the_server_says_of_the_budget_counts_for_all_clients_of_the_key():
    """One client learns from the headers that nothing is left, and another one waits for a window."""
    clock = FakeClock()
    used_up = Answer(200, {"pong": True}, headers={"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0"})
    with FaultyServer(used_up, PONG) as server:
        options = {"base_url": server.url, "_clock": clock}
        with Homerun("key", **options) as one, Homerun("key", **options) as other:
            one.ping()
            before = clock.now()
            other.ping()
    assert 60 <= clock.now() - before <= 61.2
