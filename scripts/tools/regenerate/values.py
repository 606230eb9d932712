"""The values of filters: their types in the spec and in Python."""

from typing import Any

from attrs import field, frozen

from tools.spec.document import Json, SpecError, resolved

TYPES = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "date": "date | datetime | str",
    "date-time": "datetime | str",
}


@frozen
class Value:
    """What the spec says of a value.

    Attributes:
        type: `string`, `integer`, `number`, `boolean`, `date` or `date-time`.
        enum: what it can be; empty: anything of that type.
        alias: the name of the generated type of the enum.
        several: whether there can be several, written with commas between them.
    """

    type: str
    enum: tuple[object, ...] = ()
    alias: str | None = field(default=None, eq=False)
    several: bool = False

    @property
    def annotation(self) -> str:
        """What Python takes for it."""
        one = TYPES[self.type]
        if self.alias:
            one = f"models.{self.alias}"
        elif self.enum:
            one = f"Literal[{', '.join(map(repr, self.enum))}]"
        return f"{one} | Iterable[{one}]" if self.several else one


def read(document: Json, schema: Json, where: str) -> Value:
    """The value that a schema describes; `x-comma-separated` holds the schema of each when there can be several.

    Raises:
        SpecError: it is of a type that has no form in a query.
    """
    whole = resolved(document, schema)
    several = whole.get("x-comma-separated", False)
    if isinstance(several, dict):
        schema, whole = several, resolved(document, several)
    kinds = [kind for kind in _listed(whole.get("type", "string")) if kind != "null"]
    form = whole.get("format")
    kind = form if form in TYPES else "".join(kinds)
    if kind not in TYPES:
        raise SpecError(
            f"{where} is of type {kind!r}: a filter is one of {', '.join(TYPES)}, "
            "or a string with x-comma-separated for several values"
        )
    enum = tuple(value for value in whole.get("enum", ()) if value is not None)
    alias = schema["$ref"].rpartition("/")[2] if enum and "$ref" in schema else None
    return Value(kind, enum, alias, bool(several))


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
