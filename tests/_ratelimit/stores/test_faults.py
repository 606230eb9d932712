"""Stores when machines restart, when processes fork, and when files and servers fail during a call."""

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


def test_a_pause_from_before_a_restart_of_the_machine_ends_with_it(tmp_path):
    """Monotonic time starts anew: 20 seconds of pause would become days."""
    path = tmp_path / "budget.db"
    before = SQLiteStore(path, _clock=lambda: 1e6)
    before.finish("x", THREE, before.take("x", THREE).ticket, None, 20.0)
    before.close()
    after = SQLiteStore(path, _clock=lambda: 10.0)
    assert after.take("x", THREE).ticket
    after.close()


def test_a_fork_while_the_store_is_in_use_does_not_hang_the_child(tmp_path):
    """A thread of the parent, which the child has not, holds the lock at that moment."""
    store = SQLiteStore(tmp_path / "budget.db")
    store.take("x", THREE)
    is_locked, may_unlock = threading.Event(), threading.Event()

    def lock():
        with store._lock:
            is_locked.set()
            may_unlock.wait(20)

    thread = threading.Thread(target=lock)
    thread.start()
    assert is_locked.wait(20)
    child = os.fork()
    if child == 0:
        os._exit(0 if store.take("x", THREE).ticket else 1)
    _, status = os.waitpid(child, 0)
    may_unlock.set()
    thread.join(20)
    assert os.waitstatus_to_exitcode(status) == 0
    assert store.take("x", THREE).ticket
    assert store.take("x", THREE).ticket is None
    store.close()


def test_a_commit_that_fails_does_not_leave_the_file_locked(tmp_path):
    """It fails while another program, such as a backup, reads the file."""
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


def test_a_file_that_was_deleted_is_made_again(tmp_path):
    """One call fails, and the next one makes the file."""
    path = tmp_path / "budget.db"
    store = SQLiteStore(path)
    store.take("x", THREE)
    path.unlink()
    with pytest.raises(StoreDownError):
        store.take("x", THREE)
    assert store.take("x", THREE).ticket
    store.close()


@pytest.mark.parametrize("content", ["[]", "null", '{"log": 5}', "5"])
def test_a_state_of_another_form_is_a_store_that_is_down(content, tmp_path):
    """It is a StoreDownError, and no TypeError."""
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
    """Two programs with different limits use one key. What the longer window needs is kept."""
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
    """The entry lasts as long as the longer window needs it."""
    store, name = RedisStore(redis_url), uuid.uuid4().hex
    store.finish(name, THREE, store.take(name, THREE).ticket)
    short = RateLimit(3, 0.1)
    store.finish(name, short, store.take(name, short).ticket)
    store.close()
    with redis.Redis.from_url(redis_url) as client:
        assert client.ttl(f"homerun-helpers:budget:{name}") > 60


def test_a_process_keeps_to_its_limit_when_the_store_goes_down(tmp_path, caplog):
    """Requests that went through the store count in the budget of the process as well."""
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
    """A program that is stopped while it waits leaves the slots to others."""
    name = uuid.uuid4().hex

    async def leave_at_once():
        budget = SharedBudget(store, name, Budget())
        waiting = [asyncio.ensure_future(async_perform(budget.acquire(THREE, Clock()))) for _ in range(3)]
        await asyncio.sleep(0)
        return len(waiting)

    assert asyncio.run(leave_at_once()) == 3
    assert all(store.take(name, THREE).ticket for _ in range(3))


def test_a_slot_that_redis_takes_after_the_call_failed_is_given_back(redis_url):
    """Redis pauses, the call reaches its time limit, and then Redis goes on with the request."""
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


def test_an_error_does_not_quote_a_password_with_a_slash():
    """The parser of URLs takes it for a port, and quotes it."""
    with pytest.raises(ValueError, match="redis://host") as caught:
        RedisStore("redis://user:s3cr/et@127.0.0.1:1/0")
    assert caught.value.__cause__ is None
