"""YAML as OpenAPI documents use it: with JSON's types only."""

import json
from typing import Any

import yaml

MAX_NODES = 2_000_000


class JsonLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the faster one, where it is
    """YAML with JSON's types only: a date stays the text it is."""


JsonLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":value"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    """The value in a text that is YAML or JSON; keys that are numbers, such as status codes, become text.

    Raises:
        yaml.YAMLError: it is neither.
        TypeError, ValueError, RecursionError: it holds what JSON has not, such as circles or binary data.
    """
    value = yaml.load(text, Loader=JsonLoader)  # noqa: S506 - a SafeLoader
    _refuse_bomb(value)
    return json.loads(json.dumps(value, allow_nan=False))


def _refuse_bomb(value: Any) -> None:
    """Refuse a text that is small but, once its aliases are written out, endless or larger than memory."""
    waiting, count = [value], 0
    while waiting:
        node, count = waiting.pop(), count + 1
        if count > MAX_NODES:
            raise ValueError("its aliases make it endless")
        if isinstance(node, dict):
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
