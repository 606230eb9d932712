"""Whatever the API sends, every model reads it truly, keeps it whole, or says what is wrong. Derived from the spec."""

import json

import pytest
from homerun_client.errors import DecodeError
from homerun_client.types import UNSET
from hypothesis import given
from hypothesis import strategies as st

from tests.models.strategies import (
    KINDS,
    MODELS,
    SCHEMAS,
    any_json,
    broken_json_for,
    date_like,
    fields,
    instant,
    json_for,
    kinds,
    model_for,
    required,
    same,
)

NAMES = sorted(MODELS)
FIELDS = [(name, field) for name in NAMES for field in fields(name)]
NULLABLE = [(name, field) for name, field in FIELDS if "null" in kinds(fields(name)[field])]
OPTIONAL = [(name, field) for name, field in FIELDS if field not in required(name)]
REQUIRED = [(name, field) for name in NAMES for field in required(name)]


def minimum(name):
    """The smallest record that makes sense."""
    return {field: KINDS[min(kinds(fields(name)[field]))] for field in required(name)}


def read(name, body):
    """The record, or the error that says why there is none."""
    try:
        return MODELS[name].from_dict(body)
    except DecodeError as error:
        return error


def attribute(record, field):
    """What Python has in a field: the names of some carry an underscore."""
    return getattr(record, field) if hasattr(record, field) else getattr(record, f"{field}_")


@given(data=st.data())
@pytest.mark.parametrize("name", NAMES)
def test_json_comes_back_the_same(name, data):
    """With absent and null fields, unknown fields, new values of enums, and dates in any form."""
    body = data.draw(json_for(name))
    before = json.dumps(body)
    assert same(MODELS[name].from_dict(body).to_dict(), body)
    assert json.dumps(body) == before


@given(data=st.data())
@pytest.mark.parametrize("name", NAMES)
def test_a_model_comes_back_equal(name, data):
    """Through text, as it would be sent."""
    record = data.draw(model_for(name))
    assert MODELS[name].from_dict(json.loads(json.dumps(record.to_dict()))) == record


@given(data=st.data())
@pytest.mark.parametrize("name", NAMES)
def test_any_json_is_read_or_refused(name, data):
    """There is one error for what is not right, whatever it is."""
    body = data.draw(any_json | broken_json_for(name))
    found = read(name, body)
    assert isinstance(found, DecodeError) or same(found.to_dict(), body)


@given(text=date_like)
def test_no_text_breaks_the_reading_of_a_date_time(text):
    """A text is the date-time that another parser reads too, or it is refused."""
    found = read("Note", {"created_at": text})
    assert isinstance(found, DecodeError) or found.created_at == instant(text)


@given(text=date_like)
def test_no_text_breaks_the_reading_of_a_date(text):
    """A text is a date in the one form that the API has, or it is refused."""
    found = read("PersonalInfo", {"date_of_birth": text})
    assert isinstance(found, DecodeError) or found.date_of_birth.isoformat() == text


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_value_of_another_type_is_refused(name, field):
    """Each type that the spec does not allow is an error that names the field."""
    for kind in KINDS.keys() - kinds(fields(name)[field]):
        with pytest.raises(DecodeError) as caught:
            MODELS[name].from_dict({**minimum(name), field: KINDS[kind]})
        assert caught.value.field == field


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"object"}))
def test_a_record_is_an_object(name, kind):
    """Anything else in its place is refused."""
    with pytest.raises(DecodeError, match=f"should be an object .{name}."):
        MODELS[name].from_dict(KINDS[kind])


@pytest.mark.parametrize(("name", "field"), REQUIRED)
def test_a_required_field_must_be_there(name, field):
    """A record without it is of no use, and says so."""
    body = minimum(name)
    del body[field]
    with pytest.raises(DecodeError, match="missing"):
        MODELS[name].from_dict(body)


@pytest.mark.parametrize(("name", "field"), NULLABLE)
def test_null_is_none(name, field):
    """And goes back out as null."""
    record = MODELS[name].from_dict({**minimum(name), field: None})
    assert attribute(record, field) is None
    assert record.to_dict()[field] is None


@pytest.mark.parametrize(("name", "field"), OPTIONAL)
def test_absent_is_unset(name, field):
    """And stays absent: it is not the same as null."""
    record = MODELS[name].from_dict(minimum(name))
    assert attribute(record, field) is UNSET
    assert field not in record.to_dict()


def test_every_object_of_the_spec_is_a_model():
    """Except filters, which are arguments, and multipart bodies, which are not JSON."""
    objects = {name for name in SCHEMAS if kinds({"$ref": f"#/{name}"}) == {"object"}}
    assert objects - MODELS.keys() == {"JobApplicationFilter", "VacancyFilter", "UploadFileBody", "UploadPhotoBody"}
