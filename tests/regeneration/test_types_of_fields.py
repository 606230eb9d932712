"""Each type of field reads valid JSON, refuses other JSON, and writes what it read."""

import importlib
import sys
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

KEY = "0b9c6b1e-3c0f-4a57-9a51-6a2f6b3a1c11"

# The field, its JSON, and what Python makes of it.
GOOD = {
    "a UUID": ("key", KEY, UUID(KEY)),
    "a constant": ("kind", "thing", "thing"),
    "an enum": ("colour", "red", "red"),
    "a list of enums": ("colours", ["red", "green", "red"], ["red", "green", "red"]),
    "an enum of numbers": ("size", 2, 2),
    "a nullable date": ("due", None, None),
    "a date": ("due", "2026-02-28", date(2026, 2, 28)),
    "null instead of a list": ("parts", None, None),
    "a list of date-times": ("seen", ["2026-02-28T10:00:00Z"], [datetime(2026, 2, 28, 10, tzinfo=UTC)]),
    "a number with a fraction": ("ratio", 0.5, 0.5),
    "a number without one": ("ratio", 3, 3),
}

# The field, JSON that it must not have, and the path that the error names.
BAD = {
    "a text that is no UUID": ("key", "0b9c", "key"),
    "a UUID in braces": ("key", f"{{{KEY}}}", "key"),
    "a UUID without hyphens": ("key", KEY.replace("-", ""), "key"),
    "a UUID with digits of another script": ("key", KEY.replace("0", "٠"), "key"),
    "another constant": ("kind", "person", "kind"),
    "an unknown value of the enum": ("colour", "blue", "colour"),
    "an unknown value in a list": ("colours", ["red", "blue"], "colours[1]"),
    "an unknown number of the enum": ("size", 4, "size"),
    "a text for a number": ("size", "2", "size"),
    "true for the number one": ("size", True, "size"),
    "a day that does not exist": ("due", "2026-02-30", "due"),
    "a date-time for a date": ("due", "2026-02-28T10:00:00Z", "due"),
    "an object for a list": ("parts", {}, "parts"),
    "null in a list": ("parts", [{"name": "lid"}, None], "parts[1]"),
    "an incomplete model in a list": ("parts", [{"name": "lid"}, {}], "parts[1].name"),
    "a text among numbers": ("counts", {"a": 1, "b": "2"}, "counts.b"),
    "a text among models": ("labelled", {"title": "x", "b": "2"}, "labelled.b"),
    "a missing field of the first of allOf": ("special", {"finish": "matt"}, "special.name"),
    "a missing field of the second of allOf": ("special", {"name": "lid"}, "special.finish"),
    "a bad date deep inside": ("owner", {"things": [{"due": 5}]}, "owner.things[0].due"),
    "a number for a model": ("parent", 5, "parent"),
    "a date for a date-time": ("seen", ["2026-02-28"], "seen[0]"),
    "a text for a fraction": ("ratio", "0.5", "ratio"),
}

WHOLE = {
    "due": "2026-02-28",
    "key": KEY,
    "parts": [{"name": "lid"}, {"name": "box", "unknown": [1]}],
    "counts": {"a": 1, "b": 2},
    "labelled": {"title": "x", "first": {"name": "lid"}},
    "special": {"name": "lid", "finish": "matt"},
    "owner": {"name": "Ada", "things": [{"due": None, "parent": {"due": None}}]},
    "parent": {"due": None, "owner": {}},
    "unknown": {"deep": [None]},
}


@pytest.fixture
def models(made):
    return importlib.import_module(f"{made.__name__}.models")


@pytest.fixture
def decode_error(made):
    return importlib.import_module(f"{made.__name__}.errors").DecodeError


@pytest.mark.parametrize(("field", "value", "expected"), GOOD.values(), ids=GOOD)
def test_a_field_has_the_type_of_its_annotation(models, field, value, expected):
    """A field has the type that its annotation says."""
    found = getattr(models.Thing.from_dict({"due": None, field: value}), field)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(("field", "value", "expected"), GOOD.values(), ids=GOOD)
def test_a_field_is_written_as_it_was_read(models, field, value, expected):
    """`to_dict` writes a field as it was read."""
    body = {"due": None, field: value}
    assert models.Thing.from_dict(body).to_dict() == body


@pytest.mark.parametrize(("field", "value", "path"), BAD.values(), ids=BAD)
def test_a_value_of_another_type_is_refused(models, decode_error, field, value, path):
    """A value of another type is refused, and the error names the path of the field."""
    with pytest.raises(decode_error) as caught:
        models.Thing.from_dict({"due": None, field: value})
    assert caught.value.field == path


def test_a_required_field_may_be_null_but_not_missing(models, decode_error):
    """A nullable field that is required must be there."""
    with pytest.raises(decode_error, match=r"due should be .*, but is missing"):
        models.Thing.from_dict({})


def test_a_record_is_written_as_it_was_read(models):
    """`to_dict` writes a record as it was read, with inner models and unknown fields."""
    assert models.Thing.from_dict(WHOLE).to_dict() == WHOLE


def test_models_that_refer_to_each_other_are_read_as_models(models):
    """Models that refer to each other can be imported and read."""
    thing = models.Thing.from_dict(WHOLE)
    assert isinstance(thing.owner.things[0].parent, models.Thing)
    assert isinstance(thing.parent.owner, models.Owner)


def test_values_of_a_typed_dictionary_are_read_as_their_type(models):
    """The unknown fields of a model with typed additional properties have that type."""
    assert models.Thing.from_dict(WHOLE).labelled["first"] == models.Part("lid")


def test_a_model_of_allof_has_the_fields_of_all(models):
    """The parts of `allOf` are one class."""
    assert models.Thing.from_dict(WHOLE).special == models.SpecialPart(name="lid", finish="matt")


def test_json_that_is_nested_too_deeply_is_refused(models, decode_error):
    """JSON that is nested deeper than Python's stack is a DecodeError."""
    body = {"due": None}
    for _ in range(sys.getrecursionlimit()):
        body = {"due": None, "parent": body}
    with pytest.raises(decode_error, match="less deeply nested, but is an object"):
        models.Thing.from_dict(body)


def test_nested_models_are_read_and_written(models):
    """A model that is nested 100 levels deep is read and written."""
    body = {"due": None}
    for _ in range(100):
        body = {"due": None, "parent": body}
    assert models.Thing.from_dict(body).to_dict() == body
