"""The tools for who maintains the spec, in this process."""

import importlib
import sys

import pytest

from tests.support.spec_tools import TOOLS


@pytest.fixture(scope="session")
def tools():
    """Imports a module of scripts/spec_tools."""
    sys.path.insert(0, str(TOOLS))
    yield importlib.import_module
    sys.path.remove(str(TOOLS))
