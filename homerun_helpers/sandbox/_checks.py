"""Checks of numbers, texts and headers that are given in code or over the control path."""

import re
from collections.abc import Mapping, Sequence

from homerun_helpers.errors import InvalidArgumentError

_MAX_S = 31_536_000_000
_NO_MAX = 2**63 - 1


def check_seconds(name: str, value: object) -> None:
    """Refuse what is not a number of at least 0, or so large that no clock could add it.

    Raises:
        InvalidArgumentError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MAX_S:
        raise InvalidArgumentError(
            name, f"must be a number from 0 to {_MAX_S:,} (a thousand years); it is {value!r:.40}."
        )


def check_integer(name: str, value: object) -> None:
    """Refuse what is not an integer.

    Raises:
        InvalidArgumentError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidArgumentError(name, f"must be an integer; it is {value!r:.40}.")


def check_count(name: str, value: object, least: int = 0, most: int = _NO_MAX, *, otherwise: str = "") -> None:
    """Refuse what is not an integer within these bounds.

    Args:
        name: The argument.
        value: What it is.
        least: The smallest that is allowed.
        most: The largest that is allowed.
        otherwise: What else is allowed, for the error: such as "or None for no limit".

    Raises:
        InvalidArgumentError: Saying so.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        bounds = f"of at least {least}" if most == _NO_MAX else f"from {least} to {most}"
        bounds += f", {otherwise}" if otherwise else ""
        raise InvalidArgumentError(name, f"must be an integer {bounds}; it is {value!r:.40}.")


def check_header(name: str, value: object) -> None:
    """Refuse what cannot be the value of a header.

    Raises:
        InvalidArgumentError: Saying so.
    """
    if not isinstance(value, str) or not re.fullmatch(r"[\t\x20-\x7e\x80-\xff]*", value):
        raise InvalidArgumentError(name, f"must be a string that a header can hold; it is {value!r}.")


def check_details(value: object) -> None:
    """Refuse what cannot be the details of a 400.

    Raises:
        InvalidArgumentError: Saying so.
    """
    good = isinstance(value, Sequence) and all(
        isinstance(detail, Mapping) and detail.keys() == {"param", "message"} and all(map(_is_text, detail.values()))
        for detail in value
    )
    if not good:
        raise InvalidArgumentError(
            "details", f"must be mappings with the strings `param` and `message`; it is {value!r}."
        )


def check_headers(value: object) -> None:
    """Refuse what cannot be the headers of an answer, or is set by the server.

    Raises:
        InvalidArgumentError: Saying so.
    """
    if not isinstance(value, Mapping):
        raise InvalidArgumentError("headers", f"must map names to values; it is {value!r}.")
    for name, header in value.items():
        if not isinstance(name, str) or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise InvalidArgumentError("headers", f"must have names of letters, digits and hyphens; one is {name!r}.")
        if name.lower() in {"content-length", "transfer-encoding"}:
            text = f"must leave {name} to the sandbox: to send less than promised there is Truncate."
            raise InvalidArgumentError("headers", text)
        check_header(f"headers.{name}", header)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
