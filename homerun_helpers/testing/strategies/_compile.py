"""Compiles a schema into a function that makes its values, once for each model and set of options."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import frozen

from homerun_helpers.testing.strategies import _datetimes as datetimes
from homerun_helpers.testing.strategies import _objects as objects
from homerun_helpers.testing.strategies import _scalars as scalars
from homerun_helpers.testing.strategies._catalog import Catalog, Schema
from homerun_helpers.testing.strategies._choices import ByteLayout, Make, any_json, texts
from homerun_helpers.testing.strategies._members import members_of, refuse_unsupported
from homerun_helpers.testing.strategies._options import StrategyOptions, check_names
from homerun_helpers.testing.strategies._uses import includes_of, record_in, requests, withheld

# How many elements of a list have their own bytes: in a list, in a list inside a list, and deeper.
_SLOTS = (3, 2, 1)
_MAX_FREE_FIELDS = 6
# An unknown field is present if its byte is at least this.
_UNKNOWN_THRESHOLD = 192
# How often a schema may be nested in itself.
_MAX_DEPTH = 2


class _TooDeepError(Exception):
    """A schema is nested in itself too often: the nearest optional part is left out."""


@frozen
class _SchemaPart:
    """What makes a value, and whether it may be null instead."""

    make: Make
    is_nullable: bool = False


class Compiler:
    """Compiles the strategy of one model.

    Args:
        catalog: the generated package.
        options: the options of the strategy.
        typed: whether it makes instances of models, or JSON.
    """

    def __init__(self, catalog: Catalog, options: StrategyOptions, *, typed: bool) -> None:
        hostile, nulls = options.hostile, options.nulls is not False
        two = texts(hostile=hostile, max_length=options.max_length)
        self.layout = ByteLayout(two, any_json(two[0], hostile=hostile, max_items=options.max_items, nulls=nulls))
        self._catalog = catalog
        self._options = options
        self._typed = typed
        self._inside: list[str] = []
        self._lists = 0
        self._included: dict[str, set[str]] = {}
        self._has_unknown = options.unknown_fields is not False

    def compile(self, model: type[Any]) -> Make:
        """The function that makes a value of this model.

        Raises:
            InvalidArgumentError: the model does not have one of the includes.
        """
        schema = self._catalog.resolve(self._catalog.schema_of(model))
        name = schema.get("x-name", "")
        record = record_in(self._catalog, name)
        if self._options.includes is not None:
            allowed = includes_of(self._catalog, record)
            self._included = {record: check_names(self._options.includes, allowed, model.__name__)}
        if self._options.unknown_fields is None and name in requests(self._catalog):
            self._has_unknown = False
        return self._object(schema, model, whole=False)

    def _part(self, schema: Schema, hint: Any, *, whole: bool = False) -> _SchemaPart:
        members, is_nullable = members_of(self._catalog, schema)
        if not members:
            return _SchemaPart(scalars.null)
        # Among other types, the client reads an object as a model only if it has all of the model's fields.
        whole = whole or (self._typed and len(members) > 1)
        makes = [self._one(member, hint, whole=whole) for member in members]
        return _SchemaPart(objects.choose_one(self.layout, makes), is_nullable and self._options.nulls is not False)

    def _inner(self, schema: Schema, hint: Any) -> Make:
        """Like `_part`, for elements of lists and values of free fields."""
        part = self._part(schema, hint)
        if not part.is_nullable:
            return part.make
        return objects.or_null(self.layout, part.make, always=bool(self._options.nulls))

    def _one(self, schema: Schema, hint: Any, *, whole: bool) -> Make:
        refuse_unsupported(schema)
        if "const" in schema:
            return scalars.constant(schema["const"])
        if "enum" in schema:
            return scalars.enumeration(self.layout, self._options, schema)
        if schema.get("type") == "object":
            return self._object(schema, hint, whole=whole)
        if schema.get("type") == "array":
            return self._list(schema, hint)
        return self._string(schema) if schema.get("type") == "string" else self._plain(schema)

    def _string(self, schema: Schema) -> Make:
        match schema.get("format"):
            case "date-time":
                return datetimes.date_time(self.layout, self._options, typed=self._typed)
            case "date":
                return datetimes.day(self.layout, self._options, typed=self._typed)
            case "uuid":
                return scalars.uuid(self.layout, typed=self._typed)
        return scalars.text(self.layout, self._options, schema)

    def _plain(self, schema: Schema) -> Make:
        match schema.get("type"):
            case "boolean":
                return scalars.boolean(self.layout)
            case "integer":
                return scalars.whole_number(self.layout, self._options, schema)
            case "number":
                return scalars.number(self.layout, self._options, schema)
        return scalars.anything(self.layout, self._options)

    def _list(self, schema: Schema, hint: Any) -> Make:
        least = schema.get("minItems", 0)
        most = max(least, min(schema.get("maxItems", self._options.max_items), self._options.max_items))
        slots = []
        self._lists += 1
        try:
            for _ in range(min(most, _SLOTS[min(self._lists, len(_SLOTS)) - 1])):
                is_there = objects.sometimes(self.layout)
                slots.append((is_there, self._inner(schema.get("items", {}), hint)))
        except _TooDeepError:
            if least:
                raise
            most = 0
        finally:
            self._lists -= 1
        make = objects.make_list(self.layout, slots, least, most)
        return objects.unique(make) if schema.get("uniqueItems") else make

    def _object(self, schema: Schema, hint: Any, *, whole: bool) -> Make:
        cls = self._catalog.class_for(schema, hint) if self._typed else None
        with self._within(schema.get("x-name", "")):
            members = [
                member
                for name, field in schema.get("properties", {}).items()
                if (member := self._member(schema, name, field, cls, whole=whole))
            ]
            entries = self._entries(schema, cls)
        members.sort(key=lambda member: member.is_optional)
        build = objects.as_json if cls is None else objects.as_model(cls)
        return objects.make_object(members, build, entries, set(schema.get("properties", {})))

    @contextmanager
    def _within(self, name: str) -> Iterator[None]:
        if name and self._inside.count(name) >= _MAX_DEPTH:
            raise _TooDeepError
        self._inside.append(name)
        yield
        self._inside.pop()

    def _member(
        self, owner: Schema, name: str, schema: Schema, cls: type[Any] | None, *, whole: bool
    ) -> objects.KnownField | None:
        is_optional = name not in owner.get("required", [])
        state = self._included_state(owner, name) if is_optional else True
        if state is False:
            return None
        field = None if cls is None else self._catalog.fields_of(cls)[name]
        at = self.layout.take()
        try:
            part = self._part(schema, None if field is None else field.hint)
        except _TooDeepError:
            if not is_optional:
                raise
            return None
        key, is_optional = name if field is None else field.attribute, is_optional and not whole and state is None
        if part.is_nullable and self._options.nulls:
            return objects.KnownField(key, at, is_optional, is_nullable=False, make=scalars.null)
        return objects.KnownField(key, at, is_optional, part.is_nullable, part.make)

    def _included_state(self, owner: Schema, name: str) -> bool | None:
        """Whether a field is included: True or False; None: it may be present or not."""
        record = owner.get("x-name", "")
        if self._options.includes is None or name not in withheld(self._catalog, record):
            return None
        return name in self._included.get(record, ())

    def _entries(self, schema: Schema, cls: type[Any] | None) -> list[objects.ExtraField]:
        allowed, is_map = schema.get("additionalProperties"), not schema.get("properties")
        if allowed is False:
            return []
        if is_map or (isinstance(allowed, dict) and allowed):  # free names are data, not unknown fields
            return self._free_entries(allowed if isinstance(allowed, dict) else {}, cls)
        if not self._has_unknown:
            return []
        least = 0 if self._options.unknown_fields else _UNKNOWN_THRESHOLD
        return [self._entry(least, {}, None)]

    def _free_entries(self, schema: Schema, cls: type[Any] | None) -> list[objects.ExtraField]:
        hint = self._catalog.fields_of(cls)[""].hint if cls is not None else None
        entries = []
        try:
            for _ in range(min(self._options.max_items, _MAX_FREE_FIELDS)):
                entries.append(self._entry(None, schema, hint))  # noqa: PERF401 - the entries made before an error are kept
        except _TooDeepError:
            pass
        return entries

    def _entry(self, least: int | None, schema: Schema, hint: Any) -> objects.ExtraField:
        is_there, key = objects.sometimes(self.layout, least), scalars.key(self.layout, self._options)
        return objects.ExtraField(is_there, key, self._inner(schema, hint) if schema else self._anything())

    def _anything(self) -> Make:
        return scalars.null if self._options.nulls else scalars.anything(self.layout, self._options)
