"""Build the generated package into an empty folder."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

from tools import ROOT
from tools.regenerate import bridges, filters, spec, table
from tools.regenerate.generator import HERE, BuildError, Generator, installed, run
from tools.spec.document import Json

__all__ = ["PACKAGE", "RECORD", "BuildError", "build"]

RECORD = "generated.json"
PACKAGE = "homerun_client"
NOTICE = "# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.\n"


def build(source: Path, workspace: Path, generator: Generator | None = None) -> Path:
    """Build the package from the spec at `source` below `workspace`; returns its folder.

    Args:
        source: the OpenAPI document.
        workspace: an empty folder.
        generator: None: the one that is pinned, with the templates that ours were written for.
    """
    if generator is None:
        generator = installed()
        bridges.check_templates(generator)
    document = spec.load(source)
    package = workspace / PACKAGE
    generate(generator, spec.for_generator(document), workspace, package)
    for name in ("codec.py",):
        shutil.copyfile(HERE / "runtime" / name, package / name)
    (package / "operations.py").write_text(table.render(document), "utf-8")
    (package / "filters.py").write_text(filters.render(document, ROOT / "homerun_helpers/_async"), "utf-8")
    (package / "py.typed").touch()
    for path in package.rglob("*.py"):
        path.write_text(NOTICE + path.read_text("utf-8"), "utf-8")
    tidy(package)
    write_json(package / "openapi.json", document)
    prove_importable(workspace)
    write_record(source, package, generator.version)
    return package


def generate(generator: Generator, document: Json, workspace: Path, package: Path) -> None:
    """Run the generator with our templates."""
    bridged = workspace / "bridged.json"
    write_json(bridged, document)
    generator.generate(bridged, package, HERE / "templates")


def tidy(package: Path) -> None:
    """Remove unused imports and format, with settings of its own."""
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
    """Import every module, so that broken code is found before anything is replaced."""
    code = (
        "import importlib, pkgutil, homerun_client as p\n"
        "for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.'): importlib.import_module(m.name)"
    )
    run(sys.executable, "-B", "-c", code, env={"PYTHONPATH": str(workspace)})


def write_record(source: Path, package: Path, version: str) -> None:
    """Write generated.json: the generator, and the digests of the spec and of every file."""
    files = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    record = {
        "generator": f"openapi-python-client {version}",
        "spec_sha256": digest(source),
        "files": {path.relative_to(package).as_posix(): digest(path) for path in files},
    }
    write_json(package / RECORD, record)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
