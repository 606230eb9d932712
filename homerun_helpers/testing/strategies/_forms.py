"""Instances of forms with a file, which are sent as multipart bodies."""

import io
from importlib import import_module
from typing import Any

import attrs
from hypothesis import strategies as st

from homerun_helpers.testing.strategies._catalog import Catalog, Schema
from homerun_helpers.testing.strategies._uploads import contents, file_names, photo_contents
from homerun_helpers.testing.strategies._uses import media_types_of


def forms(catalog: Catalog, model: type[Any]) -> st.SearchStrategy[Any]:
    """Instances of a form, each with a file that has a name and content."""
    schema = catalog.resolve(catalog.schema_of(model))
    media_types = media_types_of(catalog, schema.get("x-name", ""))
    attributes = {field.name.rstrip("_"): field.name for field in attrs.fields(model) if field.init}
    fields = {
        attributes[name]: _field(model, catalog.resolve(field), media_types)
        for name, field in schema["properties"].items()
    }
    return st.builds(model, **fields)


def _field(model: type[Any], schema: Schema, media_types: tuple[str, ...]) -> st.SearchStrategy[Any]:
    if schema.get("format") != "binary":
        return st.sampled_from(schema["enum"]) if "enum" in schema else st.text()
    file = import_module(f"{model.__module__.partition('.')[0]}.types").File
    data = photo_contents(media_types=media_types) if media_types else contents()
    return st.builds(file, data.map(io.BytesIO), file_name=file_names(hostile=False))
