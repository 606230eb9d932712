"""The comparison of documents, in this process and as people run it."""

import pytest

from tests.support.spec_tools import ROOT, run_tool


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
    return lambda *arguments, script="spec.py": run_tool(script, "diff", *arguments, NO_COLOR="1")
