"""Fixtures: the comparison of documents, in this process and as a command."""

import pytest

from tests.support.tools import ROOT, run_tool
from tools.spec.diff import documents
from tools.spec.document import load


class Document(dict):
    """A document with a short repr, for the output of a failing test."""

    def __repr__(self):
        return "<openapi.yaml>"


@pytest.fixture(scope="session")
def ours():
    """openapi.yaml as data; to be copied before it is changed."""
    return Document(load(ROOT / "openapi.yaml"))


@pytest.fixture(scope="session")
def compare():
    """Compares two documents; returns the level of each changed line."""

    def levels(old, new):
        return {change.line: change.level.label for change in documents.compare(old, new)}

    return levels


@pytest.fixture(scope="session")
def diff():
    """Runs `spec diff` with arguments; returns the finished process."""
    return lambda *arguments, root=ROOT: run_tool("spec", "diff", *arguments, root=root, NO_COLOR="1")
