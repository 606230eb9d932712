"""Checks of numbers and texts that tests hand in."""

import math
import re


def check_seconds(name: str, value: object) -> None:
    """Refuse what is not a finite number of at least 0.

    Raises:
        ValueError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise ValueError(f"{name} must be a finite number of at least 0, not {value!r}.")


def check_count(name: str, value: object, least: int = 0) -> None:
    """Refuse what is not an integer of at least so many.

    Raises:
        ValueError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"{name} must be an integer of at least {least}, not {value!r}.")


def check_header(name: str, value: object) -> None:
    """Refuse what cannot be the value of a header.

    Raises:
        ValueError: Saying so.
    """
    if not isinstance(value, str) or not re.fullmatch(r"[\t\x20-\x7e\x80-\xff]*", value):
        raise ValueError(f"{name} must be a string that a header can hold, not {value!r}.")
