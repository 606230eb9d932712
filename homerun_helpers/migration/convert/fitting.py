"""Makes values fit the fields of V2. The generated models, and so the spec, say what V2 takes."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

import attrs
from homerun_client.errors import DecodeError
from homerun_client.operations import BODIES

from homerun_helpers._requests.bodies import Body, make_body
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.builder import DROPPED, Fit
from homerun_helpers.migration.convert.json_paths import can_be_sent

Misfit = tuple[tuple[str | int, ...], Any, str]

# RFC 3986, since the spec says `format: uri`. The host may be empty, as in file:///…; brackets are for IPv6 only.
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@?"
    r"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]{0,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
).fullmatch


def fits_body(model: type[Body], filler: Mapping[str, Any]) -> Fit:
    """For a body that is sent: a value fits whole, if the client would send it, or not at all.

    Args:
        model: the model of the body.
        filler: values for the fields that it requires.
    """

    def fit(name: str, value: Any) -> tuple[Any, list[Misfit]]:
        reason = _refusal(model, filler, name, value)
        return (value, []) if reason is None else (DROPPED, [((), value, reason)])

    return fit


def _refusal(model: type[Body], filler: Mapping[str, Any], name: str, value: Any) -> str | None:
    if not can_be_sent(value):
        return "it holds what cannot be sent as JSON, such as half a character"
    try:
        make_body(model, {**filler, name: value})
    except InvalidArgumentError as error:
        return error.sentence().rstrip(".")
    field = BODIES[model.__name__].get(name)
    if field is not None and field.format == "uri" and isinstance(value, str) and not _URI(value):
        return f"{name} must be a link of ASCII characters (RFC 3986)"
    return None


def fits_custom_data(name: str, value: Any) -> tuple[Any, list[Misfit]]:
    """For the custom data of a body that is sent: anything that can be written as JSON fits."""
    if can_be_sent({name: value}):
        return value, []
    return DROPPED, [((), value, "it holds what cannot be sent as JSON, such as half a character")]


def takes_anything(_name: str, value: Any) -> tuple[Any, list[Misfit]]:
    """For the custom data of a record: everything fits."""
    return value, []


def fits_record(model: type[Any], filler: Mapping[str, Any]) -> Fit:
    """For a record: parts that do not decode are taken out, as few as possible.

    Args:
        model: the model of the record.
        filler: values for the fields that it requires.
    """

    def fit(name: str, value: Any) -> tuple[Any, list[Misfit]]:
        def decode(one: Any) -> None:
            model.from_dict({**filler, name: one})

        try:
            decode(value)
        except DecodeError as error:
            if isinstance(value, list) and len(error.path) > 1:
                return _fitting_elements(lambda element: decode([element]), value)
            return _fitting(decode, value, 1)
        return value, []

    return fit


def _fitting_elements(decode: Callable[[Any], None], values: list[Any]) -> tuple[list[Any], list[Misfit]]:
    """The elements of a list, each without the parts that do not decode."""
    kept: list[Any] = []
    misfits: list[Misfit] = []
    for number, value in enumerate(values):
        fitted, lost = _fitting(decode, value, 2)
        misfits += [((number, *steps), one, reason) for steps, one, reason in lost]
        if fitted is not DROPPED:
            kept.append(fitted)
    return kept, misfits


def _fitting(decode: Callable[[Any], None], value: Any, depth: int) -> tuple[Any, list[Misfit]]:
    """A value without the parts that do not decode. `depth` is how many steps of an error's path lead to it."""
    misfits: list[Misfit] = []
    left = json.loads(json.dumps(value))  # a copy: the report may need the value as it was
    while True:
        try:
            decode(left)
        except DecodeError as error:
            # A list further in is taken out whole: without some of its elements, places in it would not be those of V1.
            steps, lost = _take_out(left, list(takewhile(_is_name, error.path[depth:])))
            misfits.append((steps, lost, _reason(error, depth + len(steps))))
            if not steps:
                return DROPPED, misfits
        else:
            return left, misfits


def _is_name(step: str | int) -> bool:
    return isinstance(step, str)


def _reason(error: DecodeError, length: int) -> str:
    inner = DecodeError(error.path[length:], error.expected, error.found)
    return str(inner) if inner.path else f"it should be {error.expected}, but is {error.found}"


def _take_out(value: Any, path: Sequence[str | int]) -> tuple[tuple[str | int, ...], Any]:
    """Take out what stands at a path, or the object that lacks it; an empty path means the value itself."""
    inner, steps, parent = value, 0, None
    for step in path:
        if not isinstance(inner, dict) or step not in inner:
            break
        inner, parent, steps = inner[step], inner, steps + 1
    if parent is not None:
        del parent[path[steps - 1]]
    return tuple(path[:steps]), inner


def date_times(model: type[Any], filler: Mapping[str, Any]) -> frozenset[str]:
    """The fields of a model that are date-times: those that it reads one from.

    Args:
        model: the model of a record.
        filler: values for the fields that it requires.
    """
    return frozenset(field.name for field in attrs.fields(model) if _reads_date_time(model, filler, field.name))


def _reads_date_time(model: type[Any], filler: Mapping[str, Any], name: str) -> bool:
    try:
        record = model.from_dict({**filler, name: "2023-04-01T10:00:00Z"})
    except DecodeError:
        return False
    return isinstance(getattr(record, name), datetime)
