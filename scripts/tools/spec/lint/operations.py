"""Rules about operations: their names, scopes, parameters and answers."""

import re
from collections.abc import Iterator

from tools.spec.lint.document import Spec, SpecOperation, SpecPart
from tools.spec.lint.rule import Found, rule

VERBS = ("get", "list", "create", "update", "replace", "delete", "upload", "send")
WITHOUT_NOUN = ("ping",)  # they are not about a record
WITHOUT_SCOPE = ("ping",)


@rule(
    "operation-id",
    "Every operation has an operationId in camelCase: a verb and a noun, such as listVacancies.",
)
def operation_id(spec: Spec) -> Iterator[Found]:
    for operation in spec.operations():
        name, at = operation.node.get("operationId"), (*operation.at, "operationId")
        if not name:
            yield Found(at, f"{operation.title} has no operationId", "add one: generated functions are named after it")
        elif not (name in WITHOUT_NOUN or re.fullmatch(rf"(?:{'|'.join(VERBS)})(?:[A-Z][a-z0-9]*)+", name)):
            yield Found(at, f"{name} is not a verb and a noun in camelCase", f"begin with one of {', '.join(VERBS)}")


@rule("operation-tag", "Every operation has a tag, and every tag is declared with a description.")
def operation_tag(spec: Spec) -> Iterator[Found]:
    declared = {tag.get("name"): tag for tag in spec.root.get("tags", [])}
    for operation in spec.operations():
        tags = operation.node.get("tags") or []
        if not tags:
            yield Found(operation.at, f"{operation.title} has no tag", "give it one of those under `tags`")
        for tag in tags:
            if tag not in declared:
                yield Found((*operation.at, "tags"), f"the tag {tag} is not declared", "declare it under `tags`")
    for number, tag in enumerate(spec.root.get("tags", [])):
        if not tag.get("description"):
            yield Found(("tags", number), f"the tag {tag.get('name')} has no description", "say what belongs there")


@rule(
    "operation-scope",
    "Every operation says which scope it needs, and every scope is explained in `x-scopes`.",
)
def operation_scope(spec: Spec) -> Iterator[Found]:
    known = explained(spec)
    for operation in spec.operations():
        at = (*operation.at, "security")
        needed = scopes(operation)
        if "security" not in operation.node:
            yield Found(at, f"{operation.title} does not say what the key needs", "add `security` with the scope")
        elif not needed and operation.node.get("operationId") not in WITHOUT_SCOPE:
            yield Found(at, f"{operation.title} needs no scope", "name it; only a ping needs none")
        for scope in needed:
            if scope not in known:
                yield Found(at, f"the scope {scope} is not explained", "add it to `x-scopes` of the security scheme")
        for parameter in spec.parameters(operation):
            yield from _scopes_by_value(spec, parameter, known)


def _scopes_by_value(spec: Spec, parameter: SpecPart, known: set[str]) -> Iterator[Found]:
    values = spec.real(spec.real(parameter / "schema") / "items").node.get("enum", [])
    for value, needed in parameter.node.get("x-scopes-by-value", {}).items():
        at = (*parameter.at, "x-scopes-by-value", value)
        if value not in values:
            yield Found(at, f"{value} is not a value of {parameter.node.get('name')}", "remove it or add the value")
        for scope in needed:
            if scope not in known:
                yield Found(at, f"the scope {scope} is not explained", "add it to `x-scopes` of the security scheme")


def explained(spec: Spec) -> set[str]:
    schemes = spec.root.get("components", {}).get("securitySchemes", {})
    return {scope for scheme in schemes.values() for scope, words in scheme.get("x-scopes", {}).items() if words}


def scopes(operation: SpecOperation) -> list[str]:
    return [scope for need in operation.node.get("security", []) for scopes in need.values() for scope in scopes or []]


@rule("example", "Every body, and every success that has one, has an example.")
def example(spec: Spec) -> Iterator[Found]:
    for operation in spec.operations():
        holders = [("body", spec.real(operation.part / "requestBody"))]
        holders += [(f"answer {status}", answer) for status, answer in spec.answers(operation, first="2")]
        for name, holder in holders:
            for content in spec.contents(holder):
                if not (content.node.get("example") or content.node.get("examples")):
                    yield Found(content.at, f"{operation.title}, {name} has no example", "add one under `examples`")


@rule(
    "errors",
    "Every operation lists 401, 402, 429; 403 if it needs a scope, 404 if it names a record, 400 if it has a body.",
)
def errors(spec: Spec) -> Iterator[Found]:
    for operation in spec.operations():
        found = {status for status, _ in spec.answers(operation)}
        for status, why in needed(operation).items():
            if status not in found:
                wrong = f"{operation.title} does not list {status}, which {why}"
                yield Found((*operation.at, "responses"), wrong, f"refer to the response for {status}")


def needed(operation: SpecOperation) -> dict[str, str]:
    """The errors that an operation can answer, each with its reason."""
    reasons = {"401": "every key can be invalid", "402": "every plan can be too small", "429": "is the rate limit's"}
    reasons |= {"403": "a key without the scope gets"} if scopes(operation) else {}
    reasons |= {"404": "an ID of no record gets"} if "{" in operation.path else {}
    return reasons | ({"400": "a body that is not valid gets"} if "requestBody" in operation.node else {})


@rule("paging", "Every list is called list…, takes page and perPage, and answers with meta.")
def paging(spec: Spec) -> Iterator[Found]:
    for operation in spec.operations():
        fields = answered(spec, operation)
        lists = "data" in fields and spec.real(fields["data"]).node.get("type") == "array"
        named = str(operation.node.get("operationId", "")).startswith("list")
        if lists and not named:
            yield Found((*operation.at, "operationId"), f"{operation.title} answers with a list", "call it list…")
        if not (lists or named):
            continue
        names = {parameter.node.get("name") for parameter in spec.parameters(operation)}
        for name in ("page", "perPage"):
            if name not in names:
                yield Found(operation.at, f"{operation.title} has no {name}", f"add the parameter {name}")
        if "meta" not in fields:
            yield Found(operation.at, f"{operation.title} answers without meta", "add `meta` to the answer's schema")


def answered(spec: Spec, operation: SpecOperation) -> dict[str, SpecPart]:
    """The fields of a success."""
    found: dict[str, SpecPart] = {}
    for _, answer in spec.answers(operation, first="2"):
        for content in spec.contents(answer):
            found |= spec.fields(content / "schema")
    return found


@rule("include-field", "Every value of `include[]` fills a field of the answer's records, in snake_case.")
def include_field(spec: Spec) -> Iterator[Found]:
    for operation in spec.operations():
        data = answered(spec, operation).get("data", SpecPart({}, ()))
        record = spec.real(data)
        names = spec.fields(record / "items" if record.node.get("type") == "array" else record)
        for parameter in spec.parameters(operation):
            if parameter.node.get("name") == "include[]":
                values = spec.real(spec.real(parameter / "schema") / "items") / "enum"
                for number, value in enumerate(values.node or []):
                    if snake(str(value)) not in names:
                        wrong = f"{operation.title}: include[]={value} fills no field"
                        yield Found((*values.at, number), wrong, f"add `{snake(str(value))}` to the record's schema")


def snake(name: str) -> str:
    """`questionAnswers` as fields are written."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
