"""What the fixtures give to an application's tests."""

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

    # An application with a client of its own. It fails where it would have to wait for the rate limit.
    def application():
        return Homerun(rate_limit=RateLimit(max_wait=0.001))

    @pytest.mark.parametrize("time", [1, 2])
    def test_each_test_begins_with_the_data_of_the_seed(homerun_sandbox, homerun, time):
        assert len(homerun_sandbox.application_ids()) == 250
        homerun.job_applications.delete(homerun_sandbox.application_ids()[0])
        homerun_sandbox.latency = 0.001
        homerun_sandbox.advance(3600)
        assert seen.setdefault("ids", homerun_sandbox.vacancy_ids()) == homerun_sandbox.vacancy_ids()

    @pytest.mark.parametrize("time", [1, 2])
    def test_what_was_changed_is_undone(homerun_sandbox, time):
        assert (homerun_sandbox.latency, homerun_sandbox.faults, homerun_sandbox.journal) == (0, [], [])

    @pytest.mark.parametrize("time", [1, 2])
    def test_the_application_has_a_fresh_budget(homerun_sandbox, homerun_api_key, time):
        with application() as client:
            assert all(client.ping() for _ in range(35))
        assert [request.key for request in homerun_sandbox.journal] == ["homerun_api_key"] * 35
        assert seen.setdefault(homerun_api_key, time) == time

    def test_the_environment_leads_to_the_sandbox(homerun_sandbox, homerun_api_key):
        assert os.environ["HOMERUN_BASE_URL"] == homerun_sandbox.url
        assert os.environ["HOMERUN_API_KEY"] == homerun_api_key

    def test_nothing_is_refused(homerun_sandbox):
        with Homerun(rate_limit=None, retries=RetryPolicy(max_attempts=1)) as careless:
            assert all(careless.ping() for _ in range(61))

    def test_the_client_has_no_limit_and_a_key_of_its_own(homerun_sandbox, homerun):
        assert all(homerun.ping() for _ in range(61))
        assert {request.key for request in homerun_sandbox.journal} == {"homerun"}

    def test_a_sandbox_that_was_stopped_is_there_again_1(homerun_sandbox):
        homerun_sandbox.stop()

    def test_a_sandbox_that_was_stopped_is_there_again_2(homerun):
        assert homerun.ping()

    def test_the_environment_is_as_before():
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
    def nothing_is_left():
        yield
        gc.collect()
    """


def test_in_sync_tests(suite):
    """State, environment and budget of each test are its own."""
    # A test that had to wait for a minute would be broken off.
    result = suite({"test_sync.py": SYNC}, "--timeout=30", **REAL)
    assert result.counts == {"passed": 12}, result.output


def test_in_async_tests(suite):
    """In anybody's event loop, and without a warning when it is closed."""
    result = suite({"test_async.py": ASYNC})
    assert result.counts == {"passed": 3}, result.output


def test_in_parallel(suite, tmp_path):
    """Each process of xdist has one sandbox, and none shares one."""
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


def test_the_journal_of_a_test_that_failed_is_shown(suite):
    """Who reads the report sees what the application asked, and what it was answered."""
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


def test_who_cannot_reach_a_sandbox_without_a_socket_is_told_why(suite):
    """The client that the application made has no transport, and its own error cannot know that."""
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


def test_half_a_character_in_a_report_does_not_end_a_parallel_run(suite):
    """Hostile texts of the strategies have some; xdist could not send them."""
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
    """The one in its docstring, as it stands there."""
    source = (ROOT / "homerun_helpers/testing/plugin.py").read_text("utf-8")
    example = ast.get_docstring(ast.parse(source)).partition("```python\n")[2].partition("```")[0]
    assert suite({"test_it.py": dedent(example)}).counts == {"passed": 1}
