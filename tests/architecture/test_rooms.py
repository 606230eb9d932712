"""The rooms stand: each file imports what the table in rooms.py allows its room, and nothing runs in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.architecture.rooms import HELPERS, PACKAGE, ROOMS, ROOT, imports, is_pure, room_of, violations

FILES = sorted(HELPERS.rglob("*.py"))
CLIENT_ROOMS = (
    "errors",
    "_operations",
    "_version",
    "_runtime",
    "_ratelimit",
    "_http",
    "_files",
    "_requests",
    "_listing",
)
CLIENT = [path for path in FILES if room_of(path) in (*CLIENT_ROOMS, "_async", "_sync", "")]
GENERATED = ROOT / "generated/homerun_client"


def inside(path: Path) -> str:
    return path.relative_to(HELPERS).as_posix()


@pytest.mark.parametrize("path", FILES, ids=inside)
def test_a_file_does_only_what_its_room_may_do(path):
    """It imports the rooms that the table names; in a pure room it does no I/O; httpx is imported in one room."""
    assert violations(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CLIENT, ids=inside)
@pytest.mark.parametrize(
    "line",
    [
        "from homerun_helpers import migration",
        "import homerun_helpers.migration",
        "from homerun_helpers.migration.replays import digest",
        "def f():\n    from homerun_helpers.migration import replay",
        "import_module('homerun_helpers.migration')",
        "from importlib import import_module",
        "import importlib",
        "from pkgutil import resolve_name",
        "import runpy",
        "resolve_name('homerun_helpers:migration.replays')",
        "sys.modules['homerun_helpers'].migration",
        "from homerun_helpers import cli",
        "from homerun_helpers.sandbox import Sandbox",
    ],
)
def test_an_import_of_what_is_built_on_the_client_is_found(path, line):
    """In every module of the client, however the import is written."""
    assert violations(path, f"{path.read_text('utf-8')}\n{line}\n")


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name == "__init__.py" and path.parent.parent == HELPERS]
)
def test_a_relative_import_of_another_room_is_found(path):
    """Two dots lead out of the room."""
    if "migration" in ROOMS[room_of(path)].imports or room_of(path) == "migration":
        return
    assert violations(path, "from ..migration import replay\n")


@pytest.mark.parametrize("path", [path for path in FILES if is_pure(path)], ids=inside)
@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from pathlib import Path",
        "import time",
        "from threading import Lock",
        "import httpx",
        "import urllib.request",
        "import http.client",
        "from glob import glob",
        "import codecs",
        "from queue import Queue",
        "import _thread",
        "from logging import FileHandler",
        "logging.FileHandler('x')",
        "from homerun_client.client import httpx",
        "from homerun_helpers._http.connections import time",
        "open('x')",
        "f = open",
        "list(map(open, ['x']))",
        "import builtins",
        "builtins.open('x')",
    ],
)
def test_input_and_output_in_a_pure_room_is_found(path, line):
    """Files, time, threads and the network: one line is enough."""
    assert violations(path, f"{path.read_text('utf-8')}\n{line}\n")


def test_every_room_of_the_client_is_in_the_table():
    """A new folder gets its place in the table before it gets a file."""
    assert {room_of(path) for path in FILES} <= ROOMS.keys()


def test_no_room_imports_back_up():
    """The table itself has no circle."""
    assert list(TopologicalSorter({name: room.imports for name, room in ROOMS.items()}).static_order())


def run_when_loaded(path: Path) -> set[str]:
    """The modules of the package that a file imports while it is loaded."""
    tree = ast.parse(path.read_text("utf-8"))
    later = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    later += [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for node in later:
        node.body = [ast.Pass()]
    tree.body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom, ast.If, ast.Try))]
    return {name for name in imports(path, tree) if name.startswith(f"{PACKAGE}.")}


def test_modules_import_each_other_in_no_circle():
    """Each can be loaded first. What is imported inside functions or for type checkers is left out here."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}

    def known(name: str) -> str:
        # The front door is left out: to import a module of a package loads the package first.
        return name if name in modules else name.rpartition(".")[0]

    graph = {
        name: {known(other) for other in run_when_loaded(path)} - {name, PACKAGE} for name, path in modules.items()
    }
    assert list(TopologicalSorter(graph).static_order())


def test_the_generated_package_knows_nothing_of_the_helpers():
    """It can be used, and generated, on its own."""
    trees = [ast.parse(path.read_text("utf-8")) for path in GENERATED.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert "httpx" in found
    assert not [name for name in found if name.startswith(PACKAGE)]


def test_derived_modules_import_nothing_async():
    """The sync client works without asyncio and without the async client."""
    for path in FILES:
        if "_sync" in path.parts:
            found = set(imports(path, ast.parse(path.read_text("utf-8"))))
            assert not [name for name in found if name.startswith(("asyncio", f"{PACKAGE}._async"))]
