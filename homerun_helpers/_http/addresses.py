"""Base URLs, identifiers and paths, checked before a request is made of them."""

import os
import re
from urllib.parse import unquote, urlsplit

from homerun_helpers._runtime.hosts import is_local
from homerun_helpers.errors import InvalidArgumentError

DEFAULT_BASE_URL = "https://api.homerun.co/v2"

# Control characters, and lone surrogates, which cannot be sent.
_UNCLEAN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# A path that needs no closer look: nearly every one, and every request is checked.
_PLAIN_PATH = re.compile(r"(/[A-Za-z0-9_-]+)+")


def check_base_url(url: str | None) -> str:
    """The base URL to use: the argument, else HOMERUN_BASE_URL, else Homerun's.

    Raises:
        InvalidArgumentError: it is no URL, or the key would be sent unencrypted.
    """
    if url is None:
        url = os.environ.get("HOMERUN_BASE_URL", "").strip() or DEFAULT_BASE_URL
    try:
        # What urlsplit drops, or reads differently from httpx, is in no base URL.
        parts = urlsplit(url if isinstance(url, str) and not re.search(r"[\x00-\x20\x7f?#\\]", url) else "")
        host = parts.hostname
        _ = parts.port  # raises when it is no number
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise InvalidArgumentError("base_url", f"must look like {DEFAULT_BASE_URL}, without user, query and fragment.")
    if parts.scheme == "http" and not is_local(host):
        raise InvalidArgumentError(
            "base_url",
            f"begins with http://, so the API key would be sent to {host} unencrypted: use https://. "
            "Plain http is for this machine and private networks only.",
        )
    return url.rstrip("/")


def check_id(value: str, name: str) -> str:
    """An identifier that can become one step of a path.

    Args:
        value: the identifier.
        name: the name of the argument.

    Raises:
        InvalidArgumentError: it is empty, a dot step, or holds control characters.
    """
    if not isinstance(value, str):
        raise InvalidArgumentError(name, f"must be a string such as 'ap_D3k…'; it is a {type(value).__name__}.")
    if value.strip() in ("", ".", "..") or not is_clean(value):
        raise InvalidArgumentError(
            name,
            "must be the id of a record, as the API gave it; this one is empty, a dot, or holds control characters.",
        )
    return value


def path_below(base_path: str, raw_path: bytes) -> str:
    """The path of a request below the base URL, as it is sent, without query.

    Args:
        base_path: the path of the base URL, without a slash at its end.
        raw_path: the path and query of the request.
    """
    return raw_path.decode("ascii").partition("?")[0][len(base_path) :]


def check_path(path: str) -> None:
    """Check a request's path below the base URL, as it is sent.

    Raises:
        InvalidArgumentError: a step is empty or a dot, so that the request would reach another operation.
    """
    if _PLAIN_PATH.fullmatch(path):
        return
    for step in path.removeprefix("/").split("/"):
        plain = unquote(step)
        if plain.strip() in ("", ".", "..") or not is_clean(plain):
            raise InvalidArgumentError(
                "path", "has a step that is empty, a dot, or holds control characters: is an id missing?"
            )


def is_clean(text: str) -> bool:
    """Whether a text holds neither control characters nor lone surrogates, which cannot be sent."""
    return not _UNCLEAN.search(text)


def is_sendable(text: str) -> bool:
    """Whether a text can be written as UTF-8: lone surrogates cannot."""
    return not re.search(r"[\ud800-\udfff]", text)
