"""Hooks are called right before each attempt is sent, and when an attempt was not done and waits."""

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
SENT, WAITS = "sent", "waits"


class Recorder(list):
    """Records its calls, and how many requests the server had received by then."""

    def __init__(self, server=None):
        super().__init__()
        self._server = server

    def _record(self, what):
        self.append(what if self._server is None else (what, len(self._server.received)))

    def before_send(self):
        self._record(SENT)

    def not_sent(self):
        self._record(WAITS)


def create(url, hooks, **options):
    with Homerun("key", base_url=url, _clock=FakeClock(), **options) as homerun, attempt_hooks(hooks):
        return homerun.job_applications.create(**ADA)


def create_in_a_task(url, hooks, **options):
    async def work():
        async with AsyncHomerun("key", base_url=url, _clock=FakeClock(), **options) as homerun:
            with attempt_hooks(hooks):
                return await homerun.job_applications.create(**ADA)

    return asyncio.run(work())


both = pytest.mark.parametrize("send", [create, create_in_a_task])


@both
def test_hooks_are_called_before_each_attempt_and_before_each_wait(send):
    """A 429 means that the request was not done."""
    with FaultyServer(Answer(429, headers={"Retry-After": "1"}), Answer(201, CREATED)) as server:
        calls = Recorder(server)
        send(server.url, calls)
    assert calls == [(SENT, 0), (WAITS, 1), (SENT, 1)]


@both
def test_what_could_not_be_sent_is_reported_as_not_sent(send):
    """After each attempt but the last, whose error says it."""
    calls = Recorder()
    with pytest.raises(Exception, match="could not be sent"):
        send(closed_port_url(), calls, retries=RetryPolicy(max_attempts=2))
    assert calls == [SENT, WAITS, SENT]


@both
def test_what_may_have_been_done_is_not_reported_as_not_sent(send):
    """Its outcome is unknown."""
    with FaultyServer(Drop()) as server:
        calls = Recorder()
        with pytest.raises(Exception, match="unknown"):
            send(server.url, calls)
    assert calls == [SENT]


@both
def test_a_request_without_a_slot_calls_no_hook(send):
    """`before_send` is called after the wait for the rate limit."""
    limit = RateLimit(1, 60.0, max_wait=1.0)
    with FaultyServer(Answer(201, CREATED)) as server:
        calls = Recorder()
        send(server.url, calls, rate_limit=limit)
        with pytest.raises(RateLimitError):
            send(server.url, calls, rate_limit=limit)
    assert calls == [SENT]


@both
def test_a_hook_can_stop_a_request_by_raising(send):
    """Nothing is sent, and the caller gets what the hook raised."""

    class Refusing(Recorder):
        def before_send(self):
            raise KeyError("no")

    with FaultyServer(Answer(201, CREATED)) as server:
        with pytest.raises(KeyError):
            send(server.url, Refusing())
        assert not server.received


async def test_hooks_are_called_for_requests_of_their_own_task_only():
    """Requests of other tasks, and those after the block, call none."""
    with FaultyServer(Answer(201, CREATED)) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:

            async def create_with_hooks():
                with attempt_hooks(calls := Recorder()):
                    await homerun.job_applications.create(**ADA)
                return calls

            calls = await asyncio.gather(create_with_hooks(), create_with_hooks())
            await homerun.job_applications.create(**ADA)
    assert calls == [[SENT], [SENT]]


class Slow(Recorder):
    """Blocks until it may go on."""

    def __init__(self):
        super().__init__()
        self.is_asked, self.may_go_on = threading.Event(), threading.Event()

    def before_send(self):
        self.is_asked.set()
        assert self.may_go_on.wait(20)
        super().before_send()


async def test_a_request_that_is_cancelled_while_its_hook_runs_is_reported_as_not_sent():
    """Both hooks have returned when the task ends."""
    hooks = Slow()
    with FaultyServer(Answer(201, CREATED)) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:
            with attempt_hooks(hooks):
                task = asyncio.ensure_future(homerun.job_applications.create(**ADA))
            await asyncio.to_thread(hooks.is_asked.wait, 20)
            task.cancel()
            await asyncio.sleep(0)
            hooks.may_go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert not server.received
    assert hooks == [SENT, WAITS]


async def test_run_to_completion_ends_after_the_call_however_often_it_is_cancelled():
    """The task ends as cancelled."""
    hooks = Slow()
    task = asyncio.ensure_future(run_to_completion(hooks.before_send))
    await asyncio.to_thread(hooks.is_asked.wait, 20)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    hooks.may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert hooks == [SENT]


async def test_run_to_completion_returns_and_raises_as_the_call_does():
    """When it is not cancelled."""
    assert await run_to_completion(int, "7") == 7
    with pytest.raises(ValueError, match="invalid literal"):
        await run_to_completion(int, "seven")
