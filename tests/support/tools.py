"""Runs the tools behind scripts/ as the scripts do, without installing anything first."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_tool(module, *arguments, root=ROOT, **variables):
    """The finished process of `python -m tools.<module>`; `root` is the project or a copy of it."""
    path = os.pathsep.join(filter(None, (str(root / "scripts"), variables.pop("PYTHONPATH", ""))))
    command = [sys.executable, "-B", "-P", "-m", f"tools.{module}", *map(str, arguments)]
    environment = os.environ | variables | {"PYTHONPATH": path}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
