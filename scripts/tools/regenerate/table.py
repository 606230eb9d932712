"""The table of operations: what the helpers need to know about each one, from the spec."""

import re
from pprint import pformat
from typing import Any

from tools.regenerate import filters, values
from tools.regenerate.names import snake
from tools.regenerate.spec import operations, parameters
from tools.spec.document import Json, resolved

HEADER = '''"""The operations of the OpenAPI document as data."""

from collections.abc import Mapping

from attrs import Factory, frozen


@frozen(kw_only=True)
class Filter:
    """One `filter[…]` of a list.

    Attributes:
        argument: the argument of the generated functions.
        type: `string`, `integer`, `number`, `boolean`, `date` or `date-time`.
        enum: what it can be; empty: anything of that type.
        several: whether it takes several values, written with commas between them.
    """

    argument: str
    type: str = "string"
    enum: tuple[str | int | float | bool, ...] = ()
    several: bool = False


@frozen(kw_only=True)
class Parameter:
    """One query parameter that is no filter and does not choose the page.

    Attributes:
        type: a type as of `Filter`, or `array` for a list of strings; empty when it can be of several types.
    """

    type: str = ""


@frozen(kw_only=True)
class Field:
    """One field of the body of a request.

    Attributes:
        type: its JSON type; empty when it can be several.
        format: `date`, `email`, `uri`, …, if it has one.
        filled: whether there must be text in it.
    """

    type: str = ""
    format: str | None = None
    filled: bool = False


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
        record: the model of the record or records that it answers with.
        body_type: the model of its body.
        include_type: the type of each value of `include[]`.
        includes: each value of `include[]` with the field of the record that it fills.
        scopes_by_include: the further scopes that an include needs.
        filters: each `filter[…]` by its name.
        parameters: each other query parameter but those of the page, by the argument of the generated functions.
        paginated: whether it answers with pages.
        largest_page: how many records a page holds at most.
        max_bytes: the limit of an uploaded file.
        media_types: the media types that an uploaded file may have; empty: any.
    """

    name: str
    module: str
    method: str
    path: str
    summary: str
    scopes: tuple[str, ...] = ()
    record: str | None = None
    body_type: str | None = None
    include_type: str | None = None
    includes: Mapping[str, str] = Factory(dict)
    scopes_by_include: Mapping[str, tuple[str, ...]] = Factory(dict)
    filters: Mapping[str, Filter] = Factory(dict)
    parameters: Mapping[str, Parameter] = Factory(dict)
    paginated: bool = False
    largest_page: int | None = None
    max_bytes: int | None = None
    media_types: tuple[str, ...] = ()


'''


def render(document: Json) -> str:
    """The source text of `operations.py`."""
    rows = [row_of(document, path, method, operation) for path, method, operation in operations(document)]
    lines = [HEADER, "OPERATIONS: Mapping[str, Operation] = {\n"]
    for row in rows:
        arguments = ",\n".join(f"{name}={_code(value)}" for name, value in row.items() if value not in ((), {}, None))
        lines.append(f'"{row["name"]}": Operation({arguments},),\n')
    lines.append("}\n\n# By the names of their models.\nBODIES: Mapping[str, Mapping[str, Field]] = ")
    return "".join([*lines, _code(_bodies(document)), "\n"])


def _code(value: Any) -> str:
    return pformat(value, sort_dicts=False)


class WrittenCall:
    """A call as it is written into the table, without the arguments that equal their defaults."""

    def __init__(self, name: str, **arguments: Any) -> None:
        self.name, self.arguments = name, arguments

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(f'{name}={value!r}' for name, value in self.arguments.items() if value)})"


def row_of(document: Json, path: str, method: str, operation: Json) -> dict[str, Any]:
    """The row of an operation: the arguments of its `Operation`."""
    found: dict[str, Any] = {
        "name": snake(operation["operationId"]),
        "module": f"{snake(operation['tags'][0])}.{snake(operation['operationId'])}",
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "scopes": tuple(
            scope for need in operation.get("security", []) for scopes in need.values() for scope in scopes
        ),
        "record": _record(document, operation),
        "body_type": _body_type(document, operation),
        "filters": {
            name: _filter(one["wire"], one["value"])
            for name, one in filters.of_operation(document, path, operation).items()
        },
        "parameters": {
            snake(re.sub(r"\W+", "_", one["name"]).strip("_")): WrittenCall(
                "Parameter", type=_type_of(document, one["schema"])
            )
            for one in parameters(document, path, operation)
            if one["in"] == "query" and one.get("style") != "deepObject" and one["name"] not in ("page", "perPage")
        },
    }
    for parameter in parameters(document, path, operation):
        if parameter["name"] == "include[]":
            found |= _includes(document, parameter)
        elif parameter["name"] == "perPage":
            found["largest_page"] = resolved(document, parameter["schema"]).get("maximum")
    if "array" in _data(document, operation) and "meta" in _fields(document, operation):
        found["paginated"] = True
    return found | _upload(document, operation)


def _type_of(document: Json, schema: Json) -> str:
    """The type of a query parameter as the table has it; empty when the spec names several."""
    whole = resolved(document, schema)
    kind = whole.get("format") if whole.get("format") in values.TYPES else whole.get("type")
    return kind if isinstance(kind, str) else ""


def _includes(document: Json, parameter: Json) -> Json:
    values = resolved(document, parameter["schema"]["items"])["enum"]
    by_value = parameter.get("x-scopes-by-value", {})
    return {
        "include_type": parameter["schema"]["items"].get("$ref", "").rpartition("/")[2] or None,
        "includes": {value: snake(value) for value in values},
        "scopes_by_include": {value: tuple(scopes) for value, scopes in by_value.items()},
    }


def _filter(wire: str, value: values.Value) -> WrittenCall:
    argument = snake(wire.replace("[", "_").removesuffix("]"))
    kind = "" if value.type == "string" else value.type
    return WrittenCall("Filter", argument=argument, type=kind, enum=value.enum, several=value.several)


def _bodies(document: Json) -> dict[str, dict[str, WrittenCall]]:
    """The fields of each JSON body, by the body's name."""
    found: dict[str, dict[str, WrittenCall]] = {}
    for _, _, operation in operations(document):
        body = resolved(document, operation.get("requestBody", {})).get("content", {}).get("application/json", {})
        schema = body.get("schema", {})
        if "$ref" in schema:
            fields = resolved(document, schema).get("properties", {})
            name = schema["$ref"].rpartition("/")[2]
            found[name] = {key: _field(resolved(document, one)) for key, one in fields.items()}
    return found


def _field(schema: Json) -> WrittenCall:
    kinds = schema.get("type", "")
    kind = [kind for kind in kinds if kind != "null"] if isinstance(kinds, list) else [kinds]
    # Text that may not be empty, and not null either.
    filled = kinds == "string" and schema.get("minLength", 0) > 0
    return WrittenCall("Field", type=kind[0] if len(kind) == 1 else "", format=schema.get("format"), filled=filled)


def _fields(document: Json, operation: Json) -> Json:
    """The fields of the answer to a success."""
    for code, answer in operation["responses"].items():
        if str(code).startswith("2"):
            content = resolved(document, answer).get("content", {}).get("application/json", {})
            fields: Json = resolved(document, content.get("schema", {})).get("properties", {})
            return fields
    return {}


def _data(document: Json, operation: Json) -> tuple[str | None, str | None]:
    """The type of `data` in an answer, and which schema it or each of its items is."""
    data = _fields(document, operation).get("data", {})
    whole = resolved(document, data)
    single = whole.get("items", {}) if whole.get("type") == "array" else data
    return whole.get("type"), single.get("$ref")


def _record(document: Json, operation: Json) -> str | None:
    reference = _data(document, operation)[1]
    return reference and reference.rpartition("/")[2]


def _body_type(document: Json, operation: Json) -> str | None:
    """The name of the schema of the body, whatever its media type is."""
    contents = resolved(document, operation.get("requestBody", {})).get("content", {})
    references = (content.get("schema", {}).get("$ref", "") for content in contents.values())
    return next((reference.rpartition("/")[2] for reference in references if reference), None)


def _upload(document: Json, operation: Json) -> Json:
    form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
    if form is None:
        return {}
    file = resolved(document, resolved(document, form["schema"])["properties"].get("file", {}))
    types = form.get("encoding", {}).get("file", {}).get("contentType", "")
    return {
        "max_bytes": file.get("x-max-bytes"),
        "media_types": tuple(re.findall(r"[\w/+.-]+", types)),
    }
