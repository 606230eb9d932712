"""The real clock, without waiting for it."""

import asyncio
import threading
import time

from homerun_helpers._runtime.clock import Clock


def test_now_never_goes_back():
    """It is the monotonic time."""
    assert time.monotonic() <= Clock().now() <= Clock().now() <= time.monotonic()


def test_wall_is_unix_time():
    """What a server names by date is compared with it."""
    assert abs(Clock().wall() - time.time()) < 5


def test_waiting_for_an_event_ends_with_it():
    """Also with a limit that is longer than the system takes."""
    event = threading.Event()
    event.set()
    for seconds in (None, 0.0, 1e300):
        Clock().wait(event, seconds)


def test_a_wait_longer_than_threads_can_wait_is_cut():
    """More than `TIMEOUT_MAX` would be an OverflowError."""

    class Recorder(threading.Event):
        waits = []  # noqa: RUF012 - of this test only

        def wait(self, timeout=None):
            self.waits.append(timeout)

    for seconds in (1e300, 5.0, None):
        Clock().wait(Recorder(), seconds)
    assert Recorder.waits == [threading.TIMEOUT_MAX, 5.0, None]


def test_a_wait_without_the_event_ends_in_time():
    """Zero seconds are over at once."""
    event = threading.Event()
    Clock().wait(event, 0.0)
    assert not event.is_set()


def test_tasks_wait_for_events_too():
    """A wait ends with the event or when the time is over; neither is an error."""

    async def main():
        event = asyncio.Event()
        await Clock().async_wait(event, 0.0)
        assert not event.is_set()
        event.set()
        await Clock().async_wait(event, None)
        await Clock().async_wait(event, 1e9)

    asyncio.run(main())


def test_sleeping_for_nothing_is_nothing():
    """A delay of zero passes at once, in threads and in tasks."""
    Clock().sleep(0.0)
    asyncio.run(Clock().async_sleep(0.0))
