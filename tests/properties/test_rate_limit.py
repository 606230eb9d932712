"""The budget under random schedules: never more than the limit in any window, and no slot is lost."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from homerun_helpers import RateLimit
from homerun_helpers._ratelimit.local import Budget
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S
from homerun_helpers._runtime.steps import async_perform, perform
from tests.support.manual_clock import ManualClock

PER = 10.0
moments = st.floats(0, 30, allow_nan=False).map(lambda seconds: round(seconds, 2))
# When somebody comes, how long the answer takes, and after how long they lose patience.
visits = st.tuples(moments, moments, st.none() | moments)


async def visit(budget, limit, clock, plan, spans):
    """Come, wait for a slot, send, wait for the answer; or be cancelled at any of these moments."""
    comes, latency, _ = plan
    await clock.async_sleep(comes)
    slot = await async_perform(budget.acquire(limit, clock))
    try:
        await clock.async_sleep(latency)
    finally:
        spans.append((slot.taken_at, clock.now()))
        perform(budget.release(limit, clock, slot))


async def lose_patience(clock, task, seconds):
    await clock.async_sleep(seconds)
    task.cancel()


def simulate(limit, plans):
    """Everybody's visit in virtual time; gives budget, clock and when each request was under way."""
    clock, budget, spans = ManualClock(), Budget(), []

    async def main():
        tasks = [asyncio.ensure_future(visit(budget, limit, clock, plan, spans)) for plan in plans]
        impatient = [
            asyncio.ensure_future(lose_patience(clock, task, plan[0] + plan[2]))
            for task, plan in zip(tasks, plans, strict=True)
            if plan[2] is not None
        ]
        await clock.play(*tasks, *impatient)
        return [task for task in tasks if not task.cancelled() and task.exception() is not None]

    assert asyncio.run(main()) == []
    return budget, clock, spans


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4), st.lists(visits, max_size=12))
def test_no_window_ever_holds_more_than_the_limit(requests, plans):
    """Whenever the server counts each request: at any moment between its sending and its answer."""
    limit = RateLimit(requests, PER, max_wait=100_000.0)
    _, _, spans = simulate(limit, plans)
    for start in [ends for _, ends in spans] + [sent - PER for sent, _ in spans]:
        assert sum(sent <= start + PER and ends >= start for sent, ends in spans) <= requests


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4), st.lists(visits, max_size=12))
def test_no_slot_is_lost(requests, plans):
    """Who is not cancelled gets a turn; a window later all is free again."""
    limit = RateLimit(requests, PER, max_wait=100_000.0)
    budget, clock, spans = simulate(limit, plans)
    assert len(spans) >= sum(patience is None for _, _, patience in plans)
    clock.advance(PER + 2 * WINDOW_EPSILON_S)
    assert budget.free(limit, clock) == requests
    assert not budget._queue


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60))
def test_a_free_budget_goes_out_as_a_burst(requests):
    """All at once, never spaced."""
    _, _, spans = simulate(RateLimit(requests, PER), [(0.0, 1.0, None)] * requests)
    assert {sent for sent, _ in spans} == {1000.0}


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 20))
def test_nobody_waits_longer_than_the_limit_asks_for(requests, count):
    """With answers at once, each window is used to the full."""
    _, _, spans = simulate(RateLimit(requests, PER, max_wait=100_000.0), [(0.0, 0.0, None)] * count)
    windows = -(-count // requests) - 1
    assert max(sent for sent, _ in spans) - 1000.0 <= windows * (PER + 2 * WINDOW_EPSILON_S)
