"""JSON bodies: how they are read, and what may be in them."""

import json
import math
from typing import Any

from starlette.requests import Request
from starlette.types import Message

from homerun_helpers.sandbox._api import rules
from homerun_helpers.sandbox._api.errors import invalid, too_large, unsupported_media_type
from homerun_helpers.sandbox._api.rules import BodyField

# No document names a limit for JSON; this one keeps a mistake from filling the memory.
_MAX_JSON_BYTES = 10 * 1024 * 1024
# As deep as PHP decodes. What is stored is one or two levels deeper, and must be readable too.
_MAX_JSON_DEPTH = 512
_MAX_LENGTH_DIGITS = 18

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
    fields = _fields(request, await limited(request, _MAX_JSON_BYTES).body())
    return {} if fields is None else fields


async def read_changes(request: Request) -> dict[str, Any]:
    """The fields of a partial update.

    Raises:
        ApiError: As `read`, and 400 for a body from which no field can be read: answering 200
            without changing anything would hide a forgotten body.
    """
    fields = _fields(request, await limited(request, _MAX_JSON_BYTES).body())
    if fields is None:
        raise invalid({"param": "body", "message": "The body must be a JSON object."})
    return fields


def _fields(request: Request, body: bytes) -> dict[str, Any] | None:
    """The fields; None where there is no JSON object."""
    if not body:
        return None
    # Laravel would read the fields of a form too. The API takes JSON, as its guide says; a sandbox that
    # accepts what the API may refuse would hide mistakes.
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
    """The value of a JSON body, decoded strictly.

    Python's own decoder accepts NaN, infinity, half surrogate pairs and UTF-16, which PHP's refuses.
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
        if depth > _MAX_JSON_DEPTH:
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
    # Checked by its digits first: int() raises for "²", and for five thousand nines.
    if length.isascii() and length.isdigit() and (len(length) > _MAX_LENGTH_DIGITS or int(length) > most):
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
