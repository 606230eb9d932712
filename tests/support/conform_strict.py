"""Validates answers against a stricter openapi.yaml with jsonschema-rs.

The sandbox must send every field that a schema defines, except fields of includes and details, and no other field. The
spec itself allows more and fewer fields, because an API may grow.
"""

import re
from functools import cache

import jsonschema_rs
import yaml

from tests.support.conform_core import SPEC

# Optional fields besides those of includes: the details of a 400.
_MAY_BE_ABSENT = {"details"}


@cache
def spec():
    return yaml.safe_load(SPEC.read_text("utf-8"))


@cache
def includes():
    """The fields that includes bring."""
    enums = [schema["enum"] for name, schema in schemas().items() if name.endswith("Include")]
    return {re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), value) for enum in enums for value in enum}


def schemas():
    return spec()["components"]["schemas"]


def problems(response):
    """What is wrong with the body of an answer, as texts; none when all is well."""
    name = schema_name(response.request.method, response.request.url.path, response.status_code)
    if name is None:
        return [] if response.content == b"" else ["a body where there should be none"]
    found = [f"{error.instance_path}: {error.message}" for error in validator(name).iter_errors(response.json())]
    if ("details" in response.json()) != (response.status_code == 400):
        found.append("a 400 has details, and nothing else has")
    return found


def schema_name(method, path, status):
    """The name of an answer's schema in openapi.yaml; that of errors for an undocumented answer."""
    for template, item in spec()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path.removeprefix("/v2")):
            response = item.get(method.lower(), {"responses": {}})["responses"].get(str(status))
            if response is not None and "$ref" not in response:
                content = response.get("content")
                return None if content is None else _last(content["application/json"]["schema"]["$ref"])
    return "Error"


@cache
def validator(name):
    definitions = {known: _strict(schema) for known, schema in schemas().items()}
    definitions |= {f"{known}.closed": _closed(_last_ref(known)) for known in schemas()}
    whole = {"$ref": f"#/$defs/{name}.closed", "$defs": definitions}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def _last(reference):
    return reference.rsplit("/", 1)[-1]


def _last_ref(name):
    return {"$ref": f"#/$defs/{name}"}


def _closed(schema):
    return schema | {"unevaluatedProperties": False} if _is_record(schema) else schema


def _is_record(schema):
    """Whether the schema is an object with named fields."""
    while "$ref" in schema:
        schema = schemas()[_last(schema["$ref"])]
    return "properties" in schema or "allOf" in schema


def _strict(schema):
    """The schema with all named fields required and its records closed."""
    strict = {key: value for key, value in schema.items() if key not in {"properties", "items", "anyOf", "allOf"}}
    if "properties" in schema:
        strict["properties"] = {name: _member(member) for name, member in schema["properties"].items()}
        strict["required"] = sorted(schema["properties"].keys() - includes() - _MAY_BE_ABSENT)
    if "items" in schema:
        strict["items"] = _member(schema["items"])
    if "anyOf" in schema:
        strict["anyOf"] = [_member(member) for member in schema["anyOf"]]
    if "allOf" in schema:
        # Not closed, because each member defines only some of the fields.
        strict["allOf"] = [
            _last_ref(_last(part["$ref"])) if "$ref" in part else _strict(part) for part in schema["allOf"]
        ]
    return strict


def _member(schema):
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{_last(schema['$ref'])}.closed"}
    return _closed(_strict(schema))
