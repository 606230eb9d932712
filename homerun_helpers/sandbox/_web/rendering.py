"""Templates to responses, with headers that let a page load only its own style sheet and images."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
# Escaping keeps candidates' data from becoming markup; this policy is the second line of defence.
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
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# The day without a leading zero, for which strftime has no portable directive.
_TIME_FORMATS = {
    "day": "{0.day} {0:%b %Y}",
    "minute": "{0.day} {0:%b %Y, %H:%M}",
    "second": "{0.day} {0:%b %Y, %H:%M:%S}",
    "clock": "{0:%H:%M:%S}",
}


def html(template: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """The template rendered with these values; each is escaped."""
    text = _environment().get_template(template).render(values)
    # JSON can carry half of a surrogate pair, which UTF-8 cannot.
    return Response(text.encode("utf-8", "replace"), status, HEADERS, "text/html")


async def static(request: Request) -> Response:
    """The file of the folder `static` that the route's fixed path names: the style sheet or the icon."""
    return FileResponse(_HERE / "static" / request.scope["path"].rpartition("/")[2], headers=HEADERS)


def is_web_address(value: object) -> bool:
    """Whether a value may become a link: it may come from a candidate, and must not run as a script."""
    return isinstance(value, str) and _WEB_ADDRESS.fullmatch(value) is not None


def as_datetime(value: object) -> datetime | None:
    """The UTC time of an ISO 8601 text or of seconds since 1970; None for any other value."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        return datetime.fromtimestamp(value, tz=UTC) if isinstance(value, float | int) else None
    except (ValueError, OverflowError, OSError):  # for years beyond 9999, depending on the platform
        return None


def full_name(person: Mapping[str, Any]) -> str:
    """First and last name, or the one of them that there is; "no name" without either."""
    return " ".join(filter(None, (person["first_name"], person["last_name"]))).strip() or "no name"


def kind_of_status(status: int) -> str:
    """The class of a status: good, moved, refused, broken, or lost when the client got no answer."""
    if status in {0, 499}:
        return "lost"
    return {2: "good", 3: "moved", 4: "refused"}.get(status // 100, "broken")


@cache
def _environment() -> "Environment":
    # Imported here: most sandboxes never render a page.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.tests["web_address"] = is_web_address
    made.filters |= {
        "as_datetime": as_datetime,
        "format_time": lambda value, precision: _TIME_FORMATS[precision].format(value),
        "full_name": full_name,
        "grouped": "{:,}".format,
        # Jinja's own `tojson` is for scripts: it would show < as \u003c.
        "json": partial(json.dumps, ensure_ascii=False),
        "kind_of_status": kind_of_status,
        "unquote": unquote,
    }
    return made
