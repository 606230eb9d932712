"""A client in another event loop, and in a child process."""

import asyncio
import os

import pytest

from homerun_helpers import AsyncHomerun, Homerun, HomerunError
from tests.support.faulty import Answer, FaultyServer

PONG = Answer(200, {"pong": True})


def test_an_async_client_in_a_second_event_loop_says_what_to_do():
    """Its connections belong to the first; that it is closed is not the reason."""
    with FaultyServer(PONG) as server:
        homerun = AsyncHomerun("key", base_url=server.url)
        with asyncio.Runner() as first:
            assert first.run(homerun.ping())
            with asyncio.Runner() as second, pytest.raises(HomerunError, match="one per event loop"):
                second.run(homerun.ping())
            first.run(homerun.aclose())


def test_a_sync_client_works_inside_and_outside_of_event_loops():
    """It has nothing to do with them."""

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
