"""Compares two OpenAPI documents.

There are other tools: oasdiff is a Go program, openapi-diff a Java one, those in Python compare little more than names
and types, and Optic overlooks narrowed enums and bounds. None of them treats an enum beside `string` as open, which
decides here whether a new value breaks callers.
"""

import re
from urllib.parse import urlsplit

from tools.spec.diff import parameter, security
from tools.spec.diff.change import API, At, Changes, Level, Side, SpecChange, collapsed
from tools.spec.diff.content import Contents
from tools.spec.diff.shape import Shapes
from tools.spec.document import METHODS, Json, resolved


def compare(old: Json, new: Json) -> list[SpecChange]:
    """Every change from the old document to the new one, in the order of the old one, breaking changes first."""
    changes = Changes()
    general(old, new, changes)
    before, after = operations(old), operations(new)
    comparison = Operations(old, new, changes)
    for key in [*before, *(key for key in after if key not in before)]:
        comparison.one(before.get(key), after.get(key))
    order = {change.operation: number for number, change in reversed(list(enumerate(changes.found)))}
    return sorted(collapsed(changes.found), key=lambda change: (order[change.operation], -change.level))


def general(old: Json, new: Json, changes: Changes) -> None:
    """Compare what is about the API as a whole."""
    at = At(API, Side.SENT)
    server_before, server_after = server(old), server(new)
    if urlsplit(server_before)[:2] != urlsplit(server_after)[:2]:
        changes.add(Level.BREAKING, at, f"server {server_before or 'none'} → {server_after or 'none'}")
    for name in ("title", "version", "summary", "description", "contact", "license", "termsOfService"):
        changes.words(at, f"info.{name}", old.get("info", {}).get(name), new.get("info", {}).get(name))
    for name in ("externalDocs", "webhooks"):
        changes.words(at, name, old.get(name), new.get(name))
    before, after = tags(old), tags(new)
    for name in [*before, *(name for name in after if name not in before)]:
        changes.words(at, f"tag {name}", before.get(name), after.get(name))
    before, after = schemes(old), schemes(new)
    for name in before.keys() & after.keys():
        changes.words(at, f"security scheme {name}", before[name], after[name])


def tags(document: Json) -> Json:
    return {tag["name"]: tag.get("description", "") for tag in document.get("tags", []) if "name" in tag}


def schemes(document: Json) -> Json:
    """The documentation of each security scheme; the scheme itself is compared with the operations that require it."""
    found = document.get("components", {}).get("securitySchemes", {})
    return {name: {key: scheme[key] for key in scheme if key in {"description", "x-scopes", "bearerFormat"}}
            for name, scheme in found.items()}  # fmt: skip


def server(document: Json) -> str:
    """The address of the API: that of its first server."""
    servers = document.get("servers") or [{}]
    return str(servers[0].get("url", "")).rstrip("/")


Found = tuple[str, str, Json, Json]


def operations(document: Json) -> dict[tuple[str, str], Found]:
    """The operations by method and full path. The names of path parameters make no difference."""
    prefix = urlsplit(server(document)).path
    found: dict[tuple[str, str], Found] = {}
    for path, item in document["paths"].items():
        key = re.sub(r"{[^}]*}", "{}", prefix + path.rstrip("/"))
        full = resolved(document, item)
        found |= {(method, key): (path, method, full, full[method]) for method in METHODS if method in full}
    return found


class Operations:
    """Compares operations of two documents."""

    def __init__(self, old: Json, new: Json, changes: Changes) -> None:
        self._old, self._new, self._changes = old, new, changes
        self._shapes = Shapes(old), Shapes(new)
        self._contents = Contents((old, new), self._shapes, changes)

    def one(self, old: Found | None, new: Found | None) -> None:
        """Compare an operation in both documents; one of them may lack it."""
        path, method, _, operation = old or new  # type: ignore[misc] # one of them is there
        at = At(f"{method.upper()} {path}", Side.SENT)
        if old is None or new is None:
            name = operation.get("operationId") or operation.get("summary") or ""
            level, verb = (Level.ADDITIVE, "added") if old is None else (Level.BREAKING, "removed")
            self._changes.add(level, at, f"operation {verb}" + (f" ({name})" if name else ""))
            return
        self._names(old[3], new[3], at)
        security.compare(self._old, self._new, old[3], new[3], at, self._changes)
        before = parameter.collect(self._old, old[0], old[2], old[3])
        after = parameter.collect(self._new, new[0], new[2], new[3])
        parameter.compare(before, after, self._shapes, at, self._changes)
        self._contents.bodies(old[3].get("requestBody"), new[3].get("requestBody"), at)
        self._contents.answers(old[3].get("responses", {}), new[3].get("responses", {}), at)

    def _names(self, old: Json, new: Json, at: At) -> None:
        """Generated functions are named after the operationId and live in a module named after the first tag."""
        for name in ("operationId", "tags"):
            before, after = old.get(name), new.get(name)
            if before != after:
                first = name == "operationId" or (before or [None])[0] != (after or [None])[0]
                level = Level.BREAKING if first else Level.DOCUMENTATION
                self._changes.add(level, at, f"{name} {listed(before)} → {listed(after)}")
        if bool(old.get("deprecated")) != bool(new.get("deprecated")):
            level = Level.ADDITIVE if new.get("deprecated") else Level.DOCUMENTATION
            self._changes.add(level, at, "deprecated" if new.get("deprecated") else "not deprecated any more")
        for name in ("summary", "description", "externalDocs", "callbacks"):
            self._changes.words(at, name, old.get(name), new.get(name))


def listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "none")
