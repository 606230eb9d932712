"""The spec for the generator: openapi.yaml, changed where the generator would get it wrong."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from tools.spec import yaml_loader
from tools.spec.document import METHODS, Json, SpecError, resolved


def load(path: Path) -> Json:
    """The document in a YAML file, proven to be valid OpenAPI."""
    try:
        document = yaml_loader.load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError, TypeError, ValueError) as error:
        raise SpecError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise SpecError(f"{path.name} is not an OpenAPI document: it has no paths")
    validate(document, path.name)
    return document


def validate(document: Json, name: str) -> None:
    """Refuse a document that is not OpenAPI 3.1, or lacks the names for the generated code."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    for reference in re.findall(r'"\$ref": "([^"]*)"', json.dumps(document)):
        resolved(document, {"$ref": reference})
    error = next(iter(OpenAPIV31SpecValidator(document).iter_errors()), None)
    if error is not None:
        reason = error.message.partition("\n")[0]
        raise SpecError(f"{name} is not valid OpenAPI 3.1: {error.json_path}: {reason}")
    for path, method, operation in operations(document):
        for field in ("operationId", "summary", "tags"):
            if not operation.get(field):
                raise SpecError(f"{method.upper()} {path} has no {field}: the generated code is named after it")


def operations(document: Json) -> list[tuple[str, str, Json]]:
    """Every operation as (path, method, operation), in the order of the document."""
    return [
        (path, method, item[method]) for path, item in document["paths"].items() for method in METHODS if method in item
    ]


def parameters(document: Json, path: str, operation: Json) -> list[Json]:
    """The parameters of an operation, its path's included, references resolved."""
    own = [*document["paths"][path].get("parameters", []), *operation.get("parameters", [])]
    return [resolved(document, parameter) for parameter in own]


def for_generator(document: Json) -> Json:
    """The document with every bridge applied; the original stays as it is."""
    refuse_bare_answers(document)
    bridged: Json = json.loads(json.dumps(document))
    flatten_deep_objects(bridged)
    describe_parameters(bridged)
    drop_unused_schemas(bridged)
    return bridged


def refuse_bare_answers(document: Json) -> None:
    """Refuse a success whose JSON is not one object.

    Why: models check what they read. A list or a union that is not in a model would be typed, but not checked.
    """
    for path, method, operation in operations(document):
        for code, answer in operation["responses"].items():
            content = resolved(document, answer).get("content", {}).get("application/json", {})
            schema = resolved(document, content.get("schema", {}))
            bare = schema.get("type", "object") != "object" or "anyOf" in schema or "oneOf" in schema
            if str(code).startswith("2") and bare:
                raise SpecError(f"{method.upper()} {path} answers {code} with JSON that is not an object")


def flatten_deep_objects(document: Json) -> None:
    """Give each field of a deepObject parameter a parameter of its own.

    Why: the generator sends `filter[vacancy_id]=…` as `vacancy_id=…`, which the API ignores, so that a filtered
    listing returns everything. As parameters named `filter[vacancy_id]` they are sent correctly, and they get names of
    their own in Python: `filter_vacancy_id`.
    """
    for path, _, operation in operations(document):
        flat: list[Json] = []
        for parameter in parameters(document, path, operation):
            flat += _fields_of(document, parameter) if parameter.get("style") == "deepObject" else [parameter]
        operation["parameters"] = flat
    for item in document["paths"].values():
        item.pop("parameters", None)


def _fields_of(document: Json, parameter: Json) -> list[Json]:
    schema = resolved(document, parameter["schema"])
    if "properties" not in schema:
        raise SpecError(f"The deepObject parameter {parameter['name']} has no properties")
    return [
        {
            "name": f"{parameter['name']}[{name}]",
            "in": "query",
            "required": name in schema.get("required", []),
            "description": resolved(document, field).get("description", ""),
            "schema": resolved(document, field) if "enum" not in resolved(document, field) else field,
        }
        for name, field in schema["properties"].items()
    ]


def describe_parameters(document: Json) -> None:
    """Put a parameter's description into its schema.

    Why: the generator documents an argument with the description of its schema and drops the parameter's own.
    """
    for _, _, operation in operations(document):
        for parameter in operation["parameters"]:
            if "$ref" not in parameter["schema"] and "description" in parameter:
                parameter["schema"] = {
                    **parameter["schema"],
                    "description": parameter["description"],
                }


def drop_unused_schemas(document: Json) -> None:
    """Leave out schemas that nothing refers to any more.

    Why: the generator makes a model of every component; the filters' objects and the bodies of error answers, which
    are raised and never returned, would be classes without a use.
    """
    for _, _, operation in operations(document):
        answers = operation["responses"]
        operation["responses"] = {code: body for code, body in answers.items() if str(code).startswith("2")}
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    used: set[str] = set()
    queue = _references(document["paths"]) + _references(document["components"].get("parameters", {}))
    queue += [name for name in ("Error",) if name in schemas]  # for applications that read `response.content`
    while queue:
        name = queue.pop()
        if name in schemas and name not in used:
            used.add(name)
            queue += _references(schemas[name])
    document["components"]["schemas"] = {name: schemas[name] for name in schemas if name in used}


def _references(node: Any) -> list[str]:
    return re.findall(r'"#/components/schemas/([^"/]+)"', json.dumps(node))
