"""The rooms of the package and what each may import: the one table, and how a file is held against it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "homerun_helpers"
HELPERS = ROOT / PACKAGE

# Every way to files, sockets, other programs, time and threads begins with one of these.
IO_MODULES = frozenset(
    {"asyncio", "concurrent", "fcntl", "httpx", "io", "mmap", "multiprocessing", "os", "pathlib", "select", "selectors"}
    | {"shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib3"}
)
# These do the same without an import.
IO_BUILTINS = frozenset({"open", "input", "print", "exec", "eval", "__import__", "breakpoint"})


@frozen
class Room:
    """A folder of the package, or one file that is a room of its own.

    Attributes:
        imports: the other rooms that it may import.
        pure: True when it decides only: no files, no network, no threads, no waiting.
        httpx: True for the one room of the client that may import httpx, and for the sandbox, which gives httpx clients
            a transport.
    """

    imports: frozenset[str] = field(default=frozenset(), converter=frozenset)
    pure: bool = False
    httpx: bool = False


_HTTP = ("_ratelimit", "_runtime", "errors", "_operations", "_version")
_FILES = ("_http", "_runtime", "errors", "_operations")
_REQUESTS = ("_files", "_http", "errors", "_operations")
_LISTING = ("_requests", "_http", "errors")
_CLIENT = ("_listing", "_requests", "_files", "_http", "_ratelimit", "_runtime", "_operations", "errors")
_FRONT_DOOR = ("", "_async", "_sync")

# From the bottom up. The generated package is below all of it.
ROOMS = {
    "errors": Room(pure=True),
    "_operations": Room(pure=True),
    "_version": Room(pure=True),
    "_runtime": Room(["errors"]),
    "_ratelimit": Room(["_runtime", "errors"]),
    "_http": Room(_HTTP, httpx=True),
    "_files": Room(_FILES),
    "_requests": Room(_REQUESTS, pure=True),
    "_listing": Room(_LISTING, pure=True),
    "_async": Room(_CLIENT),
    "_sync": Room(_CLIENT),
    "": Room([*_CLIENT, "_async", "_sync", "_version"]),  # the front door
    "journal": Room([*_CLIENT, *_FRONT_DOOR]),
    "mirror": Room([*_CLIENT, *_FRONT_DOOR]),
    "migration": Room([*_CLIENT, *_FRONT_DOOR, "journal"]),
    "mcp": Room([*_CLIENT, *_FRONT_DOOR, "mirror"]),
    "sandbox": Room(["_runtime", "errors"], httpx=True),
    "testing": Room([*_FRONT_DOOR, "_requests", "_files", "_operations", "errors", "sandbox"]),
    "cli": Room([*_CLIENT, *_FRONT_DOOR, "journal", "mirror", "migration", "mcp", "sandbox", "testing"]),
}
# Folders of a room that decide only, though the room as a whole does not.
PURE_FOLDERS = ("migration/convert",)


def room_of(path: Path) -> str:
    """The room that a file of the package belongs to."""
    first = path.relative_to(HELPERS).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def room_of_module(name: str) -> str | None:
    """The room of a module by its dotted name; None for a module of another package."""
    package, _, rest = name.partition(".")
    if package != PACKAGE:
        return None
    first = rest.partition(".")[0]
    return first if first in ROOMS or (HELPERS / first).is_dir() else ""


def is_pure(path: Path) -> bool:
    """Whether a file must do no I/O."""
    inside = path.relative_to(HELPERS).as_posix()
    return ROOMS[room_of(path)].pure or inside.startswith(tuple(f"{folder}/" for folder in PURE_FOLDERS))


def imports(path: Path, tree: ast.AST) -> Iterator[str]:
    """Every module that a file imports, also for type checkers only, inside functions, or by its name as text."""
    parts = [PACKAGE, *path.relative_to(HELPERS).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = parts[: len(parts) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from package import module` may import the module.
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and re.fullmatch(rf"{PACKAGE}(\.\w+)+", str(node.value)):
            yield str(node.value)


def violations(path: Path, text: str) -> list[str]:
    """What a file of the package does that its room may not do, one sentence each."""
    name, tree = room_of(path), ast.parse(text)
    if name not in ROOMS:
        return [f"{name} is no room of the table in tests/architecture/rooms.py"]
    room, found = ROOMS[name], []
    for module in sorted(set(imports(path, tree))):
        other = room_of_module(module)
        if other is not None and other != name and other not in room.imports:
            found.append(f"{name or 'the front door'} may not import {module}")
        if module.partition(".")[0] == "httpx" and not room.httpx:
            found.append(f"{name or 'the front door'} may not import httpx")
        if is_pure(path) and module.partition(".")[0] in IO_MODULES:
            found.append(f"{name} does no I/O, so it may not import {module}")
    if is_pure(path):
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        found += [f"{name} does no I/O, so it may not call {builtin}()" for builtin in sorted(called & IO_BUILTINS)]
    return found
