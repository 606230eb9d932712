"""Moments and days as V1 wrote them: "All date-time fields are now in ISO 8601 UTC format", and were numbers."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from homerun_client import codec
from homerun_client.errors import DecodeError

from homerun_helpers.errors import InvalidArgumentError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The same span of time, 1973-03-03 to the end of 2099, in seconds and in milliseconds. No number is in both, nor is a
# compact date such as 20230401 or 20230401120000 in either: a number says by itself what it is.
_SECONDS = (100_000_000, 4_102_444_800)
_RANGE = "from 1973-03-03 to 2099-12-31"
_WEEKDAY = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)").search
_NUMBER = re.compile(r"\s*(\d{1,20})(\.\d{1,9})?\s*", re.ASCII).fullmatch


def timestamp_from_v1(value: object) -> datetime:
    """The moment that V1 meant, in UTC.

    It is told by the value alone, and never guessed:

    - A number from 100,000,000 up to 4,102,444,800 is in seconds since 1970, a thousand times that in milliseconds.
      Both are the years from 1973 to 2099, and no number is in both. So is a string of digits.
    - ISO 8601 text, as V2 has it, is taken as it is.
    - Other text is read by python-dateutil if it can be read in one way only: day, month, a year of four digits and a
      time must be there, and `03/04/2023 10:00` could be two days.
    - Text without an offset is UTC, as all times of Homerun are; a time zone's name other than UTC or GMT could be
      several.

    Args:
        value: a number, or text.

    Raises:
        InvalidArgumentError: it is null, zero, out of range, of another type, or can be read in more than one way.

    Example:
        ```python
        from homerun_helpers.migration import timestamp_from_v1

        print(timestamp_from_v1(1680343200))  # 2023-04-01 10:00:00+00:00
        print(timestamp_from_v1("1680343200000"))  # 2023-04-01 10:00:00+00:00
        ```
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    raise _refusal("a timestamp must be a number or a text")


def _from_number(value: float) -> datetime:
    low, high = _SECONDS
    if low <= value < high:
        return _EPOCH + timedelta(seconds=value)
    if low * 1000 <= value < high * 1000:
        return _EPOCH + timedelta(milliseconds=value)
    raise _refusal(f"a timestamp must be in seconds or milliseconds, {_RANGE}")


def _from_text(text: str) -> datetime:
    if number := _NUMBER(text):
        whole, fraction = number.groups()
        return _from_number(float(text) if fraction else int(whole))
    moment = _iso(text.strip()) or _in_one_way(text)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise _refusal("the timestamp is outside of the years 1 to 9999") from None


def _iso(text: str) -> datetime | None:
    try:
        return codec.date_time(text)
    except DecodeError:
        return None


def day_from_v1(value: object) -> date:
    """The day that V1 meant: a date, or a moment that is midnight in UTC.

    Raises:
        InvalidArgumentError: it is none, or could be two.
    """
    if isinstance(value, str) and not _NUMBER(value):
        try:
            return codec.day(value.strip())
        except DecodeError:
            moment = _iso(value) or _in_one_way(value, hour=0)
    else:
        moment = timestamp_from_v1(value)
    if moment != moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0):
        # Midnight where? The day before or after would be as likely.
        raise _refusal("a date must have no time of day")
    return moment.astimezone(UTC).date()


def _in_one_way(text: str, hour: int | None = None) -> datetime:
    """What python-dateutil reads, if it reads the same with the day first or last, and lacks no part.

    Args:
        text: what was written.
        hour: the hour to take where none is written; None: it must be written.
    """
    # Two digits could be any century, or the day. Four after a sign are an offset.
    if len(re.findall(r"(?<!\d)(?<!\+)(?<! -)\d{4}(?!\d)", text, re.ASCII)) != 1 or len(text) > 100:
        raise _refusal("the text must have a year of four digits")
    # Nobody writes year-day-month.
    orders = (0,) if re.match(r"\s*\d{4}-\d\d-\d\d\b", text, re.ASCII) else (0, 1)
    readings = {_read(text, day_first=day_first, late=late, hour=hour) for day_first in orders for late in (0, 1)}
    moment = readings.pop()
    # GMT+3 means the opposite in some places.
    if readings or re.search(r"(?i)(utc|gmt)\s*[+-]\s*\d", text):
        raise _refusal("the text can be read in more than one way")
    named = _WEEKDAY(text)
    if named and named[1].lower() != moment.strftime("%a").lower():
        raise _refusal("the weekday is not that of the date")
    return moment


def _read(text: str, *, day_first: int, late: int, hour: int | None) -> datetime:
    from dateutil import parser  # here, since it takes a while to import

    # What the text does not say is taken from here, and so is not the same in both.
    default = datetime(2004, 12, 28, 22) if late else datetime(2001, 1, 1, 1)  # noqa: DTZ001 - the text says the zone
    default = default if hour is None else default.replace(hour=hour)
    try:
        moment = parser.parse(text, default=default, dayfirst=bool(day_first), tzinfos=_zone)
    except (ValueError, OverflowError, TypeError, AttributeError):  # it raises all of these for odd text
        raise _refusal("the text is no date that can be read") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(name: str | None, offset: int | None) -> timezone | None:
    if name and name.upper() not in ("UTC", "GMT", "Z"):
        raise ValueError  # CST is three zones
    return timezone(timedelta(seconds=offset)) if offset else None


def _refusal(reason: str) -> InvalidArgumentError:
    return InvalidArgumentError(f"{reason[0].upper()}{reason[1:]}.")
