"""Fixtures: scripts/upstream as a command, its parts in this process, and a server for the pages."""

import pytest

from tests.spec.upstream.serving import PageServer
from tests.support.tools import run_tool
from tools.spec import yaml_loader
from tools.spec.upstream import find as finding


@pytest.fixture
def server():
    """A server on 127.0.0.1 for the pages of one test."""
    with PageServer() as running:
        yield running


@pytest.fixture
def output(tmp_path):
    """The path for the document; nothing is there yet."""
    return tmp_path / "out" / "openapi.yaml"


@pytest.fixture
def run(output):
    """Runs the script; returns the finished process."""
    return lambda source, *arguments, **variables: run_tool(
        "spec.upstream", source, "-o", output, *arguments, **variables
    )


@pytest.fixture(scope="session")
def find():
    """Finds the document in a page; following a link fails the test."""

    def follow(link):
        raise AssertionError(f"{link} was followed")

    return lambda text: finding.find(text, follow).document


@pytest.fixture(scope="session")
def load():
    """Reads a YAML file."""
    return lambda path: yaml_loader.load(path.read_text("utf-8"))
