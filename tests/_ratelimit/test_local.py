"""A key's budget: queues of threads and tasks."""

import asyncio
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from homerun_helpers import RateLimit, RateLimitError
from homerun_helpers._ratelimit import local as module
from homerun_helpers._ratelimit.local import Budget, budget_of
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S
from tests.support.clock import FakeClock
from tests.support.manual_clock import PATIENCE, ManualClock

LIMIT = RateLimit(2, 60.0)


class CollectingClock(FakeClock):
    """Whoever asks for the time collects garbage: a wait that was abandoned."""

    wreck = None

    def now(self):
        if self.wreck is not None:
            wreck, self.wreck = self.wreck, None
            wreck.close()
        return super().now()


def use(budget, clock, limit=LIMIT, **told):
    """One request, answered at once; gives the time at which it went."""
    sent = budget.acquire(limit, clock)
    budget.release(limit, clock, sent, **told)
    return sent


def full(clock, limit=LIMIT):
    budget = Budget()
    for _ in range(limit.requests):
        use(budget, clock, limit)
    return budget


def test_a_burst_goes_at_once_and_then_waits_a_window():
    """Time stands still during a burst."""
    clock, budget = FakeClock(), Budget()
    times = [use(budget, clock) - 1000.0 for _ in range(5)]
    assert times == pytest.approx([0, 0, 60 + WINDOW_EPSILON_S, 60 + WINDOW_EPSILON_S, 120 + 2 * WINDOW_EPSILON_S])


def test_a_wait_that_would_be_too_long_fails_at_once():
    """It says when it makes sense to try again, and takes no slot."""
    clock = FakeClock()
    budget, hasty = full(clock), RateLimit(2, 60.0, max_wait=10.0)
    with pytest.raises(RateLimitError, match="max_wait is 10 s") as caught:
        budget.acquire(hasty, clock)
    assert caught.value.retry_after == pytest.approx(60.0, abs=0.01)
    assert clock.now() == 1000.0
    clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
    assert budget.free(LIMIT, clock) == 2


def test_a_hold_that_is_too_long_fails_at_once():
    """Also for those whose turn depends on an answer that has not arrived."""
    clock, budget = FakeClock(), Budget()
    sent = budget.acquire(LIMIT, clock)
    budget.acquire(LIMIT, clock)
    budget.release(LIMIT, clock, sent, hold=1000.0)
    with pytest.raises(RateLimitError) as caught:
        budget.acquire(LIMIT, clock)
    assert (caught.value.retry_after, clock.now()) == (1000.0, 1000.0)


def test_an_answer_that_never_comes_ends_the_wait_at_max_wait():
    """Nobody waits for ever for somebody else's request."""
    clock, budget = FakeClock(), Budget()
    for _ in range(2):
        budget.acquire(LIMIT, clock)
    with pytest.raises(RateLimitError):
        budget.acquire(LIMIT, clock)
    assert clock.now() == 1000.0 + LIMIT.max_wait


def test_an_enormous_max_wait_is_no_overflow():
    """Threads cannot wait for ten billion seconds; the wait is cut and goes on."""
    clock, budget = ManualClock(), Budget()
    patient = RateLimit(1, max_wait=1e300)
    sent = budget.acquire(patient, clock)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(budget.acquire, patient, clock)
        clock.until_waiting(1)
        budget.release(patient, clock, sent)
        clock.until_waiting(1)
        clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
        assert waiting.result(PATIENCE) == clock.now()


def test_a_hold_holds_up_everybody():
    """A 429 for one is a 429 for all."""
    clock, budget = FakeClock(), Budget()
    use(budget, clock, hold=30.0)
    assert budget.free(LIMIT, clock) == 0
    assert use(budget, clock) == 1030.0


def test_a_budget_learns_from_answers():
    """Somebody else used one."""
    clock, budget = FakeClock(), Budget()
    use(budget, clock, headers={"x-ratelimit-limit": "2", "x-ratelimit-remaining": "0"})
    assert budget.free(LIMIT, clock) == 0


def test_threads_are_served_in_the_order_in_which_they_came():
    """First come, first served, one window after the other."""
    clock, order = ManualClock(), []
    limit = RateLimit(1, 60.0, max_wait=1e9)
    budget = full(clock, limit)

    def one(number):
        sent = budget.acquire(limit, clock)
        order.append(number)
        budget.release(limit, clock, sent)

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
    budget = full(clock, limit)

    async def one(number):
        sent = await budget.async_acquire(limit, clock)
        order.append(number)
        budget.release(limit, clock, sent)

    async def main():
        await clock.play(*[asyncio.ensure_future(one(number)) for number in range(8)])

    asyncio.run(main())
    assert order == list(range(8))


def test_a_cancelled_wait_takes_no_slot_and_those_behind_move_up():
    """The one that is left goes when the first would have gone."""
    clock = ManualClock()
    budget = full(clock, RateLimit(1))

    async def main():
        tasks = [asyncio.ensure_future(budget.async_acquire(RateLimit(1), clock)) for _ in range(3)]
        await clock.settle()
        for task in tasks[:2]:
            task.cancel()
        await clock.play(*tasks)
        return await tasks[2]

    assert asyncio.run(main()) == pytest.approx(1060.0 + WINDOW_EPSILON_S)
    assert budget.free(RateLimit(1), clock) == 0
    assert not budget._queue


def test_a_wait_that_is_cancelled_as_it_is_woken_passes_the_turn_on():
    """The next one must not sleep over it."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(1)

    async def main():
        sent = await budget.async_acquire(limit, clock)
        tasks = [asyncio.ensure_future(budget.async_acquire(limit, clock)) for _ in range(2)]
        await clock.settle()
        budget.release(limit, clock, sent)  # wakes the first
        tasks[0].cancel()
        await clock.play(*tasks)
        return tasks[1].result()

    assert asyncio.run(main()) == pytest.approx(1060.0 + WINDOW_EPSILON_S)


def test_an_abandoned_wait_that_is_collected_under_the_lock_does_no_harm():
    """Garbage is collected at any moment, also while this very thread holds the lock."""
    clock, limit = CollectingClock(), RateLimit(1)
    budget = Budget()
    sent = budget.acquire(limit, clock)

    async def abandon():
        wait = budget.async_acquire(limit, ManualClock())
        wait.send(None)
        clock.wreck = wait

    asyncio.run(abandon())
    thread = threading.Thread(target=budget.release, args=(limit, clock, sent), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not budget._queue


def test_a_waiter_whose_event_loop_is_gone_holds_nobody_up():
    """Its loop was closed without ending its tasks."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(1)
    sent = budget.acquire(limit, clock)
    loop = asyncio.new_event_loop()

    async def begin():
        wait = budget.async_acquire(limit, clock)
        wait.send(None)
        return wait

    wait = loop.run_until_complete(begin())
    loop.close()
    budget.release(limit, clock, sent)
    wait.close()
    clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
    assert budget.acquire(limit, clock) == clock.now()


def test_event_loops_in_threads_share_a_budget():
    """Each task gets its turn, and no window holds more than the limit."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(3, 10.0, max_wait=1e9)
    times = []

    async def one():
        sent = await budget.async_acquire(limit, clock)
        times.append(sent)
        budget.release(limit, clock, sent)

    async def many():
        await asyncio.gather(*(one() for _ in range(12)))

    with ThreadPoolExecutor(2) as pool:
        loops = [pool.submit(asyncio.run, many()) for _ in range(2)]
        clock.pass_until(lambda: all(loop.done() for loop in loops))
    assert [loop.exception() for loop in loops] == [None, None]
    assert len(times) == 24
    assert all(sum(start <= other < start + 10.0 for other in times) <= 3 for start in times)


def test_threads_and_tasks_wait_in_one_queue():
    """A task's answer wakes a thread that waits for it."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(1)
    sent = asyncio.run(budget.async_acquire(limit, clock))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(budget.acquire, limit, clock)
        clock.until_waiting(1)
        budget.release(limit, clock, sent)
        clock.until_waiting(1)
        clock.advance(60.0 + 2 * WINDOW_EPSILON_S)
        assert waiting.result(PATIENCE) == clock.now()


def test_many_threads_never_exceed_the_limit():
    """No window holds more than the limit, and everybody gets a turn."""
    clock, budget, limit = ManualClock(), Budget(), RateLimit(5, 10.0, max_wait=1e9)
    spans = []

    def one(_):
        sent = budget.acquire(limit, clock)
        spans.append((sent, clock.now()))
        budget.release(limit, clock, sent)

    with ThreadPoolExecutor(12) as pool:
        done = [pool.submit(one, number) for number in range(60)]
        clock.pass_until(lambda: all(future.done() for future in done))
    assert len(spans) == 60
    assert all(sum(start <= other < start + 10.0 for other, _ in spans) <= 5 for start, _ in spans)


def test_free_counts_off_those_who_wait():
    """Who asks how many could go at once is behind them."""
    clock, budget = ManualClock(), full(ManualClock(), RateLimit(1))

    async def main():
        task = asyncio.ensure_future(budget.async_acquire(RateLimit(1), clock))
        await clock.settle()
        assert budget.free(RateLimit(3), clock) == 1
        await clock.play(task)

    asyncio.run(main())


def test_a_budget_belongs_to_key_and_base_url():
    """Clients of one key share it; other keys and other addresses have their own."""
    clock = FakeClock()
    one = budget_of("key-1", "https://a", LIMIT, clock)
    use(one, clock)
    assert budget_of("key-1", "https://a", RateLimit(5), clock) is one
    assert budget_of("key-2", "https://a", LIMIT, clock) is not one
    assert budget_of("key-1", "https://b", LIMIT, clock) is not one


def test_the_key_is_nowhere_in_the_budgets():
    """It is kept as a digest."""
    clock, key = FakeClock(), "hr_live_Canary0123456789"
    budget = budget_of(key, "https://a", LIMIT, clock)
    use(budget, clock)
    assert key not in repr(vars(module)) + repr(vars(budget)) + repr(vars(budget._log))


def test_budgets_of_rotated_keys_are_forgotten_when_they_are_idle():
    """A key that changes every hour fills no memory."""
    clock = FakeClock()
    for number in range(50):
        use(budget_of(f"rotated-{number}", "https://rotation", LIMIT, clock), clock)
        clock.advance(1000.0)
    names = {module.name_of(f"rotated-{number}", "https://rotation") for number in range(50)}
    assert len(names & module._budgets.keys()) <= 2


def test_a_budget_that_the_server_holds_up_is_not_forgotten():
    """A long Retry-After outlasts the window; a new client of the key has to heed it as well."""
    clock = FakeClock()
    held = budget_of("held", "https://a", LIMIT, clock)
    use(held, clock, hold=3600.0)
    clock.advance(1000.0)
    budget_of("another", "https://a", LIMIT, clock)
    assert budget_of("held", "https://a", LIMIT, clock) is held


def test_those_who_leave_wake_one_other_each():
    """Thousands of cancelled waits must not wake each other thousands of times."""
    budget, clock, woken = Budget(), FakeClock(), []
    with contextlib.ExitStack() as stack:
        for number in range(200):
            stack.enter_context(budget._waiter(lambda number=number: woken.append(number), clock))
    assert len(woken) <= 200


def test_a_wait_whose_event_loop_stopped_does_not_hold_up_others():
    """It can neither go on nor leave; after a while it is passed over."""
    budget, clock, limit = Budget(), FakeClock(), RateLimit(1, 60)
    budget.release(limit, clock, budget.acquire(limit, clock))
    loop = asyncio.new_event_loop()

    class Stopped(FakeClock):
        async def async_wait(self, event, _):
            await event.wait()

    stopped = Stopped()
    waiting = loop.create_task(budget.async_acquire(limit, stopped))
    loop.run_until_complete(asyncio.sleep(0))
    assert budget.acquire(limit, clock) >= 1060
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(waiting)
    loop.close()
