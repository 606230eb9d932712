"""Texts, numbers, booleans and free JSON, made from the bytes of an example. Zero bytes make the simplest value."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from hypothesis import strategies as st

from homerun_helpers.testing.strategies import _values as values
from homerun_helpers.testing.strategies._catalog import Schema
from homerun_helpers.testing.strategies._choices import NOTHING, ByteLayout, Choices, Make
from homerun_helpers.testing.strategies._options import StrategyOptions

# How many of the 256 values of a byte choose a fixed value; the others choose a drawn one.
_FIXED_SHARE = 160
_NEW = ("something_new", "", "unknown", "other")


def choose(layout: ByteLayout, fixed: Sequence[Any], *others: Make) -> Make:
    """One of the fixed values, or a value of one of the other makers."""
    at = layout.take()
    if not others:
        table = [fixed[index % len(fixed)] for index in range(256)]
        return lambda choices: table[choices.raw[at]]
    least = max(_FIXED_SHARE, len(fixed)) if fixed else 0
    table = [fixed[index % len(fixed)] for index in range(least)]
    makers = [others[index % len(others)] for index in range(256 - least)]

    def make(choices: Choices) -> Any:
        byte = choices.raw[at]
        return table[byte] if byte < least else makers[byte - least](choices)

    return make


def constant(value: Any) -> Make:
    """Always this value."""
    return lambda _: value


def drawn(layout: ByteLayout, strategy: st.SearchStrategy[Any]) -> Make:
    """The value that a Hypothesis strategy draws."""
    index = layout.source(strategy)
    return lambda choices: choices.drawn[index]


def boolean(layout: ByteLayout) -> Make:
    """True or false."""
    at = layout.take()
    return lambda choices: choices.raw[at] >= 128


def null(_: Choices) -> None:
    """Always null."""


# --- Texts ----------------------------------------------------------------------------------------------------------


def text(layout: ByteLayout, options: StrategyOptions, schema: Schema) -> Make:
    """A text that follows the length, pattern and format of its schema."""
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if "pattern" in schema:
        strategy = st.from_regex(schema["pattern"])
        return drawn(
            layout, strategy.filter(lambda found: least <= len(found) <= (len(found) if most is None else most))
        )
    if not options.hostile and schema.get("format") in _FORMS:
        pool, form = _FORMS[schema["format"]]
        fixed = [one for one in pool if least <= len(one) <= (len(one) if most is None else most)]
        return choose(layout, fixed, *(_formed(make, form, fixed[0], most) for make in _texts(layout)))
    if options.max_length is not None:
        most = options.max_length if most is None else min(most, options.max_length)
    if "examples" in schema and not options.hostile:  # an id, which real data never leaves empty
        least = max(least, 1 if most is None else min(1, most))
    pool = (*schema.get("examples", ()), *values.TEXTS, *(values.HOSTILE_TEXTS if options.hostile else ()))
    fixed = [one for one in dict.fromkeys(pool) if least <= len(one) and (most is None or len(one) <= most)]
    return choose(layout, fixed, *(_fitted(make, least, most) for make in _texts(layout)))


def _texts(layout: ByteLayout) -> list[Make]:
    layout.has_texts = True
    return [_first, _second]


def _first(choices: Choices) -> Any:
    return choices.texts[0]


def _second(choices: Choices) -> Any:
    return choices.texts[1]


def _fitted(make: Make, least: int, most: int | None) -> Make:
    return make if not least and most is None else lambda choices: make(choices)[:most].ljust(least, "0")


def _formed(make: Make, form: str, short: str, most: int | None) -> Make:
    def made(choices: Choices) -> str:
        found = form.format(quote(make(choices), safe="") or "x")
        return found if most is None or len(found) <= most else short

    return made


_FORMS = {
    "uri": (values.LINKS, "https://example.com/{}"),
    "email": (values.EMAILS, "{}@example.com"),
}


def enumeration(layout: ByteLayout, options: StrategyOptions, schema: Schema) -> Make:
    """A documented value, or also another if the enum is open."""
    known = [value for value in schema["enum"] if value is not None]
    if not schema.get("x-open") or options.unknown_values is False:
        return choose(layout, known)
    near = [make(value) for value in known for make in (str.upper, str.lower, lambda value: value + " ")]
    pool = [*_NEW, *near, *(values.HOSTILE_TEXTS if options.hostile else ())]
    most = options.max_length
    new = [value for value in dict.fromkeys(pool) if value not in known and (most is None or len(value) <= most)]
    unknown = choose(layout, new, *(_except(make, known) for make in _texts(layout)))
    return unknown if options.unknown_values else choose(layout, known, unknown)


def _except(make: Make, known: Sequence[str]) -> Make:
    def other(choices: Choices) -> str:
        found: str = make(choices)
        while found in known:
            found += "_"
        return found

    return other


def uuid(layout: ByteLayout, *, typed: bool) -> Make:
    """A UUID."""
    at, own = layout.shared("uuid", 15), layout.take()

    def make(choices: Choices) -> Any:
        found = UUID(bytes=choices.raw[at : at + 15] + choices.raw[own : own + 1])
        return found if typed else str(found)

    return make


# --- Numbers --------------------------------------------------------------------------------------------------------

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


def whole_number(layout: ByteLayout, options: StrategyOptions, schema: Schema) -> Make:
    """A whole number."""
    if any(bound in schema for bound in _BOUNDS):
        return drawn(layout, _bounded(schema))
    pool = (*values.WHOLE_NUMBERS, *(values.HUGE if options.hostile else ()))
    return choose(layout, pool, *(_whole(layout, size) for size in (1, 2, 6)))


def number(layout: ByteLayout, options: StrategyOptions, schema: Schema) -> Make:
    """A number, with a fraction or without."""
    if "multipleOf" in schema:
        return drawn(layout, _bounded(schema))
    if any(bound in schema for bound in _BOUNDS):
        return drawn(layout, _bounded_fraction(schema))
    pool = (*values.NUMBERS, *(values.HUGE_NUMBERS if options.hostile else ()))
    cents, whole = _whole(layout, 2), _whole(layout, 6)
    return choose(layout, pool, lambda choices: cents(choices) / 100, lambda choices: whole(choices) / 1e9, whole)


def _whole(layout: ByteLayout, size: int) -> Make:
    at = layout.shared("number", 6)

    def make(choices: Choices) -> int:
        found = int.from_bytes(choices.raw[at : at + size], "little")
        return found >> 1 ^ -(found & 1)

    return make


def _bounded(schema: Schema) -> st.SearchStrategy[Any]:
    step = schema.get("multipleOf", 1)
    least = [schema.get("minimum"), *(one + 1e-9 for one in [schema.get("exclusiveMinimum")] if one is not None)]
    most = [schema.get("maximum"), *(one - 1e-9 for one in [schema.get("exclusiveMaximum")] if one is not None)]
    low = max((-(-one // step) for one in least if one is not None), default=None)
    high = min((one // step for one in most if one is not None), default=None)
    steps = st.integers(None if low is None else int(low), None if high is None else int(high))
    return steps.map(lambda count: count * step)


def _bounded_fraction(schema: Schema) -> st.SearchStrategy[float]:
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    return st.floats(
        above if low is None else low,
        below if high is None else high,
        exclude_min=low is None and above is not None,
        exclude_max=high is None and below is not None,
        allow_nan=False,
        allow_infinity=False,
    )


# --- Free JSON ------------------------------------------------------------------------------------------------------


def anything(layout: ByteLayout, options: StrategyOptions) -> Make:
    """Any JSON; null only if the options allow it."""
    pool = values.json_values(
        nulls=options.nulls is not False,
        hostile=options.hostile,
        max_items=options.max_items,
        max_length=options.max_length,
    )
    layout.has_free = True
    chosen = choose(layout, pool, *_texts(layout), _free)

    def make(choices: Choices) -> Any:
        found = chosen(choices)
        return json.loads(found.text) if isinstance(found, values.FreshJson) else found

    return make


def _free(choices: Choices) -> Any:
    # A copy, so that changing one use does not change another.
    return choices.texts[1] if choices.free is NOTHING else json.loads(json.dumps(choices.free))


def key(layout: ByteLayout, options: StrategyOptions) -> Make:
    """The name of a field that the spec does not define."""
    pool = (*values.KEYS, *(values.HOSTILE_KEYS if options.hostile else ()))
    return choose(layout, pool, *_texts(layout))
