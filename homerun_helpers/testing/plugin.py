"""Fixtures for pytest: a sandbox in place of Homerun, and clients for it.

pytest loads this module in every run where the package is installed, also where no test uses Homerun. So the module
imports nothing that is slow or optional until a fixture is used.

Example:
    ```python
    from homerun_helpers import Homerun


    def hire(id):  # the application: in tests its clients use the sandbox
        with Homerun() as client:
            client.job_applications.move(id, stage="hired")


    def test_candidate_is_hired(homerun_sandbox, homerun):
        id = homerun_sandbox.add_application(stage="Offer")
        hire(id)
        assert homerun.job_applications.get(id).stage.name == "hired"
    ```
"""

import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from homerun_helpers import AsyncHomerun, Homerun
    from homerun_helpers.sandbox import Sandbox
    from homerun_helpers.testing._sandboxes import Sandboxes

_SANDBOX: "pytest.StashKey[Sandbox]" = pytest.StashKey()
_ARGUMENTS: pytest.StashKey[dict[str, Any]] = pytest.StashKey()
_MARKER = (
    "homerun_sandbox(applications=250, rate_limit=None, ...): give this test its own sandbox with these "
    "arguments of homerun_helpers.sandbox.Sandbox."
)
# How many requests the report of a failed test shows: the last ones.
_MAX_REPORTED_REQUESTS = 30
_UNREACHED = (
    "This sandbox has no socket: the application's clients reach it only with transport=homerun_sandbox.transport(); "
    "no server listens at its address."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting and the option for sandboxes without a socket."""
    text = "Run Homerun sandboxes without a socket: clients reach them only by homerun_sandbox.transport()."
    parser.addini("homerun_sandbox_in_process", text, type="bool", default=False)
    group = parser.getgroup("homerun_helpers", "Homerun")
    group.addoption("--homerun-sandbox-in-process", action="store_true", help=text)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", _MARKER)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, None]:
    """Add the requests that the sandbox received to the report of a failed test."""
    outcome = yield
    sandbox = item.stash.get(_SANDBOX, None)
    if outcome.excinfo is not None and sandbox is not None:
        lines = [
            f"{request.method} {request.path} {request.status} ({request.fault or request.key or 'no valid key'})"
            for request in sandbox.journal[-_MAX_REPORTED_REQUESTS:]
        ]
        if _in_process(item) and "ConnectError" in _kinds(outcome.excinfo[1]):
            lines.insert(0, _UNREACHED)
        item.add_report_section("call", "homerun sandbox", "\n".join(lines))


@pytest.hookimpl(hookwrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, None]:
    """Escape lone surrogates in a report, as hostile payloads have them: pytest-xdist cannot send them."""
    outcome = yield
    outcome.force_result(_sendable(outcome.get_result()))


def _sendable(value: Any) -> Any:
    """The value with every character that UTF-8 cannot encode escaped."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_sendable(name): _sendable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_sendable(inner) for inner in value]
    return tuple(map(_sendable, value)) if isinstance(value, tuple) else value


def _kinds(error: BaseException | None) -> list[str]:
    """The names of the types of an error and of its causes."""
    return [] if error is None else [type(error).__name__, *_kinds(error.__cause__ or error.__context__)]


@pytest.fixture(scope="session")
def homerun_sandbox_options() -> dict[str, Any]:
    """Arguments of `Sandbox` for all tests, as a dictionary; override this fixture in conftest.py.

    By default sandboxes have 250 applications and no rate limit.
    """
    return {}


@pytest.fixture(scope="session")
def _homerun_sandboxes() -> "Iterator[Sandboxes]":
    """The sandboxes of all tests of a process."""
    try:
        from homerun_helpers.testing._sandboxes import Sandboxes
    except ImportError as error:
        text = f"The fixtures of homerun_helpers need its extra: pip install 'homerun-helpers[testing]' ({error})"
        pytest.fail(text, pytrace=False)
    sandboxes = Sandboxes()
    yield sandboxes
    sandboxes.close()


@pytest.fixture
def homerun_sandbox(
    request: pytest.FixtureRequest, homerun_sandbox_options: dict[str, Any], _homerun_sandboxes: "Sandboxes"
) -> "Iterator[Sandbox]":
    """A sandbox in place of Homerun, in the state of its seed at the start of each test.

    During the test HOMERUN_BASE_URL and HOMERUN_API_KEY direct the application's clients to it. Each test has a new
    key, and so a new budget of requests. The sandbox has no rate limit unless `homerun_sandbox_options` or the marker
    `homerun_sandbox` gives it one.
    """
    from homerun_helpers.testing._sandboxes import merge

    __tracebackhide__ = True
    config, marks = request.config, [*request.node.iter_markers("homerun_sandbox")]
    in_process = config.getoption("homerun_sandbox_in_process") or config.getini("homerun_sandbox_in_process")
    arguments = merge({"rate_limit": None, "serve": not in_process}, homerun_sandbox_options, marks)
    with (
        _homerun_sandboxes.lend(arguments, alone=bool(marks)) as sandbox,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("HOMERUN_BASE_URL", sandbox.url)
        environment.setenv("HOMERUN_API_KEY", sandbox.key(name="homerun_api_key"))
        request.node.stash[_SANDBOX], request.node.stash[_ARGUMENTS] = sandbox, arguments
        yield sandbox


@pytest.fixture
def homerun_api_key(homerun_sandbox: "Sandbox") -> str:  # noqa: ARG001 - the fixture sets the variable
    """The key in HOMERUN_API_KEY, which has all scopes. `homerun_sandbox.key(…)` makes other keys."""
    return os.environ["HOMERUN_API_KEY"]


@pytest.fixture
def homerun(request: pytest.FixtureRequest, homerun_sandbox: "Sandbox") -> "Iterator[Homerun]":
    """A `Homerun` client for the sandbox, for a test's own preparations and checks.

    It has its own key with all scopes, so that it does not use the application's budget. The journal calls it
    "homerun".
    """
    from homerun_helpers import Homerun

    transport = homerun_sandbox.transport() if _in_process(request.node) else None
    key, limit = homerun_sandbox.key(name="homerun"), _limit(request)
    with Homerun(key, base_url=homerun_sandbox.url, rate_limit=limit, transport=transport) as client:
        yield client


@pytest.fixture
def async_homerun(request: pytest.FixtureRequest, homerun_sandbox: "Sandbox") -> "Iterator[AsyncHomerun]":
    """An `AsyncHomerun` client for the sandbox. The journal calls it "async_homerun".

    It can be used in any one event loop: it has no connections that would have to be closed in that loop.
    """
    from homerun_helpers import AsyncHomerun

    key, limit = homerun_sandbox.key(name="async_homerun"), _limit(request)
    transport = homerun_sandbox.transport()
    client = AsyncHomerun(key, base_url=homerun_sandbox.url, rate_limit=limit, transport=transport)
    yield client
    # As aclose() does, without an event loop: the transport has nothing to wait for.
    client._session.close()  # noqa: SLF001 - there is no public way to close it outside of an event loop


def _in_process(item: pytest.Item) -> bool:
    return not item.stash.get(_ARGUMENTS, {}).get("serve", True)


def _limit(request: pytest.FixtureRequest) -> Any:
    """The sandbox's rate limit; None if it has none."""
    from homerun_helpers import RateLimit

    arguments = request.node.stash.get(_ARGUMENTS, {})
    requests, window = arguments.get("rate_limit", 60), arguments.get("window", 60.0)
    # A window of 0 s allows everything, and a client's limit needs a longer one.
    return RateLimit(requests, window) if requests and window else None
