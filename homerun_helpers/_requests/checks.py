"""Checks of arguments, made before anything is sent."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from homerun_helpers._http.addresses import is_sendable
from homerun_helpers.errors import InvalidArgumentError


def check_page(value: int, argument: str, largest: int | None = None) -> int:
    """A page number or a page size.

    Args:
        value: the number.
        argument: the name of the argument, for the error.
        largest: the largest number that is allowed; None means any.

    Raises:
        InvalidArgumentError: it is not a whole number in its range.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= (value if largest is None else largest):
        return value
    allowed = "of 1 or more" if largest is None else f"from 1 to {largest}"
    raise InvalidArgumentError(argument, f"must be a whole number {allowed}; it is {value!r}.")


def strings(values: str | Iterable[str], argument: str) -> list[str]:
    """One string or several, as a list without repeats.

    Raises:
        InvalidArgumentError: there is none, or one of them is not a string or is empty.
    """
    found = [values] if isinstance(values, str) else list(values) if isinstance(values, Iterable) else [values]
    if not found:
        raise InvalidArgumentError(argument, "is empty: leave it out to get everything.")
    for value in found:
        if not isinstance(value, str) or not value.strip() or not is_sendable(value):
            raise InvalidArgumentError(
                argument, "must be one string or several, none of them empty and each one valid Unicode."
            )
    return list(dict.fromkeys(found))


def check_extra_params(extra: Mapping[str, Any] | None, argument: str = "extra_params") -> dict[str, Any]:
    """Query parameters that the spec does not know: their names as they are sent, their values single or lists.

    Args:
        extra: the parameters; None means none.
        argument: the name of the argument, for the error.

    Raises:
        InvalidArgumentError: a name or a value cannot be sent in a query.
    """
    if extra is None:
        return {}
    if not isinstance(extra, Mapping):
        raise InvalidArgumentError(argument, "must be a mapping such as {'filter[disqualified]': 'true'}.")
    return {_checked_name(name, argument): _checked_value(name, value, argument) for name, value in extra.items()}


def _checked_name(name: Any, argument: str) -> str:
    if not isinstance(name, str) or not name or not is_sendable(name):
        raise InvalidArgumentError(argument, "must have strings as names, such as 'include[]'.")
    return name


def _checked_value(name: str, value: Any, argument: str) -> Any:
    values = list(value) if isinstance(value, (list, tuple)) else [value]
    if not all(isinstance(single, (str, int, float, bool)) and is_sendable(str(single)) for single in values):
        raise InvalidArgumentError(argument, f"must hold a string, a number, a bool or a list of these at {name!r}.")
    if len(values) != 1 and not name.endswith("[]"):
        raise InvalidArgumentError(
            argument,
            f"must hold one value at {name!r}: of several values the API uses only the last. A filter takes several "
            "as one string with commas between them; the name of an array ends with [].",
        )
    # A list is copied, so that a later change by the caller does not change a listing.
    return values if isinstance(value, (list, tuple)) else value


def check_json(value: Any, argument: str) -> Any:
    """A value that can be written as JSON.

    Raises:
        InvalidArgumentError: it cannot.
    """
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        # The text of a UnicodeEncodeError quotes the value, which may be personal data.
        reason = "it holds a lone surrogate" if isinstance(error, UnicodeError) else str(error)
        raise InvalidArgumentError(argument, f"cannot be written as JSON: {reason}.") from None
    return value
