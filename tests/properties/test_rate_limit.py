"""The budget under random schedules: no window exceeds the limit, and no slot is lost."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from homerun_helpers import RateLimit
from homerun_helpers._ratelimit.local import Budget
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S
from homerun_helpers._runtime.steps import async_perform, perform
from tests.support.manual_clock import ManualClock

PER = 10.0
seconds = st.floats(0, 30, allow_nan=False).map(lambda value: round(value, 2))
# Seconds until a request starts, the latency of its answer, and the seconds after which it is cancelled, if ever.
visits = st.tuples(seconds, seconds, st.none() | seconds)


async def visit(budget, limit, clock, plan, spans):
    """Sleep, wait for a slot, send and wait for the answer; a cancellation may come at any point."""
    start, latency, _ = plan
    await clock.async_sleep(start)
    slot = await async_perform(budget.acquire(limit, clock))
    try:
        await clock.async_sleep(latency)
    finally:
        spans.append((slot.taken_at, clock.now()))
        perform(budget.release(limit, clock, slot))


async def cancel_after(clock, task, seconds):
    await clock.async_sleep(seconds)
    task.cancel()


def simulate(limit, plans):
    """Run all requests in virtual time; returns the budget, the clock, and when each request was sent and answered."""
    clock, budget, spans = ManualClock(), Budget(), []

    async def main():
        tasks = [asyncio.ensure_future(visit(budget, limit, clock, plan, spans)) for plan in plans]
        cancellations = [
            asyncio.ensure_future(cancel_after(clock, task, plan[0] + plan[2]))
            for task, plan in zip(tasks, plans, strict=True)
            if plan[2] is not None
        ]
        await clock.play(*tasks, *cancellations)
        return [task for task in tasks if not task.cancelled() and task.exception() is not None]

    assert asyncio.run(main()) == []
    return budget, clock, spans


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4), st.lists(visits, max_size=12))
def test_no_window_exceeds_the_limit(requests, plans):
    """No window has more than the limit, whenever the server counts a request between sending and answer."""
    limit = RateLimit(requests, PER, max_wait=100_000.0)
    _, _, spans = simulate(limit, plans)
    for start in [ends for _, ends in spans] + [sent - PER for sent, _ in spans]:
        assert sum(sent <= start + PER and ends >= start for sent, ends in spans) <= requests


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4), st.lists(visits, max_size=12))
def test_no_slot_is_lost(requests, plans):
    """Every request that is not cancelled is sent, and one window later all slots are free."""
    limit = RateLimit(requests, PER, max_wait=100_000.0)
    budget, clock, spans = simulate(limit, plans)
    assert len(spans) >= sum(cancelled_after is None for _, _, cancelled_after in plans)
    clock.advance(PER + 2 * WINDOW_EPSILON_S)
    assert budget.free(limit, clock) == requests
    assert not budget._queue


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60))
def test_free_budget_is_used_as_a_burst(requests):
    """With a free budget all requests are sent at once."""
    _, _, spans = simulate(RateLimit(requests, PER), [(0.0, 1.0, None)] * requests)
    assert {sent for sent, _ in spans} == {1000.0}


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 20))
def test_every_window_is_used_in_full(requests, count):
    """With immediate answers the last request waits no longer than the limit requires."""
    _, _, spans = simulate(RateLimit(requests, PER, max_wait=100_000.0), [(0.0, 0.0, None)] * count)
    windows = -(-count // requests) - 1
    assert max(sent for sent, _ in spans) - 1000.0 <= windows * (PER + 2 * WINDOW_EPSILON_S)
