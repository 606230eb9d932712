"""Stores when machines restart, processes fork or die, and files and servers fail in the middle."""

import asyncio
import os
import sqlite3
import threading
import uuid

import pytest
import redis

from homerun_helpers import Homerun, RateLimit, RateLimitError, RedisStore, SQLiteStore, StoreDownError
from homerun_helpers._ratelimit.local import Budget
from homerun_helpers._ratelimit.shared import SharedBudget
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import async_perform
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer

THREE = RateLimit(3, 60)
PONG = Answer(200, {"pong": True})


def test_a_hold_of_before_a_restart_does_not_last_after_it(tmp_path):
    """The time of a machine begins anew when it starts: what was a moment then would be days now."""
    path = tmp_path / "budget.db"
    before = SQLiteStore(path, _clock=lambda: 1e6)
    before.finish("x", THREE, before.take("x", THREE).ticket, None, 20.0)
    before.close()
    after = SQLiteStore(path, _clock=lambda: 10.0)
    assert after.take("x", THREE).ticket
    after.close()


def test_a_fork_while_the_store_is_in_use_does_not_hang_the_child(tmp_path):
    """A thread of the parent holds the lock at that moment."""
    store = SQLiteStore(tmp_path / "budget.db")
    store.take("x", THREE)
    held, free = threading.Event(), threading.Event()

    def hold():
        with store._lock:
            held.set()
            free.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    child = os.fork()
    if child == 0:
        os._exit(0 if store.take("x", THREE).ticket else 1)
    _, status = os.waitpid(child, 0)
    free.set()
    thread.join(20)
    assert os.waitstatus_to_exitcode(status) == 0
    assert store.take("x", THREE).ticket
    assert store.take("x", THREE).ticket is None
    store.close()


def test_a_commit_that_fails_locks_nobody_out(tmp_path):
    """Somebody reads the file for long, a backup perhaps."""
    path = tmp_path / "budget.db"
    store, other = (SQLiteStore(path, _busy_timeout=0.05) for _ in range(2))
    store.take("x", THREE)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM budgets").fetchall()
    with pytest.raises(StoreDownError):
        store.take("x", THREE)
    reader.close()
    assert other.take("x", THREE).ticket
    assert store.take("x", THREE).ticket
    for each in (store, other):
        each.close()


def test_a_file_that_was_deleted_is_made_anew(tmp_path):
    """Not an error for ever."""
    path = tmp_path / "budget.db"
    store = SQLiteStore(path)
    store.take("x", THREE)
    path.unlink()
    with pytest.raises(StoreDownError):
        store.take("x", THREE)
    assert store.take("x", THREE).ticket
    store.close()


@pytest.mark.parametrize("content", ["[]", "null", '{"log": 5}', "5"])
def test_a_state_that_is_odd_is_a_store_that_is_down(content, tmp_path):
    """Never a TypeError from inside."""
    path = tmp_path / "budget.db"
    store = SQLiteStore(path)
    store.take("x", THREE)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE budgets SET state = ?", (content,))
    connection.close()
    with pytest.raises(StoreDownError):
        store.take("x", THREE)
    store.close()


def test_a_shorter_window_of_another_client_forgets_nothing(tmp_path):
    """Two programs with different settings use one key."""
    now = [1000.0]
    store = SQLiteStore(tmp_path / "budget.db", _clock=lambda: now[0])
    for _ in range(3):
        store.finish("x", THREE, store.take("x", THREE).ticket)
    now[0] += 10
    short = RateLimit(3, 1)
    store.finish("x", short, store.take("x", short).ticket)
    assert store.take("x", THREE).ticket is None
    store.close()


def test_in_redis_a_shorter_window_of_another_client_forgets_nothing(redis_url):
    """What is there stays there for the longer window."""
    store, name = RedisStore(redis_url), uuid.uuid4().hex
    store.finish(name, THREE, store.take(name, THREE).ticket)
    short = RateLimit(3, 0.1)
    store.finish(name, short, store.take(name, short).ticket)
    store.close()
    with redis.Redis.from_url(redis_url) as client:
        assert client.ttl(f"homerun-helpers:budget:{name}") > 60


def test_a_process_keeps_to_its_limit_when_the_store_goes_down(tmp_path, caplog):
    """What went through the store before counts in the budget that takes its place."""
    path = tmp_path / "budget.db"
    limit = RateLimit(3, 60, store=SQLiteStore(path, when_down="local"), max_wait=1)
    with FaultyServer(PONG) as server:
        with Homerun(uuid.uuid4().hex, base_url=server.url, rate_limit=limit, _clock=FakeClock()) as homerun:
            homerun.ping()
            homerun.ping()
            path.write_bytes(b"no database" * 1000)
            assert homerun.ping()
            with pytest.raises(RateLimitError):
                homerun.ping()
        assert len(server.received) == 3
    assert "within this process only" in caplog.text
    limit.store.close()


def test_waits_that_end_with_their_event_loop_take_no_slot(store):
    """A program that is stopped while it waits must not use up what others need."""
    name = uuid.uuid4().hex

    async def leave_at_once():
        budget = SharedBudget(store, name, Budget())
        waiting = [asyncio.ensure_future(async_perform(budget.acquire(THREE, Clock()))) for _ in range(3)]
        await asyncio.sleep(0)
        return len(waiting)

    assert asyncio.run(leave_at_once()) == 3
    assert all(store.take(name, THREE).ticket for _ in range(3))


def test_a_slot_that_redis_took_without_anybody_knowing_is_given_back(redis_url):
    """Redis pauses, the call fails, and Redis goes on with what it was sent."""
    store, name = RedisStore(redis_url, timeout=0.05), uuid.uuid4().hex
    assert store.take(name, THREE).ticket
    with redis.Redis.from_url(redis_url) as client:
        client.execute_command("CLIENT", "PAUSE", "300", "ALL")
        for _ in range(2):
            with pytest.raises(StoreDownError):
                store.take(name, THREE)
        client.ping()  # answers when the pause is over
    assert store.take(name, THREE).ticket
    assert store.take(name, THREE).ticket
    assert store.take(name, THREE).ticket is None
    store.close()


def test_a_password_with_a_slash_is_not_quoted():
    """The parser of URLs would."""
    with pytest.raises(ValueError, match="redis://host") as caught:
        RedisStore("redis://user:s3cr/et@127.0.0.1:1/0")
    assert caught.value.__cause__ is None
