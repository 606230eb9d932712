"""Importing the package is fast: what takes long, or belongs to an extra, is not loaded."""

import subprocess
import sys

import pytest

NOT_LOADED = ["httpx", "asyncio", "rich", "click", "starlette", "uvicorn", "hypothesis", "redis", "sqlite3", "dateutil"]


def modules_after(statement):
    code = f"import sys; {statement}; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


@pytest.fixture(scope="module")
def loaded():
    return modules_after("import homerun_helpers")


@pytest.mark.parametrize("name", NOT_LOADED)
def test_importing_the_package_does_not_load(loaded, name):
    """It is loaded when it is first needed, if ever."""
    assert "homerun_helpers" in loaded
    assert name not in loaded


def test_importing_the_package_makes_no_models(loaded):
    """Each model is loaded when it is first used."""
    assert not [name for name in loaded if name.startswith("homerun_client.models.")]


def test_importing_the_errors_of_the_generated_package_loads_no_httpx():
    """Nor does the generated package on its own."""
    assert "httpx" not in modules_after("import homerun_client, homerun_client.errors, homerun_client.models")
