"""The size limits in the docstrings of the helpers, which are written in the spec only.

The helper `upload_file` says "at most 25 MB". That number is the spec's `x-max-bytes`, so scripts/regenerate writes it
there: in the async helpers, and in the sync ones that are derived from them.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tools.regenerate import table
from tools.regenerate.spec import operations
from tools.spec.document import Json

FOLDERS = ("homerun_helpers/_async", "homerun_helpers/_sync")
LIMIT = re.compile(r"(?<=at most )[\d.]+(?= MB)")


def limits(document: Json) -> dict[str, int]:
    """The largest upload of each operation that takes files, in bytes, by the name of its helper."""
    rows = [table.row_of(document, path, method, operation) for path, method, operation in operations(document)]
    return {row["name"]: row["max_bytes"] for row in rows if row.get("max_bytes")}


def outdated(document: Json, root: Path) -> dict[Path, str]:
    """The modules of helpers whose docstrings name other limits than the spec, with the texts that they should have."""
    found = limits(document)
    paths = [path for folder in FOLDERS for path in sorted((root / folder).glob("*.py"))]
    texts = {path: path.read_text("utf-8") for path in paths}
    wanted = {path: with_limits(text, found) for path, text in texts.items()}
    return {path: text for path, text in wanted.items() if text != texts[path]}


def with_limits(text: str, found: Mapping[str, int]) -> str:
    """A module's text, in which the docstring of each method that uploads has the limit of its operation."""
    for name, max_bytes in found.items():
        method = re.search(rf"\bdef {name}\(.*?(?=\n    (?:async )?def |\Z)", text, re.DOTALL)
        if method:
            text = text[: method.start()] + LIMIT.sub(f"{max_bytes / 2**20:g}", method[0]) + text[method.end() :]
    return text
