"""The rules, in this process and as people run them."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / "scripts/spec_tools"
OURS = (ROOT / "openapi.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def tools():
    """Imports a module of scripts/spec_tools."""
    sys.path.insert(0, str(TOOLS))
    yield importlib.import_module
    sys.path.remove(str(TOOLS))


@pytest.fixture
def findings(tools, tmp_path):
    """Checks a text by our own rules; returns (line, rule, what is wrong)."""

    def check(text):
        path = tmp_path / "spec.yaml"
        path.write_text(text, "utf-8")
        return sorted({found[:3] for found in tools("lint").checked(path, own_only=True)})

    return check


@pytest.fixture(scope="session")
def lint():
    """Runs `spec lint` with arguments, and tells how it ended and what it said."""

    def run(*arguments):
        command = [sys.executable, "-B", TOOLS / "spec.py", "lint", *arguments]
        return subprocess.run(map(str, command), capture_output=True, text=True, check=False)

    return run
