"""Compares the bodies of requests and answers."""

import re

from attrs import evolve

from tools.spec.diff.change import At, Changes, Level, Side
from tools.spec.diff.schema import Comparison
from tools.spec.diff.shape import Shapes
from tools.spec.document import Json, examples, name_of, resolved

Roots = tuple[Json, Json]


class Contents:
    """Compares the bodies and answers of operations of two documents."""

    def __init__(self, roots: Roots, shapes: tuple[Shapes, Shapes], changes: Changes) -> None:
        self._old, self._new = roots
        self._shapes = shapes
        self._changes = changes

    def bodies(self, old: Json | None, new: Json | None, at: At) -> None:
        """Compare the request bodies of two operations."""
        at = evolve(at, what="body")
        if old is None and new is None:
            return
        if new is None:
            self._changes.add(Level.BREAKING, at, "removed")
            return
        after = resolved(self._new, new)
        if old is None:
            needed = after.get("required", False)
            level = Level.BREAKING if needed else Level.ADDITIVE
            self._changes.add(level, at, f"added ({'required' if needed else 'optional'})")
            return
        before = resolved(self._old, old)
        at = at.of(name_of(old), name_of(new))
        if before.get("required", False) != after.get("required", False):
            level = Level.BREAKING if after.get("required") else Level.ADDITIVE
            self._changes.add(level, at, "required now" if after.get("required") else "optional now")
        self._changes.words(at, "description", before.get("description"), after.get("description"))
        self._media_types(before, after, at)

    def answers(self, old: Json, new: Json, at: At) -> None:
        """Compare the answers of two operations, status by status."""
        at = evolve(at, side=Side.RECEIVED)
        matched = {covering(new, status) for status in old}
        for status in [*old, *(status for status in new if status not in matched)]:
            there = evolve(at, what=f"answer {status}")
            before, after = covering(old, status), covering(new, status)
            if after is None:
                is_success = str(status).startswith("2")
                self._changes.add(Level.BREAKING if is_success else Level.ADDITIVE, there, "removed")
            elif before is None:
                self._changes.add(Level.ADDITIVE, there, "added")
            else:
                self._answer(old[before], new[after], there)

    def _answer(self, old: Json, new: Json, at: At) -> None:
        at = at.of(name_of(old), name_of(new))
        before, after = resolved(self._old, old), resolved(self._new, new)
        self._changes.words(at, "description", before.get("description"), after.get("description"))
        self._changes.words(at, "links", self._without_references(self._old, before.get("links")),
                            self._without_references(self._new, after.get("links")))  # fmt: skip
        self._headers(before.get("headers", {}), after.get("headers", {}), at)
        self._media_types(before, after, at)

    def _without_references(self, root: Json, parts: Json | None) -> Json | None:
        return {name: resolved(root, part) for name, part in parts.items()} if parts else None

    def _headers(self, old: Json, new: Json, at: At) -> None:
        old, new = ({name.lower(): (name, header) for name, header in side.items()} for side in (old, new))
        for key in [*old, *(key for key in new if key not in old)]:
            there = evolve(at, what=f"{at.what} header {(new.get(key) or old[key])[0]}")
            if key not in new or key not in old:
                is_removed = key not in new
                self._changes.add(
                    Level.BREAKING if is_removed else Level.ADDITIVE, there, "removed" if is_removed else "added"
                )
                continue
            before, after = resolved(self._old, old[key][1]), resolved(self._new, new[key][1])
            if bool(before.get("required")) != bool(after.get("required")):
                level = Level.ADDITIVE if after.get("required") else Level.BREAKING
                text = "always there now" if after.get("required") else "may be absent now"
                self._changes.add(level, there, text)
            self._changes.words(there, "description", before.get("description"), after.get("description"))
            self._changes.words(there, "example", examples(self._old, before), examples(self._new, after))
            Comparison(*self._shapes, self._changes).of(before.get("schema", True), after.get("schema", True), there)

    def _media_types(self, old: Json, new: Json, at: At) -> None:
        before, after = by_media_type(old), by_media_type(new)
        for name in [*before, *(name for name in after if name not in before)]:
            if name not in after:
                self._changes.add(Level.BREAKING, at, f"media type {name} removed")
            elif name not in before:
                self._changes.add(Level.ADDITIVE, at, f"media type {name} added")
            else:
                self._media_type(before[name], after[name], at)

    def _media_type(self, old: Json, new: Json, at: At) -> None:
        before, after = (examples(root, side) for root, side in ((self._old, old), (self._new, new)))
        self._changes.words(at, "examples", before, after)
        comparison = Comparison(*self._shapes, self._changes, root_words="schema ")
        comparison.of(old.get("schema", True), new.get("schema", True), at)
        before, after = old.get("encoding", {}), new.get("encoding", {})
        for name in sorted(before.keys() | after.keys()):
            self._encoding(before.get(name, {}), after.get(name, {}), at.field(name))

    def _encoding(self, old: Json, new: Json, at: At) -> None:
        before, after = (set(re.findall(r"[\w/+.*-]+", part.get("contentType", ""))) for part in (old, new))
        if before == after:
            return
        if not before or not after:
            level = at.side.narrower() if after else at.side.wider()
            text = (
                f"content types are limited to {', '.join(sorted(after))}" if after else "any content type is allowed"
            )
            self._changes.add(level, at, text)
            return
        for name in sorted(before - after):
            self._changes.add(at.side.narrower(), at, f"content type {name} removed")
        for name in sorted(after - before):
            self._changes.add(at.side.wider(), at, f"content type {name} added")


def covering(answers: Json, status: str) -> str | None:
    """The answer for a status: its own, that of its range such as `2XX`, or for a range that of a status in it."""
    within = [name for name in answers if status.endswith("XX") and name[0] == status[0]]
    names = [status, f"{status[0]}XX", *within, *([] if status.startswith("2") else ["default"])]
    return next((name for name in names if name in answers), None)


def by_media_type(body: Json) -> Json:
    """The contents by media type without its parameters: the charset makes no difference to JSON."""
    return {name.partition(";")[0].strip().lower(): content or {} for name, content in body.get("content", {}).items()}
