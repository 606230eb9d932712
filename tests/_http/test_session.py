"""The session of a client: shared by its copies, absent in a plain generated client."""

import typing
from importlib.metadata import version

import attrs
import httpx
import pytest
from homerun_client import AuthenticatedClient
from homerun_client.api.vacancies import list_vacancies

import homerun_helpers
from homerun_helpers import AsyncHomerun, Homerun, InvalidArgumentError, paginate
from homerun_helpers._http.session import pacing_of, session_of
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, FaultyServer
from tests.support.records import page

PONG = Answer(200, {"pong": True})
URL = "http://127.0.0.1:1/v2"


def test_copies_of_the_low_level_client_keep_the_session():
    """By its own methods and by attrs."""
    with Homerun("key", base_url=URL) as homerun:
        client = homerun.low_level
        copies = [
            client.with_headers({"X-Trace": "1"}),
            client.with_cookies({"a": "b"}),
            client.with_timeout(1),
            attrs.evolve(client, follow_redirects=True),
        ]
        assert isinstance(client, AuthenticatedClient)
        assert {id(session_of(copy)) for copy in copies} == {id(session_of(client))}


def test_a_generated_client_without_a_session_lists_all_the_same():
    """It has no rate limit, so as many pages are fetched ahead as are useful."""
    with FaultyServer(Answer(200, page(["job_1", "job_2"]))) as server:
        with AuthenticatedClient(base_url=server.url, token="key") as client:
            assert [vacancy.id for vacancy in paginate(list_vacancies, client=client)] == ["job_1", "job_2"]
            assert pacing_of(client).slots() == (1_000_000, 1_000_000)


def test_what_needs_a_session_says_so():
    """Such as a download."""
    with pytest.raises(InvalidArgumentError, match=r"client must be homerun\.low_level"):
        session_of(AuthenticatedClient(base_url=URL, token="key"))


def test_a_session_tells_its_clock_and_how_many_requests_could_be_sent():
    clock = FakeClock()
    with FaultyServer(PONG) as server, Homerun("session-1", base_url=server.url, _clock=clock) as homerun:
        session = session_of(homerun.low_level)
        assert (session.clock, session.slots()) == (clock, (60, 60))
        homerun.ping()
        assert session.slots() == (59, 60)


def test_the_version_is_that_of_the_installed_package():
    """It is written in one file, which the build reads."""
    assert homerun_helpers.__version__ == version("homerun-helpers")


PUBLIC = [
    Homerun.__init__,
    AsyncHomerun.__init__,
    *(getattr(Homerun, name) for name in ("ping", "request", "close", "__enter__", "__exit__")),
    *(getattr(AsyncHomerun, name) for name in ("ping", "request", "aclose", "__aenter__", "__aexit__")),
    *(kind.low_level.fget for kind in (Homerun, AsyncHomerun)),
    homerun_helpers.SyncTransport.handle_request,
    homerun_helpers.AsyncTransport.handle_async_request,
    homerun_helpers.RetryPolicy,
    homerun_helpers.RetryPolicy.__init__,
    homerun_helpers.RetryPolicy.delay,
    *(getattr(homerun_helpers, name).__init__ for name in homerun_helpers.__all__ if name.endswith("Error")),
    homerun_helpers.InvalidArgumentError.sentence,
]


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__qualname__)
def test_the_type_hints_of_what_is_public_can_be_read(function):
    """Tools that build commands and schemas from signatures read them at run time."""
    hints = typing.get_type_hints(function)
    assert hints
    assert "httpx" not in str(hints)


class Recording:
    """A transport that is none of httpx, around one."""

    def __init__(self):
        self.inner, self.is_closed, self.paths = httpx.HTTPTransport(), False, []

    def handle_request(self, request):
        self.paths.append(request.url.path)
        return self.inner.handle_request(request)

    def close(self):
        self.is_closed = True
        self.inner.close()


def test_any_object_with_the_methods_of_a_transport_does():
    transport = Recording()
    with FaultyServer(PONG) as server, Homerun("key", base_url=server.url, transport=transport) as homerun:
        assert homerun.ping()
    assert (transport.paths, transport.is_closed) == (["/v2/ping"], True)


@pytest.mark.parametrize("transport", [object(), httpx.HTTPTransport, "http://proxy", 5])
def test_what_is_no_transport_is_refused(transport):
    """Also a class in place of an object of it."""
    with pytest.raises(InvalidArgumentError, match=r"httpx\.BaseTransport") as caught:
        Homerun("key", base_url=URL, transport=transport)
    assert caught.value.argument == "transport"
