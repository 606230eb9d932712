"""Date-times and dates as V1 wrote them. The guide: "All date-time fields are now in ISO 8601 UTC format"."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from homerun_client import codec
from homerun_client.errors import DecodeError

from homerun_helpers.errors import InvalidArgumentError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The same span of time, 1973-03-03 to the end of 2099, in seconds and in milliseconds. No number is in both, nor is a
# compact date such as 20230401 or 20230401120000 in either. Milliseconds of 1970-01-02 to 1970-02-17 look like seconds:
# Homerun did not exist then, but applicants were born.
_SECONDS = (100_000_000, 4_102_444_800)
_RANGE = "from 1973-03-03 to 2099-12-31"
_DAY_S = 86_400
# Applicants of an applicant-tracking system were born later.
_EARLIEST_BIRTH = date(1900, 1, 1)
_WEEKDAY = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)").search
_NUMBER = re.compile(r"\s*(\d{1,20})(\.\d{1,9})?\s*", re.ASCII).fullmatch


class UnreadableTimestampError(Exception):
    """A value cannot be read as a date or date-time in exactly one way.

    Attributes:
        reason: why, without the value.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def timestamp_from_v1(value: object) -> datetime:
    """The moment that V1 meant, in UTC.

    Only the value decides, and nothing is guessed:

    - A number from 100,000,000 up to 4,102,444,800 is in seconds since 1970, a thousand times that in milliseconds.
      Both are the years from 1973 to 2099, and no number is in both. So is a string of digits. Milliseconds of the
      first weeks of 1970 are thus read as seconds: Homerun has no moment of that time.
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
    try:
        return read_timestamp(value)
    except UnreadableTimestampError as error:
        raise InvalidArgumentError("value", f"cannot be read: {error.reason}.") from None


def read_timestamp(value: object) -> datetime:
    """The moment that V1 meant, as `timestamp_from_v1` reads it.

    Raises:
        UnreadableError: it is no moment, or could be two.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    raise UnreadableTimestampError("a timestamp must be a number or a text")


def _from_number(value: float) -> datetime:
    low, high = _SECONDS
    if low <= value < high:
        return _EPOCH + timedelta(seconds=value)
    if low * 1000 <= value < high * 1000:
        return _EPOCH + timedelta(milliseconds=value)
    if value == 0:
        raise UnreadableTimestampError("zero is no timestamp")
    if len(str(value)) in (8, 14) and re.match(r"(19|20)\d\d(0[1-9]|1[0-2])", str(value)):
        reason = "a date in digits alone is not read: write it as YYYY-MM-DD, with its time if there is one"
        raise UnreadableTimestampError(reason)
    raise UnreadableTimestampError(f"a number must be a timestamp in seconds or milliseconds, {_RANGE}")


def is_number(value: object) -> bool:
    """Whether it is a number, or a text of digits."""
    if isinstance(value, str):
        return _NUMBER(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _from_text(text: str) -> datetime:
    if number := _NUMBER(text):
        whole, fraction = number.groups()
        return _from_number(float(text) if fraction else int(whole))
    moment = _iso(text.strip()) or _in_one_way(text)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise UnreadableTimestampError("the timestamp is outside of the years 1 to 9999") from None


def _iso(text: str) -> datetime | None:
    try:
        return codec.date_time(text)
    except DecodeError:
        return None


def read_day_of_birth(value: object, *, today: date | None = None) -> date:
    """The day of birth that V1 meant, as `read_day` reads it.

    Args:
        value: a number, or text.
        today: the present day in UTC; None: by the clock.

    Raises:
        UnreadableError: it is no day, could be two, is in the future or before 1900.
    """
    day = read_day(value)
    if is_number(value) and _could_be_either(value):
        raise UnreadableTimestampError("the number could be seconds, or milliseconds of 1970")
    if not _EARLIEST_BIRTH <= day <= (datetime.now(UTC).date() if today is None else today):
        raise UnreadableTimestampError("a date of birth must be from 1900 to today")
    return day


def _could_be_either(value: Any) -> bool:
    """Whether a number in seconds is a midnight in milliseconds as well."""
    number = float(value)
    return number < _SECONDS[1] and number % (_DAY_S * 1000) == 0


def read_day(value: object) -> date:
    """The day that V1 meant: a date, or a moment that is midnight in UTC.

    Raises:
        UnreadableError: it is no moment, or could be two.
    """
    if isinstance(value, str) and not _NUMBER(value):
        try:
            return codec.day(value.strip())
        except DecodeError:
            moment = _iso(value) or _in_one_way(value, hour=0)
    elif is_number(value):
        moment = read_timestamp(value)
    else:
        raise UnreadableTimestampError("a date must be a text or a timestamp")
    if moment != moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0):
        # In another time zone it could be the day before or after.
        raise UnreadableTimestampError("a date must have no time of day")
    return moment.astimezone(UTC).date()


def _in_one_way(text: str, hour: int | None = None) -> datetime:
    """The moment that python-dateutil reads, if it is the same with the day first or last, and no part is missing.

    Args:
        text: what was written.
        hour: the hour to take where none is written; None: it must be written.
    """
    # Two digits could be any century, or the day. Four after a sign are an offset.
    if len(re.findall(r"(?<!\d)(?<!\+)(?<! -)\d{4}(?!\d)", text, re.ASCII)) != 1 or len(text) > 100:
        raise UnreadableTimestampError("the text must have a year of four digits")
    # After a year, the month comes before the day.
    orders = (0,) if re.match(r"\s*\d{4}-\d\d-\d\d\b", text, re.ASCII) else (0, 1)
    readings = {_read(text, day_first=day_first, late=late, hour=hour) for day_first in orders for late in (0, 1)}
    moment = readings.pop()
    if readings and hour is None and len({one.time() for one in (moment, *readings)}) > 1:
        raise UnreadableTimestampError("the text must have a time of day")
    # In POSIX, GMT+3 is three hours behind GMT; elsewhere it is ahead.
    if readings or re.search(r"(?i)(utc|gmt)\s*[+-]\s*\d", text):
        raise UnreadableTimestampError("the text can be read in more than one way")
    named = _WEEKDAY(text)
    if named and named[1].lower() != moment.strftime("%a").lower():
        raise UnreadableTimestampError("the weekday is not that of the date")
    return moment


def _read(text: str, *, day_first: int, late: int, hour: int | None) -> datetime:
    from dateutil import parser  # here, since it takes a while to import

    # A part that the text lacks is taken from here: then the two readings differ.
    default = datetime(2004, 12, 28, 22) if late else datetime(2001, 1, 1, 1)  # noqa: DTZ001 - the text says the zone
    default = default if hour is None else default.replace(hour=hour)
    try:
        moment = parser.parse(text, default=default, dayfirst=bool(day_first), tzinfos=_zone)
    except _ZoneError:
        raise UnreadableTimestampError("a time zone's name other than UTC or GMT could be several") from None
    except (ValueError, OverflowError, TypeError, AttributeError):  # it raises all of these for odd text
        raise UnreadableTimestampError("the text is no date that can be read") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _ZoneError(Exception):
    """A name of a time zone that could be several."""


def _zone(name: str | None, offset: int | None) -> timezone | None:
    if name and name.upper() not in ("UTC", "GMT", "Z"):
        raise _ZoneError  # CST, for example, is three zones
    return timezone(timedelta(seconds=offset)) if offset else None
