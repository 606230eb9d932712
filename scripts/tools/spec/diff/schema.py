"""Compares two schemas: what differs, and whether less or more is allowed now."""

import json
from typing import Any

from attrs import Factory, define

from tools.spec.diff.change import At, Changes, Level, Side
from tools.spec.diff.shape import LOWER, UPPER, Shape, Shapes

MAX_DEPTH = 50  # levels of fields; only a schema that expands without end has more


@define
class Comparison:
    """Compares schemas field by field, each pair once, so that circles end.

    Attributes:
        old: the shapes of the old document.
        new: the shapes of the new one.
        changes: where to note what differs.
        root_words: the prefix for the schema's own title and description; None: they are not compared.
    """

    old: Shapes
    new: Shapes
    changes: Changes
    root_words: str | None = ""
    seen: set[tuple[int, int]] = Factory(set)
    depth: int = 0

    def of(self, old: Any, new: Any, at: At) -> None:
        """Compare two schemas as they are written."""
        self.shapes(self.old.of(old), self.new.of(new), at)

    def shapes(self, old: Shape, new: Shape, at: At) -> None:
        """Compare what two schemas allow."""
        inside = at.of(old.name, new.name)
        structured = bool(old.properties or new.properties or old.items is not None or new.items is not None)
        pair = (identity(old), identity(new))
        if structured and (pair in self.seen or self.depth > MAX_DEPTH):
            return
        self.seen.add(pair)
        self.depth += 1
        self._values(old, new, at if old.is_reworded or new.is_reworded else inside)
        if old.alternatives or new.alternatives:
            self._alternatives(old, new, inside)
        else:
            self._parts(old, new, inside)
        self.depth -= 1

    def _parts(self, old: Shape, new: Shape, at: At) -> None:
        self._types(old, new, at)
        if old.types is None or new.types is None or old.types & new.types & {"object"}:
            self._fields(old, new, at)  # a value that is not an object any more has lost all fields
        self._additional(old, new, at)
        self._items(old, new, at)

    def _values(self, old: Shape, new: Shape, at: At) -> None:
        """Everything that is not about the parts of the value."""
        if old.is_nullable != new.is_nullable and not (old.is_anything or new.is_anything):
            level = at.side.wider() if new.is_nullable else at.side.narrower()
            self.changes.add(level, at, "may be null now" if new.is_nullable else "may not be null any more")
        self._enum(old, new, at)
        self._format(old, new, at)
        for name in sorted(old.bounds.keys() | new.bounds.keys()):
            self._bound(name, old.bounds.get(name), new.bounds.get(name), at)
        self._default(old, new, at)
        if old.deprecated != new.deprecated:
            level = Level.ADDITIVE if new.deprecated else Level.DOCUMENTATION
            self.changes.add(level, at, "deprecated" if new.deprecated else "not deprecated any more")
        if old.discriminator != new.discriminator:
            self.changes.add(Level.BREAKING, at, f"discriminator {shown(old.discriminator, new.discriminator)}")
        self._words(old, new, at)

    def _words(self, old: Shape, new: Shape, at: At) -> None:
        prefix = self.root_words if self.depth == 1 else ""
        if prefix is not None:
            for name in sorted(old.words.keys() | new.words.keys()):
                self.changes.words(at, prefix + name, old.words.get(name), new.words.get(name))

    def _types(self, old: Shape, new: Shape, at: At) -> None:
        before, after = bare(old.types), bare(new.types)
        if before == after or (old.enum == new.enum and before is after is None):
            return
        text = f"type {' or '.join(sorted(before or ['any']))} → {' or '.join(sorted(after or ['any']))}"
        if after is None or (before is not None and covers(after, before)):
            self.changes.add(at.side.wider(), at, text)
        elif before is None or covers(before, after):
            self.changes.add(at.side.narrower(), at, text)
        else:
            self.changes.add(Level.BREAKING, at, text)

    def _enum(self, old: Shape, new: Shape, at: At) -> None:
        if old.enum is None or new.enum is None:
            self._enum_as_a_whole(old, new, at)
            return
        for value in old.enum:
            if value not in new.enum:
                level = Level.ADDITIVE if new.is_open else at.side.narrower()
                self.changes.add(level, at, f"value {quoted(value)} removed")
        for value in new.enum:
            if value not in old.enum:
                level = Level.ADDITIVE if old.is_open else at.side.wider()
                self.changes.add(level, at, f"value {quoted(value)} added")
        if old.is_open != new.is_open:
            level = at.side.wider() if new.is_open else at.side.narrower()
            self.changes.add(
                level, at, "other values may come too" if new.is_open else "only the known values are left"
            )

    def _enum_as_a_whole(self, old: Shape, new: Shape, at: At) -> None:
        if new.enum is not None:
            values = ", ".join(quoted(value) for value in new.enum)
            level = Level.ADDITIVE if new.is_open else at.side.narrower()
            self.changes.add(level, at, f"values are {'known' if new.is_open else 'limited to'}: {values}")
        elif old.enum is not None:
            level = Level.ADDITIVE if old.is_open else at.side.wider()
            self.changes.add(level, at, "values are not listed any more")

    def _format(self, old: Shape, new: Shape, at: At) -> None:
        if old.format == new.format:
            return
        text = f"format {shown(old.format, new.format)}"
        if old.format is None:
            self.changes.add(at.side.narrower(), at, text)
        elif new.format is None:
            self.changes.add(at.side.wider(), at, text)
        else:
            self.changes.add(Level.BREAKING, at, text)

    def _bound(self, name: str, old: Any, new: Any, at: At) -> None:
        if old == new:
            return
        text = f"{name} {shown(old, new)}"
        if old is None or new is None:
            level = at.side.narrower() if old is None else at.side.wider()
        elif name in LOWER or name in UPPER:
            level = at.side.narrower() if (new > old) == (name in LOWER) else at.side.wider()
        else:
            level = Level.BREAKING
        self.changes.add(level, at, text)

    def _default(self, old: Shape, new: Shape, at: At) -> None:
        """A default matters to callers that leave the value out; an answer leaves none out."""
        if old.default != new.default:
            level = Level.BREAKING if old.default else Level.ADDITIVE
            before, after = (shape.default[0] if shape.default else None for shape in (old, new))
            at_most = level if at.side is Side.SENT else Level.DOCUMENTATION
            self.changes.add(at_most, at, f"default {shown(before, after)}")

    def _fields(self, old: Shape, new: Shape, at: At) -> None:
        before, after = self._visible(old, self.old, at.side), self._visible(new, self.new, at.side)
        for name in [*before, *(name for name in after if name not in before)]:
            there = at.field(name)
            if name not in after:
                self.changes.add(Level.BREAKING, there, "removed")
            elif name not in before:
                needed = name in new.required
                level = Level.BREAKING if needed and at.side is Side.SENT else Level.ADDITIVE
                kind = "required" if needed else "optional"
                self.changes.add(level, there, f"added ({kind})" if at.side is Side.SENT else "added")
            else:
                self._required(name in old.required, name in new.required, there)
                self.of(before[name], after[name], there)

    def _required(self, old: Any, new: Any, at: At) -> None:
        if old != new:
            texts = (
                ("optional now", "required now") if at.side is Side.SENT else ("may be absent now", "always there now")
            )
            self.changes.add(at.side.narrower() if new else at.side.wider(), at, texts[new])

    def _visible(self, shape: Shape, shapes: Shapes, side: Side) -> dict[str, Any]:
        """The fields without those that only the other side writes."""
        hidden = "readOnly" if side is Side.SENT else "writeOnly"
        return {name: schema for name, schema in shape.properties.items() if shapes.of(schema).access != hidden}

    def _additional(self, old: Shape, new: Shape, at: At) -> None:
        if "object" not in (old.types or ()) or "object" not in (new.types or ()):
            return
        before, after = old.additional, new.additional
        if before is False or after is False:
            if before is not after:
                level = at.side.narrower() if after is False else Level.ADDITIVE
                # What callers read of an object without fields of its own is nothing but its other fields.
                level = Level.BREAKING if after is False and not old.properties else level
                text = "other fields are not allowed any more" if after is False else "other fields are allowed now"
                self.changes.add(level, at, text)
        elif before is not True or after is not True:
            self.of(before, after, at.field("*"))

    def _items(self, old: Shape, new: Shape, at: At) -> None:
        both_are_arrays = "array" in (old.types or ()) and "array" in (new.types or ())
        if both_are_arrays and not (old.items is None and new.items is None):
            self.of(True if old.items is None else old.items, True if new.items is None else new.items, at.item())

    def _alternatives(self, old: Shape, new: Shape, at: At) -> None:
        before, after = list(old.alternatives or [old]), list(new.alternatives or [new])
        every = [(first, second) for first in before for second in after]
        pairs = [pair for pair in every if self._same(*pair, at)]
        pairs += [(first, second) for first, second in every if bare(first.types) == bare(second.types)]
        pairs += [(first, second) for first, second in every if (first.types or set()) & (second.types or set())]
        for first, second in pairs:
            if any(shape is first for shape in before) and any(shape is second for shape in after):
                before = [shape for shape in before if shape is not first]
                after = [shape for shape in after if shape is not second]
                # What one of several alternatives is compared with may be the whole, whose values were compared above.
                (self._parts if first is old or second is new else self.shapes)(first, second, at)
        for shape in before:
            level = Level.ADDITIVE if any(kept.is_anything for kept in new.alternatives) else at.side.narrower()
            self.changes.add(level, at, f"alternative {described(shape)} removed")
        for shape in after:
            level = Level.ADDITIVE if any(kept.is_anything for kept in old.alternatives) else at.side.wider()
            self.changes.add(level, at, f"alternative {described(shape)} added")

    def _same(self, first: Shape, second: Shape, at: At) -> bool:
        trial = Comparison(self.old, self.new, Changes(), seen=set(self.seen), depth=self.depth + 1)
        if first.alternatives or second.alternatives or self.depth > MAX_DEPTH:
            return False
        trial.shapes(first, second, at)
        return all(change.level is Level.DOCUMENTATION for change in trial.changes.found)


def identity(shape: Shape) -> int:
    """What is the same for every use of a component."""
    return id(shape.properties) if shape.properties else id(shape)


def bare(types: frozenset[str] | None) -> frozenset[str] | None:
    return None if types is None else types - {"null"}


def covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether every value of the narrow types is one of the wide ones; an integer is a number."""
    return (narrow - {"integer"} if "number" in wide else narrow) <= wide


def described(shape: Shape) -> str:
    return shape.name or " or ".join(sorted(bare(shape.types) or ["of any type"]))


def shown(old: Any, new: Any) -> str:
    if old is None:
        return f"{plain(new)} added"
    return f"{plain(old)} removed" if new is None else f"{plain(old)} → {plain(new)}"


def plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
