"""The comparison of documents, in this process and as people run it."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / "scripts/spec_tools"


@pytest.fixture(scope="session")
def tools():
    """Imports a module of scripts/spec_tools."""
    sys.path.insert(0, str(TOOLS))
    yield importlib.import_module
    sys.path.remove(str(TOOLS))


class Document(dict):
    """A document that says its name where a test that failed shows its arguments."""

    def __repr__(self):
        return "<openapi.yaml>"


@pytest.fixture(scope="session")
def ours(tools):
    """openapi.yaml as data; to be copied before it is changed."""
    return Document(tools("diff_document").load(ROOT / "openapi.yaml"))


@pytest.fixture(scope="session")
def compare(tools):
    """Compares two documents; returns the level of each changed line."""
    documents = tools("diff_documents")

    def levels(old, new):
        return {change.line: change.level.label for change in documents.compare(old, new)}

    return levels


@pytest.fixture(scope="session")
def diff():
    """Runs `spec diff` with arguments, and tells how it ended and what it said."""

    def run(*arguments, script=TOOLS / "spec.py"):
        command = [sys.executable, "-B", script, "diff", *arguments]
        environment = {**os.environ, "NO_COLOR": "1"}
        return subprocess.run(map(str, command), capture_output=True, text=True, check=False, env=environment)

    return run
