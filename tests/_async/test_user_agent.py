"""What requests say of the program that sends them."""

import pytest

from homerun_helpers import AsyncHomerun, InvalidArgumentError, __version__
from tests.support.faulty import Answer, FaultyServer

PONG = Answer(200, {"pong": True})
OWN = f"homerun-helpers/{__version__}"


@pytest.mark.parametrize(("given", "sent"), [(None, OWN), ("careers-site/1.2", f"careers-site/1.2 {OWN}")])
async def test_requests_and_downloads_name_this_package_and_the_application(given, sent, tmp_path):
    """The application's own name comes first."""
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("key", base_url=server.url, user_agent=given) as homerun:
            await homerun.ping()
            await homerun.job_applications.download_file(f"{server.url}/cv.pdf", tmp_path / "cv.pdf")
        assert [request.headers["user-agent"] for request in server.received] == [sent, sent]


@pytest.mark.parametrize("value", ["", " ", " a/1", "a/1 ", "a\nb", "a\x7fb", "Zoë/1", "a\tb", b"a/1", 5])
def test_what_cannot_be_a_header_is_refused(value):
    """The error names the argument."""
    with pytest.raises(InvalidArgumentError, match="printable ASCII") as caught:
        AsyncHomerun("key", user_agent=value)
    assert caught.value.argument == "user_agent"


@pytest.mark.parametrize("value", ["a", "careers-site/1.2", "careers-site/1.2 (+https://example.com; jobs)"])
async def test_any_printable_text_is_sent_as_it_is(value):
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("key", base_url=server.url, user_agent=value) as homerun:
            await homerun.ping()
        assert server.received[0].headers["user-agent"] == f"{value} {OWN}"


async def test_a_copy_of_the_low_level_client_may_send_another_one():
    """As any other header."""
    with FaultyServer(PONG) as server:
        async with AsyncHomerun("key", base_url=server.url) as homerun:
            copy = homerun.low_level.with_headers({"User-Agent": "mine/1"})
            await copy.get_async_httpx_client().get("/ping")
        assert server.received[0].headers["user-agent"] == "mine/1"
