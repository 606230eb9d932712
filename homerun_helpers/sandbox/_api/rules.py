"""Rules for the fields of bodies: each returns the clean value, or raises what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

from homerun_helpers.sandbox._api.errors import Problems

Rule = Callable[[Any], Any]
_EMAIL = re.compile(r"[^\s@\x00-\x1f]+@[^\s@.\x00-\x1f]+(\.[^\s@.\x00-\x1f]+)*")


@frozen
class BodyField:
    """What a field of a body may be."""

    rule: Rule
    required: bool = False
    nullable: bool = True
    # Whether "" is null, as Laravel's middleware makes it; texts are kept as they came.
    empty_is_null: bool = False


def check(body: Mapping[str, Any], fields: Mapping[str, BodyField], *, partial: bool = False) -> dict[str, Any]:
    """The known fields of a body, clean; unknown ones are ignored.

    Args:
        body: What was sent.
        fields: What may be sent.
        partial: Whether also a required field may stay away (it still must not be empty).

    Raises:
        ApiError: 400, with a detail for each field that is wrong.
    """
    problems, clean = Problems(), {}
    for name, field in fields.items():
        if name not in body and (partial or not field.required):
            continue
        try:
            clean[name] = _clean(field, body.get(name))
        except ValueError as error:
            problems.add(name, f"The {name.replace('_', ' ')} field {error}.")
    problems.check()
    return clean


def _clean(field: BodyField, value: object) -> object:
    if field.required and (value is None or (isinstance(value, str) and not value.strip())):
        raise ValueError("is required")
    if field.nullable and (value is None or (field.empty_is_null and value == "")):
        return None
    return field.rule(value)


def text(value: object) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


def email(value: object) -> str:
    """An address with exactly one @."""
    if not _EMAIL.fullmatch(text(value)):
        raise ValueError("must be a valid email address")
    return text(value)


def url(value: object) -> str:
    """An absolute web address."""
    if not _is_web_address(text(value)):
        raise ValueError("must be a valid URL")
    return text(value)


def day(value: object) -> str:
    """A date that exists, as YYYY-MM-DD."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text(value), re.ASCII):
            return date.fromisoformat(text(value)).isoformat()
    except ValueError:
        pass
    raise ValueError("must match the format Y-m-d")


def boolean(value: object) -> bool:
    """True or false; not 1 or "0", which Laravel accepts, but no documentation promises."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def mapping(value: object) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise ValueError("must be an object")
    return value


def texts(value: object) -> list[str]:
    """A JSON array of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("must be an array of strings")
    return value


def stage(value: object) -> str:
    """The name in {"name": …}."""
    name = mapping(value).get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("must have a name")
    return name


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:  # an address with an unclosed bracket
        return False
    # urlsplit() itself drops line breaks before it looks.
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", value)
