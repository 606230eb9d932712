"""Runs pytest in a process and a folder of its own, as users of our plugin do."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import coverage

ROOT = Path(__file__).resolve().parents[2]
# What the outer run says of itself must not reach the inner one; nor a developer's key.
OUTER = ("PYTEST_", "COV_", "HOMERUN_")
# Plugins that happen to be installed here, and take longer to load than a small suite to run.
OTHERS = ("schemathesis", "hypothesispytest")


@dataclass
class Result:
    """What a run ended with."""

    output: str

    @property
    def counts(self):
        """How many tests passed, failed and so on, by the last line."""
        *_, last = ["", *self.output.strip().splitlines()]
        return {what: int(number) for number, what in re.findall(r"(\d+) (passed|failed|errors?|skipped)", last)}


def clean_environment():
    """The environment without what the outer run put there."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OUTER)}


def run_pytest(folder, *arguments, **variables):
    """Run pytest in a folder, with these environment variables; warnings are errors there too."""
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
    """What lets lines of ours that run in the inner process count, when the outer one counts them."""
    if outer is None:
        return [], {}
    data = ROOT / outer.config.data_file
    return ["coverage", "run", f"--rcfile={ROOT / 'pyproject.toml'}", "-m"], {"COVERAGE_FILE": str(data)}
