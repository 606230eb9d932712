"""The types that users' type checkers see are those that check_types.py states."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATED = "tests/typing/check_types.py"
# pyright asks a registry for a newer release of itself otherwise.
OFFLINE = os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}


def run(*command):
    """What a type checker says; nothing when it has no objection."""
    words = [sys.executable, "-m", *map(str, command)]
    done = subprocess.run(words, cwd=ROOT, env=OFFLINE, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_mypy_sees_the_types_and_refuses_misuse(tmp_path):
    """In its strict mode mypy agrees, and a `type: ignore` that is not needed is an error."""
    assert run("mypy", "--strict", f"--cache-dir={tmp_path}", STATED) == ""


def test_pyright_sees_the_types_and_refuses_misuse():
    """With the settings of pyproject.toml pyright agrees, and a `type: ignore` that is not needed is an error."""
    assert run("pyright", "--pythonpath", sys.executable, "--project", ROOT / "pyproject.toml", STATED) == ""


def test_pyright_accepts_the_stores_in_a_program_without_settings(tmp_path):
    """With its defaults, pyright accepts a `RateLimit` with a `SQLiteStore` or a `RedisStore`."""
    program = tmp_path / "app.py"
    program.write_text(
        "from homerun_helpers import Homerun, RateLimit, RedisStore, SQLiteStore\n"
        'Homerun(rate_limit=RateLimit(store=SQLiteStore("budget.db")))\n'
        'Homerun(rate_limit=RateLimit(store=RedisStore("redis://host:6379/0")))\n'
    )
    assert run("pyright", "--pythonpath", sys.executable, program) == ""
