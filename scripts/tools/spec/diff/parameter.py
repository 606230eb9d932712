"""Compares the parameters of an operation."""

import re
from typing import Any

from attrs import evolve

from tools.spec.diff.change import At, Changes, Level
from tools.spec.diff.schema import Comparison
from tools.spec.diff.shape import Shapes
from tools.spec.document import Json, examples, name_of, resolved

Key = tuple[str, str]


def compare(
    old: dict[Key, Json], new: dict[Key, Json], shapes: tuple[Shapes, Shapes], at: At, changes: Changes
) -> None:
    """Compare the parameters of one operation, as `collect` returns them."""
    old, new = alike(old, new, shapes[0]), alike(new, old, shapes[1])
    for key in [*old, *(key for key in new if key not in old)]:
        there = evolve(at, what=title(new.get(key) or old[key]), in_parameter=True)
        if key not in new:
            changes.add(Level.BREAKING, there, "removed")
        elif key not in old:
            needed = is_required(new[key])
            level = Level.BREAKING if needed else Level.ADDITIVE
            changes.add(level, there, f"added ({'required' if needed else 'optional'})")
        else:
            _compare(old[key], new[key], shapes, there, changes)


def _compare(old: Json, new: Json, shapes: tuple[Shapes, Shapes], at: At, changes: Changes) -> None:
    at = at.of(old.get("x-component", ""), new.get("x-component", ""))
    if old["name"] != new["name"]:
        changes.add(Level.DOCUMENTATION, at, f"was called {old['name']}")
    if is_required(old) != is_required(new):
        level = at.side.narrower() if is_required(new) else at.side.wider()
        changes.add(level, at, "required now" if is_required(new) else "optional now")
    before, after = (style(parameter, of) for parameter, of in zip((old, new), shapes, strict=True))
    if before != after:
        changes.add(Level.BREAKING, at, f"written as {before} → {after}")
    if bool(old.get("deprecated")) != bool(new.get("deprecated")):
        level = Level.ADDITIVE if new.get("deprecated") else Level.DOCUMENTATION
        changes.add(level, at, "deprecated" if new.get("deprecated") else "not deprecated any more")
    _scopes(old, new, at, changes)
    _words(old, new, at, changes)
    Comparison(*shapes, changes, root_words=None).of(schema_of(old), schema_of(new), at)


def _scopes(old: Json, new: Json, at: At, changes: Changes) -> None:
    before, after = old.get("x-scopes-by-value", {}), new.get("x-scopes-by-value", {})
    for value in [*before, *(value for value in after if value not in before)]:
        for scope in sorted({*after.get(value, [])} - {*before.get(value, [])}):
            changes.add(Level.BREAKING, at, f"the value {value} needs the scope {scope} now")
        for scope in sorted({*before.get(value, [])} - {*after.get(value, [])}):
            changes.add(Level.ADDITIVE, at, f"the value {value} does not need the scope {scope} any more")


def _words(old: Json, new: Json, at: At, changes: Changes) -> None:
    changes.words(at, "description", old["x-description"], new["x-description"])
    changes.words(at, "example", old["x-examples"], new["x-examples"])


def collect(root: Json, path: str, item: Json, operation: Json) -> dict[Key, Json]:
    """The parameters of an operation and of its path, by place and name; path parameters by their position."""
    positions = {name: str(number) for number, name in enumerate(re.findall(r"{([^}]*)}", path))}
    found: dict[Key, Json] = {}
    for written in [*item.get("parameters", []), *operation.get("parameters", [])]:
        parameter = with_words(root, {**resolved(root, written), "x-component": name_of(written)})
        where: str = parameter.get("in", "query")
        name: str = parameter.get("name", "")
        key = positions.get(name, name) if where == "path" else name.lower() if where == "header" else name
        found[where, key] = parameter
    return found


def with_words(root: Json, parameter: Json) -> Json:
    """The parameter with its description and examples, which may be beside the schema or in it."""
    schema = schema_of(parameter)
    inner = resolved(root, schema) if isinstance(schema, dict) else {}
    words = parameter.get("description") or inner.get("description")
    return {**parameter, "x-description": words, "x-examples": examples(root, parameter) or examples(root, inner)}


def alike(parameters: dict[Key, Json], others: dict[Key, Json], shapes: Shapes) -> dict[Key, Json]:
    """The parameters, with a deep object `filter` split into `filter[status]` and so on if the other side has it so."""
    found: dict[Key, Json] = {}
    for key, parameter in parameters.items():
        prefix = f"{parameter['name']}["
        if (
            parameter.get("style") == "deepObject"
            and key not in others
            and any(o[1].startswith(prefix) for o in others)
        ):
            shape = shapes.of(schema_of(parameter))
            for name, schema in shape.properties.items():
                full = f"{prefix}{name}]"
                needed = name in shape.required
                part = {"name": full, "in": "query", "required": needed, "schema": schema}
                words = shapes.of(schema).words
                part |= {"x-description": words.get("description"), "x-examples": words.get("example")}
                found["query", full] = part
        else:
            found[key] = parameter
    return found


def title(parameter: Json) -> str:
    kind = "header " if parameter.get("in") == "header" else "cookie " if parameter.get("in") == "cookie" else ""
    return f"{kind}parameter {parameter['name']}"


def is_required(parameter: Json) -> bool:
    return bool(parameter.get("required")) or parameter.get("in") == "path"


def schema_of(parameter: Json) -> Any:
    if "schema" in parameter:
        return parameter["schema"]
    return next((content.get("schema", {}) for content in parameter.get("content", {}).values()), True)


def style(parameter: Json, shapes: Shapes) -> str:
    """How the value is written. Single values are written in the same way by all styles of a place."""
    if "content" in parameter:
        return next(iter(parameter["content"]), "nothing")
    usual = "form" if parameter.get("in", "query") in {"query", "cookie"} else "simple"
    name: str = parameter.get("style", usual)
    if name == "deepObject":
        return name
    types = shapes.of(schema_of(parameter)).types
    if not types or not types & {"array", "object"}:
        return usual if name in {"form", "simple"} else name
    return f"{name}, {'exploded' if parameter.get('explode', name == 'form') else 'joined'}"
