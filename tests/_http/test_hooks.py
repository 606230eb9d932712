"""Who watches a request is told right before it goes out, and when it was not done and waits."""

import asyncio
import threading

import pytest

from homerun_helpers import AsyncHomerun, Homerun, RateLimit, RateLimitError, RetryPolicy
from homerun_helpers._http.hooks import attempt_hooks
from homerun_helpers._runtime.concurrency import run_to_completion
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer, closed_port_url
from tests.support.records import CREATED

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
OUT, BACK = "out", "back"


class Told(list):
    """Remembers what it was told, and how much the server had received by then."""

    def __init__(self, server=None):
        super().__init__()
        self._server = server

    def _tell(self, what):
        self.append(what if self._server is None else (what, len(self._server.received)))

    def before_send(self):
        self._tell(OUT)

    def not_sent(self):
        self._tell(BACK)


def create(url, watch, **options):
    with Homerun("key", base_url=url, _clock=FakeClock(), **options) as homerun, attempt_hooks(watch):
        return homerun.job_applications.create(**ADA)


def create_in_a_task(url, watch, **options):
    async def work():
        async with AsyncHomerun("key", base_url=url, _clock=FakeClock(), **options) as homerun:
            with attempt_hooks(watch):
                return await homerun.job_applications.create(**ADA)

    return asyncio.run(work())


both = pytest.mark.parametrize("send", [create, create_in_a_task])


@both
def test_it_is_told_before_each_attempt_and_while_it_waits(send):
    """A refusal (429) means that it was not done."""
    with FaultyServer(Answer(429, headers={"Retry-After": "1"}), Answer(201, CREATED)) as server:
        told = Told(server)
        send(server.url, told)
    assert told == [(OUT, 0), (BACK, 1), (OUT, 1)]


@both
def test_what_never_left_is_held_back(send):
    """After each attempt but the last, whose error says it."""
    told = Told()
    with pytest.raises(Exception, match="could not be sent"):
        send(closed_port_url(), told, retries=RetryPolicy(max_attempts=2))
    assert told == [OUT, BACK, OUT]


@both
def test_what_may_have_been_done_is_not_held_back(send):
    """Nobody knows."""
    with FaultyServer(Drop()) as server:
        told = Told()
        with pytest.raises(Exception, match="unknown"):
            send(server.url, told)
    assert told == [OUT]


@both
def test_what_gets_no_slot_does_not_go_out(send):
    """It is told after the wait for the rate limit, not before."""
    limit = RateLimit(1, 60.0, max_wait=1.0)
    with FaultyServer(Answer(201, CREATED)) as server:
        told = Told()
        send(server.url, told, rate_limit=limit)
        with pytest.raises(RateLimitError):
            send(server.url, told, rate_limit=limit)
    assert told == [OUT]


@both
def test_a_watch_can_stop_a_request(send):
    """By raising: then nothing is sent, and the caller gets what it raised."""

    class Refusing(Told):
        def before_send(self):
            raise KeyError("no")

    with FaultyServer(Answer(201, CREATED)) as server:
        with pytest.raises(KeyError):
            send(server.url, Refusing())
        assert not server.received


async def test_tasks_watch_their_own_requests():
    """Others' are not their concern."""
    with FaultyServer(Answer(201, CREATED)) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:

            async def watching():
                with attempt_hooks(told := Told()):
                    await homerun.job_applications.create(**ADA)
                return told

            told = await asyncio.gather(watching(), watching())
            await homerun.job_applications.create(**ADA)
    assert told == [[OUT], [OUT]]


class Slow(Told):
    """Is busy until it may go on."""

    def __init__(self):
        super().__init__()
        self.is_asked, self.may_go_on = threading.Event(), threading.Event()

    def before_send(self):
        self.is_asked.set()
        assert self.may_go_on.wait(20)
        super().before_send()


async def test_what_is_cancelled_while_the_watch_is_told_is_held_back():
    """It was not sent, and the watch knows both before the task ends."""
    watch = Slow()
    with FaultyServer(Answer(201, CREATED)) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:
            with attempt_hooks(watch):
                task = asyncio.ensure_future(homerun.job_applications.create(**ADA))
            await asyncio.to_thread(watch.is_asked.wait, 20)
            task.cancel()
            await asyncio.sleep(0)
            watch.may_go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert not server.received
    assert watch == [OUT, BACK]


async def test_what_goes_to_the_end_does_so_however_often_it_is_cancelled():
    """The task ends after the work, as cancelled."""
    watch = Slow()
    task = asyncio.ensure_future(run_to_completion(watch.before_send))
    await asyncio.to_thread(watch.is_asked.wait, 20)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    watch.may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert watch == [OUT]


async def test_what_goes_to_the_end_gives_and_raises_as_it_does():
    """When nobody interferes."""
    assert await run_to_completion(int, "7") == 7
    with pytest.raises(ValueError, match="invalid literal"):
        await run_to_completion(int, "seven")
