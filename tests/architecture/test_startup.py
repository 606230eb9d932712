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


USE = """
import httpx, sys
from homerun_helpers import Homerun
page = {"data": [], "meta": {"total": 0, "last_page": 1, "per_page": 100, "current_page": 1}}
answers = {"/v2/ping": {"pong": True}, "/v2/vacancies": page}
transport = httpx.MockTransport(lambda request: httpx.Response(200, json=answers[request.url.path]))
with Homerun("key", transport=transport) as homerun:
    assert homerun.ping() and homerun.vacancies.list().first() is None
"""


def test_using_the_client_loads_nothing_that_is_built_on_it():
    """The table of rooms holds at run time, too, however a module was imported."""
    result = subprocess.run(
        [sys.executable, "-c", f"{USE}\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    on_top = ("migration", "sandbox", "testing", "cli", "mirror", "journal", "mcp")
    found = [name for name in result.stdout.split() if name.startswith("homerun_helpers.")]
    assert "homerun_helpers._http.transport" in found
    assert not [name for name in found if name.split(".")[1] in on_top]
