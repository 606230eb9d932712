"""Fixtures: scripts/regenerate as a command, a package made from a small spec, and a server to call."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest
from homerun_client import AuthenticatedClient

from tests.support.faulty import Answer, FaultyServer
from tests.support.tools import ROOT, run_tool

THINGS = Path(__file__).parent / "specs/things.yaml"


def run_script(*arguments, root=ROOT, hash_seed="random"):
    return run_tool("regenerate", *arguments, root=root, PYTHONHASHSEED=hash_seed)


@pytest.fixture(scope="session")
def regenerate():
    """Runs the script with arguments; returns the finished process."""
    return run_script


@pytest.fixture(scope="session")
def things(tmp_path_factory):
    """A folder with `homerun_client` made from the small spec; tests must not change it."""
    output = tmp_path_factory.mktemp("things")
    result = run_script("--spec", THINGS, "--output", output)
    assert result.returncode == 0, result.stderr
    return output


@pytest.fixture
def output(things, tmp_path):
    """A copy of that folder for one test to change."""
    return shutil.copytree(things, tmp_path / "output")


@pytest.fixture(scope="session")
def made(things, tmp_path_factory):
    """The package made from the small spec, imported under a name of its own."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(things / "homerun_client", folder / "made_of_things")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("made_of_things")
    sys.path.remove(str(folder))


@pytest.fixture
def server():
    """A server on 127.0.0.1 whose answers the test sets."""
    with FaultyServer(Answer(200, {})) as running:
        yield running


@pytest.fixture
def client(server):
    """The generated client, without homerun_helpers."""
    with AuthenticatedClient(base_url=server.url, token="hr_secret") as client:
        yield client
