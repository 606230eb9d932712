"""How the operations of a spec use its schemas: in answers, in requests, and as includes."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from homerun_helpers.testing.strategies._catalog import Catalog, Schema

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@frozen(eq=False)
class OperationUse:
    """The schemas of one operation.

    Attributes:
        name: its name, such as `list_vacancies`.
        path: its path below the base URL.
        answer: the schema of its success, such as `VacancyList`; None: no JSON.
        record: the schema of the records in the answer, such as `Vacancy`.
        includes: each value of `include[]` with the field of the record that it brings.
        is_list: whether it answers with pages.
        errors: its error answers, by status.
        form: the schema of the form that it accepts.
        media_types: the media types that the form's file may have; empty: any.
    """

    name: str
    path: str
    answer: str | None
    record: str | None
    includes: Mapping[str, str]
    is_list: bool
    errors: Mapping[int, Schema]
    form: str | None
    media_types: tuple[str, ...]


@cache
def uses_of(catalog: Catalog) -> list[OperationUse]:
    """All operations, in the order of the spec."""
    return [
        _use(catalog, path, method, item[method])
        for path, item in catalog.document["paths"].items()
        for method in _METHODS
        if method in item
    ]


def _use(catalog: Catalog, path: str, method: str, operation: Schema) -> OperationUse:
    row = next(row for row in catalog.operations.values() if (row.method, row.path) == (method.upper(), path))
    answers = {code: _component(catalog, answer) for code, answer in operation["responses"].items()}
    successes = [_json_schema(answer) for code, answer in answers.items() if code.startswith("2")]
    answer = catalog.resolve(successes[0]) if successes and successes[0] else {}
    data = catalog.resolve(answer.get("properties", {}).get("data", {}))
    record = catalog.resolve(data.get("items", data))
    errors = {int(code): answer for code, answer in answers.items() if code.isdigit() and int(code) >= 400}
    body = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data", {})
    return OperationUse(
        name=row.name,
        path=path,
        answer=answer.get("x-name"),
        record=record.get("x-name"),
        includes=row.includes,
        is_list=row.paginated,
        errors=errors,
        form=catalog.resolve(body.get("schema", {})).get("x-name"),
        media_types=row.media_types,
    )


def _component(catalog: Catalog, node: Schema) -> Schema:
    """A response or header, with references to `components` followed."""
    while "$ref" in node:
        _, _, kind, name = node["$ref"].split("/")
        node = catalog.document["components"][kind][name]
    return node


def _json_schema(answer: Schema) -> Schema | None:
    found: Schema | None = answer.get("content", {}).get("application/json", {}).get("schema")
    return found


def error_schema(catalog: Catalog, answer: Schema) -> Schema | None:
    """The schema of the body of an error."""
    schema = _json_schema(answer)
    return None if schema is None else catalog.resolve(schema)


def headers_of(catalog: Catalog, answer: Schema) -> dict[str, Schema]:
    """The headers of an answer with the schemas of their values."""
    headers = answer.get("headers", {})
    return {name: catalog.resolve(_component(catalog, header).get("schema", {})) for name, header in headers.items()}


def media_types_of(catalog: Catalog, form: str) -> tuple[str, ...]:
    """The media types that the form's file may have; empty: any."""
    return next((use.media_types for use in uses_of(catalog) if use.form == form), ())


def record_in(catalog: Catalog, name: str) -> str:
    """The schema of the records in the answer with this name, or the name itself if no answer has it."""
    return next((use.record for use in uses_of(catalog) if use.answer == name and use.record), name)


def includes_of(catalog: Catalog, record: str) -> dict[str, str]:
    """The includes of all operations that answer with this record, each with its field."""
    fields = catalog.resolve({"$ref": f"#/{record}"}).get("properties", {})
    brought = [item for use in uses_of(catalog) if use.record == record for item in use.includes.items()]
    return {include: field for include, field in sorted(brought) if field in fields}


def withheld(catalog: Catalog, record: str) -> set[str]:
    """The fields of a record that only an include brings.

    These are also fields of its extensions: a job application in a list never has notes, which only one in full can
    include. An include of a list may be an ordinary field of the extension, as the stage is.
    """
    further = [use for use in uses_of(catalog) if use.record and record in _bases(catalog, use.record)]
    fields = {field for use in further for field in use.includes.values()}
    return fields | set(includes_of(catalog, record).values())


def _bases(catalog: Catalog, record: str) -> set[str]:
    return set(_references(catalog.schemas[record].get("allOf", [])))


@cache
def requests(catalog: Catalog) -> frozenset[str]:
    """The schemas that only requests use: they get no unknown fields by default."""
    components = catalog.document["components"]
    bodies = [operation.get("requestBody") for operation in _operations(catalog)]
    answers = [operation["responses"] for operation in _operations(catalog)]
    sent = _reachable(catalog, [bodies, components.get("requestBodies")])
    return frozenset(sent - _reachable(catalog, [answers, components.get("responses")]))


def _operations(catalog: Catalog) -> Iterator[Schema]:
    for item in catalog.document["paths"].values():
        yield from (item[method] for method in _METHODS if method in item)


def _reachable(catalog: Catalog, node: Any) -> set[str]:
    queue, found = _references(node), set[str]()
    while queue:
        name = queue.pop()
        if name not in found and name in catalog.schemas:
            found.add(name)
            queue += _references(catalog.schemas[name])
    return found


def _references(node: Any) -> list[str]:
    return re.findall(r'"#/components/schemas/([^"/]+)"', json.dumps(node))
