"""The filters of list operations: rows for the table, and their types for arguments of helpers.

A helper names the filters that it knows and takes the others as `**more: Unpack[MoreFiltersOf…]`, a type that is made
here: so a filter that is new in the spec is an argument of the helper as soon as the client is regenerated, checked by
mypy like one that was written by hand. To give it a place in the signature, write it there and regenerate.
"""

import ast
from pathlib import Path

from tools.regenerate import values
from tools.regenerate.names import snake
from tools.regenerate.spec import operations, parameters
from tools.spec.document import Json, resolved

HEADER = '''"""The types of filters that the helpers take besides those that they name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, TypedDict

from . import models

'''


def of_operation(document: Json, path: str, operation: Json) -> dict[str, Json]:
    """The filters of an operation by their names in Python: the schema, the name in the query, and the value."""
    found: dict[str, Json] = {}
    for parameter in parameters(document, path, operation):
        if parameter.get("style") == "deepObject":
            for name, schema in resolved(document, parameter["schema"]).get("properties", {}).items():
                wire = f"{parameter['name']}[{name}]"
                value = values.read(document, schema, f"{wire} of {operation['operationId']}")
                found[snake(name)] = {"schema": schema, "wire": wire, "value": value}
    return found


def render(document: Json, helpers: Path) -> str:
    """The source text of `filters.py`."""
    parts = [HEADER]
    for path, _, operation in operations(document):
        filters = of_operation(document, path, operation)
        if filters:
            name = type_name(operation["operationId"])
            left = {key: one for key, one in filters.items() if key not in named_by_helpers(helpers, name)}
            parts.append(_type(document, name, snake(operation["operationId"]), left))
    return "\n".join(parts)


def _type(document: Json, name: str, operation: str, filters: dict[str, Json]) -> str:
    lines = [f"class {name}(TypedDict, total=False):"]
    lines += [f'    """Filters of `{operation}` that its helper does not name."""', ""]
    for key, one in filters.items():
        lines.append(f"    {key}: {one['value'].annotation} | None")
        words = " ".join(str(resolved(document, one["schema"]).get("description", one["wire"])).split())
        lines.append('    """' + words.replace("\\", r"\\").replace('"', r"\"") + '"""')
    return "\n".join([*lines, ""])


def type_name(operation_id: str) -> str:
    """What the type is called: `listVacancies` → `MoreFiltersOfListVacancies`."""
    return f"MoreFiltersOf{operation_id[:1].upper()}{operation_id[1:]}"


def named_by_helpers(helpers: Path, type_name: str) -> set[str]:
    """The keyword arguments that stand in a helper's signature before `**more: Unpack[<the type>]`."""
    found: set[str] = set()
    for path in sorted(helpers.glob("*.py")):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if type_name in text else ():
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.args.kwarg:
                annotation = node.args.kwarg.annotation
                if annotation and ast.unparse(annotation) == f"Unpack[{type_name}]":
                    found |= {argument.arg for argument in node.args.kwonlyargs}
    return found
