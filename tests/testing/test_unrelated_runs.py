"""The plugin is loaded by every run of pytest where the package is installed: it must not be felt there."""

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


def test_importing_it_loads_little():
    """Nothing that takes long, or that an extra brings."""
    code = "import sys, pytest; before = {*sys.modules}; import homerun_helpers.testing.plugin; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "homerun_helpers.testing.plugin" in done.stdout.split()
    assert HEAVY & set(done.stdout.split()) == set()


def test_a_missing_extra_concerns_only_who_uses_it(suite):
    """The others pass, and the error says what to install."""
    result = suite({"conftest.py": WITHOUT_THE_EXTRA, "test_it.py": TESTS})
    assert result.counts == {"passed": 1, "error": 1}, result.output
    assert "pip install 'homerun-helpers[testing]'" in result.output
    assert "Traceback" not in result.output


def test_the_fixtures_are_documented(suite):
    """`pytest --fixtures` and `--markers` tell what there is."""
    shown = suite({"test_it.py": ""}, "--fixtures").output.partition("fixtures defined from homerun_helpers")[2]
    for name in ("homerun_sandbox_options", "homerun_sandbox", "homerun_api_key", "homerun", "async_homerun"):
        assert re.search(rf"^{name}\b.* -- .*\n    \w", shown, re.MULTILINE)
    assert "@pytest.mark.homerun_sandbox(" in suite({}, "--markers").output
