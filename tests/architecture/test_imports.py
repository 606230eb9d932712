"""Imports point one way: programs use the client, the client uses what decides, and that uses nothing that does I/O."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HELPERS = ROOT / "homerun_helpers"
CLIENT = ROOT / "generated/homerun_client"

PURE = [
    "bodies",
    "decoding",
    "downloads",
    "errors",
    "filters",
    "includes",
    "pagination",
    "ratelimit",
    "retries",
    "uploads",
]
# The conversions of the migration, without what replays and scans.
PURE += [
    f"migration/{name}"
    for name in (
        "_containers", "_fit", "_json", "_ledger", "_values", "applications", "fields", "files", "notes", "records",
        "report", "times", "vacancies",
    )
]  # fmt: skip
# What a pure module must not import: HTTP, the event loop, waiting, and whatever is built on top of it.
NOT_PURE = (
    "httpx", "asyncio", "socket", "threading", "time", "homerun_helpers._async", "homerun_helpers._sync",
    "homerun_helpers._transport", "homerun_helpers._exchange", "homerun_helpers._wiring", "homerun_helpers._budget",
    "homerun_helpers._concurrency",
)  # fmt: skip
# Programs and kits that stand on top of the client.
ON_TOP = ("sandbox", "testing", "cli")
MAY_IMPORT_HTTPX = {
    "_transport",
    "_exchange",
    "_connections",
    "_outgoing",
    "_wiring",
    "_async.download",
    "_sync.download",
}


def is_for_types_only(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imports(tree, *, top_level_only=False):
    """The modules that a tree imports when it runs: what only type checkers read does not count."""
    for node in ast.iter_child_nodes(tree):
        if is_for_types_only(node):
            yield from (name for branch in node.orelse for name in imports(branch))
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from package import module` may import the module.
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
        elif not (top_level_only and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))):
            yield from imports(node, top_level_only=top_level_only)


def imports_of(path, **options):
    return set(imports(ast.parse(path.read_text("utf-8")), **options))


def under(name, packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def client_modules():
    """The modules of the client itself, without the programs on top of it."""
    paths = sorted(HELPERS.rglob("*.py"))
    return [path for path in paths if path.relative_to(HELPERS).parts[0].removesuffix(".py") not in ON_TOP]


def dotted(path):
    return ".".join(path.relative_to(HELPERS).with_suffix("").parts)


@pytest.mark.parametrize("name", PURE)
def test_what_decides_does_no_io(name):
    """A pure module imports neither HTTP nor what waits nor what is built on top of it."""
    found = imports_of(HELPERS / f"{name}.py", top_level_only=True)
    assert not [module for module in found if under(module, NOT_PURE)]


def test_the_generated_package_knows_nothing_of_the_helpers():
    """It can be used, and generated, on its own."""
    found = {module for path in CLIENT.rglob("*.py") for module in imports_of(path)}
    assert "httpx" in found
    assert not [module for module in found if under(module, ["homerun_helpers"])]


@pytest.mark.parametrize("path", client_modules(), ids=dotted)
def test_the_client_does_not_use_what_stands_on_it(path):
    """Sandbox, testing kit and command line are not needed to talk to the API."""
    assert not [name for name in imports_of(path) if under(name, [f"homerun_helpers.{top}" for top in ON_TOP])]


def test_few_modules_know_httpx():
    """The HTTP library is used in one place, so that the rest can be read without it, and imported without waiting."""
    users = {dotted(path) for path in client_modules() if any(under(name, ["httpx"]) for name in imports_of(path))}
    assert users == MAY_IMPORT_HTTPX


def test_derived_modules_import_nothing_async():
    """The sync client stands on its own."""
    found = {name for path in (HELPERS / "_sync").glob("*.py") for name in imports_of(path)}
    assert not [name for name in found if under(name, ["asyncio", "homerun_helpers._async"])]
