"""The clients that two generators make from openapi.yaml, unchanged: in `.bench/peers`, made again when it changes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "openapi.yaml"
FOLDER = ROOT / ".bench/peers"
BARE = "homerun_bare"
OPENAPI_GENERATOR = "homerun_openapi_generator"
GENERATORS = ("openapi-python-client", "openapi-generator-cli")


def ensure() -> None:
    """Generate both clients, unless they are there, made from this spec by these versions.

    Raises:
        RuntimeError: a generator failed; the message has its output.
    """
    note = FOLDER / "made-from"
    if note.is_file() and note.read_text("utf-8") == _made_from():
        return
    print("Generating clients from openapi.yaml …", file=sys.stderr)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    _openapi_python_client(FOLDER)
    _openapi_generator(FOLDER)
    note.write_text(_made_from(), "utf-8")


def _made_from() -> str:
    versions = [f"{name} {version(name)}" for name in GENERATORS]
    return "\n".join([hashlib.sha256(SPEC.read_bytes()).hexdigest(), *versions])


def _openapi_python_client(folder: Path) -> None:
    """Without post hooks, which only format."""
    config = folder / "openapi-python-client.yaml"
    config.write_text("post_hooks: []\n", "utf-8")
    _run("-m", "openapi_python_client", "generate", "--meta", "none", "--path", SPEC, "--config", config,
         "--output-path", folder / BARE)  # fmt: skip


def _openapi_generator(folder: Path) -> None:
    """It writes a whole project; only the package is kept."""
    project = folder / "openapi-generator"
    _run("-c", "import openapi_generator_cli as it; it.cli()", "generate", "--generator-name", "python",
         "--input-spec", SPEC, "--output", project, "--package-name", OPENAPI_GENERATOR)  # fmt: skip
    shutil.move(project / OPENAPI_GENERATOR, folder / OPENAPI_GENERATOR)
    shutil.rmtree(project)


def _run(*arguments: str | Path) -> None:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments[1]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    ensure()
