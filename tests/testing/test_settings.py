"""Sandboxes with other arguments than the default ones."""

import pytest

OPTIONS = """
    import pytest

    @pytest.fixture(scope="session")
    def homerun_sandbox_options():
        return {"applications": 12, "seed": 7}
    """

MARKED = """
    import asyncio
    import pytest
    from homerun_helpers import Homerun, RateLimitError, RetryPolicy
    from homerun_helpers.sandbox import Sandbox

    urls = set()

    def test_options_of_conftest(homerun_sandbox):
        assert len(homerun_sandbox.application_ids()) == 12
        urls.add(homerun_sandbox.url)

    @pytest.mark.homerun_sandbox(applications=30)
    class TestMarked:
        @pytest.mark.homerun_sandbox(vacancies=3)
        def test_markers_add_up(self, homerun_sandbox, homerun):
            assert len(homerun_sandbox.application_ids()) == homerun.job_applications.list().total() == 30
            assert len(homerun_sandbox.vacancy_ids()) == 3
            assert homerun_sandbox.url not in urls

        @pytest.mark.homerun_sandbox(applications=1)
        def test_the_nearest_marker_wins(self, homerun_sandbox):
            assert len(homerun_sandbox.application_ids()) == 1

    @pytest.mark.homerun_sandbox(rate_limit=3)
    def test_rate_limit(homerun_sandbox, homerun):
        with Homerun(rate_limit=None, retries=RetryPolicy(max_attempts=1)) as unlimited:
            assert all(unlimited.ping() for _ in range(3))
            with pytest.raises(RateLimitError):
                unlimited.ping()
        assert [request.status for request in homerun_sandbox.journal] == [200, 200, 200, 429]
        assert homerun.ping()  # it has its own budget

    @pytest.mark.homerun_sandbox(serve=False)
    def test_without_a_socket(homerun_sandbox, homerun):
        assert homerun.ping()
        assert homerun_sandbox.url.endswith(".localhost/v2")

    def test_the_shared_sandbox_stays_after_marked_tests(homerun_sandbox):
        assert homerun_sandbox.url in urls

    class TestOptionsOfAClass:
        @pytest.fixture
        def homerun_sandbox_options(self):
            return {"applications": 2}

        def test_options_of_a_class_apply(self, homerun_sandbox):
            assert len(homerun_sandbox.application_ids()) == 2

    @pytest.fixture
    def homerun_sandbox(homerun_sandbox):
        homerun_sandbox.marked = True
        return homerun_sandbox

    def test_the_fixture_can_be_extended(homerun_sandbox, homerun):
        assert homerun_sandbox.marked and homerun.ping()

    class TestReplaced:
        @pytest.fixture
        def homerun_sandbox(self):
            with Sandbox(applications=1) as own:
                yield own

        def test_clients_use_the_replaced_sandbox(self, homerun, async_homerun):
            assert homerun.job_applications.list().total() == 1
            assert asyncio.run(async_homerun.job_applications.list().total()) == 1
    """

WRONG = """
    import pytest

    @pytest.mark.homerun_sandbox(aplications=500)
    def test_misspelt(homerun_sandbox):
        pass

    @pytest.mark.homerun_sandbox(500)
    def test_positional(homerun_sandbox):
        pass

    @pytest.mark.homerun_sandbox(db="dev.db")
    def test_not_accepted(homerun_sandbox):
        pass

    class TestOptions:
        @pytest.fixture
        def homerun_sandbox_options(self):
            return {"sed": 2}

        def test_misspelt_option(self, homerun_sandbox):
            pass
    """

# Makes listening and connecting an error in the whole process.
NO_SOCKETS = """
    import socket
    import pytest

    def refuse(*_):
        raise AssertionError("a socket was used")

    socket.socket.listen = socket.socket.connect = refuse
    """

IN_PROCESS = """
    import asyncio
    import pytest
    from homerun_helpers import AsyncHomerun, Homerun, RateLimit

    pytestmark = pytest.mark.anyio

    @pytest.fixture
    def anyio_backend():
        return "asyncio"

    def test_sync(homerun_sandbox, homerun):
        with Homerun(transport=homerun_sandbox.transport()) as application:
            application.job_applications.delete(homerun_sandbox.application_ids()[0])
        assert homerun.job_applications.list().total() == 249

    def test_the_current_event_loop_is_kept(homerun):
        asyncio.set_event_loop(loop := asyncio.new_event_loop())
        assert homerun.ping()
        assert asyncio.get_event_loop() is loop
        loop.close()

    async def test_async(homerun_sandbox, async_homerun):
        async with AsyncHomerun(transport=homerun_sandbox.transport()) as application:
            assert await application.ping()
        assert await async_homerun.job_applications.list().total() == 250

    @pytest.mark.homerun_sandbox(applications=3)
    @pytest.mark.parametrize("time", [1, 2])
    def test_marked_tests_have_a_fresh_budget(homerun_sandbox, time):
        limit = RateLimit(max_wait=0.001)
        with Homerun(transport=homerun_sandbox.transport(), rate_limit=limit) as application:
            assert all(application.ping() for _ in range(35))
    """


def test_options_and_markers(suite):
    """`homerun_sandbox_options` sets arguments for all tests, a marker for some; markers add up."""
    result = suite({"conftest.py": OPTIONS, "test_marked.py": MARKED}, "--strict-markers")
    assert result.counts == {"passed": 9}, result.output


def test_wrong_arguments_are_named(suite):
    """An unknown argument in options or a marker is an error that lists the accepted ones."""
    result = suite({"test_wrong.py": WRONG}, "--tb=short")
    assert result.counts == {"errors": 4}, result.output
    allowed = "seed, applications, vacancies, rate_limit, window, sliding, clock, serve"
    for wrong in ("aplications", "db", "sed"):
        assert f"UsageError: A sandbox of a test has no argument {wrong}; it has {allowed}." in result.output
    assert "UsageError: @pytest.mark.homerun_sandbox accepts keyword arguments only, such as" in result.output


@pytest.mark.parametrize(
    ("ini", "option"), [("homerun_sandbox_in_process = true", []), ("", ["--homerun-sandbox-in-process"])]
)
def test_in_process_sandboxes_use_no_socket(suite, ini, option):
    """With the setting or the option for sandboxes without a socket, the fixtures neither listen nor connect."""
    files = {
        "pytest.ini": f"[pytest]\n{ini}\n",
        "conftest.py": NO_SOCKETS,
        "test_in_process_sandboxes_use_no_socket.py": IN_PROCESS,
    }
    result = suite(files, *option)
    assert result.counts == {"passed": 5}, result.output
