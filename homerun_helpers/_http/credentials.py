"""The API key: read from the caller or the environment, checked, never shown."""

import os
import re
from collections.abc import Callable
from typing import Any

from homerun_helpers.errors import InvalidArgumentError


class Secret(str):
    """A text whose repr does not show it: tools that report errors print the variables of each frame."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "[secure]"


class ApiKey:
    """Gives the current API key, and never shows it.

    Args:
        source: the key, a function that returns it, or None for the environment variable HOMERUN_API_KEY.

    Raises:
        InvalidArgumentError: there is no key, or it cannot be one.
    """

    __slots__ = ("_source",)

    def __init__(self, source: str | Callable[[], str] | None) -> None:
        if source is None:
            source = os.environ.get("HOMERUN_API_KEY", "")
            if not source.strip():
                raise InvalidArgumentError(
                    "api_key",
                    "is missing: pass it, or set the environment variable HOMERUN_API_KEY. "
                    "Keys are made on Homerun's Integrations page.",
                )
        if not isinstance(source, str) and not callable(source):
            raise InvalidArgumentError(
                "api_key", f"must be a string or a function that returns one; it is a {type(source).__name__}."
            )
        self._source: Secret | Callable[[], str] = _checked_key(source) if isinstance(source, str) else source

    def current(self) -> Secret:
        """The key to use now.

        Raises:
            InvalidArgumentError: the function gave something that cannot be a key.
        """
        if isinstance(self._source, Secret):
            return self._source
        try:
            return _checked_key(self._source())
        except StopIteration as error:  # it must not leave a generator, where it would mean something else
            raise InvalidArgumentError("api_key", "is a function that has no more keys to give.") from error

    def __repr__(self) -> str:
        return "ApiKey([secure])"

    def __reduce__(self) -> Any:
        raise TypeError("An API key is not pickled.")


def _checked_key(key: object) -> Secret:
    # Nothing of the key stands in these messages.
    if not isinstance(key, str):
        raise InvalidArgumentError("api_key", f"must be a string; it is a {type(key).__name__}.")
    key = key.strip()  # a key that was read from a file ends with a line break
    if not key:
        raise InvalidArgumentError("api_key", "is empty. Keys are made on Homerun's Integrations page.")
    if not re.fullmatch(r"[!-~]+", key):
        raise InvalidArgumentError(
            "api_key", "holds a space or a character that no key has. Was a part of it lost, or something added to it?"
        )
    return Secret(key)
