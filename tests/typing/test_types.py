"""The types that users' type checkers see are those that check_types.py states."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_results_have_their_types_and_misuse_is_refused(tmp_path):
    """In mypy's strict mode, where an `ignore` that is not needed is an error."""
    command = [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={tmp_path}", "tests/typing/check_types.py"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
