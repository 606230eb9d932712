"""The budget of a key in one process: threads and tasks that wait for its slots."""

import asyncio
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from homerun_helpers import RateLimit, RateLimitError
from homerun_helpers._ratelimit import local as module
from homerun_helpers._ratelimit.local import Budget, Slot, budget_of
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S
from homerun_helpers._runtime.steps import async_perform, perform
from tests._ratelimit.stopped_loop import StoppedLoopClock
from tests.support.clock import FakeClock
from tests.support.manual_clock import PATIENCE, ManualClock

LIMIT = RateLimit(2, 60.0)
ONE = RateLimit(1, 60.0)


class CollectingClock(FakeClock):
    """When it is read, garbage is collected: a task that was abandoned while it waited."""

    abandoned = None

    def now(self):
        if self.abandoned is not None:
            coroutine, self.abandoned = self.abandoned, None
            coroutine.close()
        return super().now()


def acquire(budget, clock, limit=LIMIT):
    """Take a slot in this thread."""
    return perform(budget.acquire(limit, clock))


def release(budget, clock, slot, limit=LIMIT, **answer):
    """Release a slot in this thread."""
    perform(budget.release(limit, clock, slot, **answer))


def start_acquiring(budget, clock, limit=LIMIT):
    """A task that waits for a slot."""
    return asyncio.ensure_future(async_perform(budget.acquire(limit, clock)))


def use(budget, clock, limit=LIMIT, **answer):
    """Send one request that is answered at once; returns when it took its slot."""
    slot = acquire(budget, clock, limit)
    release(budget, clock, slot, limit, **answer)
    return slot.taken_at


def used_up(clock, limit=LIMIT):
    """A budget whose requests were all sent and answered just now."""
    budget = Budget()
    for _ in range(limit.requests):
        use(budget, clock, limit)
    return budget


def test_free_slots_are_taken_at_once_and_then_requests_wait_a_window():
    """Time does not pass while slots are free."""
    clock, budget = FakeClock(), Budget()
    times = [use(budget, clock) - 1000.0 for _ in range(5)]
    assert times == pytest.approx([0, 0, 60 + WINDOW_EPSILON_S, 60 + WINDOW_EPSILON_S, 120 + 2 * WINDOW_EPSILON_S])


def test_a_slot_says_when_it_was_taken():
    """A budget of one process alone has no ticket for it."""
    clock = FakeClock()
    assert acquire(Budget(), clock) == Slot(clock.now(), None)


def test_a_wait_longer_than_max_wait_fails_at_once():
    """The error says when to try again. No slot is taken and no time passes."""
    clock = FakeClock()
    budget, impatient = used_up(clock), RateLimit(2, 60.0, max_wait=10.0)
    with pytest.raises(RateLimitError, match="max_wait is 10 s") as caught:
        acquire(budget, clock, impatient)
    assert caught.value.retry_after == pytest.approx(60.0, abs=0.01)
    assert clock.now() == 1000.0
    clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
    assert budget.free(LIMIT, clock) == 2


def test_a_pause_longer_than_max_wait_fails_at_once():
    """Also for a request whose turn depends on an answer that has not arrived."""
    clock, budget = FakeClock(), Budget()
    slot = acquire(budget, clock)
    acquire(budget, clock)
    release(budget, clock, slot, pause=1000.0)
    with pytest.raises(RateLimitError) as caught:
        acquire(budget, clock)
    assert (caught.value.retry_after, clock.now()) == (1000.0, 1000.0)


def test_a_wait_for_an_answer_that_never_comes_ends_at_max_wait():
    """The requests that hold the slots are never released."""
    clock, budget = FakeClock(), Budget()
    for _ in range(2):
        acquire(budget, clock)
    with pytest.raises(RateLimitError):
        acquire(budget, clock)
    assert clock.now() == 1000.0 + LIMIT.max_wait


def test_an_enormous_max_wait_is_no_overflow():
    """Threads cannot wait for ten billion seconds at once, so a wait is made of shorter ones."""
    clock, budget = ManualClock(), Budget()
    patient = RateLimit(1, max_wait=1e300)
    slot = acquire(budget, clock, patient)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(acquire, budget, clock, patient)
        clock.until_waiting(1)
        release(budget, clock, slot, patient)
        clock.until_waiting(1)
        clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
        assert waiting.result(PATIENCE).taken_at == clock.now()


def test_a_pause_counts_for_all_requests_of_the_key():
    """A 429 for one request stops the others as well."""
    clock, budget = FakeClock(), Budget()
    use(budget, clock, pause=30.0)
    assert budget.free(LIMIT, clock) == 0
    assert use(budget, clock) == 1030.0


def test_a_budget_learns_from_the_headers_of_answers():
    """The server has no slot left, so another program used the second one."""
    clock, budget = FakeClock(), Budget()
    use(budget, clock, headers={"x-ratelimit-limit": "2", "x-ratelimit-remaining": "0"})
    assert budget.free(LIMIT, clock) == 0


def test_a_release_takes_no_step():
    """A coroutine that is closed cannot await anything, and must release its slot all the same."""
    clock, budget = FakeClock(), Budget()

    async def send_and_be_closed():
        slot = await async_perform(budget.acquire(ONE, clock))
        try:
            await asyncio.Event().wait()
        finally:
            await async_perform(budget.release(ONE, clock, slot))

    async def main():
        request = send_and_be_closed()
        request.send(None)
        request.close()

    asyncio.run(main())
    clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
    assert budget.free(ONE, clock) == 1


def test_threads_are_served_in_the_order_in_which_they_came():
    """First come, first served, one window after the other."""
    clock, order = ManualClock(), []
    limit = RateLimit(1, 60.0, max_wait=1e9)
    budget = used_up(clock, limit)

    def one(number):
        slot = acquire(budget, clock, limit)
        order.append(number)
        release(budget, clock, slot, limit)

    with ThreadPoolExecutor(5) as pool:
        for number in range(5):
            pool.submit(one, number)
            clock.until_waiting(number + 1)
        clock.pass_until(lambda: len(order) == 5)
    assert order == list(range(5))


def test_tasks_are_served_in_the_order_in_which_they_came():
    """First come, first served, one window after the other."""
    clock, order = ManualClock(), []
    limit = RateLimit(1, 60.0, max_wait=10_000.0)
    budget = used_up(clock, limit)

    async def one(number):
        slot = await async_perform(budget.acquire(limit, clock))
        order.append(number)
        release(budget, clock, slot, limit)

    async def main():
        await clock.play(*[asyncio.ensure_future(one(number)) for number in range(8)])

    asyncio.run(main())
    assert order == list(range(8))


def test_a_cancelled_wait_takes_no_slot_and_those_behind_move_up():
    """The third of three waits is served when the first would have been."""
    clock = ManualClock()
    budget = used_up(clock, ONE)

    async def main():
        tasks = [start_acquiring(budget, clock, ONE) for _ in range(3)]
        await clock.settle()
        for task in tasks[:2]:
            task.cancel()
        await clock.play(*tasks)
        return await tasks[2]

    assert asyncio.run(main()).taken_at == pytest.approx(1060.0 + WINDOW_EPSILON_S)
    assert budget.free(ONE, clock) == 0
    assert not budget._queue


def test_a_wait_that_is_cancelled_just_after_it_was_woken_wakes_the_next():
    """Otherwise the next one would wait until its `max_wait` ends."""
    clock, budget = ManualClock(), Budget()

    async def main():
        slot = await async_perform(budget.acquire(ONE, clock))
        tasks = [start_acquiring(budget, clock, ONE) for _ in range(2)]
        await clock.settle()
        release(budget, clock, slot, ONE)  # wakes the first
        tasks[0].cancel()
        await clock.play(*tasks)
        return tasks[1].result()

    assert asyncio.run(main()).taken_at == pytest.approx(1060.0 + WINDOW_EPSILON_S)


def test_a_slot_that_is_given_back_is_for_the_first_in_the_queue():
    """It is woken at once, though no answer arrived."""
    clock, budget = FakeClock(), Budget()
    acquire(budget, clock, ONE)
    waiting = budget.acquire(ONE, clock)
    wait = next(waiting)
    budget.give_back(clock)
    wait.run()
    with pytest.raises(StopIteration) as end:
        waiting.send(None)
    assert end.value.value == Slot(1000.0)


def test_an_answer_that_settles_the_time_of_two_waiters_wakes_both():
    """The server raises its limit and asks for a pause: then both know when their slots are free."""
    clock, budget, limit = FakeClock(), Budget(), RateLimit(3, 60.0)
    use(budget, clock, limit, headers={"x-ratelimit-limit": "1"})
    clock.advance(61.0)
    slot = acquire(budget, clock, limit)
    waiting = [budget.acquire(limit, clock) for _ in range(2)]
    waits = [next(steps) for steps in waiting]
    assert [wait.seconds for wait in waits] == [limit.max_wait] * 2
    release(budget, clock, slot, limit, headers={"x-ratelimit-limit": "3"}, pause=10.0)
    for steps, wait in zip(waiting, waits, strict=True):
        wait.run()
        assert steps.send(None).seconds == 10.0
        assert clock.now() == 1061.0  # none of them slept
    for steps in waiting:
        steps.close()


def test_an_abandoned_wait_may_be_collected_by_a_thread_that_holds_the_lock():
    """Garbage is collected at any moment. The wait leaves the queue, and the thread does not lock itself out."""
    clock, budget = CollectingClock(), Budget()
    slot = acquire(budget, clock, ONE)

    async def abandon():
        wait = async_perform(budget.acquire(ONE, ManualClock()))
        wait.send(None)
        clock.abandoned = wait

    asyncio.run(abandon())
    thread = threading.Thread(target=release, args=(budget, clock, slot, ONE), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not budget._queue


def test_a_waiter_whose_event_loop_was_closed_can_be_woken():
    """The loop was closed without ending its tasks: waking one of them is no error, and it leaves the queue."""
    clock, budget = ManualClock(), Budget()
    slot = acquire(budget, clock, ONE)
    loop = asyncio.new_event_loop()

    async def begin():
        wait = async_perform(budget.acquire(ONE, clock))
        wait.send(None)
        return wait

    wait = loop.run_until_complete(begin())
    loop.close()
    release(budget, clock, slot, ONE)
    wait.close()
    clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
    assert acquire(budget, clock, ONE).taken_at == clock.now()


def test_event_loops_in_threads_share_a_budget():
    """Each task gets a slot, and no window holds more requests than the limit."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(3, 10.0, max_wait=1e9)
    times = []

    async def one():
        slot = await async_perform(budget.acquire(limit, clock))
        times.append(slot.taken_at)
        release(budget, clock, slot, limit)

    async def many():
        await asyncio.gather(*(one() for _ in range(12)))

    with ThreadPoolExecutor(2) as pool:
        loops = [pool.submit(asyncio.run, many()) for _ in range(2)]
        clock.pass_until(lambda: all(loop.done() for loop in loops))
    assert [loop.exception() for loop in loops] == [None, None]
    assert len(times) == 24
    assert all(sum(start <= other < start + 10.0 for other in times) <= 3 for start in times)


def test_threads_and_tasks_wait_in_one_queue():
    """The release of a task's request wakes a thread that waits for it."""
    clock, budget = ManualClock(), Budget()
    slot = asyncio.run(async_perform(budget.acquire(ONE, clock)))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(acquire, budget, clock, ONE)
        clock.until_waiting(1)
        release(budget, clock, slot, ONE)
        clock.until_waiting(1)
        clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
        assert waiting.result(PATIENCE).taken_at == clock.now()


def test_many_threads_never_exceed_the_limit():
    """No window holds more requests than the limit, and each thread gets a slot."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(5, 10.0, max_wait=1e9)
    times = []

    def one(_):
        slot = acquire(budget, clock, limit)
        times.append(slot.taken_at)
        release(budget, clock, slot, limit)

    with ThreadPoolExecutor(12) as pool:
        done = [pool.submit(one, number) for number in range(60)]
        clock.pass_until(lambda: all(future.done() for future in done))
    assert len(times) == 60
    assert all(sum(start <= other < start + 10.0 for other in times) <= 5 for start in times)


def test_free_subtracts_the_requests_that_wait():
    """They are served before a request that comes now."""
    clock, budget = ManualClock(), used_up(ManualClock(), ONE)

    async def main():
        task = start_acquiring(budget, clock, ONE)
        await clock.settle()
        assert budget.free(RateLimit(3), clock) == 1
        await clock.play(task)

    asyncio.run(main())


def test_a_long_wait_is_logged_once(caplog):
    """A program that waits a minute says so; one that waits half a second does not."""
    clock = FakeClock()
    with caplog.at_level("INFO", "homerun_helpers"):
        used_up(clock, RateLimit(1, 0.5))
        use(used_up(clock, RateLimit(1, 0.5)), clock, RateLimit(1, 0.5))
        use(used_up(clock, ONE), clock, ONE)
    assert caplog.messages == ["waiting 60 s for the rate limit (1 per 60 s)"]


def test_a_budget_belongs_to_a_key_and_a_base_url():
    """Clients of one key share it; other keys and other addresses have their own."""
    clock = FakeClock()
    one = budget_of("key-1", "https://a", LIMIT, clock)
    use(one, clock)
    assert budget_of("key-1", "https://a", RateLimit(5), clock) is one
    assert budget_of("key-2", "https://a", LIMIT, clock) is not one
    assert budget_of("key-1", "https://b", LIMIT, clock) is not one


def test_budgets_do_not_keep_the_key():
    """They keep a digest of it."""
    clock, key = FakeClock(), "hr_live_Canary0123456789"
    budget = budget_of(key, "https://a", LIMIT, clock)
    use(budget, clock)
    assert key not in repr(vars(module)) + repr(vars(budget)) + repr(vars(budget._log))


def test_idle_budgets_of_rotated_keys_are_forgotten():
    """A key that changes every hour does not fill the memory."""
    clock = FakeClock()
    for number in range(50):
        use(budget_of(f"rotated-{number}", "https://rotation", LIMIT, clock), clock)
        clock.advance(1000.0)
    names = {module.name_of(f"rotated-{number}", "https://rotation") for number in range(50)}
    assert len(names & module._budgets.keys()) <= 2


def test_a_budget_that_pauses_is_not_forgotten():
    """A long Retry-After outlasts the window; a new client of the key has to wait for it as well."""
    clock = FakeClock()
    paused = budget_of("paused", "https://a", LIMIT, clock)
    use(paused, clock, pause=3600.0)
    clock.advance(1000.0)
    budget_of("another", "https://a", LIMIT, clock)
    assert budget_of("paused", "https://a", LIMIT, clock) is paused


def test_a_wait_whose_event_loop_stopped_is_passed_over():
    """It can neither go on nor leave the queue. After some seconds the next waiter takes its place."""
    budget, clock = used_up(FakeClock(), ONE), FakeClock()
    loop = asyncio.new_event_loop()
    waiting = loop.create_task(async_perform(budget.acquire(ONE, StoppedLoopClock())))
    loop.run_until_complete(asyncio.sleep(0))
    assert acquire(budget, clock, ONE).taken_at >= 1060
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(waiting)
    loop.close()
