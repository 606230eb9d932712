"""Fixtures: the rules, in this process and as a command."""

import pytest

from tests.support.tools import ROOT, run_tool
from tools.spec.lint.command import checked

OURS = (ROOT / "openapi.yaml").read_text("utf-8")


@pytest.fixture
def findings(tmp_path):
    """Checks a text by our own rules; returns (line, rule, what is wrong)."""

    def check(text):
        path = tmp_path / "spec.yaml"
        path.write_text(text, "utf-8")
        return sorted({found[:3] for found in checked(path, own_only=True)})

    return check


@pytest.fixture(scope="session")
def lint():
    """Runs `spec lint` with arguments; returns the finished process."""
    return lambda *arguments: run_tool("spec", "lint", *arguments)
