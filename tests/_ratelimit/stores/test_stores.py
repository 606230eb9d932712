"""What each store decides, with a real SQLite file and a real Redis."""

import asyncio
import contextlib
import math
import subprocess
import sys
import uuid

import pytest
import redis

from homerun_helpers import (
    Homerun,
    InvalidArgumentError,
    RateLimit,
    RateLimitError,
    RedisStore,
    SQLiteStore,
    StoreDownError,
)
from homerun_helpers._ratelimit.local import Budget
from homerun_helpers._ratelimit.shared import SharedBudget
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import async_perform
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer

THREE = RateLimit(3, 60)
PONG = Answer(200, {"pong": True})


@pytest.fixture
def name():
    """A budget that no other test has."""
    return uuid.uuid4().hex


def test_free_slots_are_taken_at_once_and_the_next_one_waits(store, name):
    """The next slot is free when the first request is one window old."""
    tickets = [store.take(name, THREE).ticket for _ in range(3)]
    assert all(tickets)
    for ticket in tickets:
        store.finish(name, THREE, ticket)
    refused = store.take(name, THREE)
    assert refused.ticket is None
    assert 55 < refused.delay <= 60.1
    assert refused.least == pytest.approx(refused.delay)


def test_a_wait_for_requests_under_way_has_an_infinite_delay(store, name):
    """Their slots are free one window after their answers, whose time is not known."""
    for _ in range(3):
        store.take(name, THREE)
    assert store.take(name, THREE).delay == math.inf


def test_a_position_further_back_in_the_queue_needs_more_slots(store, name):
    """With one slot free, the second in the queue waits and the first does not."""
    tickets = [store.take(name, THREE).ticket for _ in range(2)]
    for ticket in tickets:
        store.finish(name, THREE, ticket)
    assert store.take(name, THREE, 1).ticket is None
    assert store.take(name, THREE, 0).ticket
    assert store.take(name, THREE, 7).least >= 120


def test_a_slot_that_was_not_used_is_free_again(store, name):
    """At once, not one window later."""
    tickets = [store.take(name, THREE).ticket for _ in range(3)]
    store.give_back(name, THREE, tickets[0])
    assert store.take(name, THREE).ticket
    assert store.take(name, THREE).ticket is None


def test_a_cancelled_wait_takes_no_slot(store, name):
    """Also when the store is being asked at that moment."""

    async def use():
        budget = SharedBudget(store, name, Budget())
        for _ in range(20):
            waiting = asyncio.ensure_future(async_perform(budget.acquire(THREE, Clock())))
            await asyncio.sleep(0)
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting
        return [(await asyncio.wait_for(async_perform(budget.acquire(THREE, Clock())), 20)).ticket for _ in range(3)]

    assert all(asyncio.run(use()))


def test_a_pause_counts_for_all_requests(store, name):
    """A refusal of one request stops those of all processes."""
    ticket = store.take(name, THREE).ticket
    store.finish(name, THREE, ticket, None, 20.0)
    refused = store.take(name, THREE)
    assert refused.ticket is None
    assert 18 < refused.delay <= 20.1


def test_what_other_programs_use_is_learned_from_the_headers(store, name):
    """The server has one slot left where this store has two."""
    ticket = store.take(name, THREE).ticket
    store.finish(name, THREE, ticket, {"x-ratelimit-limit": "3", "x-ratelimit-remaining": "1"}, None)
    assert store.take(name, THREE).ticket
    assert store.take(name, THREE).ticket is None


def test_a_smaller_limit_of_the_server_counts(store, name):
    """The server allows two where three are configured."""
    ticket = store.take(name, THREE).ticket
    store.finish(name, THREE, ticket, {"x-ratelimit-limit": "2"}, None)
    assert store.take(name, THREE).free == 0
    assert store.take(name, THREE).ticket is None


def test_budgets_of_different_keys_are_independent(store):
    """Each name is a budget of its own."""
    one, other = uuid.uuid4().hex, uuid.uuid4().hex
    for _ in range(3):
        store.take(one, THREE)
    assert store.take(other, THREE).ticket


def test_clients_whose_clocks_differ_share_a_budget(store):
    """The clock of one client is years ahead; the time of the store counts."""
    key, ahead = uuid.uuid4().hex, FakeClock()
    ahead.advance(1e9)
    with FaultyServer(PONG) as server:
        options = {"base_url": server.url, "rate_limit": RateLimit(2, 60, store=store, max_wait=5)}
        with Homerun(key, **options) as one, Homerun(key, **options, _clock=ahead) as other:
            assert one.ping()
            assert other.ping()
            with pytest.raises(RateLimitError) as caught:
                one.ping()
        assert len(server.received) == 2
    assert 50 < caught.value.retry_after < 61


def test_the_key_is_in_no_file(tmp_path):
    """The file holds a digest of it, and is readable by its owner only."""
    path = tmp_path / "budget.db"
    with FaultyServer(PONG) as server:
        store = SQLiteStore(path)
        with Homerun("canary-key-77", base_url=server.url, rate_limit=RateLimit(store=store)) as homerun:
            homerun.ping()
        store.close()
    for file in tmp_path.iterdir():
        assert b"canary" not in file.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_the_key_is_not_in_redis_and_entries_expire(redis_url):
    """Redis holds a digest of the key, and removes a budget that is not used any more."""
    store = RedisStore(redis_url)
    with (
        FaultyServer(PONG) as server,
        Homerun("canary-key-77", base_url=server.url, rate_limit=RateLimit(store=store)) as homerun,
    ):
        homerun.ping()
    store.close()
    with redis.Redis.from_url(redis_url) as client:
        keys = client.keys("*")
        assert keys
        for key in keys:
            assert b"canary" not in key + client.get(key)
            assert 0 < client.ttl(key) < 2000


def test_stamps_from_before_a_restart_of_the_machine_do_not_count(tmp_path, name):
    """Monotonic time starts anew, so that old stamps are in the future."""
    store = SQLiteStore(tmp_path / "budget.db", _clock=lambda: 1e9)
    for _ in range(3):
        store.finish(name, THREE, store.take(name, THREE).ticket)
    store.close()
    later = SQLiteStore(tmp_path / "budget.db", _clock=lambda: 10.0)
    assert later.take(name, THREE).ticket
    later.close()


def test_the_slots_of_a_process_that_died_are_free_after_their_lease(tmp_path, name):
    """Its requests count as ended when the lease ends, and their slots are free one window later."""
    now = [1000.0]
    store = SQLiteStore(tmp_path / "budget.db", _clock=lambda: now[0])
    for _ in range(3):
        store.take(name, THREE)
    now[0] += 601
    refused = store.take(name, THREE)
    assert refused.delay == pytest.approx(60, abs=0.1)
    now[0] += 61
    assert store.take(name, THREE).ticket
    store.close()


def down(tmp_path, kind, **options):
    """A store that cannot be used."""
    if kind == "redis":
        return RedisStore("redis://127.0.0.1:1/0", timeout=0.5, **options)
    (tmp_path / "folder").mkdir(exist_ok=True)
    return SQLiteStore(tmp_path / "folder", **options)


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_a_store_that_is_down_is_an_error_and_nothing_is_sent(kind, tmp_path):
    """The limit is never exceeded without notice."""
    with FaultyServer(PONG) as server:
        limit = RateLimit(store=down(tmp_path, kind))
        with Homerun("key", base_url=server.url, rate_limit=limit) as homerun, pytest.raises(StoreDownError):
            homerun.ping()
        assert server.received == []


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_with_when_down_local_the_budget_of_the_process_takes_over(kind, tmp_path, caplog):
    """A warning is logged, and this process still keeps to the limit."""
    with FaultyServer(PONG) as server:
        limit = RateLimit(1, 60, store=down(tmp_path, kind, when_down="local"), max_wait=1)
        with Homerun(uuid.uuid4().hex, base_url=server.url, rate_limit=limit) as homerun:
            assert homerun.ping()
            with pytest.raises(RateLimitError):
                homerun.ping()
    assert "within this process only" in caplog.text


def test_a_store_that_goes_down_during_a_request_loses_no_answer(tmp_path, caplog):
    """The caller gets the answer. That its end could not be noted is logged as a warning."""
    path = tmp_path / "budget.db"
    store = SQLiteStore(path)

    def spoil(_):
        path.write_bytes(b"no database" * 1000)
        return PONG

    with FaultyServer(spoil) as server:
        with Homerun("key", base_url=server.url, rate_limit=RateLimit(store=store)) as homerun:
            assert homerun.ping()
    store.close()
    assert "could not be noted" in caplog.text


@pytest.mark.parametrize(
    ("argument", "make"),
    [
        ("when_down", lambda: SQLiteStore("x", when_down="ignore")),
        ("when_down", lambda: RedisStore("redis://x", when_down="ignore")),
        ("url", lambda: RedisStore("http://x")),
    ],
)
def test_wrong_arguments_are_refused(argument, make):
    """The error names the argument, and no file or connection is opened."""
    with pytest.raises(InvalidArgumentError) as caught:
        make()
    assert caught.value.argument == argument
    assert caught.value.problem.startswith("must ")


def test_a_repr_shows_no_password():
    """The URL of a Redis often has one in it."""
    assert "s3cret" not in repr(RedisStore("redis://user:s3cret@127.0.0.1:1/0"))
    assert "s3cret" not in repr(RateLimit(store=RedisStore("redis://user:s3cret@127.0.0.1:1/0")))


def test_without_the_extra_the_error_says_what_to_install():
    """The package redis is not part of a plain installation."""
    code = (
        "import sys; sys.modules['redis'] = None\n"
        "from homerun_helpers import RedisStore\n"
        "try: RedisStore('redis://x')\n"
        "except ImportError as error: print(error)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "homerun-helpers[redis]" in result.stdout + result.stderr
