"""Build the generated package into an empty folder."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import spec
import table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RECORD = "generated.json"
PACKAGE = "homerun_client"
NOTICE = "# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.\n"


class BuildError(Exception):
    """The package could not be built; the message says why."""


def pinned_version() -> str:
    """The generator's version that scripts/requirements.txt pins."""
    for line in (HERE.parent / "requirements.txt").read_text("utf-8").splitlines():
        name, _, pin = line.partition("==")
        if name == "openapi-python-client":
            return pin.strip()
    raise BuildError("scripts/requirements.txt does not pin openapi-python-client")


def build(source: Path, workspace: Path) -> Path:
    """Build the package from the spec at `source` below `workspace`; returns its folder."""
    installed, pinned = version("openapi-python-client"), pinned_version()
    if installed != pinned:
        raise BuildError(f"openapi-python-client {installed} is installed, {pinned} is pinned: run scripts/install")
    document = spec.load(source)
    package = workspace / PACKAGE
    generate(spec.for_generator(document), workspace, package)
    for name in ("codec.py",):
        shutil.copyfile(HERE / "runtime" / name, package / name)
    (package / "operations.py").write_text(table.render(document), "utf-8")
    (package / "py.typed").touch()
    for path in package.rglob("*.py"):
        path.write_text(NOTICE + path.read_text("utf-8"), "utf-8")
    tidy(package)
    write_json(package / "openapi.json", document)
    prove_importable(workspace)
    write_record(source, package, installed)
    return package


def generate(document: spec.Json, workspace: Path, package: Path) -> None:
    """Run openapi-python-client; a warning of it is an error, since it means that something was left out."""
    bridged = workspace / "bridged.json"
    write_json(bridged, document)
    run(
        sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning",
        "--path", bridged, "--config", HERE / "generator.yaml",
        "--custom-template-path", HERE / "templates", "--output-path", package,
    )  # fmt: skip


def tidy(package: Path) -> None:
    """Remove unused imports and format, with settings that depend on no file of the project."""
    ruff = [sys.executable, "-m", "ruff"]
    settings = ["--isolated", "--no-cache", "--line-length", "100", "--target-version", "py311"]
    rules = [
        "check",
        "--quiet",
        "--select",
        "F401,I,UP",
        "--ignore",
        "UP046,UP047",
        "--fix-only",
        "--unsafe-fixes",
    ]
    run(*ruff, *rules, *settings, package)
    run(*ruff, "format", "--quiet", *settings, package)


def prove_importable(workspace: Path) -> None:
    """Import every module: a template that made no sense of something shows here, before anything is replaced."""
    code = (
        "import importlib, pkgutil, homerun_client as p\n"
        "for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.'): importlib.import_module(m.name)"
    )
    run(sys.executable, "-B", "-c", code, env={"PYTHONPATH": str(workspace)})


def write_record(source: Path, package: Path, generator: str) -> None:
    """Say beside the output what it was made with and from, file by file."""
    files = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    record = {
        "generator": f"openapi-python-client {generator}",
        "spec_sha256": digest(source),
        "files": {path.relative_to(package).as_posix(): digest(path) for path in files},
    }
    write_json(package / RECORD, record)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command quietly; its output is the error when it fails."""
    # The generator keeps types in sets: a fixed hash seed makes their order the same on every run.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "NO_COLOR": "1", **(env or {})}
    words: Sequence[str] = [str(word) for word in command]
    result = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise BuildError(f"{' '.join(words[1:4])} failed:\n{result.stdout}{result.stderr}")
