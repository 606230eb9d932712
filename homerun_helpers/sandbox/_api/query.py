"""Query parameters, read as PHP and Laravel would, and checked as the documentation says.

What the documentation does not know is ignored, except in `include[]` and `filter[…]`: there it is
refused, as the usual Laravel packages do. A misspelt filter would otherwise answer with everything.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from attrs import frozen
from starlette.datastructures import QueryParams

from homerun_helpers.sandbox._api.errors import Problems

MAX_PER_PAGE = 100
_DEFAULT_PER_PAGE = 15
# PHP makes an array of a name with brackets: the first pair is the key, further ones nest.
_NAME = re.compile(r"([^\[]+)(?:\[([^\]]*)\](.*))?", re.DOTALL)


@frozen
class PageRequest:
    """Which page is asked for."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """How many records come before the page."""
        return (self.number - 1) * self.size


@frozen
class _Given:
    """One parameter: `filter[stage]=x` has the key "stage", `page=1` has None."""

    key: str | None
    nested: bool
    value: str


def page_request(params: QueryParams, problems: Problems) -> PageRequest:
    """The page that `page` and `perPage` ask for."""
    number = _integer(params, "page", 1, None, problems)
    size = _integer(params, "perPage", _DEFAULT_PER_PAGE, MAX_PER_PAGE, problems)
    return PageRequest(number, size)


def includes(params: QueryParams, known: Mapping[str, str], problems: Problems) -> list[str]:
    """The values of `include[]`, each once, in the order of `known`."""
    given = list(_given(params, "include"))
    if any(each.key is None for each in given):
        problems.add("include", "The include field must be an array.")
    if any(each.nested for each in given):
        problems.add("include", "The include field must be an array of strings.")
    asked = [each.value for each in given if each.key is not None and not each.nested]
    for value in sorted(set(asked) - known.keys()):
        problems.add("include", f"The selected include is invalid: {value}")
    if len(set(asked)) < len(asked):
        problems.add("include", "The include field has a duplicate value.")
    return [value for value in known if value in asked]


def filters(params: QueryParams, known: tuple[str, ...], problems: Problems) -> dict[str, str]:
    """The values of `filter[…]` by name; of repeated ones the last counts, as in PHP."""
    found: dict[str, str] = {}
    for each in _given(params, "filter"):
        if each.key is None:
            problems.add("filter", "The filter field must be an object.")
        elif each.key not in known:
            problems.add("filter", f"The selected filter is invalid: {each.key}")
        elif each.nested:
            problems.add(f"filter.{each.key}", f"The filter.{each.key} field must be a string.")
        elif not each.value:
            problems.add(f"filter.{each.key}", f"The filter.{each.key} field must not be empty.")
        else:
            found[each.key] = each.value
    return found


def words(text: str | None) -> tuple[str, ...] | None:
    """The comma-separated values of a filter, each once; None when it is absent."""
    # Each once: a URL has room for more commas than SQLite for values.
    return None if text is None else tuple(dict.fromkeys(word.strip() for word in text.split(",")))


def choices(text: str | None, name: str, known: tuple[str, ...], problems: Problems) -> tuple[str, ...]:
    """The values of a filter, all of which must be known; all that are known when it is absent."""
    asked = words(text)
    if asked is None:
        return known
    for value in asked:
        if value not in known:
            problems.add(f"filter.{name}", f"The selected filter.{name} is invalid: {value}")
    return asked


def moment(text: str | None, name: str, problems: Problems) -> str | None:
    """A filter's date or date-time, such that it compares with times as text."""
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text).isoformat()
        parsed = datetime.fromisoformat(text)
        moment = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
        # Not strftime, which writes the year 500 with three digits.
        return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        problems.add(f"filter.{name}", f"The filter.{name} field must be a valid date.")
        return None


def _given(params: QueryParams, name: str) -> Iterator[_Given]:
    for sent, value in params.multi_items():
        match = _NAME.fullmatch(sent)
        if match is not None and match[1] == name:
            yield _Given(match[2], bool(match[3]), value)


def _integer(params: QueryParams, name: str, default: int, most: int | None, problems: Problems) -> int:
    given = list(_given(params, name))
    if not given:
        return default
    text = given[-1].value
    # Not int() alone: it accepts " 1", "1_0" and other scripts' digits, and raises for 5,000 of them.
    if given[-1].key is not None or not re.fullmatch(r"[0-9]{1,100}", text):
        problems.add(name, f"The {name} field must be an integer.")
    elif int(text) < 1:
        problems.add(name, f"The {name} field must be at least 1.")
    elif most is not None and int(text) > most:
        problems.add(name, f"The {name} field must not be greater than {most}.")
    else:
        return int(text)
    return default
