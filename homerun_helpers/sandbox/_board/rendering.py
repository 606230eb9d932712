"""Templates to answers, and the headers that keep a page from doing anything but being read."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.responses import Response

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
# Nothing is loaded but the style sheet and pictures of the sandbox itself; nothing runs; nobody frames it.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def html(template: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """The page that this template makes of these values; they are escaped."""
    text = _environment().get_template(template).render(values)
    # JSON can carry half of a character's pair, which UTF-8 cannot.
    return Response(text.encode("utf-8", "replace"), status, HEADERS, "text/html")


def static(name: str) -> Response:
    """A file that pages refer to."""
    path = _HERE / "static" / name
    return Response(path.read_bytes(), headers=HEADERS, media_type=_MEDIA_TYPES[path.suffix])


def web_address(value: object) -> bool:
    """Whether a value may become a link: it comes from a candidate, and must not run as a script."""
    return isinstance(value, str) and _WEB_ADDRESS.fullmatch(value) is not None


def moment(value: object) -> datetime | None:
    """The time, in UTC, that an ISO text or a number of seconds since 1970 stands for; None if it is neither."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        return datetime.fromtimestamp(value, tz=UTC) if isinstance(value, float | int) else None
    except (ValueError, OverflowError, OSError):  # what is raised for years that do not exist
        return None


def day(value: datetime) -> str:
    """Such as 7 Mar 2026; strftime alone cannot leave out the zero everywhere."""
    return f"{value.day} {value:%b %Y}"


def _json(value: object) -> str:
    # Not Jinja's `tojson`, which is for scripts, and would show < as \u003c.
    return json.dumps(value, ensure_ascii=False)


@cache
def _environment() -> "Environment":
    # Not above: a sandbox whose board nobody looks at starts without it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.tests["web_address"] = web_address
    made.filters |= {"moment": moment, "day": day, "json": _json, "grouped": "{:,}".format, "unquote": unquote}
    return made
