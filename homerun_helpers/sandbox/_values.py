"""Checks of numbers and texts that tests hand in."""

import re

_LONGEST = 31_536_000_000


def check_seconds(name: str, value: object) -> None:
    """Refuse what is not a number of at least 0, or so large that no clock could add it.

    Raises:
        ValueError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LONGEST:
        raise ValueError(f"{name} must be a number from 0 to {_LONGEST:,} (a thousand years), not {value!r:.40}.")


def check_count(name: str, value: object, least: int = 0, most: int = 2**63 - 1) -> None:
    """Refuse what is not an integer within these bounds.

    Raises:
        ValueError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        bounds = f"of at least {least}" if most > 2**62 else f"from {least} to {most}"
        raise ValueError(f"{name} must be an integer {bounds}, not {value!r:.40}.")


def check_header(name: str, value: object) -> None:
    """Refuse what cannot be the value of a header.

    Raises:
        ValueError: Saying so.
    """
    if not isinstance(value, str) or not re.fullmatch(r"[\t\x20-\x7e\x80-\xff]*", value):
        raise ValueError(f"{name} must be a string that a header can hold, not {value!r}.")
