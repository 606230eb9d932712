"""YAML as OpenAPI documents use it: with JSON's types only."""

import json
from typing import Any

import yaml


class JsonLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the faster one, where it is
    """YAML with JSON's types only: a date stays the text it is."""


JsonLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":value"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    """The value in a text that is YAML or JSON.

    Raises:
        yaml.YAMLError: it is neither.
        TypeError, ValueError, RecursionError: it holds what JSON has not, such as circles or binary data.
    """
    return json.loads(json.dumps(yaml.load(text, Loader=JsonLoader)))  # noqa: S506 - a SafeLoader
