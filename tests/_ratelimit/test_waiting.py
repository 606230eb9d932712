"""The queue of those that wait for a slot, and the step in which they sleep."""

import asyncio
import threading

from homerun_helpers._ratelimit.waiting import WAITER_TIMEOUT_S, Wait, Waiter, WaitQueue
from homerun_helpers._runtime.clock import Clock
from tests.support.manual_clock import PATIENCE, ManualClock

REAL_TIME = Clock()


def queue_of(count, now=1000.0):
    """A queue with waiters that look again at this time."""
    queue, waiters = WaitQueue(), [Waiter(now, due=now) for _ in range(count)]
    for waiter in waiters:
        queue.join(waiter)
    return queue, waiters


def note_wakes(waiters):
    """A list that gets the number of each waiter that is woken."""
    woken = []
    for number, waiter in enumerate(waiters):
        waiter.attach(threading.Event(), lambda number=number: woken.append(number))
    return woken


def sleeping_thread(waiter):
    """A thread that sleeps until the waiter is woken."""
    clock = ManualClock()
    thread = threading.Thread(target=Wait(waiter, clock, 1e6).run, daemon=True)
    thread.start()
    clock.until_waiting(1)
    return thread


def test_a_thread_that_sleeps_is_woken():
    """Long before its time."""
    waiter = Waiter(0.0)
    thread = sleeping_thread(waiter)
    waiter.wake()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_task_that_sleeps_is_woken_from_another_thread():
    """Its event loop is told by that thread."""
    waiter = Waiter(0.0)

    async def main():
        sleeping = asyncio.ensure_future(Wait(waiter, REAL_TIME, 1e6).async_run())
        await asyncio.sleep(0)
        await asyncio.to_thread(waiter.wake)
        await asyncio.wait_for(sleeping, PATIENCE)

    asyncio.run(main())


def test_a_waiter_that_was_woken_before_it_sleeps_does_not_sleep():
    """The news came between its look at the budget and its sleep, in a thread and in a task alike."""
    waiter = Waiter(0.0)
    waiter.wake()
    Wait(waiter, REAL_TIME, 1e6).run()
    waiter.wake()
    asyncio.run(asyncio.wait_for(Wait(waiter, REAL_TIME, 1e6).async_run(), PATIENCE))


def test_waking_counts_for_one_sleep():
    """The next one lasts until it is woken again."""
    waiter = Waiter(0.0)
    waiter.wake()
    Wait(waiter, REAL_TIME, 1e6).run()
    thread = sleeping_thread(waiter)
    assert thread.is_alive()
    waiter.wake()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_waking_a_task_whose_event_loop_was_closed_is_no_error():
    """The task ended with its loop."""
    waiter, loop = Waiter(0.0), asyncio.new_event_loop()

    async def begin():
        sleep = Wait(waiter, REAL_TIME, 1e6).async_run()
        sleep.send(None)
        return sleep

    sleep = loop.run_until_complete(begin())
    loop.close()
    waiter.wake()
    sleep.close()


def test_positions_are_those_of_the_queue():
    """First come, first served."""
    queue, waiters = queue_of(3)
    assert [queue.position(waiter, 1000.0) for waiter in waiters] == [0, 1, 2]
    queue.leave(waiters[0], 1000.0)
    assert [queue.position(waiter, 1000.0) for waiter in waiters[1:]] == [0, 1]


def test_a_waiter_that_leaves_wakes_the_first():
    """Its place may be what the first one waits for. Leaving twice changes nothing."""
    queue, waiters = queue_of(3)
    woken = note_wakes(waiters)
    queue.leave(waiters[0], 1000.0)
    queue.leave(waiters[0], 1000.0)
    assert woken == [1]


def test_thousands_that_leave_wake_one_other_each():
    """A program that cancels all of its tasks does not spend its time on waking them."""
    queue, waiters = queue_of(2000)
    woken = note_wakes(waiters)
    for waiter in reversed(waiters):
        queue.leave(waiter, 1000.0)
    assert len(woken) == len(waiters) - 1


def test_waiters_that_are_late_are_passed_over():
    """All of those in front that should have looked long ago; one that is a little late keeps its place."""
    queue, waiters = queue_of(4)
    waiters[2].due = 1001.0
    assert queue.position(waiters[3], 1000.0 + WAITER_TIMEOUT_S) == 3
    assert queue.position(waiters[3], 1000.5 + WAITER_TIMEOUT_S) == 1


def test_a_waiter_that_was_passed_over_and_comes_back_goes_to_the_end():
    """Its thread was only slow."""
    queue, waiters = queue_of(2)
    waiters[1].due = 1002.0
    queue.position(waiters[1], 1001.0 + WAITER_TIMEOUT_S)
    assert queue.position(waiters[0], 1001.0 + WAITER_TIMEOUT_S) == 1
