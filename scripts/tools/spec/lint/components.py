"""Rules about the document itself: references that point somewhere, components that are used, keys that are unique."""

import re
from collections.abc import Iterator

from tools.spec.document import SpecError, pointed
from tools.spec.lint.document import Spec, walk
from tools.spec.lint.rule import Found, rule


@rule("duplicate-key", "No key is in a mapping twice: YAML would silently take the last one.")
def duplicate_key(spec: Spec) -> Iterator[Found]:
    for at in spec.twice:
        yield Found(at, f"`{at[-1]}` is there twice", "keep one of the two")


@rule("reference", "Every reference points to something in this document.")
def reference(spec: Spec) -> Iterator[Found]:
    for at, target in references(spec):
        try:
            pointed(spec.root, target)
        except SpecError as error:
            yield Found(at, str(error), "correct it")


@rule("unused", "Every component is used.")
def unused(spec: Spec) -> Iterator[Found]:
    used = reachable(spec)
    for section, parts in spec.root.get("components", {}).items():
        for name in parts:
            if (section, name) not in used:
                wrong = f"nothing uses {name} of components/{section}"
                yield Found(("components", section, name), wrong, "remove it, or refer to it where it belongs")


def references(spec: Spec) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for part in walk(spec.root):
        target = part.node.get("$ref")
        # A field can be called `$ref` as well, and is a mapping then.
        if isinstance(target, str):
            yield (*part.at, "$ref"), target


def reachable(spec: Spec) -> set[tuple[str, str]]:
    """The components that the operations lead to, as (section, name)."""
    components = spec.root.get("components", {})
    needs = [spec.root.get("security", []), *(operation.node.get("security", []) for operation in spec.operations())]
    found = {("securitySchemes", name) for need in needs for part in need for name in part}
    queue: list[object] = [spec.root["paths"], *(components.get(section, {}).get(name) for section, name in found)]
    while queue:
        for part in walk(queue.pop()):
            match = re.fullmatch(r"#/components/([^/]+)/([^/]+)(/.*)?", str(part.node.get("$ref")))
            if match and (match[1], match[2]) not in found:
                found.add((match[1], match[2]))
                queue.append(components.get(match[1], {}).get(match[2]))
    return found
