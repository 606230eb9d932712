"""Check the types of the Python in the documentation: README.md, docs/ and the examples in docstrings.

    python -m tools.docs_code              all of it, with mypy in its strict mode and with pyright
    python -m tools.docs_code README.md    only these files

The blocks of a file are written to a folder that is deleted afterwards, on the lines that they have in the document, so
that what the checkers say can be shown under the document's own name. tests/docs runs the same blocks.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent, indent

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(
    r"(?:^[ ]*<!-- not run: [^>]+? -->\s*)?^[ ]*```python[^\n]*\n(?P<code>.*?)^[ ]*```[ ]*$", re.MULTILINE | re.DOTALL
)
# A block that is a file of a project begins with its name; it may be imported by its neighbours.
FILE = re.compile(r"# ([\w.]+\.py)\n")
# What an example may use without saying where it comes from, as in tests/docs/conftest.py. It is one line, in the
# place of the document's title, since all others keep their numbers.
GIVEN = "import pathlib; folder = pathlib.Path(); vacancy_id = application_id = ''"
CLIENT = "from homerun_helpers import AsyncHomerun, Homerun; homerun = Homerun()"
# An example in a docstring need not import what it is the example of.
EXPORTS = "from homerun_helpers import *"
# A reader's test functions have no annotations, and a text may define a function again to put it right.
MYPY = ["--strict", "--allow-untyped-defs", "--allow-untyped-calls", "--allow-untyped-decorators"]
MYPY += ["--allow-redefinition-new", "--local-partial-types", "--disable-error-code=no-redef"]
PYRIGHT = {"typeCheckingMode": "standard", "reportRedeclaration": False, "reportWildcardImportFromLibrary": False}


@frozen(kw_only=True)
class Block:
    """A block of Python in a document.

    Attributes:
        code: what it says, without its indentation.
        line: the line of the fence above it.
    """

    code: str
    line: int

    @property
    def file_name(self) -> str | None:
        """The name of the file that it is; None when it is no file."""
        found = FILE.match(self.code)
        return found[1] if found else None

    @property
    def is_async(self) -> bool:
        """Whether it awaits at its top level."""
        compiled = compile(self.code, "block", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        return bool(compiled.co_flags & inspect.CO_COROUTINE)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a document or a module that are run as well."""
    for match in BLOCK.finditer(text):
        if "<!-- not run:" not in match[0].partition("```")[0]:
            yield Block(code=dedent(match["code"]), line=text.count("\n", 0, match.start("code")))


def programs(text: str, *, name: str, shared: bool) -> dict[str, str]:
    """The blocks of a text as files: code by the name of the file.

    Args:
        text: the document, or the source of a module.
        name: the name of the file that holds all blocks which are no files themselves.
        shared: whether a block sees the names of the blocks before it, as in a document; those of docstrings do not.
    """
    written, rest = {}, []
    for block in blocks(text):
        if block.file_name is None:
            rest.append(block)
        else:
            written[block.file_name] = "\n" * block.line + block.code
    return written | ({name: _program(rest, shared=shared)} if rest else {})


def _program(found: Iterable[Block], *, shared: bool) -> str:
    lines = ["; ".join([GIVEN, CLIENT, *([] if shared else [EXPORTS])])]
    for block in found:
        lines += [""] * (block.line - 1 - len(lines))
        inside = block.is_async or not shared
        lines += [_head(block), *indent(block.code, "    ").splitlines()] if inside else ["", *block.code.splitlines()]
    return "\n".join(lines) + "\n"


def _head(block: Block) -> str:
    """The line that takes the place of the fence: a function around the block."""
    if block.is_async:
        return f"async def _line_{block.line}(homerun: AsyncHomerun) -> None:"
    return f"def _line_{block.line}() -> None:"


def documents() -> list[Path]:
    """All files whose examples a user reads."""
    written = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]
    return written + sorted((ROOT / "homerun_helpers").rglob("*.py"))


def write(paths: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """Write the programs of documents below a folder; each with the document that it is of."""
    origins = {}
    for path in paths:
        name = re.sub(r"\W", "_", _shown(path))
        found = programs(path.read_text("utf-8"), name=f"{name}.py", shared=path.suffix == ".md")
        for file, code in found.items():
            target = folder / name / file
            target.parent.mkdir(exist_ok=True)
            target.write_text(code, "utf-8")
            origins[target] = path
    return origins


def check(origins: Mapping[Path, Path], folder: Path) -> list[str]:
    """What mypy and pyright say of the files in the folder, as lines that name the documents."""
    folders = sorted({target.parent.name for target in origins})
    settings = {**PYRIGHT, "include": folders, "extraPaths": [str(ROOT), str(ROOT / "generated")]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    # Relative: mypy's cache holds what it said of a file, with the path that it was given.
    files = [str(target.relative_to(folder)) for target in origins]
    # A cache of its own: that of the package's check is for other options.
    said = _run("mypy", ["--config-file=", *MYPY, f"--cache-dir={ROOT / '.mypy_cache/docs'}", *files], folder)
    said += _run("pyright", ["--pythonpath", sys.executable], folder)
    for target, path in origins.items():
        said = said.replace(str(target), _shown(path)).replace(str(target.relative_to(folder)), _shown(path))
    return said.splitlines()


def _run(tool: str, arguments: list[str], folder: Path) -> str:
    """What a checker says; nothing when it has no objection."""
    paths = [*sorted({str(path.parent) for path in folder.rglob("*.py")}), str(ROOT), str(ROOT / "generated")]
    # pyright asks a registry for a newer release of itself otherwise.
    environment = os.environ | {"MYPYPATH": os.pathsep.join(paths), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    command = [sys.executable, "-m", tool, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}" if done.returncode else ""


def _shown(path: Path) -> str:
    return os.path.relpath(path, ROOT)


def main(arguments: list[str]) -> int:
    """Check the files that are named, or all; 1 when something is wrong."""
    paths = [Path(argument).resolve() for argument in arguments] or documents()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        said = check(write(paths, folder), folder)
    print(*said, sep="\n", end="\n" if said else "")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
