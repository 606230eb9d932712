"""Filters of lists, from Python values to what goes out. A filter takes several values as one comma list."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from homerun_client.operations import OPERATIONS, Filter

from homerun_helpers._http.addresses import is_sendable
from homerun_helpers._requests.checks import strings
from homerun_helpers.errors import InvalidArgumentError


def write_filters(operation: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Filters as the generated functions of an operation take them; those that are None are left out.

    What there is, and how it is written, is in the table of operations, and so in the spec.

    Raises:
        InvalidArgumentError: the operation has no such filter, or a value does not fit it.
    """
    known = OPERATIONS[operation].filters
    written: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise InvalidArgumentError(
                f"{name!r} is no argument and no filter here; the filters are {', '.join(known)}. A newer one goes "
                f"into extra_params={{'filter[{name}]': …}}."
            )
        if value is not None:
            written[known[name].argument] = write_value(known[name], name, value)
    return written


def write_value(filter: Filter, name: str, value: Any) -> Any:
    """A value as the generated functions take it.

    Raises:
        InvalidArgumentError: it is of another type, or none of those that the filter knows.
    """
    if filter.several:
        for one in (several := strings(value, name)):
            _check_known(filter, name, one)
        return comma_list(several, name)
    written = _WRITERS[filter.type](value, name)
    _check_known(filter, name, written)
    return written


def _check_known(filter: Filter, name: str, value: Any) -> None:
    if filter.enum and value not in filter.enum:
        raise InvalidArgumentError(
            f"{name} {value!r} does not exist: use {', '.join(map(str, filter.enum))}. A newer one goes into "
            f"extra_params={{'filter[{name}]': …}}."
        )


def comma_list(values: str | Iterable[str], name: str) -> str:
    """One value or several as `a,b`.

    Raises:
        InvalidArgumentError: there is none, or one holds a comma and would become two.
    """
    found = strings(values, name)
    if any("," in value for value in found):
        raise InvalidArgumentError(f"{name}: give several values as a list, not as one string with commas.")
    return ",".join(found)


def as_date(value: date | datetime | str, name: str, *, in_utc: bool = True) -> date:
    """A day. Of a date-time it is its day in UTC, as the API's own times are, or the day as it is written.

    Raises:
        InvalidArgumentError: it is no date.
    """
    if isinstance(value, str):
        from dateutil.parser import isoparse  # here, since it takes a while to import

        try:
            value = isoparse(value)
        except (ValueError, OverflowError):  # 9999-12-31T24:00
            raise InvalidArgumentError(f"{name} must be a date such as 2026-01-31.") from None
        if (value.hour, value.minute, value.second, value.tzinfo) == (0, 0, 0, None):
            return value.date()
    if isinstance(value, datetime):
        try:
            return (value.astimezone(UTC) if value.tzinfo and in_utc else value).date()
        except OverflowError:
            raise InvalidArgumentError(f"{name} is outside of the years 1 to 9999.") from None
    if isinstance(value, date):
        return value
    raise InvalidArgumentError(f"{name} must be a date, a datetime or a string such as 2026-01-31.")


def as_moment(value: datetime | str, name: str) -> datetime:
    """A moment in UTC; without an offset it counts as UTC, as the API's own times are.

    Raises:
        InvalidArgumentError: it is no date-time.
    """
    if isinstance(value, str):
        from dateutil.parser import isoparse  # here, since it takes a while to import

        try:
            value = isoparse(value)
        except (ValueError, OverflowError):
            raise InvalidArgumentError(f"{name} must be a moment such as 2026-01-31T12:00:00Z.") from None
    if not isinstance(value, datetime):
        raise InvalidArgumentError(f"{name} must be a datetime or a string such as 2026-01-31T12:00:00Z.")
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:
        raise InvalidArgumentError(f"{name} is outside of the years 1 to 9999.") from None


def as_text(value: Any, name: str) -> str:
    """A text.

    Raises:
        InvalidArgumentError: it is not a string, or there is nothing in it.
    """
    if not isinstance(value, str) or not value.strip() or not is_sendable(value):
        raise InvalidArgumentError(f"{name} must be a string with text; it is {_shown(value)}.")
    return value


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidArgumentError(f"{name} must be a whole number; it is {_shown(value)}.")
    return value


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise InvalidArgumentError(f"{name} must be a number; it is {_shown(value)}.")
    return value


def _flag(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidArgumentError(f"{name} must be True or False; it is {_shown(value)}.")
    return value


def _shown(value: Any) -> str:
    return "empty or cannot be sent" if isinstance(value, str) else f"a {type(value).__name__}"


_WRITERS: Mapping[str, Callable[[Any, str], Any]] = {
    "string": as_text,
    "integer": _whole,
    "number": _number,
    "boolean": _flag,
    "date": as_date,
    "date-time": as_moment,
}
