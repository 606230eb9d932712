"""schemathesis, which makes thousands of requests out of openapi.yaml, finds no error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from homerun_helpers.sandbox import Sandbox

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@pytest.fixture
def sandbox():
    """Every vacancy is open: three of them are two public ones and a private one."""
    with Sandbox(applications=20, vacancies=3, rate_limit=None, clock=lambda: 1_800_000_000.0) as running:
        yield running


@pytest.fixture
def run(sandbox):
    """Runs some of schemathesis' phases and returns its output and exit code."""

    def st(phases):
        told = {"CONFORM_VACANCIES": sandbox.vacancy_ids(), "CONFORM_APPLICATIONS": sandbox.application_ids()}
        command = [
            Path(sys.executable).parent / "st",
            "--config-file",
            HERE / "schemathesis.toml",
            "run",
            "openapi.yaml",
        ]
        command += ["--url", sandbox.url, "-H", f"Authorization: Bearer {sandbox.key()}", "-w", "1"]
        return subprocess.run(
            [*command, "--phases", phases, "--no-color"],
            cwd=ROOT,
            env=os.environ | {name: json.dumps(ids) for name, ids in told.items()},
            capture_output=True,
            check=False,
            text=True,
            timeout=110,
        )

    return st


@pytest.mark.parametrize("phases", ["examples,coverage", "fuzzing", "stateful"])
def test_schemathesis_finds_nothing(run, phases):
    """Single requests and sequences are all answered as documented."""
    result = run(phases)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No issues found" in result.stdout
