"""Rules about schemas and fields: their names, types and descriptions."""

import re
from collections.abc import Iterator

from tools.spec.lint import schemas
from tools.spec.lint.document import SCHEMAS, Spec, SpecPart
from tools.spec.lint.rule import Found, rule

FORMATS = ((r".*_at", "date-time"), (r".*_url", "uri"), (r"date_.*", "date"))


@rule("enum-open", "Every enum in an answer is open: a value that is new must not break a reader.")
def enum_open(spec: Spec) -> Iterator[Found]:
    for part in schemas.used(spec, schemas.received(spec)):
        for inner in schemas.inner(part):
            if "enum" in spec.real(inner).node and not _beside_text(spec, part, inner):
                yield Found(inner.at, f"{_title(inner)} is closed in an answer",
                            "write `anyOf: [the enum, {type: string}]`")  # fmt: skip


@rule("enum-closed", "Every enum in a request is closed: the API refuses what it does not know.")
def enum_closed(spec: Spec) -> Iterator[Found]:
    for part in schemas.used(spec, schemas.sent(spec)):
        for inner in schemas.inner(part):
            if "enum" in spec.real(inner).node and _beside_text(spec, part, inner):
                yield Found(inner.at, f"{_title(inner)} is open in a request", "refer to the enum alone")


def _beside_text(spec: Spec, around: SpecPart, enum: SpecPart) -> bool:
    """Whether an enum is one of `anyOf` with a plain string."""
    if len(enum.at) < 2 or enum.at[-2] not in {"anyOf", "oneOf"}:
        return False
    members = [spec.real(around / enum.at[-2] / number).node for number in range(len(around.node[enum.at[-2]]))]
    return any(member.get("type") == "string" and "enum" not in member for member in members)


@rule("format", "Fields called …_at are date-times, …_url are URIs, date_… are dates.")
def string_format(spec: Spec) -> Iterator[Found]:
    for name, field in _fields(spec):
        for pattern, wanted in FORMATS:
            node = spec.real(field).node
            if re.fullmatch(pattern, name) and node.get("format") != wanted:
                yield Found(field.at, f"{_title(field)} is not said to be a {wanted}", f"add `format: {wanted}`")


@rule("field-name", "Fields are in snake_case.")
def field_name(spec: Spec) -> Iterator[Found]:
    for name, field in _fields(spec):
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
            yield Found(field.at, f"{_title(field)} is not in snake_case", "spell it as the API does, or say why not")


@rule("schema-name", "Schemas are in PascalCase.")
def schema_name(spec: Spec) -> Iterator[Found]:
    for name in spec.root.get("components", {}).get("schemas", {}):
        if not re.fullmatch(r"([A-Z][a-z0-9]*)+", name):
            yield Found((*SCHEMAS, name), f"{name} is not in PascalCase", "rename it: the class has this name")


@rule(
    "inline",
    "Objects and enums have a name under components/schemas; only a member of a component's `allOf` has none.",
)
def inline(spec: Spec) -> Iterator[Found]:
    for schema in schemas.written(spec):
        kind = "enum" if "enum" in schema.node else "object" if _is_object(schema.node) else ""
        named = schema.at[:2] == SCHEMAS and (len(schema.at) == 3 or (len(schema.at) == 5 and schema.at[3] == "allOf"))
        if kind and not named:
            yield Found(schema.at, f"{_title(schema)} is an {kind} without a name",
                        "move it to components/schemas: a generated class has that name")  # fmt: skip


def _is_object(node: dict[str, object]) -> bool:
    types = node.get("type")
    return "properties" in node or types == "object" or (isinstance(types, list) and "object" in types)


@rule("described", "Every operation, schema, field, parameter, header and response is described.")
def described(spec: Spec) -> Iterator[Found]:
    for operation in spec.operations():
        for key in ("summary", "description"):
            if not operation.node.get(key):
                yield Found(operation.at, f"{operation.title} has no {key}", "say what it does")
        parts = [*spec.parameters(operation), *(answer for _, answer in spec.answers(operation))]
        headers = [spec.real(answer / "headers" / name) for answer in parts for name in answer.node.get("headers", {})]
        for part in [*parts, *headers]:
            if not part.node.get("description"):
                yield Found(part.at, f"{operation.title}: {_title(part)} has no description", "say what it is")
    for name, schema in spec.root.get("components", {}).get("schemas", {}).items():
        if not spec.real(SpecPart(schema, (*SCHEMAS, name))).node.get("description"):
            yield Found(
                (*SCHEMAS, name), f"{name} has no description", "say what it is: this is the docstring of the class"
            )
    for _, field in _fields(spec):
        if not (field.node.get("description") or spec.real(field).node.get("description")):
            yield Found(field.at, f"{_title(field)} has no description", "say what it is: users read it")


@rule("upload-limit", "Every file that can be sent says with `x-max-bytes` how large it may be.")
def upload_limit(spec: Spec) -> Iterator[Found]:
    for part in schemas.used(spec, schemas.sent(spec)):
        limit = part.node.get("x-max-bytes")
        if part.node.get("format") == "binary" and not (type(limit) is int and limit > 0):
            yield Found(part.at, f"{_title(part)} has no limit", "add `x-max-bytes`, a number of bytes")


def _fields(spec: Spec) -> Iterator[tuple[str, SpecPart]]:
    """Every field where it is written, with its name."""
    for schema in schemas.written(spec):
        for name, field in schema.node.get("properties", {}).items():
            if isinstance(field, dict):
                yield name, schema / "properties" / name


def _title(part: SpecPart) -> str:
    """`Vacancy.title`, or other words for the place."""
    steps = [str(step) for step in part.at if not (isinstance(step, int) or step in {"properties", "allOf", "anyOf"})]
    if part.at[:2] == SCHEMAS:
        return ".".join(steps[2:])
    if part.at[0] == "components":
        return " ".join(steps[2:])
    return str(part.node.get("name") or " ".join(steps[3:]))
