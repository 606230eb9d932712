"""The table of operations: what the helpers need to know of each one, taken from the spec."""

import re
from pprint import pformat
from typing import Any

from spec import Json, operations, parameters, resolve

HEADER = '''"""What the OpenAPI document says of each operation, for code that handles them alike."""

from collections.abc import Mapping

from attrs import Factory, frozen


@frozen(kw_only=True, eq=False)
class Operation:
    """One operation of the API.

    Attributes:
        name: the name of the endpoint module, such as `list_vacancies`.
        module: the endpoint module's path below `homerun_client.api`.
        method: the HTTP method, in upper case.
        path: the path template below the base URL.
        summary: what it does, in a line.
        scopes: the scopes that the key needs.
        includes: each value of `include[]` with the field of the answer that it fills.
        scopes_by_include: the further scopes that an include needs.
        filters: the names of `filter[…]`.
        paginated: whether it answers with pages.
        max_bytes: the limit of an uploaded file.
        media_types: the media types that an uploaded file may have; empty: any.
    """

    name: str
    module: str
    method: str
    path: str
    summary: str
    scopes: tuple[str, ...] = ()
    includes: Mapping[str, str] = Factory(dict)
    scopes_by_include: Mapping[str, tuple[str, ...]] = Factory(dict)
    filters: tuple[str, ...] = ()
    paginated: bool = False
    max_bytes: int | None = None
    media_types: tuple[str, ...] = ()


'''


def render(document: Json) -> str:
    """The source text of `operations.py`."""
    rows = [_row(document, path, method, operation) for path, method, operation in operations(document)]
    lines = [HEADER, "OPERATIONS: Mapping[str, Operation] = {\n"]
    for row in rows:
        arguments = ",\n".join(f"{name}={pformat(value)}" for name, value in row.items() if value not in ((), {}))
        lines.append(f'"{row["name"]}": Operation({arguments},),\n')
    return "".join([*lines, "}\n"])


def _row(document: Json, path: str, method: str, operation: Json) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": snake(operation["operationId"]),
        "module": f"{snake(operation['tags'][0])}.{snake(operation['operationId'])}",
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "scopes": tuple(
            scope for need in operation.get("security", []) for scopes in need.values() for scope in scopes
        ),
    }
    for parameter in parameters(document, path, operation):
        if parameter["name"] == "include[]":
            row |= _includes(document, parameter)
        elif parameter.get("style") == "deepObject":
            row["filters"] = tuple(resolve(document, parameter["schema"])["properties"])
    if _is_paginated(document, operation):
        row["paginated"] = True
    return row | _upload(document, operation)


def _includes(document: Json, parameter: Json) -> Json:
    values = resolve(document, parameter["schema"]["items"])["enum"]
    by_value = parameter.get("x-scopes-by-value", {})
    return {
        "includes": {value: snake(value) for value in values},
        "scopes_by_include": {value: tuple(scopes) for value, scopes in by_value.items()},
    }


def _is_paginated(document: Json, operation: Json) -> bool:
    for code, answer in operation["responses"].items():
        if str(code) == "200":
            content = resolve(document, answer).get("content", {}).get("application/json", {})
            fields = resolve(document, content.get("schema", {})).get("properties", {})
            return "meta" in fields and resolve(document, fields.get("data", {})).get("type") == "array"
    return False


def _upload(document: Json, operation: Json) -> Json:
    form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
    if form is None:
        return {}
    file = resolve(document, resolve(document, form["schema"])["properties"].get("file", {}))
    types = form.get("encoding", {}).get("file", {}).get("contentType", "")
    return {
        "max_bytes": file.get("x-max-bytes"),
        "media_types": tuple(re.findall(r"[\w/+.-]+", types)),
    }


def snake(name: str) -> str:
    """`questionAnswers` and `Job Applications` as Python writes them."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|\W+", "_", name).lower()
