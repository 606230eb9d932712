"""The types that a schema allows: one member for each of them, simplest first."""

from typing import Any

from homerun_helpers.testing.strategies._catalog import Catalog, Schema

# Keywords that the strategies do not support: ignoring one would make invalid values.
_UNSUPPORTED = (
    "not", "if", "dependentRequired", "dependentSchemas", "patternProperties", "propertyNames", "unevaluatedProperties",
    "prefixItems", "contains", "minProperties", "maxProperties",
)  # fmt: skip
_NARROWING = ("enum", "const", "format", "pattern", "minLength", "maxLength")
_WEIGHT = {"array": 1, "object": 2}


def members_of(catalog: Catalog, schema: Schema) -> tuple[list[Schema], bool]:
    """The types of a value except null, and whether null is allowed.

    An enum beside a plain string becomes one member marked `x-open`: any string, of which some are documented.
    """
    found = _flat(catalog, schema)
    members = _open(found)
    is_nullable = any(map(_is_null, found)) or any(map(is_any, found))
    return sorted((one for one in members if not _is_null(one)), key=_weight), is_nullable


def _flat(catalog: Catalog, schema: Schema) -> list[Schema]:
    schema = catalog.resolve(schema)
    several = schema.get("anyOf", schema.get("oneOf"))
    if several is not None:
        return [one for member in several for one in _flat(catalog, member)]
    if None in schema.get("enum", []):
        return [{**schema, "enum": [value for value in schema["enum"] if value is not None]}, {"type": "null"}]
    kinds = schema.get("type")
    if isinstance(kinds, list) and "enum" not in schema:
        return [{**schema, "type": kind} for kind in kinds]
    return [{**schema, "type": "object"}] if kinds is None and "properties" in schema else [schema]


def _open(members: list[Schema]) -> list[Schema]:
    plain = [one for one in members if one.get("type") == "string" and not any(word in one for word in _NARROWING)]
    if not plain or not any("enum" in one for one in members):
        return members
    return [{**one, "x-open": True} if "enum" in one else one for one in members if one not in plain]


def _is_null(schema: Schema) -> bool:
    return schema.get("type") == "null" or schema.get("const", ...) is None


def is_any(schema: Schema) -> bool:
    """Whether the schema allows any JSON."""
    return not any(word in schema for word in ("type", "enum", "const", "properties"))


def _weight(schema: Schema) -> int:
    kind: Any = schema.get("type")
    return 1 if is_any(schema) else _WEIGHT.get(kind, 0)


def refuse_unsupported(schema: Schema) -> None:
    """Check that the schema has only keywords that the strategies support.

    Raises:
        NotImplementedError: it has another keyword.
    """
    for word in _UNSUPPORTED:
        if word in schema:
            name = schema.get("x-name", schema.get("title", "a schema"))
            raise NotImplementedError(f"The strategies do not support the keyword {word!r} of {name}.")
