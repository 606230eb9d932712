"""A slot of the budget is given back however an attempt ends, in threads and in tasks."""

import asyncio
import json
import signal
import sqlite3
import threading
from contextlib import closing

import httpx
import pytest

from homerun_helpers import AsyncHomerun, Homerun, RateLimit, RateLimitError, SQLiteStore
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer, Hang
from tests.support.manual_clock import ManualClock

PONG = Answer(200, {"pong": True})
URL = "http://127.0.0.1:1/v2"


class Waiting(httpx.AsyncByteStream):
    """A body that never comes to its end."""

    def __init__(self):
        self.begun, self.is_closed = asyncio.Event(), False

    async def __aiter__(self):
        self.begun.set()
        yield b"{"
        await asyncio.sleep(3600)

    async def aclose(self):
        self.is_closed = True
        await asyncio.sleep(0)


class HalfAnAnswer(httpx.AsyncBaseTransport):
    """Answers with a body that never ends."""

    def __init__(self):
        self.body = Waiting()

    async def handle_async_request(self, request):
        return httpx.Response(200, stream=self.body, request=request)


async def one_wait(coroutine):
    """Let a coroutine go on until it waits for the next time, and wait for that."""
    future = coroutine.send(None)
    if future is not None:
        future._asyncio_future_blocking = False  # as a task does with what it waits for
        await asyncio.wait([future], timeout=0.05)


def in_flight(homerun, key):
    """How many slots of a key's budget are taken by requests under way."""
    return homerun.low_level.session.budgets.of(key)._log.in_flight


async def test_a_coroutine_that_is_closed_while_it_connects_gives_its_slot_back():
    """As happens to a task whose event loop is gone. The next request is sent."""
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("closed-1", base_url=server.url) as homerun:
            coroutine = homerun.ping()
            coroutine.send(None)
            assert in_flight(homerun, "closed-1") == 1
            coroutine.close()
            assert in_flight(homerun, "closed-1") == 0
            assert await homerun.ping()


async def test_a_coroutine_that_is_closed_while_it_reads_closes_the_answer_and_gives_its_slot_back():
    transport = HalfAnAnswer()
    async with AsyncHomerun("closed-2", base_url=URL, transport=transport) as homerun:
        coroutine = homerun.ping()
        coroutine.send(None)
        coroutine.close()
        assert in_flight(homerun, "closed-2") == 0
    assert transport.body.is_closed


async def test_a_coroutine_that_is_closed_gives_its_slot_of_a_store_back(tmp_path):
    """The store blocks: it is told in this thread, since the coroutine cannot wait any more."""
    path, transport = tmp_path / "budget.db", HalfAnAnswer()
    limit = RateLimit(5, 60, store=SQLiteStore(path))

    def under_way():
        with closing(sqlite3.connect(path)) as connection:
            ((state,),) = connection.execute("SELECT state FROM budgets").fetchall()
        return len(json.loads(state)["in_flight"])

    async with AsyncHomerun("closed-3", base_url=URL, transport=transport, rate_limit=limit) as homerun:
        coroutine = homerun.ping()
        while not transport.body.begun.is_set():
            await one_wait(coroutine)
        assert under_way() == 1
        coroutine.close()
        assert under_way() == 0
    limit.store.close()


async def test_a_task_that_is_cancelled_while_it_reads_closes_the_answer_and_gives_its_slot_back():
    transport = HalfAnAnswer()
    async with AsyncHomerun("cancelled-1", base_url=URL, transport=transport) as homerun:
        task = asyncio.ensure_future(homerun.ping())
        await transport.body.begun.wait()
        assert in_flight(homerun, "cancelled-1") == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert in_flight(homerun, "cancelled-1") == 0
    assert transport.body.is_closed


async def test_a_task_that_is_cancelled_while_it_waits_for_the_budget_takes_no_slot():
    clock = ManualClock()
    with FaultyServer(PONG) as server:
        limit = RateLimit(1, 60)
        async with AsyncHomerun("cancelled-2", base_url=server.url, rate_limit=limit, _clock=clock) as homerun:
            await homerun.ping()
            task = asyncio.ensure_future(homerun.ping())
            await clock.settle()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert in_flight(homerun, "cancelled-2") == 0
        assert len(server.received) == 1


@pytest.fixture
def ctrl_c():
    """Ctrl-C raises KeyboardInterrupt, also in a process that was started with the signal ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_while_an_answer_is_awaited_gives_the_slot_back():
    """The exception comes through as it is, and the client can be used again."""
    with FaultyServer(Hang(), PONG) as server, Homerun("interrupted", base_url=server.url) as homerun:

        def interrupt():
            while not server.received:
                threading.Event().wait(0.005)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            homerun.ping()
        thread.join(20)
        assert in_flight(homerun, "interrupted") == 0
        assert homerun.ping()


def test_an_exception_of_a_transport_gives_the_slot_back():
    """Also one that is no error of httpx."""

    def answer(request):
        raise KeyError("no answer left")

    with Homerun("broken", base_url=URL, transport=httpx.MockTransport(answer)) as homerun:
        with pytest.raises(KeyError):
            homerun.ping()
        assert in_flight(homerun, "broken") == 0


def test_a_key_that_cannot_be_had_for_the_second_attempt_leaves_the_outcome_unknown():
    """The first attempt of a change was sent and its answer lost."""
    keys = iter(["rotating", "not a key"])
    with FaultyServer(Answer(500)) as server:
        with Homerun(lambda: next(keys), base_url=server.url, _clock=FakeClock()) as homerun:
            with pytest.raises(ValueError, match="api_key") as caught:
                homerun.job_applications.update("ap_1", city="Rotterdam")
        assert len(server.received) == 1
    assert caught.value.outcome_unknown


def test_a_request_without_a_slot_is_not_prepared_any_further():
    """It is refused before the connection is used."""
    with FaultyServer(PONG) as server:
        limit = RateLimit(1, 60, max_wait=1)
        with Homerun("no-slot", base_url=server.url, rate_limit=limit, _clock=FakeClock()) as homerun:
            homerun.ping()
            with pytest.raises(RateLimitError):
                homerun.ping()
            assert in_flight(homerun, "no-slot") == 0
        assert len(server.received) == 1
