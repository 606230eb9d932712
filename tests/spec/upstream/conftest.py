"""scripts/upstream as people run it, its parts in this process, and a server for the pages."""

import pytest

from tests.spec.upstream.serving import PageServer
from tests.support.spec_tools import run_tool


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
    return lambda source, *arguments, **variables: run_tool(
        "upstream.py", source, "-o", output, *arguments, **variables
    )


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
