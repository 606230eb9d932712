"""Many connections to one host: as many as there are requests under way."""

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from homerun_helpers import AsyncHomerun, RetryPolicy
from homerun_helpers._http.connections import IDLE_S, MAX_CONNECTIONS, Connections
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer, closed_port_url
from tests.support.together import in_tasks

PATIENCE = {"connect": 10, "read": 10, "write": 10, "pool": 10}


def together(count):
    """A step of the server that answers when `count` requests are there at the same time."""
    barrier = threading.Barrier(count)

    def answer(_):
        barrier.wait(10)
        return Answer(200, {})

    return answer


def connections(clock=None, kind=httpx.HTTPTransport):
    return Connections(lambda limits: kind(limits=limits), (clock or FakeClock()).now)


def request(server):
    return httpx.Request("GET", f"{server.url}/ping", extensions={"timeout": PATIENCE})


def fetch(transport, server):
    response = transport.handle_request(request(server))
    body = b"".join(response.stream)
    response.close()
    return body


async def async_fetch(transport, server):
    response = await transport.handle_async_request(request(server))
    body = b"".join([piece async for piece in response.stream])
    await response.aclose()
    return body


def test_one_request_after_the_other_takes_one_connection():
    """The connection is kept open and used again."""
    with FaultyServer(Answer(200, {})) as server, connections() as transport:
        assert [fetch(transport, server) for _ in range(5)] == [b"{}"] * 5
        assert len(server._threads) == 1


def test_requests_of_threads_are_sent_at_the_same_time():
    """Each on a connection of its own, which is used again for the next ones."""
    with FaultyServer(together(12)) as server, connections() as transport, ThreadPoolExecutor(12) as pool:
        for _ in range(2):
            assert list(pool.map(lambda _: fetch(transport, server), range(12))) == [b"{}"] * 12
        assert len(server._threads) == 12


async def test_requests_of_tasks_are_sent_at_the_same_time():
    """Each on a connection of its own, which is used again for the next ones."""
    with FaultyServer(together(12)) as server:
        async with connections(kind=httpx.AsyncHTTPTransport) as transport:
            for _ in range(2):
                done = await in_tasks(lambda _: async_fetch(transport, server), range(12))
                assert done == [b"{}"] * 12
        assert len(server._threads) == 12


async def test_requests_beyond_the_maximum_share_a_pool():
    """All of them are answered."""
    with FaultyServer(together(MAX_CONNECTIONS), Answer(200, {})) as server:
        server.script = [together(MAX_CONNECTIONS)] * MAX_CONNECTIONS + [Answer(200, {})]
        async with connections(kind=httpx.AsyncHTTPTransport) as transport:
            done = await in_tasks(lambda _: async_fetch(transport, server), range(3 * MAX_CONNECTIONS))
            assert len(transport._free) == MAX_CONNECTIONS
        assert done == [b"{}"] * 3 * MAX_CONNECTIONS


def test_idle_connections_are_closed_after_a_while():
    """All but the one that is used."""
    clock = FakeClock()
    with FaultyServer(together(4)) as server, connections(clock) as transport, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: fetch(transport, server), range(4)))
        server.script = [Answer(200, {})]
        clock.advance(IDLE_S + 1)
        fetch(transport, server)
        clock.advance(IDLE_S + 1)
        fetch(transport, server)
        assert len(transport._free) == 1


@pytest.mark.parametrize("step", [Drop(), Answer(200, {"a": 1}, cut=2)])
def test_a_connection_that_broke_is_replaced(step):
    """The next request is sent on another one."""
    with FaultyServer(step, Answer(200, {})) as server, connections() as transport:
        with pytest.raises(httpx.RemoteProtocolError), closing(transport.handle_request(request(server))) as response:
            b"".join(response.stream)
        assert fetch(transport, server) == b"{}"
        assert (len(transport._free), len(transport._busy), len(transport._broken)) == (1, 0, 0)


def test_requests_that_could_not_be_sent_leave_at_most_one_broken_connection():
    """It is closed when the next request is sent."""
    with connections() as transport:
        for _ in range(3):
            with pytest.raises(httpx.ConnectError):
                transport.handle_request(httpx.Request("GET", closed_port_url()))
        assert (len(transport._free), len(transport._busy), len(transport._broken)) == (0, 0, 1)


def test_an_answer_that_is_closed_twice_frees_its_connection_once():
    """Otherwise two requests would share it."""
    with FaultyServer(Answer(200, {})) as server, connections() as transport:
        response = transport.handle_request(request(server))
        assert b"".join(response.stream) == b"{}"
        response.stream.close()
        response.stream.close()
        assert (len(transport._free), len(transport._busy)) == (1, 0)


def test_a_connection_whose_answer_was_not_read_is_not_used_again():
    """Its pool may count it as busy."""
    with FaultyServer(Answer(200, {})) as server, connections() as transport:
        transport.handle_request(request(server)).stream.close()
        assert (len(transport._free), len(transport._broken)) == (0, 1)
        assert fetch(transport, server) == b"{}"


@pytest.mark.parametrize("stale", [False, True])
async def test_a_request_that_is_cancelled_at_any_moment_harms_no_later_one(stale):
    """Cancelled after any number of turns of the event loop, on a live connection and on one that the server closed."""
    for turns in range(0, 60, 2):
        with FaultyServer(Answer(200, {"pong": True})) as server:
            async with AsyncHomerun("key", base_url=server.url, retries=RetryPolicy(max_attempts=1)) as homerun:
                await homerun.ping()
                if stale:
                    for connection in list(server._open):
                        connection.shutdown(socket.SHUT_RDWR)
                    server.wait_until_left()
                cancelled = asyncio.ensure_future(homerun.ping())
                for _ in range(turns):
                    await asyncio.sleep(0)
                cancelled.cancel()
                await asyncio.wait([cancelled])
                assert [await homerun.ping() for _ in range(3)] == [True] * 3
                assert not homerun.low_level.session.inner.for_tasks()._busy


async def test_a_listing_that_is_left_early_harms_no_later_one():
    """It is left while further pages are under way."""
    page = {"data": [{"id": "job_1"}], "meta": {"current_page": 1, "last_page": 30, "total": 3000, "per_page": 100}}
    page["data"] = [{"id": f"job_{number}"} for number in range(100)]
    with FaultyServer(Answer(200, page)) as server:
        async with AsyncHomerun("key", base_url=server.url, rate_limit=None) as homerun:
            for _ in range(20):
                vacancies = homerun.vacancies.list()
                count = 0
                async for _vacancy in vacancies:
                    count += 1
                    if count > 100:
                        break
                assert await vacancies.first() is not None
