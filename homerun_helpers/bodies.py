"""Bodies of requests, from arguments to what goes out, checked."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol, Self, TypeVar

from homerun_client.errors import DecodeError
from homerun_client.types import UNSET, Unset

from homerun_helpers._arguments import check_json, strings
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.filters import as_date

Text = str | None | Unset
"""A text to set, None to send null, or UNSET to send nothing."""

_LINKS = ("photo", "facebook", "twitter", "linkedin", "github", "website")
_REQUIRED = ("first_name", "last_name", "email", "note", "display_name", "name")


class Body(Protocol):
    """A generated model of a request's body."""

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The model of a JSON object."""


B = TypeVar("B", bound=Body)


def make_body(model: type[B], arguments: Mapping[str, Any]) -> B:
    """The body that holds the arguments which are not UNSET.

    Raises:
        InvalidArgumentError: an argument is of the wrong type, empty where it must not be, or no e-mail address,
            link, date or JSON.
    """
    wire = {name: _wire(name, value) for name, value in arguments.items() if value is not UNSET}
    for name in _REQUIRED:
        _check_required(name, wire)
    if "email" in wire:
        _check_email(wire["email"])
    for name in _LINKS:
        _check_link(name, wire.get(name))
    try:
        body = model.from_dict(check_json(wire, "The request"))
    except DecodeError as error:
        raise InvalidArgumentError(f"{error}. Nothing was sent.") from None
    return body


def _wire(name: str, value: Any) -> Any:
    if name == "date_of_birth" and isinstance(value, (date, datetime, str)):
        return as_date(value, name, in_utc=False).isoformat()  # a birthday is not a moment
    if name == "sources" and isinstance(value, Iterable):
        return strings(value, name) if isinstance(value, str) or list(value := list(value)) else []
    if isinstance(value, Mapping):
        return dict(value)
    to_dict = None if isinstance(value, type) else getattr(value, "to_dict", None)
    return value if to_dict is None else to_dict()


def _check_required(name: str, wire: Mapping[str, Any]) -> None:
    # The API needs text there; without it, a candidate without a name would be made or the request refused.
    value = wire.get(name, "given")
    if value is None or (isinstance(value, str) and not value.strip()):
        raise InvalidArgumentError(f"{name} must not be empty. Nothing was sent.")


def _check_email(value: object) -> None:
    # Only what cannot be an address at all: the API has the last word.
    if isinstance(value, str) and not re.fullmatch(r"[^\s@]+@[^\s@]+", value):
        raise InvalidArgumentError("email must be one address, such as ada@example.com. Nothing was sent.")


def _check_link(name: str, value: object) -> None:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://\S+", value):
        raise InvalidArgumentError(f"{name} must be a whole link, such as https://example.com/ada. Nothing was sent.")
