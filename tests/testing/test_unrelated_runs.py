"""pytest loads the plugin wherever the package is installed; it must not slow or break unrelated runs."""

import re
import subprocess
import sys

HEAVY = {"httpx", "asyncio", "starlette", "uvicorn", "hypothesis", "sqlite3", "homerun_helpers.sandbox"}

WITHOUT_THE_EXTRA = """
    import sys

    sys.modules["uvicorn"] = None  # as if it were not installed
    """

TESTS = """
    def test_unrelated():
        pass

    def test_related(homerun):
        pass
    """


def test_importing_the_plugin_imports_no_heavy_module():
    """Importing the plugin imports no slow or optional module."""
    code = "import sys, pytest; before = {*sys.modules}; import homerun_helpers.testing.plugin; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "homerun_helpers.testing.plugin" in done.stdout.split()
    assert HEAVY & set(done.stdout.split()) == set()


def test_missing_extra_fails_only_tests_that_need_it(suite):
    """Without the extra, tests that use no fixture pass, and the others fail with what to install."""
    result = suite({"conftest.py": WITHOUT_THE_EXTRA, "test_it.py": TESTS})
    assert result.counts == {"passed": 1, "error": 1}, result.output
    assert "pip install 'homerun-helpers[testing]'" in result.output
    assert "Traceback" not in result.output


def test_the_fixtures_are_documented(suite):
    """`pytest --fixtures` and `pytest --markers` describe the fixtures and the marker."""
    shown = suite({"test_it.py": ""}, "--fixtures").output.partition("fixtures defined from homerun_helpers")[2]
    for name in ("homerun_sandbox_options", "homerun_sandbox", "homerun_api_key", "homerun", "async_homerun"):
        assert re.search(rf"^{name}\b.* -- .*\n    \w", shown, re.MULTILINE)
    assert "@pytest.mark.homerun_sandbox(" in suite({}, "--markers").output
