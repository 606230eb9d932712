"""JSON bodies: how they are read, and what may be in them."""

import json
import math
from typing import Any

from starlette.requests import Request

from homerun_helpers.sandbox._api import rules
from homerun_helpers.sandbox._api.errors import invalid
from homerun_helpers.sandbox._api.limits import limited
from homerun_helpers.sandbox._api.rules import Field

# No document names a limit for JSON; this one only keeps a mistake from filling the memory.
_LARGEST_JSON = 10 * 1024 * 1024

_TEXTS = ("city", "country", "phone_number", "experience", "education", "pronouns", "skype")
_URLS = ("photo", "facebook", "twitter", "linkedin", "github", "website")
_BOTH = {
    "first_name": Field(rules.text, required=True),
    "last_name": Field(rules.text, required=True),
    "email": Field(rules.email, required=True),
    "date_of_birth": Field(rules.day),
    "vacancy_id": Field(rules.text),
    "sourced": Field(rules.boolean, nullable=False),
    "assignment": Field(rules.text),
    "custom_data": Field(rules.mapping),
    **{name: Field(rules.text) for name in _TEXTS},
    **{name: Field(rules.url) for name in _URLS},
}
CREATE = _BOTH | {"sources": Field(rules.texts)}
UPDATE = _BOTH | {"stage": Field(rules.stage, nullable=False)}
NOTE = {
    "note": Field(rules.text, required=True),
    "display_name": Field(rules.text, required=True),
    "is_sensitive": Field(rules.boolean, nullable=False),
}


async def read(request: Request) -> dict[str, Any]:
    """The body's fields; none when it is not said to be JSON, so that required ones are missed.

    Raises:
        ApiError: 400 for a body that says it is JSON and is not; 413 for one over 10 MiB.
    """
    body = await limited(request, _LARGEST_JSON).body()
    fields = _fields(request, body)
    return {} if fields is None else fields


async def read_changes(request: Request) -> dict[str, Any]:
    """The fields of a partial update.

    Raises:
        ApiError: As `read`, and 400 for a body from which no field can be read: answering 200
            without changing anything would hide a forgotten Content-Type.
    """
    body = await limited(request, _LARGEST_JSON).body()
    fields = _fields(request, body)
    if fields is None:
        raise invalid({"param": "body", "message": "The body must be a JSON object."})
    return fields


def _fields(request: Request, body: bytes) -> dict[str, Any] | None:
    """The fields; None for a body that is something else than a JSON object."""
    if not body:
        return {}
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not kind.endswith(("/json", "+json")):
        return None
    try:
        decoded = _decode(body)
    except (ValueError, RecursionError) as error:
        raise invalid({"param": "body", "message": "The body is not valid JSON."}) from error
    return decoded if isinstance(decoded, dict) else None


def _decode(body: bytes) -> object:
    """Strictly: Python's decoder takes NaN, infinity and half characters, which PHP's refuses."""
    decoded = json.loads(body, parse_constant=_refuse, parse_float=_finite)
    if b"\\ud" in body.lower():
        json.dumps(decoded, ensure_ascii=False).encode()
    return decoded


def _refuse(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)
