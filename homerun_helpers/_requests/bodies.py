"""Bodies of requests, made from arguments and checked."""

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
    """The body of a request.

    Args:
        model: the generated model of the body.
        arguments: its fields by their names in the API. Those that are UNSET are left out.

    Raises:
        InvalidArgumentError: a field is of the wrong type, is empty where text is required, or is not a valid e-mail
            address, link, date or JSON. `argument` is the field's name, with dots when it is nested: `stage.name`.
    """
    fields = BODIES[model.__name__]
    encoded: dict[str, Any] = {}
    for name, value in arguments.items():
        if value is not UNSET:
            field = fields.get(name, Field())
            encoded[name] = check_json(_encoded(field, name, value), name)
            _check(field, name, encoded[name])
    try:
        return model.from_dict(encoded)
    except DecodeError as error:
        # As the API's own error names a nested field: with dots.
        argument = ".".join(map(str, error.path))
        raise InvalidArgumentError(argument, f"must be {error.expected}; it is {error.found}.") from None


def _encoded(field: Field, name: str, value: Any) -> Any:
    """The value as JSON has it; a value of another type is left as it is, and refused later."""
    if field.format == "date" and isinstance(value, (date, datetime, str)):
        return as_date(value, name, in_utc=False).isoformat()  # a date of birth belongs to no time zone
    if field.type == "array" and isinstance(value, Iterable):
        values = value if isinstance(value, str) else list(value)
        return [] if values == [] else strings(values, name)
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
    if value is None or (isinstance(value, str) and not value.strip()):
        raise InvalidArgumentError(name, "must not be empty.")


def _check_email(name: str, value: object) -> None:
    # Only what can never be an address is refused here: the API decides about the rest.
    if isinstance(value, str) and not re.fullmatch(r"[^\s@]+@[^\s@]+", value):
        raise InvalidArgumentError(name, "must be one e-mail address, such as ada@example.com.")


def _check_link(name: str, value: object) -> None:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://\S+", value):
        raise InvalidArgumentError(name, "must be a complete link, such as https://example.com/ada.")
