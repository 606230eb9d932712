"""What the fixtures provide to the tests of an application."""

import ast
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]

REAL = {"HOMERUN_API_KEY": "a-real-key", "HOMERUN_BASE_URL": "https://homerun.example/v2"}

SYNC = """
    import os
    import pytest
    from homerun_helpers import Homerun, RateLimit, RetryPolicy

    seen = {}

    # An application with its own client, which fails where it would have to wait for the rate limit.
    def application():
        return Homerun(rate_limit=RateLimit(max_wait=0.001))

    @pytest.mark.parametrize("time", [1, 2])
    def test_each_test_starts_with_the_data_of_the_seed(homerun_sandbox, homerun, time):
        assert len(homerun_sandbox.application_ids()) == 250
        homerun.job_applications.delete(homerun_sandbox.application_ids()[0])
        homerun_sandbox.latency = 0.001
        homerun_sandbox.advance(3600)
        assert seen.setdefault("ids", homerun_sandbox.vacancy_ids()) == homerun_sandbox.vacancy_ids()

    @pytest.mark.parametrize("time", [1, 2])
    def test_changes_of_other_tests_are_undone(homerun_sandbox, time):
        assert (homerun_sandbox.latency, homerun_sandbox.faults, homerun_sandbox.journal) == (0, [], [])

    @pytest.mark.parametrize("time", [1, 2])
    def test_the_application_has_a_fresh_budget(homerun_sandbox, homerun_api_key, time):
        with application() as client:
            assert all(client.ping() for _ in range(35))
        assert [request.key for request in homerun_sandbox.journal] == ["homerun_api_key"] * 35
        assert seen.setdefault(homerun_api_key, time) == time

    def test_environment_variables_point_to_the_sandbox(homerun_sandbox, homerun_api_key):
        assert os.environ["HOMERUN_BASE_URL"] == homerun_sandbox.url
        assert os.environ["HOMERUN_API_KEY"] == homerun_api_key

    def test_the_sandbox_has_no_rate_limit(homerun_sandbox):
        with Homerun(rate_limit=None, retries=RetryPolicy(max_attempts=1)) as unlimited:
            assert all(unlimited.ping() for _ in range(61))

    def test_the_client_has_no_limit_and_its_own_key(homerun_sandbox, homerun):
        assert all(homerun.ping() for _ in range(61))
        assert {request.key for request in homerun_sandbox.journal} == {"homerun"}

    def test_a_stopped_sandbox_starts_again_1(homerun_sandbox):
        homerun_sandbox.stop()

    def test_a_stopped_sandbox_starts_again_2(homerun):
        assert homerun.ping()

    def test_environment_variables_are_restored():
        assert os.environ["HOMERUN_API_KEY"] == "a-real-key"
        assert os.environ["HOMERUN_BASE_URL"] == "https://homerun.example/v2"
    """

ASYNC = """
    import asyncio
    import gc
    import pytest
    from homerun_helpers import AsyncHomerun

    @pytest.fixture
    def anyio_backend():
        return "asyncio"

    @pytest.fixture
    async def vacancies(async_homerun):
        return [vacancy async for vacancy in async_homerun.vacancies.list()]

    @pytest.mark.anyio
    async def test_with_the_plugin_of_anyio(async_homerun, vacancies, tmp_path, homerun_sandbox):
        id = homerun_sandbox.application_ids()[0]
        await async_homerun.job_applications.upload_file(id, b"%PDF-1.7 a CV", type="resume")
        *_, file = (await async_homerun.job_applications.get(id)).files
        assert (await async_homerun.job_applications.download_file(file, tmp_path)).read_bytes() == b"%PDF-1.7 a CV"
        assert len(vacancies) == 8

    def test_with_asyncio(async_homerun, homerun, homerun_sandbox):
        async def both():
            async with AsyncHomerun() as own:
                return await asyncio.gather(own.ping(), async_homerun.ping())

        assert asyncio.run(both()) == [True, True]
        assert homerun.ping()
        assert {request.key for request in homerun_sandbox.journal} == {"homerun_api_key", "async_homerun", "homerun"}

    def test_unused(async_homerun):
        pass

    @pytest.fixture(scope="session", autouse=True)
    def collect_garbage():
        yield
        gc.collect()
    """


def test_in_sync_tests(suite):
    """Each synchronous test starts with fresh data, environment variables and budget."""
    # The time limit ends a test that would wait a minute for the rate limit.
    result = suite({"test_sync.py": SYNC}, "--timeout=30", **REAL)
    assert result.counts == {"passed": 12}, result.output


def test_in_async_tests(suite):
    """The async client works in any event loop and leaves no unclosed resource behind."""
    result = suite({"test_async.py": ASYNC})
    assert result.counts == {"passed": 3}, result.output


def test_each_xdist_process_has_its_own_sandbox(suite, tmp_path):
    """Each process of pytest-xdist has one sandbox, which it shares with no other."""
    tests = """
        import pytest

        @pytest.mark.parametrize("time", range(8))
        def test_it(homerun_sandbox, homerun, worker_id, time):
            homerun.job_applications.delete(homerun_sandbox.application_ids()[0])
            with open(f"{worker_id}.urls", "a") as file:
                print(homerun_sandbox.url, len(homerun_sandbox.application_ids()), file=file)
        """
    result = suite({"test_it.py": tests}, "-n", "2")
    assert result.counts == {"passed": 8}, result.output
    used = [set(path.read_text().splitlines()) for path in tmp_path.glob("*.urls")]
    assert [len(lines) for lines in used] == [1, 1]
    assert all(line.endswith("/v2 249") for line in set.union(*used))
    assert len(set.union(*used)) == 2


def test_report_of_a_failed_test_shows_its_requests(suite):
    """The report of a failed test lists the requests of its sandbox with their statuses."""
    tests = """
        def test_failing(homerun):
            homerun.ping()
            homerun.vacancies.get("job_unknown")

        def test_passing(homerun):
            homerun.ping()

        def test_unrelated():
            assert False
        """
    result = suite({"test_it.py": tests})
    assert result.counts == {"passed": 1, "failed": 2}
    assert "GET /v2/vacancies/job_unknown 404 (homerun)" in result.output
    assert result.output.count("GET /v2/ping 200 (homerun)") == result.output.count("homerun sandbox") == 1


def test_connection_error_without_a_socket_is_explained(suite):
    """A failed connection to a sandbox without a socket is explained in the report."""
    tests = """
        from homerun_helpers import Homerun, RetryPolicy

        def test_application(homerun_sandbox):
            with Homerun(retries=RetryPolicy(max_attempts=1)) as application:
                application.ping()

        def test_another_error(homerun):
            homerun.vacancies.get("job_unknown")
        """
    result = suite({"test_it.py": tests}, "--homerun-sandbox-in-process")
    assert result.counts == {"failed": 2}, result.output
    assert result.output.count("transport=homerun_sandbox.transport()") == 1


def test_lone_surrogates_in_a_report_do_not_break_xdist(suite):
    """A report with lone surrogates, as hostile payloads have them, reaches pytest-xdist's main process."""
    tests = """
        def test_hostile():
            print("\\udcff")
            assert "\\ud800" == "x"

        def test_other():
            pass
        """
    result = suite({"test_it.py": tests}, "-n", "1")
    assert (result.counts, "INTERNALERROR" in result.output) == ({"failed": 1, "passed": 1}, False), result.output


def test_the_example_of_the_plugin_runs(suite):
    """The example in the plugin's docstring passes."""
    source = (ROOT / "homerun_helpers/testing/plugin.py").read_text("utf-8")
    example = ast.get_docstring(ast.parse(source)).partition("```python\n")[2].partition("```")[0]
    assert suite({"test_it.py": dedent(example)}).counts == {"passed": 1}
