"""Checks of what callers pass in, before anything is sent."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from homerun_helpers._http.addresses import is_sendable
from homerun_helpers.errors import InvalidArgumentError


def check_page(value: int, name: str, most: int | None = None) -> int:
    """A page number or size.

    Raises:
        InvalidArgumentError: it is not a whole number in its range.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= (most or value):
        return value
    span = f"from 1 to {most}" if most else "from 1 on"
    raise InvalidArgumentError(f"{name} must be a whole number {span}; it is {value!r}.")


def strings(values: str | Iterable[str], name: str) -> list[str]:
    """One string or several, as a list without repeats.

    Raises:
        InvalidArgumentError: it is empty, or something in it is not a string with text.
    """
    found = [values] if isinstance(values, str) else list(values) if isinstance(values, Iterable) else [values]
    if not found:
        raise InvalidArgumentError(f"{name} is empty: leave it out to get everything.")
    for value in found:
        if not isinstance(value, str) or not value.strip() or not is_sendable(value):
            raise InvalidArgumentError(f"{name} must be a string or several; there is an empty one or another type.")
    return list(dict.fromkeys(found))


def check_extra_params(extra: Mapping[str, Any] | None) -> dict[str, Any]:
    """Further query parameters: names as they go out, values single or several.

    Raises:
        InvalidArgumentError: a name or value cannot be a query parameter.
    """
    if extra is None:
        return {}
    if not isinstance(extra, Mapping):
        raise InvalidArgumentError("extra_params must be a mapping such as {'filter[disqualified]': 'true'}.")
    result: dict[str, Any] = {}
    for name, value in extra.items():
        if not isinstance(name, str) or not name or not is_sendable(name):
            raise InvalidArgumentError("extra_params must have strings as names, such as 'include[]'.")
        values = list(value) if isinstance(value, (list, tuple)) else [value]
        if not all(isinstance(single, (str, int, float, bool)) and is_sendable(str(single)) for single in values):
            raise InvalidArgumentError(f"extra_params[{name!r}] must be a string, a number, true or false, or a list.")
        if len(values) != 1 and not name.endswith("[]"):
            raise InvalidArgumentError(
                f"extra_params[{name!r}]: the API takes only the last of several values. A filter takes them as one "
                "text with commas; an array's name ends with []."
            )
        # A copy of a list: what the caller changes later does not change a listing.
        result[name] = values if isinstance(value, (list, tuple)) else value
    return result


def check_json(body: Any, name: str) -> Any:
    """A body that can be written as JSON.

    Raises:
        InvalidArgumentError: it cannot.
    """
    try:
        json.dumps(body, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        # A UnicodeEncodeError would quote the text.
        reason = "it holds a lone surrogate" if isinstance(error, UnicodeError) else str(error)
        raise InvalidArgumentError(f"{name} cannot be written as JSON: {reason}.") from None
    return body
