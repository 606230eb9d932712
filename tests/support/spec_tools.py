"""scripts/spec_tools: where they are, and how they are run as people run them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "scripts/spec_tools"


def run_tool(script, *arguments, **variables):
    """How a script of the folder (or one at another path) ends, and what it says."""
    command = [sys.executable, "-B", TOOLS / script, *arguments]
    words, environment = list(map(str, command)), os.environ | variables
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
