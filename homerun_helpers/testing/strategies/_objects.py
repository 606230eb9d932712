"""Values with parts: objects, lists, and what may be of several types."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from attrs import frozen

from homerun_helpers.testing.strategies._leaves import null
from homerun_helpers.testing.strategies._tape import Layout, Make, Tape

Is = Callable[[Tape], bool]
Build = Callable[[dict[str, Any], dict[str, Any] | None], Any]
"""Puts an object together from its known fields and its others, if it has any."""


@frozen
class Member:
    """A field of an object.

    Attributes:
        key: what it is called.
        at: the byte that says whether it is there, and whether it is null.
        is_optional: whether it may be absent.
        is_nullable: whether it may be null.
        make: what makes its value.
    """

    key: str
    at: int
    is_optional: bool
    is_nullable: bool
    make: Make


@frozen
class Entry:
    """A field that the spec does not name.

    Attributes:
        is_there: what says whether it is there.
        key: what makes its name.
        value: what makes its value.
    """

    is_there: Is
    key: Make
    value: Make


def make_object(members: Sequence[Member], build: Build, entries: Sequence[Entry], taken: Collection[str]) -> Make:
    """An object. Zero bytes leave out what is optional, and make what is nullable null.

    Args:
        members: its fields.
        build: what puts it together.
        entries: its other fields.
        taken: names that they cannot have.
    """
    plan = [(one.key, one.at, one.is_optional, one.is_nullable, one.make) for one in members]

    def make(tape: Tape) -> Any:
        raw, least = tape.raw, tape.least
        known = {}
        for key, at, is_optional, is_nullable, inner in plan:
            byte = raw[at]
            if byte >= least or not is_optional:
                known[key] = None if is_nullable and not byte & 7 else inner(tape)
        there = [entry for entry in entries if entry.is_there(tape)]
        return build(known, {_free_name(one.key(tape), taken): one.value(tape) for one in there} if there else None)

    return make


def _free_name(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name


def as_json(known: dict[str, Any], others: dict[str, Any] | None) -> dict[str, Any]:
    """The object as JSON."""
    return {**known, **others} if others else known


def as_model(cls: type[Any]) -> Build:
    """The object as a model, made by its constructor."""

    def build(known: dict[str, Any], others: dict[str, Any] | None) -> Any:
        made = cls(**known)
        if others:
            made.additional_properties = others
        return made

    return build


def sometimes(layout: Layout, least: int | None = None) -> Is:
    """Whether something is there: when its byte is so high, or as high as the density of the example asks for."""
    at = layout.take()
    return lambda tape: tape.raw[at] >= (tape.least if least is None else least)


def make_list(layout: Layout, slots: Sequence[tuple[Is, Make]], least: int, most: int) -> Make:
    """A list: of the elements that are there, then of those again if it may be longer than there are slots."""
    more = layout.take() if most > len(slots) else 0

    def make(tape: Tape) -> list[Any]:
        there = [slot for is_there, slot in slots if is_there(tape)] if slots else []
        size = len(there)
        if size < least:
            there, size = [slot for _, slot in slots], least
        elif more and there:
            size += tape.raw[more] * (most - len(slots) + 1) >> 8
        return [there[index % len(there)](tape) for index in range(size)]

    return make


def unique(make: Make) -> Make:
    """A list without repeats."""
    return lambda tape: _without_repeats(make(tape))


def _without_repeats(items: list[Any]) -> list[Any]:
    by_text = {json.dumps(item, sort_keys=True, default=repr): item for item in items}
    return list(by_text.values())


def choose_one(layout: Layout, makes: Sequence[Make]) -> Make:
    """A value of one of several types."""
    if len(makes) == 1:
        return makes[0]
    at, count = layout.take(), len(makes)
    return lambda tape: makes[tape.raw[at] * count >> 8](tape)


def or_null(layout: Layout, make: Make, *, always: bool) -> Make:
    """Null where a list or an object has no other way to say so."""
    if always:
        return null
    at = layout.take()
    return lambda tape: None if tape.raw[at] < 32 else make(tape)
