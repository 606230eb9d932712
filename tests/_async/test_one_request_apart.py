"""What belongs to one request stays with it: its error, its progress, its time limit, its budget."""

import gc

import httpx
import pytest

from homerun_helpers import AsyncHomerun, AsyncJobApplications, HomerunError, InvalidArgumentError, NotFoundError
from tests.support.faulty import Answer, FaultyServer


async def test_an_error_holds_no_circle_of_references():
    """What the frames of a failed request held is free as soon as the error is gone, without the garbage collector."""
    with FaultyServer(Answer(404)) as server:
        async with AsyncHomerun("key", base_url=server.url, rate_limit=None) as homerun:
            with pytest.raises(NotFoundError):
                await homerun.vacancies.get("job_1")  # imports and caches
            gc.collect()
            gc.disable()
            try:
                with pytest.raises(NotFoundError):
                    await homerun.vacancies.get("job_1")
                circles = [found for found in gc.get_objects() if isinstance(found, NotFoundError)]
            finally:
                gc.enable()
    assert circles == []


async def test_a_download_keeps_the_time_limit_of_its_low_level_client():
    """A copy with another time limit uses that for downloads as for requests."""
    seen = []

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            seen.append(request.extensions["timeout"]["read"])
            return httpx.Response(404, request=request)

    async with AsyncHomerun("key", transport=Transport(), rate_limit=None, timeout=30) as homerun:
        applications = AsyncJobApplications(homerun.low_level.with_timeout(0.25))
        with pytest.raises(NotFoundError):
            await applications.download_file("https://files.example.com/cv.pdf", "cv.pdf")
    assert seen == [0.25]


@pytest.mark.parametrize("spelling", ["http://LOCALHOST:{port}/v2", "http://localhost:{port}/v2/"])
async def test_spellings_of_one_address_share_a_budget(spelling):
    """The host's case and a slash at the end make no other API."""
    async with AsyncHomerun("one-key", base_url="http://localhost:8099/v2") as homerun:
        async with AsyncHomerun("one-key", base_url=spelling.format(port=8099)) as other:
            budgets = [client.low_level.session.budgets.of("one-key") for client in (homerun, other)]
    assert budgets[0] is budgets[1]


async def test_a_default_port_makes_no_other_budget():
    """Port 443 is what https means."""
    async with AsyncHomerun("one-key", base_url="https://api.homerun.co/v2") as homerun:
        async with AsyncHomerun("one-key", base_url="https://api.homerun.co:443/v2") as other:
            budgets = [client.low_level.session.budgets.of("one-key") for client in (homerun, other)]
    assert budgets[0] is budgets[1]


async def test_a_key_function_without_further_keys_is_a_clear_error():
    """StopIteration would mean something else on its way through the client."""
    keys = iter(())
    async with AsyncHomerun(lambda: next(keys), base_url="http://127.0.0.1:1/v2") as homerun:
        with pytest.raises(InvalidArgumentError) as caught:
            await homerun.ping()
    assert caught.value.argument == "api_key"


async def test_a_response_of_a_custom_transport_is_closed():
    """A transport may count on `Response.close`, not only on its stream."""

    class Counted(httpx.Response):
        closed = 0

        async def aclose(self):
            type(self).closed += 1
            await super().aclose()

    async def pong():
        yield b'{"pong": true}'

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            return Counted(200, content=pong(), request=request)

    async with AsyncHomerun("key", transport=Transport(), rate_limit=None) as homerun:
        assert await homerun.ping()
    assert Counted.closed == 1


async def test_an_error_made_of_one_text_names_no_argument():
    """A text alone is the problem; the argument is empty."""
    error = InvalidArgumentError("something is wrong")
    assert (error.argument, error.problem, str(error)) == ("", "something is wrong", "something is wrong")
    assert isinstance(error, HomerunError)
