"""Query parameters, read as PHP and Laravel would."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from starlette.datastructures import QueryParams

from homerun_helpers.sandbox._api.errors import Problems
from homerun_helpers.sandbox._seed.times import iso

MOST_PER_PAGE = 100
_DEFAULT_PER_PAGE = 15
_INCLUDE = re.compile(r"include\[\d*\]")


@dataclass(frozen=True)
class PageRequest:
    """Which page is asked for."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """How many records come before the page."""
        return (self.number - 1) * self.size


def page_request(params: QueryParams, problems: Problems) -> PageRequest:
    """The page that `page` and `perPage` ask for."""
    number = _integer(params, "page", 1, None, problems)
    size = _integer(params, "perPage", _DEFAULT_PER_PAGE, MOST_PER_PAGE, problems)
    return PageRequest(number, size)


def includes(params: QueryParams, known: Mapping[str, str], problems: Problems) -> list[str]:
    """The values of `include[]`, each once, in the order of `known`."""
    if "include" in params:
        problems.add("include", "The include field must be an array.")
    asked = {value for name, value in params.multi_items() if _INCLUDE.fullmatch(name)}
    for value in sorted(asked - known.keys()):
        problems.add("include", f"The selected include is invalid: {value}")
    return [value for value in known if value in asked]


def words(params: QueryParams, name: str) -> tuple[str, ...] | None:
    """The comma-separated values of a filter; None when it is absent or empty."""
    text = params.get(f"filter[{name}]")
    return tuple(word.strip() for word in text.split(",")) if text else None


def choices(params: QueryParams, name: str, known: tuple[str, ...], problems: Problems) -> tuple[str, ...]:
    """The values of a filter, all of which must be known; all that are known when it is absent."""
    asked = words(params, name)
    if asked is None:
        return known
    for value in asked:
        if value not in known:
            problems.add(f"filter.{name}", f"The selected filter.{name} is invalid: {value}")
    return asked


def moment(params: QueryParams, name: str, problems: Problems) -> str | None:
    """A filter's date or date-time, such that it compares with times as text."""
    text = params.get(f"filter[{name}]")
    if not text:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text).isoformat()
        parsed = datetime.fromisoformat(text)
        return iso((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError):
        problems.add(f"filter.{name}", f"The filter.{name} field must be a valid date.")
        return None


def _integer(params: QueryParams, name: str, default: int, most: int | None, problems: Problems) -> int:
    text = params.get(name)
    if text is None:
        return default
    # Not int() alone: it takes " 1", "1_0" and other scripts' digits, and chokes on 5,000 of them.
    if not re.fullmatch(r"[0-9]{1,18}", text):
        problems.add(name, f"The {name} field must be an integer.")
    elif int(text) < 1:
        problems.add(name, f"The {name} field must be at least 1.")
    elif most is not None and int(text) > most:
        problems.add(name, f"The {name} field must not be greater than {most}.")
    else:
        return int(text)
    return default
