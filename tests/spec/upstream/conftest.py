"""scripts/upstream as people run it, its parts in this process, and a server for the pages."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.spec.upstream.serving import PageServer

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / "scripts/spec_tools"


@pytest.fixture(scope="session")
def tools():
    """Imports a module of scripts/spec_tools."""
    sys.path.insert(0, str(TOOLS))
    yield importlib.import_module
    sys.path.remove(str(TOOLS))


@pytest.fixture
def server():
    """A server on 127.0.0.1 for the pages of one test."""
    with PageServer() as running:
        yield running


@pytest.fixture
def output(tmp_path):
    """Where the document is saved; there is nothing yet."""
    return tmp_path / "out" / "openapi.yaml"


@pytest.fixture
def run(output):
    """Runs the script and tells how it ended and what it said."""

    def run(source, *arguments, **variables):
        command = [sys.executable, "-B", TOOLS / "upstream.py", source, "-o", output, *arguments]
        words, environment = list(map(str, command)), os.environ | variables
        return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)

    return run


@pytest.fixture(scope="session")
def find(tools):
    """Finds the document in a page; links lead nowhere."""

    def follow(link):
        raise AssertionError(f"{link} was followed")

    return lambda text: tools("upstream_find").find(text, follow).document


@pytest.fixture(scope="session")
def load(tools):
    """Reads a YAML file."""
    return lambda path: tools("upstream_yaml").load(path.read_text("utf-8"))
