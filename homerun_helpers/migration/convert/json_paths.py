"""JSON that was passed in: copies it, compares it, and writes the places in it as paths."""

import json
import re
from collections.abc import Mapping
from typing import Any

from homerun_helpers.errors import InvalidArgumentError

# Far more than any record has, and far less than Python's limit of recursion.
MAX_LEVELS = 300
_KINDS = {list: "a list", tuple: "a list", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


def json_object(value: object, argument: str) -> dict[str, Any]:
    """A copy of a JSON object, so that no result shares anything with its input.

    Args:
        value: the object.
        argument: the name of the argument that it was passed as, for errors.

    Raises:
        InvalidArgumentError: it is no JSON object, or nested deeper than 300 levels.
    """
    if not isinstance(value, Mapping):
        found = "null" if value is None else _KINDS.get(type(value), f"a {type(value).__name__}")
        raise InvalidArgumentError(argument, f"must be a JSON object; it is {found}.")
    own = dict(value)
    try:
        text = json.dumps(own)
        _check(own, argument)
        copy: dict[str, Any] = json.loads(text)
    except RecursionError:
        raise _too_deep(argument) from None
    except (TypeError, ValueError) as error:
        if isinstance(error, InvalidArgumentError):
            raise
        # The text of the error may hold a key or a value.
        raise InvalidArgumentError(argument, "holds something that is not JSON, such as a date or a set.") from None
    return copy


def _check(value: Any, argument: str) -> None:
    # Level by level, without recursion. It was written as JSON before, so it contains no cycle.
    level = [value]
    for _ in range(MAX_LEVELS):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                if not all(isinstance(key, str) for key in one):
                    raise InvalidArgumentError(argument, "has a key that is no string: that is not JSON.")
                below += one.values()
            elif isinstance(one, (list, tuple)):
                below += one
        if not below:
            return
        level = below
    raise _too_deep(argument)


def _too_deep(argument: str) -> InvalidArgumentError:
    return InvalidArgumentError(argument, f"is nested deeper than {MAX_LEVELS} levels: no record of Homerun's is.")


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON: `1`, `1.0` and `true` are three."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def can_be_sent(value: Any) -> bool:
    """Whether it can be written as JSON in UTF-8: lone surrogates, NaN and infinities cannot."""
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except ValueError:
        return False
    return True


def says_nothing(value: Any) -> bool:
    """Whether it is null, a blank text, or an empty list or object."""
    return value is None or value in ({}, []) or (isinstance(value, str) and not value.strip())


def join(path: str, *steps: str | int) -> str:
    """A place further in: `content[3].value`, `custom_data["a b"]`."""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]{0,39}", step):
            path += f".{step}" if path else step
        else:
            path += f"[{json.dumps(step)}]"
    return path


def without_numbers(path: str) -> str:
    """A path that is the same for every element of a list: `notes[].body`."""
    return re.sub(r"\[\d+\]", "[]", path)


def shown(path: str) -> str:
    """A path for logs. Keys that do not look like names are hidden: they could be personal data."""
    return re.sub(r'\["(?:[^"\\]|\\.)*"\]', "[…]", path)
