"""Results as files: the tables, the date, the kind of machine and the versions."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.harness import Options, Table

FOLDER = Path(__file__).parent / "results"
LIBRARIES = (
    "attrs", "homerun-helpers", "httpx", "msgspec", "openapi-generator-cli", "openapi-python-client", "pydantic",
    "python-dateutil", "requests", "urllib3",
)  # fmt: skip


def document(tables: Iterable[Table], options: Options) -> dict[str, Any]:
    """A result: of the machine it says only what kind it is, without host name and paths."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "rounds": options.rounds,
        "machine": machine(),
        "versions": versions(),
        "tables": [table.json() for table in tables],
    }


def save(result: dict[str, Any], path: Path | None = None) -> Path:
    """Write a result as one line of JSON, by default to a file named after its date; returns the path."""
    place = path or FOLDER / f"{result['date']}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(result, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    return place


def latest() -> Path:
    """The newest result.

    Raises:
        FileNotFoundError: there is none.
    """
    found = sorted(FOLDER.glob("*.json"))
    if not found:
        raise FileNotFoundError("There is no result yet: run scripts/bench.")
    return found[-1]


def load(path: Path) -> dict[str, Any]:
    """A result from a file."""
    return dict(json.loads(path.read_text("utf-8")))


def machine() -> dict[str, Any]:
    """The kind of this machine."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "system": platform.system(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def versions() -> dict[str, str]:
    """The versions of the compared packages."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
