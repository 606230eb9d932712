"""Compares JSON values by meaning, and models with their annotations."""

import json
import types
from datetime import UTC, datetime
from importlib import resources
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

SPEC = json.loads((resources.files("homerun_client") / "openapi.json").read_text("utf-8"))
SCHEMAS = SPEC["components"]["schemas"]
# One value of each JSON type.
KINDS = {"null": None, "boolean": True, "integer": 7, "number": 7.5, "string": "seven", "array": [], "object": {}}


def resolve(schema):
    """The schema with its references followed and its `allOf` merged."""
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    if "allOf" not in schema:
        return schema
    members = [resolve(member) for member in schema["allOf"]]
    return {
        "type": "object",
        "properties": {name: field for member in members for name, field in member.get("properties", {}).items()},
        "required": [name for member in members for name in member.get("required", [])],
    }


def kinds(schema):
    """The JSON types that a schema allows."""
    schema = resolve(schema)
    if "anyOf" in schema:
        return {kind for one in schema["anyOf"] for kind in kinds(one)}
    found = schema.get("type", list(KINDS))
    found = {found} if isinstance(found, str) else set(found)
    return found | {"integer"} if "number" in found else found


def fields(model):
    """The fields of a model with their schemas."""
    return resolve(SCHEMAS[model.__name__]).get("properties", {})


def required(model):
    """The names of a model's required fields."""
    return resolve(SCHEMAS[model.__name__]).get("required", [])


DATETIMES = {
    field
    for schema in SCHEMAS.values()
    for field, inner in resolve(schema).get("properties", {}).items()
    if resolve(inner).get("format") == "date-time"
}


def same(left, right, field=None):
    """Whether two JSON values have the same meaning: date-times may be written differently, other values may not."""
    pairs = [(left, right, field)]
    while pairs:  # no recursion, because some values are deep
        left, right, field = pairs.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, dict):
            if left.keys() != right.keys():
                return False
            pairs += [(left[name], right[name], name) for name in left]
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            pairs += [(one, other, None) for one, other in zip(left, right, strict=True)]
        elif repr(left) != repr(right) and not _same_time(left, right, field):  # -0.0 and 0.0 differ in their repr only
            return False
    return True


def _same_time(left, right, field):
    return field in DATETIMES and isinstance(left, str) and instant(left) == instant(right) is not None


def instant(text):
    """The time that a date-time stands for, in UTC if it has no offset; None for any other text."""
    from dateutil.parser import isoparse  # another parser than the models'

    try:
        found = isoparse(text.upper())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def is_typed_truly(value, hint=None):  # noqa: PLR0911 - one return for each kind of type
    """Whether a model and all its fields, at any depth, have the types of their annotations."""
    hint = type(value) if hint is None else hint
    origin, inner = get_origin(hint), get_args(hint)
    if attrs.has(hint):
        hints = get_type_hints(hint)
        return type(value) is hint and all(is_typed_truly(getattr(value, name), hints[name]) for name in hints)
    if origin in (types.UnionType, Union):
        return any(is_typed_truly(value, one) for one in inner)
    if origin is list:
        return type(value) is list and all(is_typed_truly(one, inner[0]) for one in value)
    if origin is dict:
        return type(value) is dict and all(is_typed_truly(one, inner[1]) for one in value.values())
    if origin is Literal:
        return any(value == one and type(value) is type(one) for one in inner)
    if hint is datetime:
        return type(value) is datetime and value.tzinfo is not None
    return hint is Any or type(value) is hint or (hint is float and type(value) is int)
