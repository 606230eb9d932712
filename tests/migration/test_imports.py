"""Names of `homerun_helpers.migration` mean the same whatever was imported before."""

import pkgutil
import subprocess
import sys

import pytest

from homerun_helpers import migration

FIRST = [
    "import homerun_helpers.migration.scanning.rules",
    "import homerun_helpers.migration.scanning, homerun_helpers.migration.scanning.scanner",
    "import homerun_helpers.migration.replays._sync.run, homerun_helpers.migration.replays._async.run",
    "import homerun_helpers.migration.cli",
    "import homerun_helpers.migration.uploads, homerun_helpers.migration.convert.files",
    "from homerun_helpers.migration import ENDPOINTS, Journal",
    "from homerun_helpers.migration import *",
]
CHECK = """
from types import FunctionType
from homerun_helpers.migration import areplay, file_input, replay, scan
assert all(type(one) is FunctionType for one in (areplay, file_input, replay, scan))
from homerun_helpers.migration.scanning import scan as same, scan_text
assert scan is same
"""


@pytest.mark.parametrize("orders", [FIRST, FIRST[::-1], *([one] for one in FIRST)], ids=range(len(FIRST) + 2))
def test_an_exported_function_is_never_a_module(orders):
    """In a fresh process, after other imports in several orders."""
    result = subprocess.run(
        [sys.executable, "-c", "\n".join([*orders, CHECK])], capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_no_module_has_the_name_of_an_export():
    """Python binds a module to its name in the package as soon as it is imported."""
    assert not {module.name for module in pkgutil.iter_modules(migration.__path__)} & set(migration.__all__)


def test_the_conversions_load_nothing_that_sends_or_scans():
    """A program that only converts starts fast."""
    code = """
import sys
from homerun_helpers.migration import application_from_v1, file_from_v1, note_from_v1, vacancy_from_v1
print([name for name in sys.modules if name.startswith(("httpx", "sqlite3", "homerun_helpers.migration.replays"))])
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "[]\n"
