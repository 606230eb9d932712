"""The spec and the classes of a generated package, as the strategies need them."""

import json
import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import import_module, resources
from typing import Any, get_args, get_type_hints

import attrs
from attrs import frozen

Schema = dict[str, Any]


@frozen
class ModelField:
    """A field of a generated class.

    Attributes:
        attribute: its name in Python.
        hint: its annotation.
    """

    attribute: str
    hint: Any


class Catalog:
    """The spec and the classes of a generated package.

    It reads everything from the package, so it works for a newer spec or another one without a change.

    Args:
        package: the package's name.
    """

    def __init__(self, package: str) -> None:
        text = resources.files(package).joinpath("openapi.json").read_text("utf-8")
        self.document: Schema = json.loads(text)
        self.schemas: dict[str, Schema] = self.document["components"]["schemas"]
        module = import_module(f"{package}.models")
        self.classes: dict[str, type[Any]] = {
            name: value for name in module.__all__ if attrs.has(value := getattr(module, name))
        }
        self._fields: dict[type[Any], dict[str, ModelField]] = {}
        self.operations = import_module(f"{package}.operations").OPERATIONS

    @cached_property
    def models(self) -> tuple[type[Any], ...]:
        """The classes that read and write JSON."""
        return tuple(value for value in self.classes.values() if hasattr(value, "from_dict"))

    def resolve(self, schema: Schema) -> Schema:
        """The schema with its references followed and its `allOf` merged; `x-name` is its name in the spec."""
        while "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self.schemas[name], "x-name": name, **beside}
        if "allOf" not in schema:
            return schema
        own = {key: value for key, value in schema.items() if key != "allOf"}
        parts = [*map(self.resolve, schema["allOf"]), own]
        merged = {key: value for part in parts for key, value in part.items()}
        if "x-name" not in own and len(parts) > 2:
            merged.pop("x-name", None)  # a merge of several schemas has no name
        if any("properties" in part for part in parts):
            merged["properties"] = {name: value for part in parts for name, value in part.get("properties", {}).items()}
            merged["required"] = [name for part in parts for name in part.get("required", [])]
        return merged

    def schema_of(self, cls: type[Any]) -> Schema:
        """The schema that a class was made from."""
        return self._schemas_by_class[cls]

    def name_of(self, cls: type[Any]) -> str | None:
        """The name of a class's schema in the spec; None for a schema without a name."""
        name: str | None = self.resolve(self.schema_of(cls)).get("x-name")
        return name

    def class_named(self, name: str) -> type[Any]:
        """The class of the schema of this name."""
        return next(cls for cls in self.classes.values() if self.name_of(cls) == name)

    def fields_of(self, cls: type[Any]) -> dict[str, ModelField]:
        """The fields of a class by their names in JSON; "" has the type of extra fields."""
        if cls not in self._fields:
            self._fields[cls] = self._read_fields(cls)
        return self._fields[cls]

    def _read_fields(self, cls: type[Any]) -> dict[str, ModelField]:
        names = [field.name for field in attrs.fields(cls) if field.init]
        hints = get_type_hints(cls)
        # A record in which each field holds its own name shows, as JSON, what each field is called there.
        written = cls(**{name: name for name in names}).to_dict()
        found = {key: ModelField(name, hints[name]) for key, name in written.items()}
        if "additional_properties" in hints:
            found[""] = ModelField("additional_properties", hints["additional_properties"])
        return found

    def class_for(self, schema: Schema, hint: Any) -> type[Any] | None:
        """The class of an object's schema, among those that an annotation names."""
        classes = [one for one in _parts_of(hint) if one in self.models]
        wanted = _key(str(schema.get("title", schema.get("x-name", ""))))
        named = [one for one in classes if _key(one.__name__) == wanted]
        return next(iter([*named, *classes]), None)

    def class_of_field(self, cls: type[Any], name: str) -> type[Any]:
        """The class of the object in a field of another class."""
        schema = self.resolve(self.schema_of(cls))["properties"][name]
        found = self.class_for(self.resolve(schema), self.fields_of(cls)[name].hint)
        if found is None:
            raise TypeError(f"{cls.__name__}.{name} is not an object.")
        return found

    @cached_property
    def _schemas_by_class(self) -> dict[type[Any], Schema]:
        keys = {_key(value.get("title", name)): name for name, value in self.schemas.items()}
        found: dict[type[Any], Schema] = {
            cls: {"$ref": f"#/components/schemas/{keys[_key(name)]}"}
            for name, cls in self.classes.items()
            if _key(name) in keys
        }
        queue = [cls for cls in found if cls in self.models]
        while queue:  # schemas without a name, nested in others
            cls = queue.pop()
            for inner, hint in self._inside(found[cls], cls):
                one = self.class_for(inner, hint)
                if one is not None and one not in found:
                    found[one] = inner
                    queue.append(one)
        return found

    def _inside(self, schema: Schema, cls: type[Any]) -> Iterator[tuple[Schema, Any]]:
        """The unnamed objects in a class's schema, with the annotation that names their class."""
        whole, fields = self.resolve(schema), self.fields_of(cls)
        for name, inner in {**whole.get("properties", {}), "": whole.get("additionalProperties")}.items():
            for one in _inline_objects(inner):
                yield one, fields[name].hint


@cache
def load(package: str) -> Catalog | None:
    """The catalog of a package; None if the package was not generated."""
    module = sys.modules.get(package)
    if not hasattr(module, "__path__") or not resources.files(package).joinpath("openapi.json").is_file():
        return None
    return Catalog(package)


@cache
def own_catalog() -> Catalog:
    """The catalog of the client of this package."""
    return Catalog("homerun_client")


def catalog_of(model: Any) -> Catalog:
    """The catalog of the package that a model is from.

    Raises:
        TypeError: it is not a generated model.
    """
    if not isinstance(model, type):
        raise TypeError(f"A model is a class such as JobApplicationDetails, not {_what(model)}: see models().")
    package = model.__module__.partition(".")[0]
    catalog = own_catalog() if package == "homerun_client" else load(package)
    if catalog is None or catalog.classes.get(model.__name__) is not model:
        raise TypeError(f"{model.__module__}.{model.__qualname__} is not a generated model: see models().")
    return catalog


def _what(value: object) -> str:
    return repr(value) if isinstance(value, str) else f"an instance of {type(value).__name__}"


def _key(name: str) -> str:
    """A name for comparisons: the generator changes case and drops other characters than letters and digits."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _parts_of(hint: Any) -> Iterator[Any]:
    """The types in an annotation."""
    yield hint
    for inner in get_args(hint):
        yield from _parts_of(inner)


def _inline_objects(schema: Any) -> Iterator[Schema]:
    if not isinstance(schema, dict):
        return
    if "properties" in schema or schema.get("type") == "object":
        yield schema
        return
    for one in (schema.get("items"), *schema.get("anyOf", []), *schema.get("oneOf", [])):
        yield from _inline_objects(one)
