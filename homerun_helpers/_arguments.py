"""Checks of what callers pass in, before anything is sent."""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from homerun_helpers.errors import InvalidArgumentError

DEFAULT_BASE_URL = "https://api.homerun.co/v2"


class Secret(str):
    """A text that is not shown: tools that report errors print the variables along the way."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "[secure]"


class ApiKey:
    """Gives the API key that is current. Shows it to nobody else.

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
                    "There is no API key: pass api_key=… or set the environment variable HOMERUN_API_KEY. "
                    "Keys are made on Homerun's Integrations page."
                )
        if not isinstance(source, str) and not callable(source):
            raise InvalidArgumentError(
                f"api_key must be a string or a function that returns one; it is a {type(source).__name__}."
            )
        self._source: Secret | Callable[[], str] = _checked_key(source) if isinstance(source, str) else source

    def current(self) -> Secret:
        """The key to use now.

        Raises:
            InvalidArgumentError: the function gave something that cannot be a key.
        """
        return self._source if isinstance(self._source, Secret) else _checked_key(self._source())

    def __repr__(self) -> str:
        return "ApiKey([secure])"

    def __reduce__(self) -> Any:
        raise TypeError("An API key is not pickled.")


def _checked_key(key: object) -> Secret:
    # Nothing of the key stands in these messages.
    if not isinstance(key, str):
        raise InvalidArgumentError(f"The API key must be a string; it is a {type(key).__name__}.")
    key = key.strip()  # a key that was read from a file ends with a line break
    if not key:
        raise InvalidArgumentError("The API key is empty. Keys are made on Homerun's Integrations page.")
    if not re.fullmatch(r"[!-~]+", key):
        raise InvalidArgumentError("The API key holds a space or a character that no key has: was it cut or joined?")
    return Secret(key)


def check_base_url(url: str | None) -> str:
    """The base URL to use: the argument, else HOMERUN_BASE_URL, else Homerun's.

    Raises:
        InvalidArgumentError: it is no URL, or the key would go over the net in the clear.
    """
    if url is None:
        url = os.environ.get("HOMERUN_BASE_URL", "").strip() or DEFAULT_BASE_URL
    try:
        # What urlsplit drops or reads differently from httpx: nobody's URL.
        parts = urlsplit(url if isinstance(url, str) and not re.search(r"[\x00-\x20\x7f?#\\]", url) else "")
        host = parts.hostname
        _ = parts.port  # raises when it is no number
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise InvalidArgumentError(f"base_url must look like {DEFAULT_BASE_URL}, without user, query and fragment.")
    if parts.scheme == "http" and not _is_local(host):
        raise InvalidArgumentError(
            f"base_url begins with http://, so the API key would go to {host} unencrypted: use https://. "
            "Plain http is for this machine and private networks only."
        )
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    import ipaddress  # here, since it takes a while to import

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_local(host: str) -> bool:
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A plain name. One of digits is an address in disguise: 134744072 is 8.8.8.8.
        if "." not in host:
            return re.fullmatch(r"[a-z][a-z0-9_-]*", host) is not None
        return host.endswith((".localhost", ".local", ".internal", ".test"))
    return address.is_private or address.is_loopback


def check_timeout(seconds: float | None) -> float | None:
    """The time limit in seconds; None for none.

    Raises:
        InvalidArgumentError: it is not a number above 0.
    """
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < float("inf"):
        raise InvalidArgumentError(f"timeout must be a number of seconds above 0, or None; it is {seconds!r}.")
    return seconds


def check_id(value: str, name: str) -> str:
    """An identifier that can become one step of a path.

    Raises:
        InvalidArgumentError: it is empty, a dot step, or holds control characters.
    """
    if not isinstance(value, str):
        raise InvalidArgumentError(f"{name} must be a string such as 'ap_D3k…'; it is a {type(value).__name__}.")
    if value.strip() in ("", ".", "..") or not _is_clean(value):
        raise InvalidArgumentError(
            f"{name} must be the id of a record, as the API gave it; this one is empty, a dot, or holds control "
            "characters."
        )
    return value


def check_path(path: str) -> None:
    """A request's path as it goes out, whoever made it.

    Raises:
        InvalidArgumentError: a step is empty or a dot, so that the request would go to another operation.
    """
    for step in path.removeprefix("/").split("/"):
        plain = unquote(step)
        if plain.strip() in ("", ".", "..") or not _is_clean(plain):
            raise InvalidArgumentError(
                "A step of the request's path is empty, a dot, or holds control characters: is an id missing?"
            )


def _is_clean(text: str) -> bool:
    # Lone surrogates cannot be sent; control characters are nobody's id.
    return not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)


def is_sendable(text: str) -> bool:
    """Whether a text can be written as UTF-8: lone surrogates cannot."""
    return not re.search(r"[\ud800-\udfff]", text)


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
