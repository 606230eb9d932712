"""JSON bodies: how they are read, and what may be in them."""

import json
import math
from typing import Any

from starlette.requests import Request
from starlette.types import Message

from homerun_helpers.sandbox._api import rules
from homerun_helpers.sandbox._api.errors import invalid, too_large, unsupported_media_type
from homerun_helpers.sandbox._api.rules import BodyField

# No document names a limit for JSON; this one only keeps a mistake from filling the memory.
_LARGEST_JSON = 10 * 1024 * 1024
# As deep as PHP decodes. What is stored is one or two levels deeper, and must be readable too.
_DEEPEST_JSON = 512
_MOST_DIGITS = 18

_TEXTS = ("city", "country", "phone_number", "experience", "education", "pronouns", "skype")
_URLS = ("photo", "facebook", "twitter", "linkedin", "github", "website")
_BOTH = {
    "first_name": BodyField(rules.text, required=True),
    "last_name": BodyField(rules.text, required=True),
    "email": BodyField(rules.email, required=True),
    "date_of_birth": BodyField(rules.day, empty_is_null=True),
    "vacancy_id": BodyField(rules.text),
    "sourced": BodyField(rules.boolean, nullable=False),
    "assignment": BodyField(rules.text),
    "custom_data": BodyField(rules.mapping),
    **{name: BodyField(rules.text) for name in _TEXTS},
    **{name: BodyField(rules.url, empty_is_null=True) for name in _URLS},
}
CREATE = _BOTH | {"sources": BodyField(rules.texts, nullable=False)}
UPDATE = _BOTH | {"stage": BodyField(rules.stage, nullable=False)}
NOTE = {
    "note": BodyField(rules.text, required=True),
    "display_name": BodyField(rules.text, required=True),
    "is_sensitive": BodyField(rules.boolean, nullable=False),
}


async def read(request: Request) -> dict[str, Any]:
    """The body's fields; none when there is no body, so that required ones are missed.

    Raises:
        ApiError: 400 for a body that is no JSON; 413 for one over 10 MiB; 415 for one that is not
            said to be JSON.
    """
    fields = _fields(request, await limited(request, _LARGEST_JSON).body())
    return {} if fields is None else fields


async def read_changes(request: Request) -> dict[str, Any]:
    """The fields of a partial update.

    Raises:
        ApiError: As `read`, and 400 for a body from which no field can be read: answering 200
            without changing anything would hide a forgotten body.
    """
    fields = _fields(request, await limited(request, _LARGEST_JSON).body())
    if fields is None:
        raise invalid({"param": "body", "message": "The body must be a JSON object."})
    return fields


def _fields(request: Request, body: bytes) -> dict[str, Any] | None:
    """The fields; None where there is no JSON object."""
    if not body:
        return None
    # Laravel would also read fields of a form, and none of what it does not know. The API takes
    # JSON (so its guide says); a double that takes what the API may refuse hides mistakes.
    if not _is_json(request.headers.get("Content-Type", "")):
        raise unsupported_media_type()
    try:
        decoded = decode(body)
    except (ValueError, RecursionError) as error:
        raise invalid({"param": "body", "message": "The body is not valid JSON."}) from error
    return decoded if isinstance(decoded, dict) else None


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def decode(body: bytes) -> object:
    """What a body of JSON says, strictly.

    Python's own decoder takes NaN, infinity, half characters and UTF-16, which PHP's refuses.
    """
    decoded = json.loads(body.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    if b"\\ud" in body.lower():
        json.dumps(decoded, ensure_ascii=False).encode()
    _check_depth(decoded)
    return decoded


def _check_depth(decoded: object) -> None:
    level, depth = [decoded], 0
    while level:
        depth += 1
        inner: list[object] = []
        for value in level:
            if isinstance(value, dict):
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = [value for value in inner if isinstance(value, dict | list)]
        if depth > _DEEPEST_JSON:
            raise ValueError("nested too deeply")


def _refuse(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def limited(request: Request, most: int) -> Request:
    """The request, refusing with 413 as soon as its body is known to be longer than `most` bytes.

    That is at once where it says its length, and while reading where it is sent in chunks.
    """
    length = request.headers.get("Content-Length", "0")
    # By its digits first: neither "²" nor five thousand nines are for int().
    if length.isascii() and length.isdigit() and (len(length) > _MOST_DIGITS or int(length) > most):
        raise too_large()
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise too_large()
        return message

    return Request(request.scope, receive)
