"""Every field of every model, one by one: what it may be, and what it may not."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from attrs import define, field
from homerun_client.errors import DecodeError
from homerun_client.models import Note, QuestionAnswer, Stage
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
    """The smallest record that makes sense."""
    return {field: KINDS[min(kinds(fields(model)[field]))] for field in required(model)}


def attribute(record, field):
    """What Python has in a field: the names of some carry an underscore."""
    return getattr(record, field) if hasattr(record, field) else getattr(record, f"{field}_")


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=name)
def test_a_value_of_another_type_is_refused(model, field):
    """Each type that the spec does not allow is an error that names the field."""
    for kind in KINDS.keys() - kinds(fields(model)[field]):
        with pytest.raises(DecodeError) as caught:
            model.from_dict({**minimum(model), field: KINDS[kind]})
        assert caught.value.field == field


@pytest.mark.parametrize("model", MODELS, ids=name)
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"object"}))
def test_a_record_is_an_object(model, kind):
    """Anything else in its place is refused."""
    with pytest.raises(DecodeError, match=f"should be an object .{model.__name__}."):
        model.from_dict(KINDS[kind])


@pytest.mark.parametrize(("model", "field"), REQUIRED, ids=name)
def test_a_required_field_must_be_there(model, field):
    """A record without it is of no use, and says so."""
    body = minimum(model)
    del body[field]
    with pytest.raises(DecodeError, match="missing"):
        model.from_dict(body)


@pytest.mark.parametrize(("model", "field"), NULLABLE, ids=name)
def test_null_is_none(model, field):
    """And goes back out as null."""
    record = model.from_dict({**minimum(model), field: None})
    assert attribute(record, field) is None
    assert record.to_dict()[field] is None


@pytest.mark.parametrize(("model", "field"), OPTIONAL, ids=name)
def test_absent_is_unset(model, field):
    """And stays absent: it is not the same as null."""
    record = model.from_dict(minimum(model))
    assert attribute(record, field) is UNSET
    assert field not in record.to_dict()


def test_every_object_of_the_spec_is_a_model():
    """Except filters, which are arguments, and multipart bodies, which are not JSON."""
    objects = {name for name in SCHEMAS if kinds({"$ref": f"#/{name}"}) == {"object"}}
    assert objects - {model.__name__ for model in MODELS} == {
        "JobApplicationFilter",
        "VacancyFilter",
        "UploadFileBody",
        "UploadPhotoBody",
    }


@pytest.mark.parametrize("shape", ["[{}]", '{{"a":{}}}'])
def test_free_json_goes_back_out_however_deep_it_is(shape):
    """500 levels, about as many as PHP writes: half of what the JSON parser takes."""
    text = "1"
    for _ in range(500):
        text = shape.format(text)
    body = {"answer": json.loads(text)}
    assert same(QuestionAnswer.from_dict(body).to_dict(), body)


def test_a_list_that_goes_out_is_a_copy():
    """At each level: who changes it does not change the record."""
    record = QuestionAnswer(answer=[1, [2]])
    record.to_dict()["answer"][1].append(3)
    assert record.answer == [1, [2]]


def test_an_offset_with_seconds_goes_out_in_utc():
    """ISO 8601 has no way to write it: Amsterdam was 19 minutes and 32 seconds ahead until 1937."""
    amsterdam = timezone(timedelta(minutes=19, seconds=32))
    assert Note(created_at=datetime(1930, 6, 1, 12, tzinfo=amsterdam)).to_dict() == {
        "created_at": "1930-06-01T11:40:28Z"
    }


@define
class Rated(Stage):
    """What a user may derive from a model."""

    stars: int = 3
    noted: list[str] = field(factory=list)

    def __attrs_post_init__(self):
        self.noted.append(str(self.name))


def test_a_subclass_reads_itself():
    """With its own fields, its own constructor, and what the record brought besides."""
    record = Rated.from_dict({"name": "Hired", "colour": "green"})
    assert isinstance(record, Rated)
    assert (record.name, record.stars, record.noted, record["colour"]) == ("Hired", 3, ["Hired"], "green")
