"""Answers that a server gives rarely, and bodies that can be read once only."""

import pytest

from homerun_helpers import AsyncHomerun, HomerunError, ResponseDecodeError, ServerError
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer


def client_of(server):
    return AsyncHomerun("key", base_url=server.url, _clock=FakeClock())


async def test_a_ping_without_pong_is_an_error():
    """`ping()` raises when the answer to it is a success without `pong: true`."""
    with FaultyServer(Answer(200, {"pong": False})) as server:
        async with client_of(server) as homerun:
            with pytest.raises(HomerunError, match="GET /ping"):
                await homerun.ping()


async def test_first_raises_a_first_record_that_cannot_be_read():
    """`first()` does not pass over a bad record to the next one: it raises its error."""
    page = {"data": [{"id": 5}, {"id": "job_2"}], "meta": {"total": 2}}
    with FaultyServer(Answer(200, page)) as server:
        async with client_of(server) as homerun:
            with pytest.raises(ResponseDecodeError) as caught:
                await homerun.vacancies.list().first()
    assert caught.value.index == 0


async def test_a_body_that_can_be_read_once_is_sent_once():
    """A PATCH may be repeated, but not with a stream that is used up: half a body or none would be sent."""

    async def pieces():
        yield b'{"city": '
        yield b'"London"}'

    with FaultyServer(Answer(503), Answer(200, {"data": {}})) as server:
        async with client_of(server) as homerun:
            low_level = homerun.low_level.get_async_httpx_client()
            with pytest.raises(ServerError):
                await low_level.request("PATCH", "/job-applications/ap_1", content=pieces())
        assert [received.body for received in server.received] == [b'{"city": "London"}']
