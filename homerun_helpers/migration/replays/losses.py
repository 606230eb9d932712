"""What V2 would not get of a payload, as names and reasons, and how much of it may be lost."""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from homerun_helpers.migration.convert.report import Change

Losing: TypeAlias = Literal["nothing", "extras", "anything"]
"""How much a payload may lose: `extras` is what V2 has no place for, and none of its own fields, files and notes."""

# What V1 had beside the id of a job, and beside the content of a file or a note.
_EXTRA = re.compile(
    r"""
    job(?!_id$)[.\[](?!id$).+                                             # job.title
    | files?(\[\d+\])?(\.|\[")(?!(?:content|data|base64|name|filename|file_name|type)$).+   # files[0].id
    | notes(\[\d+\])?(\.|\[")(?!(?:note|body|name|display_name|is_sensitive)$).+  # notes[0].created_at
    | content\[\d+\](\.|\[")(?!value$).+                                # content[0].position
    """,
    re.VERBOSE | re.DOTALL,
).fullmatch
_MAX_REASON_CHARS = 200


def matters(path: str, losing: Losing) -> bool:
    """Whether a payload is not sent because V2 would not get what stands at a path.

    Args:
        path: a place in the payload that could not be carried over.
        losing: how much may be lost.
    """
    return losing == "nothing" or (losing == "extras" and _EXTRA(path) is None)


def names(found: Iterable[str]) -> tuple[str, ...]:
    """Names of fields, each once. What does not look like a name is hidden: it may be personal data."""
    return tuple(dict.fromkeys(_safe(name) for name in found))


def losses(changes: Iterable[Change]) -> tuple[str, ...]:
    """The places that V2 does not get, each with the reason, which repeats no value."""
    return tuple(dict.fromkeys(f"{_safe(change.path)}: {change.reason[:_MAX_REASON_CHARS]}" for change in changes))


def _safe(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][\w.\[\]-]{0,79}", name, re.ASCII) else "…"
