# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""JSON values to typed values and back, for the models beside this file.

A decoder takes a decoded JSON value and its field name; it returns the typed value or raises
`DecodeError`. It never converts: a value of another type is refused, so that what a model says
about its types is true. Decoders are made once, when a model is imported.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import Any, Protocol, TypeVar
from urllib.parse import quote
from uuid import UUID

from .errors import DecodeError
from .types import UNSET

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Decoder(Protocol[T_co]):
    def __call__(self, value: Any, name: str = "", /) -> T_co: ...


_KINDS = {
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    list: "a list",
    type(None): "null",
}


def wrong(name: str, expected: str, value: Any) -> DecodeError:
    """The error for a field: it names the kind of what is there, never the value."""
    if value is UNSET:
        found = "missing"
    elif isinstance(value, Mapping):
        found = "an object"
    else:
        found = _KINDS.get(type(value), f"a {type(value).__name__}")
    return DecodeError((name,) if name else (), expected, found)


def malformed(name: str, expected: str) -> DecodeError:
    """The error for a string that does not have the form it should."""
    return DecodeError((name,) if name else (), expected, "a string of another form")


def anything(value: Any, name: str = "") -> Any:
    """Any JSON value, as it is."""
    if value is UNSET:
        raise wrong(name, "there", value)
    return value


def string(value: Any, name: str = "") -> str:
    if isinstance(value, str):
        return value
    raise wrong(name, "a string", value)


def boolean(value: Any, name: str = "") -> bool:
    if isinstance(value, bool):
        return value
    raise wrong(name, "true or false", value)


def integer(value: Any, name: str = "") -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise wrong(name, "a whole number", value)


def number(value: Any, name: str = "") -> float:
    """A JSON number; one without a fraction stays an int, so that it is written as it was read."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and isfinite(value):  # 1e400 is JSON, but too large for a float
        return value
    raise wrong(name, "a number", value)


def null(value: Any, name: str = "") -> None:
    if value is not None:
        raise wrong(name, "null", value)


# ISO 8601 as the API uses it. The standard library's parser takes more, such as 2019-W34-6 or an offset of +01:60, and
# takes the fraction of an hour in 14.5 for one of a second.
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d(:?\d\d(:?\d\d([.,]\d+)?)?)?([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?",
    re.ASCII,
).fullmatch


def date_time(value: Any, name: str = "") -> datetime:
    """An ISO 8601 date-time. One without an offset is UTC, as the API documents for all of them."""
    if value.__class__ is str and (
        (value[4:20:3] == "--T::Z" and len(value) == 20)
        or (value[4:20:3] == "--T::." and value[26:] == "Z")
    ):
        # The form that the API writes, with six digits of a fraction or none. The expression below is slower.
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    text = string(value, name)
    if _DATE_TIME(text) is None:
        raise malformed(name, "a date-time (ISO 8601)")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _uncommon_date_time(text, name)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _uncommon_date_time(text: str, name: str) -> datetime:
    # ISO 8601 that the standard library's parser refuses, such as 24:00.
    from dateutil.parser import isoparse  # here, since it is slow to import and rarely needed

    try:
        return isoparse(text)
    except (ValueError, OverflowError):  # 24:00 of the last day that Python can represent
        raise malformed(name, "a date-time (ISO 8601)") from None


def day(value: Any, name: str = "") -> date:
    """A date, in the one form that the API has: YYYY-MM-DD."""
    text = string(value, name)
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise malformed(name, "a date (YYYY-MM-DD)")


# The standard library's parser takes more: braces, underscores, and digits of other scripts.
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", re.ASCII).fullmatch


def uuid(value: Any, name: str = "") -> UUID:
    text = string(value, name)
    if _UUID(text) is None:
        raise malformed(name, "a UUID")
    return UUID(text)


def one_of(*values: Any) -> Decoder[Any]:
    """A closed set of strings or numbers."""

    def decode(value: Any, name: str = "") -> Any:
        for known in values:
            if value == known and type(value) is type(known):
                return value
        raise wrong(name, "one of " + ", ".join(map(str, values)), value)

    return decode


def array(item: Decoder[T]) -> Decoder[list[T]]:
    def decode(value: Any, name: str = "") -> list[T]:
        if not isinstance(value, list):
            raise wrong(name, "a list", value)
        result: list[T] = []
        try:
            for element in value:
                result.append(item(element))  # noqa: PERF401 - its length tells which element failed
        except DecodeError as error:
            inner = error.under(len(result))
            raise (inner.under(name) if name else inner) from None
        return result

    return decode


class Model(Protocol):
    """What every generated model has."""

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Any: ...

    @staticmethod
    def _decode(value: Any, name: str = "") -> Any: ...

    def to_dict(self) -> dict[str, Any]: ...


M = TypeVar("M", bound=Model)


def model(cls: type[M]) -> Decoder[M]:
    decode: Decoder[M] = cls._decode
    return decode


def nullable(inner: Decoder[T]) -> Decoder[T | None]:
    def decode(value: Any, name: str = "") -> T | None:
        return None if value is None else inner(value, name)

    return decode


def variant(cls: type[M], *fields: str) -> Decoder[M]:
    """A model that is one of several types a field may have.

    An object is read as this model only when it has all of the model's fields: otherwise almost any object
    would pass, since the fields of an answer are optional.
    """
    decode_model = model(cls)

    def decode(value: Any, name: str = "") -> M:
        if isinstance(value, Mapping) and all(field in value for field in fields):
            return decode_model(value, name)
        raise wrong(name, f"a {cls.__name__}", value)

    return decode


def union(*inner: Decoder[Any]) -> Decoder[Any]:
    """The first type that fits; the last one's error when none does."""

    def decode(value: Any, name: str = "") -> Any:
        for decoder in inner[:-1]:
            try:
                return decoder(value, name)
            except DecodeError:
                continue
        return inner[-1](value, name)

    return decode


def fields(value: Any, owner: str) -> dict[str, Any]:
    """A JSON object's fields."""
    if isinstance(value, Mapping):
        return dict(value)
    raise wrong("", f"an object ({owner})", value)


def unknown(values: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the OpenAPI document does not name."""
    return {name: value for name, value in values.items() if name not in known}


def as_subclass(record: Any, cls: type[M]) -> M:
    """The same record as an instance of a subclass, which may have fields and a constructor of its own."""
    fields_of_record = [field for field in record.__attrs_attrs__ if field.init]
    made = cls(**{field.alias: getattr(record, field.name) for field in fields_of_record})
    for field in record.__attrs_attrs__:
        if not field.init:
            setattr(made, field.name, getattr(record, field.name))
    return made


def path_step(value: Any) -> str:
    """A value as one step of a path: `.` and `..` too, which would otherwise lead to another operation."""
    text = quote(str(value), safe="")
    return text.replace(".", "%2E") if text in (".", "..") else text


def encode(value: Any) -> Any:
    """A typed value as JSON."""
    kind = value.__class__
    if kind is str or kind is int or kind is bool or value is None or kind is float:
        return value
    if kind is list:
        return _encode_list(value)
    if isinstance(value, datetime):
        text = _in_minutes(value).isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    to_dict = getattr(value, "to_dict", None)
    return value if to_dict is None else to_dict()


def encode_date_time(value: Any) -> Any:
    """A date-time as text; anything else as `encode` has it."""
    if value.__class__ is datetime and value.tzinfo is UTC:
        # Written without its zone, in half the time.
        return (_EPOCH + (value - _EPOCH_UTC)).isoformat() + "Z"
    return encode(value)


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - stands for one without a zone
_EPOCH_UTC = _EPOCH.replace(tzinfo=UTC)


def _encode_list(value: list[Any]) -> list[Any]:
    # Without recursion: untyped JSON may be nested as deep as the JSON parser allows.
    result: list[Any] = []
    todo = [(value, result)]
    while todo:
        source, target = todo.pop()
        for element in source:
            if element.__class__ is list:
                inner: list[Any] = []
                target.append(inner)
                todo.append((element, inner))
            else:
                target.append(encode(element))
    return result


def _in_minutes(moment: datetime) -> datetime:
    """The moment with an offset that ISO 8601 can write: offsets before 1940 may have seconds."""
    offset = moment.utcoffset()
    return moment.astimezone(UTC) if offset is not None and offset % _MINUTE else moment


_MINUTE = timedelta(minutes=1)
