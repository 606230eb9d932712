"""Objects, lists, and values of one of several types."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from attrs import frozen

from homerun_helpers.testing.strategies._choices import ByteLayout, Choices, Make
from homerun_helpers.testing.strategies._scalars import null

Predicate = Callable[[Choices], bool]
Build = Callable[[dict[str, Any], dict[str, Any] | None], Any]
"""Builds an object from its known fields and its extra fields, None if it has none."""


@frozen
class KnownField:
    """A field of an object that the spec defines.

    Attributes:
        key: its name.
        at: the offset of the byte that decides whether it is present and whether it is null.
        is_optional: whether it may be absent.
        is_nullable: whether it may be null.
        make: makes its value.
    """

    key: str
    at: int
    is_optional: bool
    is_nullable: bool
    make: Make


@frozen
class ExtraField:
    """A field that the spec does not define.

    Attributes:
        is_there: decides whether it is present.
        key: makes its name.
        value: makes its value.
    """

    is_there: Predicate
    key: Make
    value: Make


def make_object(
    members: Sequence[KnownField], build: Build, entries: Sequence[ExtraField], taken: Collection[str]
) -> Make:
    """An object. Zero bytes omit optional fields and make nullable fields null.

    Args:
        members: the known fields.
        build: builds the object.
        entries: the extra fields.
        taken: names that extra fields cannot have.
    """
    known_fields = [(one.key, one.at, one.is_optional, one.is_nullable, one.make) for one in members]

    def make(choices: Choices) -> Any:
        raw, threshold = choices.raw, choices.threshold
        known = {}
        for key, at, is_optional, is_nullable, inner in known_fields:
            byte = raw[at]
            if byte >= threshold or not is_optional:
                known[key] = None if is_nullable and not byte & 7 else inner(choices)
        there = [entry for entry in entries if entry.is_there(choices)]
        return build(
            known, {_free_name(one.key(choices), taken): one.value(choices) for one in there} if there else None
        )

    return make


def _free_name(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name


def as_json(known: dict[str, Any], others: dict[str, Any] | None) -> dict[str, Any]:
    """The object as JSON."""
    return {**known, **others} if others else known


def as_model(cls: type[Any]) -> Build:
    """The object as an instance of a model."""

    def build(known: dict[str, Any], others: dict[str, Any] | None) -> Any:
        made = cls(**known)
        if others:
            made.additional_properties = others
        return made

    return build


def sometimes(layout: ByteLayout, least: int | None = None) -> Predicate:
    """Whether a byte is at least `least`; None: at least the threshold of the example."""
    at = layout.take()
    return lambda choices: choices.raw[at] >= (choices.threshold if least is None else least)


def make_list(layout: ByteLayout, slots: Sequence[tuple[Predicate, Make]], least: int, most: int) -> Make:
    """A list of the slots that are present, which are repeated if the list may be longer than there are slots."""
    more = layout.take() if most > len(slots) else 0

    def make(choices: Choices) -> list[Any]:
        there = [slot for is_there, slot in slots if is_there(choices)] if slots else []
        size = len(there)
        if size < least:
            there, size = [slot for _, slot in slots], least
        elif more and there:
            size += choices.raw[more] * (most - len(slots) + 1) >> 8
        return [there[index % len(there)](choices) for index in range(size)]

    return make


def unique(make: Make) -> Make:
    """A list without equal elements."""
    return lambda choices: _without_repeats(make(choices))


def _without_repeats(items: list[Any]) -> list[Any]:
    by_text = {json.dumps(item, sort_keys=True, default=repr): item for item in items}
    return list(by_text.values())


def choose_one(layout: ByteLayout, makes: Sequence[Make]) -> Make:
    """A value of one of several types."""
    if len(makes) == 1:
        return makes[0]
    at, count = layout.take(), len(makes)
    return lambda choices: makes[choices.raw[at] * count >> 8](choices)


def or_null(layout: ByteLayout, make: Make, *, always: bool) -> Make:
    """Null or the value, for elements of lists and for extra fields, which have no byte for it."""
    if always:
        return null
    at = layout.take()
    return lambda choices: None if choices.raw[at] < 32 else make(choices)
