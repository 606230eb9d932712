"""Checks of numbers and texts that tests hand in."""

import re

_LONGEST = 31_536_000_000


class ArgumentError(ValueError):
    """An argument cannot be what it is.

    Args:
        name: Which argument: the control path names it as the field of a body.
        text: What goes on after the name, such as "must be a number".
    """

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.name = name

    def __str__(self) -> str:
        return " ".join(self.args)


def check_seconds(name: str, value: object) -> None:
    """Refuse what is not a number of at least 0, or so large that no clock could add it.

    Raises:
        ArgumentError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LONGEST:
        raise ArgumentError(name, f"must be a number from 0 to {_LONGEST:,} (a thousand years), not {value!r:.40}.")


def check_integer(name: str, value: object) -> None:
    """Refuse what is not an integer.

    Raises:
        ArgumentError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise ArgumentError(name, f"must be an integer, not {value!r:.40}.")


def check_count(name: str, value: object, least: int = 0, most: int = 2**63 - 1) -> None:
    """Refuse what is not an integer within these bounds.

    Raises:
        ArgumentError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        bounds = f"of at least {least}" if most > 2**62 else f"from {least} to {most}"
        raise ArgumentError(name, f"must be an integer {bounds}, not {value!r:.40}.")


def check_header(name: str, value: object) -> None:
    """Refuse what cannot be the value of a header.

    Raises:
        ArgumentError: Saying so.
    """
    if not isinstance(value, str) or not re.fullmatch(r"[\t\x20-\x7e\x80-\xff]*", value):
        raise ArgumentError(name, f"must be a string that a header can hold, not {value!r}.")
