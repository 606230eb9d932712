"""Clients that are closed, and clients that are not."""

import gc
import warnings

import pytest
from homerun_client.api.other import ping

from homerun_helpers import AsyncHomerun, HomerunError
from homerun_helpers._runtime.concurrency import run_in_thread
from tests.support.faulty import Answer, FaultyServer
from tests.support.together import in_tasks

PONG = Answer(200, {"pong": True})


async def test_a_closed_client_refuses_requests():
    """With an error of this package. Closing it twice is safe."""
    with FaultyServer(PONG) as server:
        homerun = AsyncHomerun("key", base_url=server.url)
        await homerun.ping()
        await homerun.aclose()
        await homerun.aclose()
        with pytest.raises(HomerunError, match="closed"):
            await homerun.ping()
        with pytest.raises(HomerunError, match="closed"):
            await homerun.vacancies.list().first()
        assert len(server.received) == 1


async def test_a_client_that_is_not_closed_gives_a_warning():
    """Its connections are closed all the same."""
    with FaultyServer(PONG) as server:
        homerun = AsyncHomerun("key", base_url=server.url)
        await homerun.ping()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            del homerun
            gc.collect()
            await run_in_thread(server.wait_until_left)
    assert any("was not closed" in str(warning.message) for warning in caught)


async def test_a_client_that_was_never_used_needs_no_closing():
    """It has no connections, so there is no warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        AsyncHomerun("key", base_url="http://127.0.0.1:9/v2")
        gc.collect()
    assert not [warning for warning in caught if "not closed" in str(warning.message)]


async def test_a_new_client_can_be_used_by_many_tasks_at_once():
    """Its transport is made once, not once for each of them."""
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:
            results = await in_tasks(lambda _: homerun.ping(), range(20))
    assert results == [True] * 20


async def test_closing_a_copy_of_the_low_level_client_leaves_the_others_open():
    """Copies share the connections, which belong to the client."""
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:
            async with homerun.low_level.with_timeout(5) as copy:
                assert (await ping.asyncio(client=copy)).pong
            assert await homerun.ping()
