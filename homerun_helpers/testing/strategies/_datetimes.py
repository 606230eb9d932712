"""Dates and date-times: as JSON in the forms of ISO 8601, or as Python's types."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from homerun_helpers.testing.strategies import _values as values
from homerun_helpers.testing.strategies._choices import ByteLayout, Choices, Make
from homerun_helpers.testing.strategies._options import StrategyOptions
from homerun_helpers.testing.strategies._scalars import choose

# With half and quarter hours, and the largest and the smallest offset in use.
_OFFSETS_MIN = (60, 120, -300, 330, 345, -570, 840, -720, 0, -210, 765, 1, -1)

_Form = Callable[[datetime, int, int], Any]
"""Makes a text or a datetime from a naive UTC time, a number that chooses a variant, and microseconds."""


def day(layout: ByteLayout, options: StrategyOptions, *, typed: bool) -> Make:
    """A date."""
    naive = _naive_datetimes(layout, options, layout.shared("near", 1))
    if typed:
        return lambda choices: naive(choices).date()
    return lambda choices: naive(choices).date().isoformat()


def date_time(layout: ByteLayout, options: StrategyOptions, *, typed: bool) -> Make:
    """A date-time in one of the forms that the options allow."""
    form, part = layout.take(), layout.shared("fraction", 3)
    naive = _naive_datetimes(layout, options, form)
    forms = _forms(options, _TYPED if typed else _WRITTEN)

    def make(choices: Choices) -> Any:
        which = choices.raw[form]
        micro = int.from_bytes(choices.raw[part : part + 3], "little") % 1_000_000
        return forms[which % len(forms)](naive(choices), which // len(forms), micro)

    return make


def _forms(options: StrategyOptions, known: dict[str, _Form]) -> list[_Form]:
    if options.dates is not None:
        return [known[options.dates]]
    return [known["utc"], *known.values()]


def _naive_datetimes(layout: ByteLayout, options: StrategyOptions, own: int) -> Make:
    """A naive datetime in UTC. The byte at `own` moves a field's datetime away from those of other fields."""
    pool = (*values.DATETIMES, *(values.HOSTILE_DATETIMES if options.hostile else ()))
    at = layout.shared("datetime", 7)

    def any_datetime(choices: Choices) -> datetime:
        raw = choices.raw[at : at + 7]
        number = int.from_bytes(raw[:2], "little")
        year = (1999 + number) % 9999 + 1 if options.hostile else 2000 + (number & 63) * (-1 if number & 64 else 1)
        days, seconds = int.from_bytes(raw[2:4], "little") % 365, int.from_bytes(raw[4:7], "little") % 86_400
        return datetime(year, 1, 1) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001 - the forms add the zone

    def near(choices: Choices) -> datetime:
        return _moved(any_datetime(choices), timedelta(seconds=choices.raw[own] ** 3))

    return choose(layout, pool, any_datetime, near)


def _moved(value: datetime, by: timedelta) -> datetime:
    try:
        return value + by
    except OverflowError:  # before the year 1 or after the year 9999
        return value


def _utc(value: datetime, _: int, __: int) -> str:
    return value.isoformat(timespec="seconds") + "Z"


def _offset(value: datetime, which: int, _: int) -> str:
    minutes = _OFFSETS_MIN[which % len(_OFFSETS_MIN)]
    local = _moved(value, timedelta(minutes=minutes))
    hours, rest = divmod(abs(minutes) if local != value else 0, 60)
    return f"{local.isoformat(timespec='seconds')}{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _fraction(value: datetime, which: int, micro: int) -> str:
    digits = f"{micro:06}"[: (6, 3, 1, 2, 4, 5)[which % 6]]
    return f"{value.isoformat(timespec='seconds')}.{digits}Z"


def _naive(value: datetime, _: int, __: int) -> str:
    return value.isoformat(timespec="seconds")


def _odd(value: datetime, which: int, micro: int) -> str:
    """A rare form that ISO 8601 allows and that a reader should know."""
    text = value.isoformat(timespec="seconds")
    return (
        f"{text}z",
        f"{text.replace('T', 't')}Z",
        f"{text.replace('T', ' ')}Z",
        f"{text[:16]}Z",
        f"{text[:10]}T24:00:00Z" if value.year < 9999 else f"{text}Z",
        f"{text}+0530" if value.year > 1 else f"{text}Z",
        f"{text}+14" if value.year > 1 else f"{text}Z",
        f"{text},{micro:06}Z",
        f"{text}-00:00",
    )[which % 9]


def _aware(value: datetime, _: int, __: int) -> datetime:
    return value.replace(tzinfo=UTC)


def _aware_elsewhere(value: datetime, which: int, _: int) -> datetime:
    return value.replace(tzinfo=timezone(timedelta(minutes=_OFFSETS_MIN[which % len(_OFFSETS_MIN)])))


def _aware_with_fraction(value: datetime, _: int, micro: int) -> datetime:
    return value.replace(microsecond=micro, tzinfo=UTC)


_WRITTEN: dict[str, _Form] = {"utc": _utc, "offset": _offset, "fraction": _fraction, "naive": _naive, "odd": _odd}
# The client reads a text without an offset as UTC, so no typed value is naive.
_TYPED: dict[str, _Form] = {
    "utc": _aware,
    "offset": _aware_elsewhere,
    "fraction": _aware_with_fraction,
    "naive": _aware,
}
