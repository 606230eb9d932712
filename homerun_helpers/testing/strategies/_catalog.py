"""A generated package as strategies see it: the spec that comes with it, and its classes."""

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
class Field:
    """A field of a generated class.

    Attributes:
        attribute: what it is called in Python.
        hint: its annotation.
    """

    attribute: str
    hint: Any


class Catalog:
    """The spec and the classes of a generated package.

    Nothing in here knows what this client's own spec says: a spec that has changed, or another one, needs no change.

    Args:
        package: its name.
    """

    def __init__(self, package: str) -> None:
        text = resources.files(package).joinpath("openapi.json").read_text("utf-8")
        self.document: Schema = json.loads(text)
        self.schemas: dict[str, Schema] = self.document["components"]["schemas"]
        module = import_module(f"{package}.models")
        self.classes: dict[str, type[Any]] = {
            name: value for name in module.__all__ if attrs.has(value := getattr(module, name))
        }
        self._fields: dict[type[Any], dict[str, Field]] = {}
        self.operations = import_module(f"{package}.operations").OPERATIONS

    @cached_property
    def models(self) -> tuple[type[Any], ...]:
        """The classes that read and write JSON."""
        return tuple(value for value in self.classes.values() if hasattr(value, "from_dict"))

    def resolve(self, schema: Schema) -> Schema:
        """A schema without references, the members of `allOf` put together; `x-name` says what it is called."""
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
            merged.pop("x-name", None)  # it is neither of them
        if any("properties" in part for part in parts):
            merged["properties"] = {name: value for part in parts for name, value in part.get("properties", {}).items()}
            merged["required"] = [name for part in parts for name in part.get("required", [])]
        return merged

    def schema_of(self, cls: type[Any]) -> Schema:
        """The schema that a class was made from."""
        return self._schemas_by_class[cls]

    def name_of(self, cls: type[Any]) -> str | None:
        """What the spec calls a class's schema; None when it has no name there."""
        name: str | None = self.resolve(self.schema_of(cls)).get("x-name")
        return name

    def class_named(self, name: str) -> type[Any]:
        """The class of the schema of this name."""
        return next(cls for cls in self.classes.values() if self.name_of(cls) == name)

    def fields_of(self, cls: type[Any]) -> dict[str, Field]:
        """The fields of a class, by their names in JSON. What extra fields are typed as is under the name ""."""
        if cls not in self._fields:
            self._fields[cls] = self._read_fields(cls)
        return self._fields[cls]

    def _read_fields(self, cls: type[Any]) -> dict[str, Field]:
        names = [field.name for field in attrs.fields(cls) if field.init]
        hints = get_type_hints(cls)
        # What the class itself writes when each field holds its own name: so it says what each is called in JSON.
        written = cls(**{name: name for name in names}).to_dict()
        found = {key: Field(name, hints[name]) for key, name in written.items()}
        if "additional_properties" in hints:
            found[""] = Field("additional_properties", hints["additional_properties"])
        return found

    def class_for(self, schema: Schema, hint: Any) -> type[Any] | None:
        """The class that stands for an object's schema, among those that an annotation names."""
        classes = [one for one in _parts_of(hint) if one in self.models]
        wanted = _key(str(schema.get("title", schema.get("x-name", ""))))
        named = [one for one in classes if _key(one.__name__) == wanted]
        return next(iter([*named, *classes]), None)

    def class_of_field(self, cls: type[Any], name: str) -> type[Any]:
        """The class that stands for an object in a field of another class."""
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
        while queue:  # those that have no name of their own, but stand in another
            cls = queue.pop()
            for inner, hint in self._inside(found[cls], cls):
                one = self.class_for(inner, hint)
                if one is not None and one not in found:
                    found[one] = inner
                    queue.append(one)
        return found

    def _inside(self, schema: Schema, cls: type[Any]) -> Iterator[tuple[Schema, Any]]:
        """The objects without a name of their own in a class's schema, with the annotation that names their class."""
        whole, fields = self.resolve(schema), self.fields_of(cls)
        for name, inner in {**whole.get("properties", {}), "": whole.get("additionalProperties")}.items():
            for one in _inline_objects(inner):
                yield one, fields[name].hint


@cache
def load(package: str) -> Catalog | None:
    """The catalog of a package; None when it is not one that was generated."""
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
    """A name as it is compared: the generator changes the case and drops what is no letter."""
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
