"""An OpenAPI document with the line of each part."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from attrs import Factory, define, frozen

from tools.spec.document import METHODS, Json, SpecError, check_outline, pointed

Steps = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SCHEMAS: Steps = ("components", "schemas")


@frozen
class SpecPart:
    """A value of the document, usually a mapping, and its place."""

    node: Any
    at: Steps

    def __truediv__(self, step: str | int) -> "SpecPart":
        """A part of the part; an empty one where there is none."""
        return SpecPart(
            self.node.get(step, {}) if isinstance(self.node, dict) else self.node[int(step)], (*self.at, step)
        )


@frozen
class SpecOperation:
    """An operation with its place."""

    node: Json
    at: Steps
    method: str
    path: str

    @property
    def title(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def part(self) -> SpecPart:
        return SpecPart(self.node, self.at)


@define
class Spec:
    """An OpenAPI document that knows its lines.

    Attributes:
        root: the document as data.
        lines: the line of each part, by the steps that lead to it.
        twice: the keys that are in a mapping twice, which YAML accepts silently.
    """

    root: Json
    lines: dict[Steps, int] = Factory(dict)
    twice: list[Steps] = Factory(list)

    def line(self, at: Steps) -> int:
        """The line of a part, or of the nearest part around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def operations(self) -> Iterator[SpecOperation]:
        for path, item in self.root["paths"].items():
            for method in METHODS:
                if method in item:
                    yield SpecOperation(item[method], ("paths", path, method), method, path)

    def parameters(self, operation: SpecOperation) -> list[SpecPart]:
        """The parameters of an operation, its path's included."""
        item = SpecPart(self.root["paths"][operation.path], operation.at[:2])
        lists = [item / "parameters", operation.part / "parameters"]
        return [self.real(SpecPart(node, (*part.at, n))) for part in lists for n, node in enumerate(part.node or [])]

    def answers(self, operation: SpecOperation, *, first: str = "") -> Iterator[tuple[str, SpecPart]]:
        """The answers of an operation with a status that begins with `first`."""
        part = operation.part / "responses"
        for status in part.node:
            if str(status).startswith(first):
                yield str(status), self.real(part / status)

    def contents(self, holder: SpecPart) -> Iterator[SpecPart]:
        """The contents of a body or an answer, one for each media type."""
        part = holder / "content"
        for media_type in part.node:
            yield part / media_type

    def real(self, part: SpecPart) -> SpecPart:
        """A part with its references followed, at the place that they point to."""
        for _ in range(16):  # a chain of references is short; a circle ends here
            reference = part.node.get("$ref") if isinstance(part.node, dict) else None
            if not isinstance(reference, str):
                return part if isinstance(part.node, dict) else SpecPart({}, part.at)  # `true` is a schema too
            steps = reference.removeprefix("#/").split("/")
            at = tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)
            part = SpecPart(pointed(self.root, reference), at)
        raise SpecError(f"{part.node['$ref']} points to itself")

    def fields(self, schema: SpecPart) -> dict[str, SpecPart]:
        """The fields of an object, those of `allOf` included."""
        schema = self.real(schema)
        found = {name: schema / "properties" / name for name in (schema / "properties").node}
        for number in range(len((schema / "allOf").node or [])):
            found |= self.fields(schema / "allOf" / number)
        return found


def load(path: Path) -> Spec:
    """The spec in a YAML file."""
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=_Loader)
        spec = Spec({})
        root: Any = _built(node, (), spec) if node is not None else None
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise SpecError(f"{path} cannot be read: {error}") from error
    check_outline(root, str(path))
    return Spec(root, spec.lines, spec.twice)


def _built(node: yaml.Node, at: Steps, spec: Spec) -> Any:
    """The data of a node; notes the lines on the way."""
    spec.lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_built(item, (*at, number), spec) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    found: Json = {}
    for key, value in node.value:
        step = (*at, str(key.value))
        spec.lines[step] = key.start_mark.line + 1
        if key.value in found:
            spec.twice.append(step)
        found[str(key.value)] = _built(value, step, spec)
    return found


def _scalar(node: yaml.ScalarNode) -> Any:
    """A value with JSON's types only: a date stays the text it is."""
    kind = node.tag.rpartition(":")[2]
    if kind == "bool":
        return node.value.lower() in {"true", "yes", "on"}
    if kind == "int" and re.fullmatch(r"-?\d+", node.value):
        return int(node.value)
    if kind == "float" and re.fullmatch(r"-?\d+\.\d+", node.value):
        return float(node.value)
    return None if kind == "null" else node.value


def walk(node: Any, at: Steps = ()) -> Iterator[SpecPart]:
    """Every mapping of a document, from the outside to the inside."""
    if isinstance(node, dict):
        yield SpecPart(node, at)
        for key, value in node.items():
            yield from walk(value, (*at, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from walk(value, (*at, number))
