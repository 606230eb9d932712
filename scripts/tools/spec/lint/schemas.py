"""The schemas of a document: all of them, those that are sent, and those that are received."""

from collections.abc import Iterator

from tools.spec.lint.document import SCHEMAS, Spec, SpecPart

# Where schemas are within a schema: under a keyword, in a list, or by name.
ONE, SEVERAL, NAMED = ("items", "additionalProperties", "not"), ("allOf", "anyOf", "oneOf"), ("properties",)
# Parts of the document that hold data and not schemas, whatever their keys are called.
DATA = {"example", "examples", "default", "enum", "const", "value"}


def written(spec: Spec) -> Iterator[SpecPart]:
    """Every schema where it is written, once: the components and whatever is inline."""
    yield from _below(spec.root, (), spec)


def _below(node: object, at: tuple[str | int, ...], spec: Spec) -> Iterator[SpecPart]:
    if isinstance(node, list):
        for number, value in enumerate(node):
            yield from _below(value, (*at, number), spec)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        here = (*at, key)
        if here == SCHEMAS:
            for name, schema in value.items():
                yield from within(SpecPart(schema, (*here, name)))
        elif key == "schema":
            yield from within(SpecPart(value, here))
        elif key not in DATA and not key.startswith("x-"):
            yield from _below(value, here, spec)


def within(schema: SpecPart) -> Iterator[SpecPart]:
    """A schema and those that are written inside of it."""
    if not isinstance(schema.node, dict):
        return
    yield schema
    for part in inner(schema):
        yield from within(part)


def inner(schema: SpecPart) -> Iterator[SpecPart]:
    """The schemas that a schema is made of, one level down."""
    for keyword in ONE:
        if isinstance(schema.node.get(keyword), dict):
            yield schema / keyword
    for keyword in SEVERAL:
        for number in range(len(schema.node.get(keyword, []))):
            yield schema / keyword / number
    for keyword in NAMED:
        for name in schema.node.get(keyword, {}):
            yield schema / keyword / name


def used(spec: Spec, roots: Iterator[SpecPart]) -> Iterator[SpecPart]:
    """Every schema that these are made of, references followed, each once."""
    seen: set[tuple[str | int, ...]] = set()
    queue = list(roots)
    while queue:
        part = spec.real(queue.pop())
        if part.at not in seen and isinstance(part.node, dict):
            seen.add(part.at)
            yield part
            queue += inner(part)


def sent(spec: Spec) -> Iterator[SpecPart]:
    """The schemas of all parameters and bodies."""
    for operation in spec.operations():
        for parameter in spec.parameters(operation):
            if "schema" in parameter.node:
                yield parameter / "schema"
        for content in spec.contents(spec.real(operation.part / "requestBody")):
            yield content / "schema"


def received(spec: Spec) -> Iterator[SpecPart]:
    """The schemas of all answers."""
    for operation in spec.operations():
        for _, answer in spec.answers(operation):
            for content in spec.contents(answer):
                yield content / "schema"
