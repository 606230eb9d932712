"""Properties of all generated models, as functions that tests and fuzzers call with drawn values.

Each takes a model and a value, and raises AssertionError if the property does not hold. `cases()` lists them for every
model, with the strategy of their values.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from homerun_client.errors import DecodeError
from hypothesis import strategies as st

from homerun_helpers.testing import strategies as homerun
from tests.models.breakage import any_json, broken
from tests.models.comparison import is_typed_truly, same


class Case(NamedTuple):
    """A property of one model, with the strategy of its values."""

    check: Callable[[Any, Any], None]
    model: Any
    strategy: st.SearchStrategy[Any]


def cases():
    """Every property of every model."""
    return [case(check, model) for model in homerun.models() for check in PROPERTIES]


def case(check, model):
    """One property of one model."""
    return Case(check, model, PROPERTIES[check](model))


def read(model, body):
    """The record, or the DecodeError; any other error is raised."""
    try:
        return model.from_dict(body)
    except DecodeError as error:
        return error


def json_comes_back_the_same(model, payload):
    """JSON has the same meaning after it was read and written, and the original is unchanged."""
    before = json.dumps(payload)
    record = model.from_dict(payload)
    assert is_typed_truly(record)
    written = record.to_dict()
    assert same(written, payload)
    assert json.dumps(payload) == before
    assert same(json.loads(json.dumps(written)), payload)


def a_model_comes_back_equal(model, record):
    """A model is equal after it was written as JSON text and read."""
    assert model.from_dict(json.loads(json.dumps(record.to_dict()))) == record


def any_json_is_read_or_refused(model, body):
    """Any JSON is read and keeps its meaning, or is refused with a DecodeError that has a path."""
    found = read(model, body)
    if isinstance(found, DecodeError):
        assert str(found)
        assert all(isinstance(step, (str, int)) for step in found.path)
    else:
        assert same(found.to_dict(), body)


def nothing_is_typed_wrongly(model, body):
    """A value of another type is refused, or kept in a field whose annotation allows it."""
    found = read(model, body)
    assert isinstance(found, DecodeError) or is_typed_truly(found)


PROPERTIES = {
    json_comes_back_the_same: lambda model: homerun.payloads(model) | homerun.payloads(model, hostile=True),
    a_model_comes_back_equal: lambda model: homerun.instances(model) | homerun.instances(model, hostile=True),
    any_json_is_read_or_refused: lambda model: broken(model) | any_json,
    nothing_is_typed_wrongly: broken,
}
