"""A budget in a store: which waiter asks it, what a cancellation leaves behind, and what a store that is down means."""

import asyncio
import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from homerun_helpers import RateLimit, RateLimitError, SQLiteStore, StoreDownError
from homerun_helpers._ratelimit.local import Budget
from homerun_helpers._ratelimit.shared import POLL_INTERVAL_S, RECHECK_INTERVAL_S, STORE_TIMEOUT_S, SharedBudget
from homerun_helpers._ratelimit.store_steps import TakeFromStore
from homerun_helpers._ratelimit.waiting import WAITER_TIMEOUT_S, Wait
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import async_perform, perform
from tests._ratelimit.stopped_loop import StoppedLoopClock
from tests.support.clock import FakeClock
from tests.support.manual_clock import PATIENCE

ONE = RateLimit(1, 60.0)
TWO = RateLimit(2, 60.0)


class SlowStore(SQLiteStore):
    """A store whose answer to `take` arrives when the test wants it."""

    def __init__(self, path, **options):
        super().__init__(path, **options)
        self.asked, self.may_answer, self.given_back = threading.Event(), threading.Event(), threading.Event()

    def take(self, name, limit, position=0):
        self.asked.set()
        assert self.may_answer.wait(PATIENCE)
        return super().take(name, limit, position)

    def give_back(self, name, limit, ticket):
        super().give_back(name, limit, ticket)
        self.given_back.set()


class CountingStore(SQLiteStore):
    """A store that counts how often it is asked for a slot."""

    questions = 0

    def take(self, name, limit, position=0):
        self.questions += 1
        return super().take(name, limit, position)


@pytest.fixture
def path(tmp_path):
    """Where the store's file is."""
    return tmp_path / "budget.db"


def block_until_granted(step):
    """Stop this event loop until a thread has the store's answer, which the loop then has not passed on yet."""
    for _ in range(PATIENCE * 1000):
        if step._ticket is not None:
            return
        time.sleep(0.001)  # there is no event to wait for


def start_acquiring(budget, clock, limit):
    """A task that waits for a slot."""
    return asyncio.ensure_future(async_perform(budget.acquire(limit, clock)))


def test_a_slot_that_the_store_grants_after_the_cancellation_is_given_back(path):
    """The task leaves at once; the store's answer comes later and frees its slot."""
    store = SlowStore(path)
    local = Budget()
    budget = SharedBudget(store, "x", local)

    async def main():
        task = start_acquiring(budget, Clock(), ONE)
        await asyncio.to_thread(store.asked.wait, PATIENCE)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert local.free(ONE, Clock()) == 1
        store.may_answer.set()

    asyncio.run(main())
    assert store.given_back.is_set()
    assert store.take("x", ONE).ticket
    store.close()


def test_a_slot_that_the_store_grants_at_the_moment_of_the_cancellation_is_given_back(path):
    """The answer is there, and the event loop has not passed it on yet."""
    store = SlowStore(path)
    store.may_answer.set()
    step = TakeFromStore(store, "x", ONE, 0)

    async def main():
        task = asyncio.ensure_future(step.async_run())
        await asyncio.sleep(0)
        block_until_granted(step)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert store.given_back.is_set()
    store.close()


def test_a_question_that_is_cancelled_before_a_thread_is_free_is_not_asked(path):
    """All threads of the event loop are busy."""
    store, may_go_on = SlowStore(path), threading.Event()
    store.may_answer.set()

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        busy = loop.run_in_executor(None, may_go_on.wait, PATIENCE)
        task = asyncio.ensure_future(TakeFromStore(store, "x", ONE, 0).async_run())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        may_go_on.set()
        await busy

    asyncio.run(main())
    assert not store.asked.is_set()
    store.close()


def test_a_store_that_fails_after_the_cancellation_is_no_error(path, caplog):
    """The error has no reader any more, and asyncio does not complain about that."""
    store = SlowStore(path)
    budget = SharedBudget(store, "x", Budget())

    async def main():
        task = start_acquiring(budget, Clock(), ONE)
        await asyncio.to_thread(store.asked.wait, PATIENCE)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        path.write_bytes(b"no database" * 1000)
        store.may_answer.set()

    asyncio.run(main())
    assert caplog.messages == []
    store.close()


def test_only_the_first_in_the_queue_asks_again(path):
    """Each asks once when it comes. Then one asks for all, so that a thousand waiters do not ask a thousand times."""
    clock = FakeClock()
    store = SQLiteStore(path, _clock=clock.now)
    budget = SharedBudget(store, "x", Budget())
    for _ in range(2):
        store.take("x", TWO)  # of another process
    first, second = (budget.acquire(TWO, clock) for _ in range(2))
    questions = [next(first), next(second)]
    assert [question.position for question in questions] == [0, 1]
    waits = [first.send(questions[0].run()), second.send(questions[1].run())]
    assert [wait.seconds for wait in waits] == [POLL_INTERVAL_S, RECHECK_INTERVAL_S]
    assert isinstance(second.send(None), Wait)
    assert isinstance(first.send(None), TakeFromStore)
    first.close()
    assert isinstance(second.send(None), TakeFromStore)
    second.close()
    store.close()


def test_a_release_wakes_the_first_in_the_queue(path):
    """The store may have a slot for it, or may now know when it will have one."""
    clock = FakeClock()
    store = SQLiteStore(path, _clock=clock.now)
    budget = SharedBudget(store, "x", Budget())
    slot = perform(budget.acquire(TWO, clock))
    store.take("x", TWO)  # of another process
    waiting = budget.acquire(TWO, clock)
    question = next(waiting)
    wait = waiting.send(question.run())
    perform(budget.release(TWO, clock, slot))
    wait.run()
    assert clock.now() == 1000.0  # it did not sleep
    waiting.close()
    store.close()


def test_a_waiter_whose_question_takes_long_keeps_its_place(path):
    """The store answers after ten seconds, and a second waiter comes meanwhile."""
    clock = FakeClock()
    store = SQLiteStore(path, _clock=clock.now)
    budget = SharedBudget(store, "x", Budget())
    first, second = (budget.acquire(TWO, clock) for _ in range(2))
    next(first)
    clock.advance(STORE_TIMEOUT_S)
    assert next(second).position == 1
    clock.advance(2 * WAITER_TIMEOUT_S)
    third = budget.acquire(RateLimit(3, 60.0), clock)
    assert next(third).position == 1
    for waiting in (first, second, third):
        waiting.close()
    store.close()


@pytest.mark.parametrize("when_down", ["error", "local"])
def test_a_store_that_is_down_takes_no_slot_or_a_local_one(tmp_path, when_down, caplog):
    """With "error" the local slot is given back; with "local" the request goes on without a ticket."""
    store, local, clock = SQLiteStore(tmp_path, when_down=when_down), Budget(), FakeClock()
    budget = SharedBudget(store, "x", local)
    if when_down == "error":
        with pytest.raises(StoreDownError):
            perform(budget.acquire(ONE, clock))
        assert local.free(ONE, clock) == 1
        return
    slot = perform(budget.acquire(ONE, clock))
    assert slot.ticket is None
    perform(budget.release(ONE, clock, slot))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert budget.free(ONE, clock) == 0


def test_a_wait_for_other_processes_asks_again_until_max_wait_ends(path):
    """Their requests are under way. The store cannot tell when they end, so it is asked again and again."""
    clock, limit = FakeClock(), RateLimit(1, 60.0, max_wait=1.0)
    store = CountingStore(path, _clock=clock.now)
    store.take("x", ONE)  # of another process
    budget = SharedBudget(store, "x", Budget())
    with pytest.raises(RateLimitError):
        perform(budget.acquire(limit, clock))
    assert clock.now() == pytest.approx(1001.0)
    assert store.questions > 1.0 / POLL_INTERVAL_S
    store.close()


def test_a_wait_whose_event_loop_stopped_is_passed_over(path):
    """It is the first in the queue and can neither ask nor leave. The next waiter takes its place."""
    clock, stopped, loop = FakeClock(), StoppedLoopClock(), asyncio.new_event_loop()
    store = SQLiteStore(path, _clock=clock.now)
    budget = SharedBudget(store, "x", Budget())
    others = [store.take("x", TWO).ticket for _ in range(2)]
    waiting = loop.create_task(async_perform(budget.acquire(TWO, stopped)))
    loop.run_until_complete(asyncio.wait_for(stopped.waits.wait(), PATIENCE))
    for ticket in others:
        store.finish("x", TWO, ticket)
    assert perform(budget.acquire(TWO, clock)).ticket
    assert clock.now() > 1000.0 + WAITER_TIMEOUT_S
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(waiting)
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    store.close()
