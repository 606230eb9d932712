"""Filters of lists, from Python values to query parameters. Several values of one filter become a comma list."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from homerun_client.operations import OPERATIONS, Filter

from homerun_helpers._http.addresses import is_sendable
from homerun_helpers._requests.checks import strings
from homerun_helpers.errors import InvalidArgumentError


def write_filters(operation: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Filters as arguments of the generated functions; those that are None are left out.

    Which filters an operation has, and how their values are written, is in the table of operations, which is made
    from the spec.

    Args:
        operation: the name of the operation, such as `list_vacancies`.
        given: values by the names of the filters.

    Raises:
        InvalidArgumentError: the operation has no filter of that name, or a value does not fit its filter.
    """
    known = OPERATIONS[operation].filters
    written: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            raise InvalidArgumentError(
                name,
                f"is neither an argument nor a filter here; the filters are {', '.join(known)}. {_newer(name)}",
                mentions=("extra_params",),
            )
        if value is not None:
            written[known[name].argument] = write_value(known[name], name, value)
    return written


def write_value(filter: Filter, name: str, value: Any) -> Any:
    """The value of a filter as the generated functions take it.

    Raises:
        InvalidArgumentError: it is of another type, or not one of the filter's values.
    """
    if filter.several:
        found = strings(value, name)
        for one in found:
            _check_known(filter, name, one)
        return comma_list(found, name)
    written = _WRITERS[filter.type](value, name)
    _check_known(filter, name, written)
    return written


def _check_known(filter: Filter, name: str, value: Any) -> None:
    if filter.enum and value not in filter.enum:
        raise InvalidArgumentError(
            name,
            f"must be one of {', '.join(map(str, filter.enum))}; it is {value!r}. {_newer(name)}",
            mentions=("extra_params",),
        )


def _newer(name: str) -> str:
    # The spec may be older than the API: the caller can always get past it.
    return f"What this package does not know yet can be sent with {{extra_params}}={{'filter[{name}]': …}}."


def comma_list(values: str | Iterable[str], argument: str) -> str:
    """One value or several as `a,b`.

    Raises:
        InvalidArgumentError: there is none, or one contains a comma and would be read as two.
    """
    found = strings(values, argument)
    if any("," in value for value in found):
        raise InvalidArgumentError(argument, "must be a list when it has several values, not one string with commas.")
    return ",".join(found)


def as_date(value: date | datetime | str, argument: str, *, in_utc: bool = True) -> date:
    """A day.

    Args:
        value: a date, a datetime, or a string in the format of ISO 8601.
        argument: the name of the argument, for the error.
        in_utc: of a datetime with a time zone, take its day in UTC, as the API does; False takes its day as written.

    Raises:
        InvalidArgumentError: it is not a date.
    """
    if isinstance(value, str):
        from dateutil.parser import isoparse  # here, since importing it takes long

        try:
            value = isoparse(value)
        except (ValueError, OverflowError):  # OverflowError: 9999-12-31T24:00
            raise InvalidArgumentError(argument, "must be a date such as 2026-01-31.") from None
        if (value.hour, value.minute, value.second, value.tzinfo) == (0, 0, 0, None):
            return value.date()
    if isinstance(value, datetime):
        return _utc(value, argument).date() if value.tzinfo and in_utc else value.date()
    if isinstance(value, date):
        return value
    raise InvalidArgumentError(argument, "must be a date, a datetime or a string such as 2026-01-31.")


def as_datetime(value: datetime | str, argument: str) -> datetime:
    """A date and time in UTC. Without a time zone it counts as UTC already, as the API's own times do.

    Raises:
        InvalidArgumentError: it is not a date and time.
    """
    if isinstance(value, str):
        from dateutil.parser import isoparse  # here, since importing it takes long

        try:
            value = isoparse(value)
        except (ValueError, OverflowError):
            raise InvalidArgumentError(argument, "must be a date and time such as 2026-01-31T12:00:00Z.") from None
    if not isinstance(value, datetime):
        raise InvalidArgumentError(argument, "must be a datetime or a string such as 2026-01-31T12:00:00Z.")
    return _utc(value, argument) if value.tzinfo else value.replace(tzinfo=UTC)


def _utc(value: datetime, argument: str) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise InvalidArgumentError(argument, "is outside of the years 1 to 9999.") from None


def as_text(value: Any, argument: str) -> str:
    """A string that is not empty.

    Raises:
        InvalidArgumentError: it is not a string, or it is empty.
    """
    if not isinstance(value, str) or not value.strip() or not is_sendable(value):
        raise InvalidArgumentError(argument, f"must be a string with text; it is {_kind(value)}.")
    return value


def _whole_number(value: Any, argument: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidArgumentError(argument, f"must be a whole number; it is {_kind(value)}.")
    return value


def _number(value: Any, argument: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise InvalidArgumentError(argument, f"must be a finite number; it is {_kind(value)}.")
    return value


def _bool(value: Any, argument: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidArgumentError(argument, f"must be True or False; it is {_kind(value)}.")
    return value


def _kind(value: Any) -> str:
    # Never the value itself: it may be personal data, and the text of an error may end up in a log.
    if isinstance(value, str) and not value.strip():
        return "empty"
    return "not valid Unicode" if isinstance(value, str) and not is_sendable(value) else f"a {type(value).__name__}"


_WRITERS: Mapping[str, Callable[[Any, str], Any]] = {
    "string": as_text,
    "integer": _whole_number,
    "number": _number,
    "boolean": _bool,
    "date": as_date,
    "date-time": as_datetime,
}
