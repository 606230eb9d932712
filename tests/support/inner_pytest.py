"""Runs pytest in its own process and folder, as users of the plugin do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import coverage
from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
# Variables of the outer run, and a developer's key, must not reach the inner run.
OUTER = ("PYTEST_", "COV_", "HOMERUN_")
# Installed plugins that the small suites do not need and that load slowly.
OTHERS = ("schemathesis", "hypothesispytest")


@frozen
class Result:
    """The output of a run."""

    output: str

    @property
    def counts(self):
        """How many tests passed, failed, and so on, from the last line of the output."""
        *_, last = ["", *self.output.strip().splitlines()]
        return {what: int(number) for number, what in re.findall(r"(\d+) (passed|failed|errors?|skipped)", last)}


def clean_environment():
    """The environment without variables of the outer run."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OUTER)}


def run_pytest(folder, *arguments, **variables):
    """Run pytest in a folder with these environment variables; warnings are errors."""
    watch, settings = _watched(coverage.Coverage.current())
    without = [f"-pno:{name}" for name in ("cacheprovider", *OTHERS)]
    done = subprocess.run(
        [sys.executable, "-B", "-m", *watch, "pytest", "-W", "error", *without, *arguments],
        cwd=folder,
        env=clean_environment() | settings | variables,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return Result(done.stdout + done.stderr)


def _watched(outer):
    """The arguments and variables that measure coverage of the inner run if the outer run is measured."""
    if outer is None:
        return [], {}
    data = ROOT / outer.config.data_file
    return ["coverage", "run", f"--rcfile={ROOT / 'pyproject.toml'}", "-m"], {"COVERAGE_FILE": str(data)}
