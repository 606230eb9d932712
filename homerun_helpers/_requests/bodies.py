"""Bodies of requests, from arguments to what goes out, checked."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol, Self, TypeVar

from homerun_client.errors import DecodeError
from homerun_client.operations import BODIES, Field
from homerun_client.types import UNSET

from homerun_helpers._requests.checks import check_json, strings
from homerun_helpers._requests.filters import as_date
from homerun_helpers.errors import InvalidArgumentError


class Body(Protocol):
    """A generated model of a request's body."""

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The model of a JSON object."""
        ...


B = TypeVar("B", bound=Body)


def make_body(model: type[B], arguments: Mapping[str, Any]) -> B:
    """The body that holds the arguments which are not UNSET.

    Raises:
        InvalidArgumentError: an argument is of the wrong type, empty where it must not be, or no e-mail address,
            link, date or JSON.
    """
    fields = BODIES[model.__name__]
    wire = {
        name: _wire(fields.get(name, Field()), name, value) for name, value in arguments.items() if value is not UNSET
    }
    for name, value in wire.items():
        _check(fields.get(name, Field()), name, value)
    try:
        body = model.from_dict(check_json(wire, "The request"))
    except DecodeError as error:
        raise InvalidArgumentError(f"{error}. Nothing was sent.") from None
    return body


def _wire(field: Field, name: str, value: Any) -> Any:
    if field.format == "date" and isinstance(value, (date, datetime, str)):
        return as_date(value, name, in_utc=False).isoformat()  # a birthday is not a moment
    if field.type == "array" and isinstance(value, Iterable):
        return strings(value, name) if isinstance(value, str) or list(value := list(value)) else []
    if isinstance(value, Mapping):
        return dict(value)
    to_dict = None if isinstance(value, type) else getattr(value, "to_dict", None)
    return value if to_dict is None else to_dict()


def _check(field: Field, name: str, value: object) -> None:
    if field.filled:
        _check_filled(name, value)
    if field.format == "email":
        _check_email(name, value)
    if field.format == "uri":
        _check_link(name, value)


def _check_filled(name: str, value: object) -> None:
    # The API needs text there; without it, a candidate without a name would be made or the request refused.
    if value is None or (isinstance(value, str) and not value.strip()):
        raise InvalidArgumentError(f"{name} must not be empty. Nothing was sent.")


def _check_email(name: str, value: object) -> None:
    # Only what cannot be an address at all: the API has the last word.
    if isinstance(value, str) and not re.fullmatch(r"[^\s@]+@[^\s@]+", value):
        raise InvalidArgumentError(f"{name} must be one address, such as ada@example.com. Nothing was sent.")


def _check_link(name: str, value: object) -> None:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://\S+", value):
        raise InvalidArgumentError(f"{name} must be a whole link, such as https://example.com/ada. Nothing was sent.")
