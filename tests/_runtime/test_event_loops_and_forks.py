"""A client in another event loop, and in a child process."""

import asyncio
import os
import threading

import httpx
import pytest

from homerun_helpers import AsyncHomerun, Homerun, HomerunError, InvalidArgumentError
from tests.support.faulty import Answer, FaultyServer

PONG = Answer(200, {"pong": True})


def test_an_async_client_in_a_second_event_loop_says_what_to_do():
    """Its connections belong to the first event loop."""
    with FaultyServer(PONG) as server:
        homerun = AsyncHomerun("key", base_url=server.url)
        with asyncio.Runner() as first:
            assert first.run(homerun.ping())
            with asyncio.Runner() as second, pytest.raises(HomerunError, match="one per event loop"):
                second.run(homerun.ping())
            first.run(homerun.aclose())


def test_a_sync_client_works_inside_and_outside_of_event_loops():
    """It does not use them."""

    async def inside(homerun):
        return homerun.ping()

    with FaultyServer(PONG) as server, Homerun("key", base_url=server.url) as homerun:
        assert homerun.ping()
        assert asyncio.run(inside(homerun))


def test_a_child_process_gets_connections_of_its_own():
    """Two processes that write to one connection would mix up their requests."""
    with FaultyServer(PONG) as server, Homerun("key", base_url=server.url) as homerun:
        assert homerun.ping()
        child = os.fork()
        if child == 0:
            os._exit(0 if homerun.ping() else 1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert homerun.ping()
    assert len(server.received) == 3


def test_a_fork_while_connections_are_being_made_does_not_hang_the_child():
    """A thread of the parent holds a lock at that moment; the child has a new one."""
    forking, made = threading.Event(), threading.Event()

    with FaultyServer(PONG) as server, Homerun("key", base_url=server.url) as homerun:
        inner = homerun.low_level.session.inner
        make = inner._make

        def slowly():
            forking.set()
            assert made.wait(20)
            return make()

        inner._make = slowly
        thread = threading.Thread(target=homerun.ping)
        thread.start()
        assert forking.wait(20)
        inner._make = make
        child = os.fork()
        if child == 0:
            os._exit(0 if homerun.ping() else 1)
        _, status = os.waitpid(child, 0)
        made.set()
        thread.join(20)
        assert os.waitstatus_to_exitcode(status) == 0


def test_a_transport_of_the_wrong_kind_is_refused():
    """The error names the class of httpx that is needed."""
    with pytest.raises(InvalidArgumentError, match="BaseTransport"):
        Homerun("key", transport=httpx.AsyncHTTPTransport())
    with pytest.raises(InvalidArgumentError, match="AsyncBaseTransport"):
        AsyncHomerun("key", transport=httpx.HTTPTransport())


def test_no_proxy_is_used_for_this_machine(monkeypatch):
    """The sandbox is reached directly, whatever the environment names."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with FaultyServer(PONG) as server, Homerun("key", base_url=server.url) as homerun:
        assert homerun.ping()


@pytest.mark.parametrize("proxy", ["socks5://user:s3cret@127.0.0.1:1", "nonsense://user:s3cret@x"])
def test_a_proxy_that_cannot_be_used_is_named_without_its_password(proxy, monkeypatch):
    """With an error of this package."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Homerun("key") as homerun, pytest.raises(InvalidArgumentError, match="proxy") as caught:
        homerun.ping()
    assert "s3cret" not in str(caught.value)
