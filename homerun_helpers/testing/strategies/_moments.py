"""Dates and date-times, as JSON in the forms that ISO 8601 has for them, or as Python's types."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from homerun_helpers.testing.strategies import _values as values
from homerun_helpers.testing.strategies._leaves import choose
from homerun_helpers.testing.strategies._options import Options
from homerun_helpers.testing.strategies._tape import Layout, Make, Tape

# Minutes; half and quarter hours too, and both ends of the world.
_OFFSETS = (60, 120, -300, 330, 345, -570, 840, -720, 0, -210, 765, 1, -1)

# (a moment in UTC, a number that chooses among variants, microseconds) → the text or the datetime
_Form = Callable[[datetime, int, int], Any]


def day(layout: Layout, options: Options, *, typed: bool) -> Make:
    """A date."""
    moment = _moments(layout, options, layout.shared("near", 1))
    if typed:
        return lambda tape: moment(tape).date()
    return lambda tape: moment(tape).date().isoformat()


def date_time(layout: Layout, options: Options, *, typed: bool) -> Make:
    """A date-time in one of the forms that the options allow."""
    form, part = layout.take(), layout.shared("fraction", 3)
    moment = _moments(layout, options, form)
    forms = _forms(options, _TYPED if typed else _WRITTEN)

    def make(tape: Tape) -> Any:
        which = tape.raw[form]
        micro = int.from_bytes(tape.raw[part : part + 3], "little") % 1_000_000
        return forms[which % len(forms)](moment(tape), which // len(forms), micro)

    return make


def _forms(options: Options, known: dict[str, _Form]) -> list[_Form]:
    if options.dates is not None:
        return [known[options.dates]]
    return [known["utc"], *known.values()]


def _moments(layout: Layout, options: Options, own: int) -> Make:
    """A moment in UTC, without a time zone; `own` is the place of the byte that moves it off from others."""
    pool = (*values.MOMENTS, *(values.HOSTILE_MOMENTS if options.hostile else ()))
    at = layout.shared("moment", 7)

    def one(tape: Tape) -> datetime:
        raw = tape.raw[at : at + 7]
        number = int.from_bytes(raw[:2], "little")
        year = (1999 + number) % 9999 + 1 if options.hostile else 2000 + (number & 63) * (-1 if number & 64 else 1)
        days, seconds = int.from_bytes(raw[2:4], "little") % 365, int.from_bytes(raw[4:7], "little") % 86_400
        return datetime(year, 1, 1) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001 - the forms add the zone

    def near(tape: Tape) -> datetime:
        return _moved(one(tape), timedelta(seconds=tape.raw[own] ** 3))

    return choose(layout, pool, one, near)


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:  # the first or the last day of all
        return moment


def _utc(moment: datetime, _: int, __: int) -> str:
    return moment.isoformat(timespec="seconds") + "Z"


def _offset(moment: datetime, which: int, _: int) -> str:
    minutes = _OFFSETS[which % len(_OFFSETS)]
    local = _moved(moment, timedelta(minutes=minutes))
    hours, rest = divmod(abs(minutes) if local != moment else 0, 60)
    return f"{local.isoformat(timespec='seconds')}{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _fraction(moment: datetime, which: int, micro: int) -> str:
    digits = f"{micro:06}"[: (6, 3, 1, 2, 4, 5)[which % 6]]
    return f"{moment.isoformat(timespec='seconds')}.{digits}Z"


def _naive(moment: datetime, _: int, __: int) -> str:
    return moment.isoformat(timespec="seconds")


def _odd(moment: datetime, which: int, micro: int) -> str:
    """A form that is rare, but is ISO 8601, and that a reader should know."""
    text = moment.isoformat(timespec="seconds")
    return (
        f"{text}z",
        f"{text.replace('T', 't')}Z",
        f"{text.replace('T', ' ')}Z",
        f"{text[:16]}Z",
        f"{text[:10]}T24:00:00Z" if moment.year < 9999 else f"{text}Z",
        f"{text}+0530" if moment.year > 1 else f"{text}Z",
        f"{text}+14" if moment.year > 1 else f"{text}Z",
        f"{text},{micro:06}Z",
        f"{text}-00:00",
    )[which % 9]


def _aware(moment: datetime, _: int, __: int) -> datetime:
    return moment.replace(tzinfo=UTC)


def _aware_elsewhere(moment: datetime, which: int, _: int) -> datetime:
    return moment.replace(tzinfo=timezone(timedelta(minutes=_OFFSETS[which % len(_OFFSETS)])))


def _aware_with_fraction(moment: datetime, _: int, micro: int) -> datetime:
    return moment.replace(microsecond=micro, tzinfo=UTC)


_WRITTEN: dict[str, _Form] = {"utc": _utc, "offset": _offset, "fraction": _fraction, "naive": _naive, "odd": _odd}
# The client reads a text without an offset as UTC: so there is nothing naive to be typed.
_TYPED: dict[str, _Form] = {
    "utc": _aware,
    "offset": _aware_elsewhere,
    "fraction": _aware_with_fraction,
    "naive": _aware,
}
