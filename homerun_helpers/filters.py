"""Filters of lists, from Python values to what goes out. A filter takes several values as one comma list."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import get_args

from homerun_client import models

from homerun_helpers._arguments import is_sendable, strings
from homerun_helpers.errors import InvalidArgumentError


def comma_list(values: str | Iterable[str], name: str) -> str:
    """One value or several as `a,b`.

    Raises:
        InvalidArgumentError: there is none, or one holds a comma and would become two.
    """
    found = strings(values, name)
    if any("," in value for value in found):
        raise InvalidArgumentError(f"{name}: give several values as a list, not as one string with commas.")
    return ",".join(found)


def statuses(values: str | Iterable[str]) -> str:
    """One status of vacancies or several, as `public,closed`.

    Raises:
        InvalidArgumentError: one of them does not exist.
    """
    found = strings(values, "status")
    known = get_args(models.VacancyStatus)
    for value in found:
        if value not in known:
            raise InvalidArgumentError(
                f"status {value!r} does not exist: use {', '.join(known)}. A newer one goes into "
                "extra_params={'filter[status]': …}."
            )
    return ",".join(found)


def stage_name(value: str) -> str:
    """The name of a stage.

    Raises:
        InvalidArgumentError: it is not a string with text.
    """
    if not isinstance(value, str) or not value.strip() or not is_sendable(value):
        raise InvalidArgumentError("stage must be the name of a stage, such as 'hired'.")
    return value


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
