"""The rooms of the package and what each may import: the one table, and how a file is held against it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "homerun_helpers"
HELPERS = ROOT / PACKAGE

# The modules of others that a pure room may import: none of them leads to files, networks, other programs, threads or
# waiting. `logging` is for `getLogger` alone.
PURE_MODULES = frozenset(
    {"__future__", "attr", "attrs", "base64", "binascii", "collections", "contextlib", "dateutil", "datetime", "enum"}
    | {"functools", "homerun_client", "inspect", "itertools", "json", "logging", "math", "re", "string", "types"}
    | {"typing", "unicodedata", "urllib.parse", "zoneinfo"}
)
# Names of modules: `from another_module import time` gets one of them by the back door.
IO_NAMES = frozenset(
    {
        "FileHandler",
        "asyncio",
        "ctypes",
        "httpx",
        "io",
        "multiprocessing",
        "os",
        "pathlib",
        "requests",
        "shutil",
        "signal",
        "socket",
    }
    | {"sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urlopen"}
)
# These need no import; so a pure room may not even name them.
IO_BUILTINS = frozenset({"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint", "builtins"})
IO_ATTRIBUTES = frozenset({"open", "FileHandler", "urlopen", "__import__", "__builtins__"})
# They import by a name that is made when the program runs, where no reader of the text can follow.
DYNAMIC_IMPORTS = frozenset({"importlib", "pkgutil", "runpy", "imp", "zipimport"})


@frozen
class Room:
    """A folder of the package, or one file that is a room of its own.

    Attributes:
        imports: the other rooms that it may import.
        pure: True when it decides only: no files, no network, no threads, no waiting.
        httpx: True for the one room of the client that may import httpx, and for the sandbox, which gives httpx clients
            a transport.
        dynamic: True when it may import by names that are made at run time; no room of the client may.
    """

    imports: frozenset[str] = field(default=frozenset(), converter=frozenset)
    pure: bool = False
    httpx: bool = False
    dynamic: bool = False


_HTTP = ("_ratelimit", "_runtime", "errors", "_operations", "_version")
_FILES = ("_http", "_runtime", "errors", "_operations")
_REQUESTS = ("_http", "errors", "_operations")
_LISTING = ("_requests", "_http", "errors")
_CLIENT = ("_listing", "_requests", "_files", "_http", "_ratelimit", "_runtime", "_operations", "errors")
_FRONT_DOOR = ("", "_async", "_sync")

# From the bottom up. The generated package is below all of it. `journal`, `mirror`, `mcp` and `cli` are planned.
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
    "journal": Room([*_CLIENT, *_FRONT_DOOR], dynamic=True),
    "mirror": Room([*_CLIENT, *_FRONT_DOOR], dynamic=True),
    "migration": Room([*_CLIENT, *_FRONT_DOOR, "journal"], dynamic=True),
    "mcp": Room([*_CLIENT, *_FRONT_DOOR, "mirror"], dynamic=True),
    "sandbox": Room(["_runtime", "errors"], httpx=True, dynamic=True),
    "testing": Room([*_FRONT_DOOR, "_requests", "_files", "_operations", "errors", "sandbox"], dynamic=True),
    "cli": Room([*_CLIENT, *_FRONT_DOOR, "journal", "mirror", "migration", "mcp", "sandbox", "testing"], dynamic=True),
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
            yield from (alias.name for alias in node.names if alias.name in IO_NAMES)
        elif isinstance(node, ast.Constant) and re.fullmatch(rf"{PACKAGE}([.:]\w+)+", str(node.value)):
            yield str(node.value).replace(":", ".")


def names(tree: ast.AST) -> set[str]:
    """The names and attributes that a file mentions."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & IO_BUILTINS
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found | (attributes & IO_ATTRIBUTES)


def violations(path: Path, text: str) -> list[str]:
    """What a file of the package does that its room may not do, one sentence each."""
    name, tree = room_of(path), ast.parse(text)
    if name not in ROOMS:
        return [f"{name} is no room of the table in tests/architecture/rooms.py"]
    shown, modules = name or "the front door", sorted(set(imports(path, tree)))
    looked_up = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found = [f"{shown} may not import {module}" for module in modules if not may_import(name, module)]
    if not ROOMS[name].dynamic and "modules" in looked_up:
        found.append(f"{shown} may not look modules up in sys.modules")
    if is_pure(path):
        found += [
            f"{shown} does no I/O, so it may not import {module}" for module in modules if not is_pure_module(module)
        ]
        found += [f"{shown} does no I/O, so it may not name {one}" for one in sorted(names(tree))]
    return found


def may_import(name: str, module: str) -> bool:
    """Whether a room may import a module."""
    room, other, top = ROOMS[name], room_of_module(module), module.partition(".")[0]
    if other is not None:
        return other == name or other in room.imports
    return (top != "httpx" or room.httpx) and (top not in DYNAMIC_IMPORTS or room.dynamic)


def is_pure_module(module: str) -> bool:
    """Whether a module does no I/O: one of the package is judged by the table, others by the list."""
    known = module.split(".")
    return room_of_module(module) is not None or any(".".join(known[:end]) in PURE_MODULES for end in (1, 2))
