"""An OpenAPI document: loaded, and its references followed."""

import json
from pathlib import Path
from typing import Any

import yaml

from tools.spec import yaml_loader

Json = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class SpecError(Exception):
    """A document cannot be used; the message says what is wrong and where."""


def load(path: Path) -> Json:
    """The document in a YAML or JSON file, if its outline is that of OpenAPI 3."""
    try:
        document: Json = yaml_loader.load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError, TypeError, ValueError, RecursionError) as error:
        raise SpecError(f"{path} cannot be read: {error}") from error
    check_outline(document, str(path))
    return document


def check_outline(document: object, name: str) -> None:
    """Refuse what is not OpenAPI 3 by its outline; the rest is checked by `scripts/spec lint`."""
    if not isinstance(document, dict):
        raise SpecError(f"{name} is not an OpenAPI document: it is not a mapping")
    version = document.get("openapi")
    if not str(version).startswith("3."):
        raise SpecError(f"{name} is not OpenAPI 3: `openapi` is {version!r}")
    if not isinstance(document.get("paths"), dict):
        raise SpecError(f"{name} is not an OpenAPI document: it has no paths")
    for path, item in document["paths"].items():
        for method in METHODS if isinstance(item, dict) else ():
            if not isinstance(item.get(method, {}), dict):
                raise SpecError(f"{name}: {method.upper()} {path} is not a mapping")
        if not isinstance(item, dict):
            raise SpecError(f"{name}: the path {path} is not a mapping")


def pointed(document: Json, reference: str) -> Any:
    """What a reference within the document points to."""
    if not reference.startswith("#/"):
        raise SpecError(f"{reference} points out of the document: bundle it into one file first")
    node: Any = document
    for step in reference.removeprefix("#/").split("/"):
        key = step.replace("~1", "/").replace("~0", "~")  # as JSON pointers write them
        if isinstance(node, list) and key.isdigit() and int(key) < len(node):
            node = node[int(key)]
        elif isinstance(node, dict) and key in node:
            node = node[key]
        else:
            raise SpecError(f"{reference} points to nothing")
    return node


def resolved(document: Json, node: Json) -> Json:
    """The object that a reference points to, or the object itself; not for schemas."""
    reference = node.get("$ref") if isinstance(node, dict) else None
    for _ in range(16):  # a chain of references is short; a circle ends here
        if not isinstance(node, dict):
            raise SpecError(f"{reference or json.dumps(node)[:60]} is not an object")
        if "$ref" not in node:
            return node
        node = pointed(document, node["$ref"])
    raise SpecError(f"{reference} points to itself")


def name_of(node: object) -> str:
    """The name of the component that a reference points to, such as `Vacancy`; empty for anything else."""
    reference = node.get("$ref") if isinstance(node, dict) else None
    return str(reference).rpartition("/")[2] if reference else ""


def examples(root: Json, holder: Json) -> list[Any] | None:
    """The example values of a parameter or a body, without their names."""
    if "example" in holder:
        return [holder["example"]]
    written = holder.get("examples")
    if isinstance(written, list):  # those of a schema
        return written
    values = [resolved(root, example).get("value") for example in (written or {}).values()]
    return sorted(values, key=lambda value: json.dumps(value, sort_keys=True)) or None
