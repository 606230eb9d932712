"""What a schema allows, in one form: `$ref`, `allOf`, nullable and open enums can each be written in several ways."""

from collections.abc import Mapping
from typing import Any

from attrs import Factory, evolve, frozen

from tools.spec.document import Json, SpecError, name_of, pointed

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "x-max-bytes")
OTHER = ("pattern", "multipleOf", "uniqueItems")
NOTHING_SAID = {"minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": False}
WORDS = ("title", "description", "externalDocs")


@frozen(eq=False)
class Shape:
    """What a schema allows.

    Attributes:
        types: JSON's types, `null` among them when it may be null; None: any.
        enum: the values that are known.
        is_open: whether other values than those of `enum` are allowed.
        bounds: every limit of a value, such as `maximum`.
        properties: the fields, each as a schema as it is written.
        required: the names of the fields that must be there.
        additional: whether other fields are allowed, or their schema.
        items: the schema of an array's items.
        alternatives: those of `anyOf` and `oneOf` that one shape cannot express.
        words: title, description and the like, which change nothing for programs.
        name: the name of the component, if it is one.
        is_reworded: whether there are words or limits beside the reference to the component.
    """

    types: frozenset[str] | None = None
    enum: tuple[Any, ...] | None = None
    is_open: bool = False
    format: str | None = None
    bounds: Mapping[str, Any] = Factory(dict)
    properties: Mapping[str, Any] = Factory(dict)
    required: frozenset[str] = frozenset()
    additional: Any = True
    items: Any = None
    alternatives: "tuple[Shape, ...]" = ()
    discriminator: str | None = None
    default: tuple[Any, ...] = ()
    deprecated: bool = False
    access: str = ""
    words: Mapping[str, Any] = Factory(dict)
    name: str = ""
    is_reworded: bool = False

    @property
    def is_nullable(self) -> bool:
        return self.types is None or "null" in self.types

    @property
    def is_anything(self) -> bool:
        return self.types is None and self.enum is None and not self.alternatives


class Shapes:
    """The shapes of a document's schemas. A schema always has the same shape, so that loops of references are found."""

    def __init__(self, document: Json) -> None:
        self._document = document
        self._made: dict[int, tuple[Any, Shape]] = {}  # with the schema, so that its id is not reused
        self._making: set[int] = set()

    def of(self, schema: Any) -> Shape:
        """The shape of a schema as it is written."""
        if id(schema) in self._made:
            return self._made[id(schema)][1]
        if id(schema) in self._making:
            raise SpecError(f"The schema {name_of(schema) or str(schema)[:60]} is made of itself")
        self._making.add(id(schema))
        shape = self._make(schema)
        self._making.discard(id(schema))
        self._made[id(schema)] = (schema, shape)
        return shape

    def _make(self, schema: Any) -> Shape:
        if isinstance(schema, bool):
            return Shape() if schema else Shape(types=frozenset())
        if not isinstance(schema, dict):
            raise SpecError(f"{str(schema)[:60]!r} is not a schema")
        if "$ref" in schema:
            return self._referred(schema)
        shape = own(schema)
        for part in schema.get("allOf", []):
            shape = both(shape, self.of(part))
        for keyword in ("anyOf", "oneOf"):
            if schema.get(keyword):
                shape = both(shape, self._one_of(schema[keyword]))
        if schema.get("nullable") is True and shape.types is not None:
            shape = evolve(shape, types=shape.types | {"null"})
        return shape

    def _referred(self, schema: Json) -> Shape:
        shape = self.of(pointed(self._document, schema["$ref"]))
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        if beside:
            return evolve(both(self._make(beside), shape), name=name_of(schema), is_reworded=True)
        return evolve(shape, name=name_of(schema), is_reworded=False)

    def _one_of(self, members: list[Any]) -> Shape:
        """The shape of alternatives: `[X, null]` is a nullable X, `[enum, string]` an open enum."""
        shapes = [self.of(member) for member in members]
        can_be_null = any("null" in (shape.types or ()) for shape in shapes)
        folded = fold([without_null(shape) for shape in shapes if shape.types != frozenset({"null"})])
        if not folded:
            return Shape(types=frozenset({"null"}))
        shape = folded[0] if len(folded) == 1 else Shape(types=all_types(folded), alternatives=tuple(folded))
        if can_be_null and shape.types is not None:
            shape = evolve(shape, types=shape.types | {"null"})
        return shape


def own(schema: Json) -> Shape:
    """What a schema says by itself, without the schemas that it is made of."""
    properties, required = schema.get("properties", {}), schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        raise SpecError(f"{str(schema)[:60]!r} is not a schema")
    enum = (schema["const"],) if "const" in schema else schema.get("enum")
    return Shape(
        types=own_types(schema, enum),
        enum=None if enum is None else tuple(value for value in enum if value is not None),
        format=schema.get("format"),
        bounds=own_bounds(schema),
        properties=properties,
        required=frozenset(required),
        additional=True if schema.get("additionalProperties") == {} else schema.get("additionalProperties", True),
        items=schema.get("items"),
        discriminator=(schema.get("discriminator") or {}).get("propertyName"),
        default=(schema["default"],) if "default" in schema else (),
        deprecated=bool(schema.get("deprecated")),
        access="readOnly" if schema.get("readOnly") else "writeOnly" if schema.get("writeOnly") else "",
        words=own_words(schema),
    )


def own_types(schema: Json, enum: Any) -> frozenset[str] | None:
    """The types that are written or, where there are none, that the other keywords imply."""
    written = schema.get("type")
    if written is not None:
        return frozenset([written] if isinstance(written, str) else written)
    if enum:
        return frozenset(json_type(value) for value in enum)
    if schema.keys() & {"properties", "additionalProperties", "required"}:
        return frozenset({"object"})
    return frozenset({"array"}) if "items" in schema else None


def json_type(value: object) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def own_bounds(schema: Json) -> Json:
    bounds = {key: schema[key] for key in (*LOWER, *UPPER, *OTHER) if key in schema}
    for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        flag = bounds.get(exclusive)  # a flag beside the limit in OpenAPI 3.0, the limit itself in 3.1
        if isinstance(flag, bool):
            del bounds[exclusive]
            if flag and inclusive in bounds:
                bounds[exclusive] = bounds.pop(inclusive)
    return {key: value for key, value in bounds.items() if NOTHING_SAID.get(key) != value or value is True}


def own_words(schema: Json) -> Json:
    words = {key: schema[key] for key in WORDS if schema.get(key)}
    words |= {key: value for key, value in schema.items() if key.startswith("x-") and key not in UPPER}
    examples = [schema["example"]] if "example" in schema else schema.get("examples")
    return words | ({"example": examples} if examples else {})


def both(first: Shape, second: Shape) -> Shape:
    """What both shapes allow; the words are the first one's, then the second one's."""
    return Shape(
        types=common_types(first.types, second.types),
        enum=common_enum(first, second),
        is_open=(first.is_open or first.enum is None) and (second.is_open or second.enum is None),
        format=first.format or second.format,
        bounds=tighter(first.bounds, second.bounds),
        properties=merged(first.properties, second.properties),
        required=first.required | second.required,
        additional=first.additional if first.additional is not True else second.additional,
        items=first.items if second.items is None else second.items if first.items is None else _all(first, second),
        alternatives=first.alternatives or second.alternatives,
        discriminator=first.discriminator or second.discriminator,
        default=first.default or second.default,
        deprecated=first.deprecated or second.deprecated,
        access=first.access or second.access,
        words={**second.words, **first.words},
        name=second.name if says_nothing(first) else "",
        is_reworded=True,
    )


def says_nothing(shape: Shape) -> bool:
    """Whether a schema only has words, such as a `description` beside `anyOf: [$ref, null]`."""
    return shape.is_anything and not (shape.bounds or shape.format or shape.properties or shape.items is not None)


def _all(first: Shape, second: Shape) -> Any:
    return first.items if first.items is second.items else {"allOf": [first.items, second.items]}


def common_types(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    if first is None or second is None:
        return second if first is None else first
    whole = {"integer"} if {"integer", "number"} <= first | second else set()
    return (first & second) | (whole & (first | second))


def common_enum(first: Shape, second: Shape) -> tuple[Any, ...] | None:
    if first.enum is None or second.enum is None:
        return second.enum if first.enum is None else first.enum
    return tuple(value for value in first.enum if value in second.enum)


def tighter(first: Mapping[str, Any], second: Mapping[str, Any]) -> Json:
    bounds = {**second, **first}
    for key in first.keys() & second.keys():
        if key in LOWER or key in UPPER:
            bounds[key] = (max if key in LOWER else min)(first[key], second[key])
    return bounds


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> Mapping[str, Any]:
    if not (first and second):
        return first or second  # unchanged: the comparison recognises fields by their identity
    return {
        name: {"allOf": [first[name], second[name]]}
        if name in first and name in second and first[name] is not second[name]
        else first.get(name, second.get(name))
        for name in {**first, **second}
    }


def without_null(shape: Shape) -> Shape:
    return evolve(shape, types=shape.types - {"null"}) if shape.types and "null" in shape.types else shape


def all_types(shapes: list[Shape]) -> frozenset[str] | None:
    known = [shape.types for shape in shapes if shape.types is not None]
    return frozenset().union(*known) if len(known) == len(shapes) else None


def fold(shapes: list[Shape]) -> list[Shape]:
    """The alternatives, with those merged that one shape can express."""
    folded: list[Shape] = []
    for shape in shapes:
        for position, other in enumerate(folded):
            united = either(other, shape)
            if united is not None:
                folded[position] = united
                break
        else:
            folded.append(shape)
    return folded


def either(first: Shape, second: Shape) -> Shape | None:
    """One shape for what either allows, if both are plain values; else None."""
    if not (is_plain(first) and is_plain(second)):
        return None
    if first.enum is None and second.enum is None:
        types = (first.types or frozenset()) | (second.types or frozenset())
        return evolve(first, types=types, words={**second.words, **first.words}, name="")
    if first.types != second.types:
        return None
    values = [*(first.enum or ()), *(value for value in second.enum or () if value not in (first.enum or ()))]
    is_open = first.is_open or second.is_open or first.enum is None or second.enum is None
    return evolve(first, enum=tuple(values), is_open=is_open, words={**second.words, **first.words}, name="")


def is_plain(shape: Shape) -> bool:
    structured = shape.properties or shape.items is not None or shape.alternatives
    scalar = shape.types is not None and not shape.types & {"object", "array"}
    return scalar and not structured and not shape.bounds and shape.format is None
