"""Values without fields: how each is made from the bytes of an example. Zero bytes make the simplest one."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from hypothesis import strategies as st

from homerun_helpers.testing.strategies import _values as values
from homerun_helpers.testing.strategies._catalog import Schema
from homerun_helpers.testing.strategies._options import Options
from homerun_helpers.testing.strategies._tape import NOTHING, Layout, Make, Tape

# The larger part of a byte's values stands for fixed values, the rest for those that are drawn.
_FIXED = 160
_NEW = ("something_new", "", "unknown", "other")


def choose(layout: Layout, fixed: Sequence[Any], *others: Make) -> Make:
    """One of some fixed values, or what another maker makes."""
    at = layout.take()
    if not others:
        table = [fixed[index % len(fixed)] for index in range(256)]
        return lambda tape: table[tape.raw[at]]
    least = max(_FIXED, len(fixed)) if fixed else 0
    table = [fixed[index % len(fixed)] for index in range(least)]
    makers = [others[index % len(others)] for index in range(256 - least)]

    def make(tape: Tape) -> Any:
        byte = tape.raw[at]
        return table[byte] if byte < least else makers[byte - least](tape)

    return make


def constant(value: Any) -> Make:
    """Always the same."""
    return lambda _: value


def drawn(layout: Layout, strategy: st.SearchStrategy[Any]) -> Make:
    """What a strategy of Hypothesis draws."""
    index = layout.source(strategy)
    return lambda tape: tape.drawn[index]


def boolean(layout: Layout) -> Make:
    """True or false."""
    at = layout.take()
    return lambda tape: tape.raw[at] >= 128


def null(_: Tape) -> None:
    """Always null."""


# --- Texts ----------------------------------------------------------------------------------------------------------


def text(layout: Layout, options: Options, schema: Schema) -> Make:
    """A text: of its length, of its pattern, a link or an e-mail address."""
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
    if "examples" in schema and not options.hostile:  # an id, which nobody leaves empty
        least = max(least, 1 if most is None else min(1, most))
    pool = (*schema.get("examples", ()), *values.TEXTS, *(values.HOSTILE_TEXTS if options.hostile else ()))
    fixed = [one for one in dict.fromkeys(pool) if least <= len(one) and (most is None or len(one) <= most)]
    return choose(layout, fixed, *(_fitted(make, least, most) for make in _texts(layout)))


def _texts(layout: Layout) -> list[Make]:
    layout.has_texts = True
    return [_first, _second]


def _first(tape: Tape) -> Any:
    return tape.texts[0]


def _second(tape: Tape) -> Any:
    return tape.texts[1]


def _fitted(make: Make, least: int, most: int | None) -> Make:
    return make if not least and most is None else lambda tape: make(tape)[:most].ljust(least, "0")


def _formed(make: Make, form: str, short: str, most: int | None) -> Make:
    def made(tape: Tape) -> str:
        found = form.format(quote(make(tape), safe="") or "x")
        return found if most is None or len(found) <= most else short

    return made


_FORMS = {
    "uri": (values.LINKS, "https://example.com/{}"),
    "email": (values.EMAILS, "{}@example.com"),
}


def enumeration(layout: Layout, options: Options, schema: Schema) -> Make:
    """A documented value; where the enum is open, also another."""
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
    def other(tape: Tape) -> str:
        found: str = make(tape)
        while found in known:
            found += "_"
        return found

    return other


def uuid(layout: Layout, *, typed: bool) -> Make:
    """A UUID."""
    at, own = layout.shared("uuid", 15), layout.take()

    def make(tape: Tape) -> Any:
        found = UUID(bytes=tape.raw[at : at + 15] + tape.raw[own : own + 1])
        return found if typed else str(found)

    return make


# --- Numbers --------------------------------------------------------------------------------------------------------

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


def whole_number(layout: Layout, options: Options, schema: Schema) -> Make:
    """A whole number."""
    if any(bound in schema for bound in _BOUNDS):
        return drawn(layout, _bounded(schema))
    pool = (*values.WHOLE_NUMBERS, *(values.HUGE if options.hostile else ()))
    return choose(layout, pool, *(_whole(layout, size) for size in (1, 2, 6)))


def number(layout: Layout, options: Options, schema: Schema) -> Make:
    """A number, with a fraction or without."""
    if "multipleOf" in schema:
        return drawn(layout, _bounded(schema))
    if any(bound in schema for bound in _BOUNDS):
        return drawn(layout, _bounded_fraction(schema))
    pool = (*values.NUMBERS, *(values.HUGE_NUMBERS if options.hostile else ()))
    cents, whole = _whole(layout, 2), _whole(layout, 6)
    return choose(layout, pool, lambda tape: cents(tape) / 100, lambda tape: whole(tape) / 1e9, whole)


def _whole(layout: Layout, size: int) -> Make:
    at = layout.shared("number", 6)

    def make(tape: Tape) -> int:
        found = int.from_bytes(tape.raw[at : at + size], "little")
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


def anything(layout: Layout, options: Options) -> Make:
    """Any JSON; null only where options have it."""
    pool = values.json_values(
        nulls=options.nulls is not False,
        hostile=options.hostile,
        max_items=options.max_items,
        max_length=options.max_length,
    )
    layout.has_free = True
    chosen = choose(layout, pool, *_texts(layout), _free)

    def make(tape: Tape) -> Any:
        found = chosen(tape)
        return json.loads(found.text) if isinstance(found, values.Fresh) else found

    return make


def _free(tape: Tape) -> Any:
    # Each use has its own: who changes one does not change another.
    return tape.texts[1] if tape.free is NOTHING else json.loads(json.dumps(tape.free))


def key(layout: Layout, options: Options) -> Make:
    """The name of a field that the spec does not have."""
    pool = (*values.KEYS, *(values.HOSTILE_KEYS if options.hostile else ()))
    return choose(layout, pool, *_texts(layout))
