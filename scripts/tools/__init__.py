"""What the commands in scripts/ run: `scripts/x` is `python -m tools.x`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
