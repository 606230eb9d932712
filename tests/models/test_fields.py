"""Every field of every model, one by one: the values that it accepts and refuses."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from attrs import define, field
from homerun_client.errors import DecodeError
from homerun_client.models import JobApplication, Note, QuestionAnswer, Stage
from homerun_client.types import UNSET

from homerun_helpers.testing import strategies as homerun
from tests.models.comparison import KINDS, SCHEMAS, fields, kinds, required, same

MODELS = homerun.models()
FIELDS = [(model, field) for model in MODELS for field in fields(model)]
NULLABLE = [(model, field) for model, field in FIELDS if "null" in kinds(fields(model)[field])]
OPTIONAL = [(model, field) for model, field in FIELDS if field not in required(model)]
REQUIRED = [(model, field) for model in MODELS for field in required(model)]


def name(value):
    return getattr(value, "__name__", str(value))


def minimum(model):
    """A record with required fields only."""
    return {field: KINDS[min(kinds(fields(model)[field]))] for field in required(model)}


def attribute(record, field):
    """The value of a field in Python, where some names have an underscore at the end."""
    return getattr(record, field) if hasattr(record, field) else getattr(record, f"{field}_")


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=name)
def test_value_of_another_type_is_refused(model, field):
    """A value of a JSON type that the spec does not allow is an error that names the field."""
    for kind in KINDS.keys() - kinds(fields(model)[field]):
        with pytest.raises(DecodeError) as caught:
            model.from_dict({**minimum(model), field: KINDS[kind]})
        assert caught.value.field == field


@pytest.mark.parametrize(
    ("model", "field"), [pair for pair in FIELDS if kinds(fields(pair[0])[pair[1]]) == {"boolean"}]
)
@pytest.mark.parametrize("value", [0, 1, 1.0])
def test_number_is_refused_as_boolean(model, field, value):
    """0 and 1, which equal False and True in Python, are refused as booleans."""
    with pytest.raises(DecodeError, match=f"{field} should be true or false"):
        model.from_dict({**minimum(model), field: value})


@pytest.mark.parametrize("model", MODELS, ids=name)
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"object"}))
def test_record_must_be_an_object(model, kind):
    """A value of any other JSON type instead of a record is refused."""
    with pytest.raises(DecodeError, match=f"should be an object .{model.__name__}."):
        model.from_dict(KINDS[kind])


@pytest.mark.parametrize(("model", "field"), REQUIRED, ids=name)
def test_missing_required_field_is_refused(model, field):
    """A record without a required field is refused as "missing"."""
    body = minimum(model)
    del body[field]
    with pytest.raises(DecodeError, match="missing"):
        model.from_dict(body)


@pytest.mark.parametrize(("model", "field"), NULLABLE, ids=name)
def test_null_is_none(model, field):
    """Null is None in Python and is written as null."""
    record = model.from_dict({**minimum(model), field: None})
    assert attribute(record, field) is None
    assert record.to_dict()[field] is None


@pytest.mark.parametrize(("model", "field"), OPTIONAL, ids=name)
def test_absent_is_unset(model, field):
    """An absent field is UNSET in Python and stays absent."""
    record = model.from_dict(minimum(model))
    assert attribute(record, field) is UNSET
    assert field not in record.to_dict()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total_votes", True),
        ("total_votes", 1.0),
        ("rating", False),
        ("created_at", "2019-W34-6T10:15:30Z"),
        ("created_at", "2026-01-31T10-15-30Z"),
        ("created_at", "2026-01-31T10:15:61Z"),
        ("created_at", "2026-01-31T10:15:30.12+01Z"),
        ("created_at", "2026-01-31T10:15:30.123456z0"),
        ("created_at", "2026-01-31T10:15:3٠Z"),
    ],
)
def test_values_that_only_python_accepts_are_refused(field, value):
    """Booleans as numbers, floats as whole numbers, and date forms that only Python's parser accepts are refused."""
    with pytest.raises(DecodeError, match=field):
        JobApplication.from_dict({"id": "ap_1", field: value})


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T10:15:30Z",
        "2026-01-31T10:15:30.000001Z",
        "2026-01-31T10:15:30+02:00",
        "2026-01-31T10:15:30.500000-11:30",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
    ],
)
def test_date_time_is_written_as_it_was_read(text):
    """A date-time keeps its offset and microseconds."""
    assert Note.from_dict({"created_at": text}).to_dict() == {"created_at": text}


def test_every_object_of_the_spec_is_a_model():
    """Every object schema has a model, except filters (arguments) and multipart bodies (no JSON)."""
    objects = {name for name in SCHEMAS if kinds({"$ref": f"#/{name}"}) == {"object"}}
    assert objects - {model.__name__ for model in MODELS} == {
        "JobApplicationFilter",
        "VacancyFilter",
        "UploadFileBody",
        "UploadPhotoBody",
    }


@pytest.mark.parametrize("shape", ["[{}]", '{{"a":{}}}'])
def test_deep_free_json_survives_a_round_trip(shape):
    """Free JSON of 500 levels, about as deep as PHP writes it, survives a round trip."""
    text = "1"
    for _ in range(500):
        text = shape.format(text)
    body = {"answer": json.loads(text)}
    assert same(QuestionAnswer.from_dict(body).to_dict(), body)


def test_to_dict_copies_lists():
    """Changing a list in the result of `to_dict` does not change the record, at any level."""
    record = QuestionAnswer(answer=[1, [2]])
    record.to_dict()["answer"][1].append(3)
    assert record.answer == [1, [2]]


def test_offset_with_seconds_is_written_in_utc():
    """ISO 8601 has no offsets with seconds, such as Amsterdam's until 1937, so the time is written in UTC."""
    amsterdam = timezone(timedelta(minutes=19, seconds=32))
    assert Note(created_at=datetime(1930, 6, 1, 12, tzinfo=amsterdam)).to_dict() == {
        "created_at": "1930-06-01T11:40:28Z"
    }


@define
class Rated(Stage):
    """A subclass of a model, as users may write it."""

    stars: int = 3
    noted: list[str] = field(factory=list)

    def __attrs_post_init__(self):
        self.noted.append(str(self.name))


def test_subclass_is_read_with_its_own_fields():
    """`from_dict` of a subclass uses its fields and constructor, and keeps additional properties."""
    record = Rated.from_dict({"name": "Hired", "colour": "green"})
    assert isinstance(record, Rated)
    assert (record.name, record.stars, record.noted, record["colour"]) == ("Hired", 3, ["Hired"], "green")
