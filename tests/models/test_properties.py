"""Every model reads valid JSON without a loss, and refuses other JSON with an error."""

from pathlib import Path

import pytest
from homerun_client.errors import DecodeError
from homerun_client.models import Note, PersonalInfo
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers.testing import strategies as homerun
from tests.models import properties
from tests.models.breakage import date_like, datetimes
from tests.models.comparison import instant
from tests.models.properties import case, cases, read

each_model = pytest.mark.parametrize("model", homerun.models(), ids=lambda model: model.__name__)


@each_model
@given(data=st.data())
def test_json_comes_back_the_same(model, data):
    """Payloads keep their meaning, with absent, null and unknown fields, new enum values, and dates in any form."""
    properties.json_comes_back_the_same(model, data.draw(case(properties.json_comes_back_the_same, model).strategy))


@each_model
@given(data=st.data())
def test_a_model_comes_back_equal(model, data):
    """An instance is equal after a round trip through JSON text."""
    properties.a_model_comes_back_equal(model, data.draw(case(properties.a_model_comes_back_equal, model).strategy))


@each_model
@given(data=st.data())
def test_any_json_is_read_or_refused(model, data):
    """Any JSON is read or refused with a DecodeError."""
    properties.any_json_is_read_or_refused(
        model, data.draw(case(properties.any_json_is_read_or_refused, model).strategy)
    )


@each_model
@given(data=st.data())
def test_nothing_is_typed_wrongly(model, data):
    """A record with a replaced part is refused, or all its values have the types of their annotations."""
    properties.nothing_is_typed_wrongly(model, data.draw(case(properties.nothing_is_typed_wrongly, model).strategy))


def test_every_property_has_a_test():
    """Every function in PROPERTIES has a test in this file."""
    assert {one.check for one in cases()} == set(properties.PROPERTIES)
    assert all(f"def test_{check.__name__}" in Path(__file__).read_text("utf-8") for check in properties.PROPERTIES)


@given(text=date_like)
def test_date_time_is_read_like_another_parser_or_refused(text):
    """A text is read as the same time that dateutil reads, or refused."""
    found = read(Note, {"created_at": text})
    assert isinstance(found, DecodeError) or found.created_at == instant(text)


@given(text=date_like)
def test_date_is_read_in_one_form_or_refused(text):
    """A text is read as a date only in the form YYYY-MM-DD."""
    found = read(PersonalInfo, {"date_of_birth": text})
    assert isinstance(found, DecodeError) or found.date_of_birth.isoformat() == text


@given(value=datetimes)
def test_every_datetime_survives_a_round_trip(value):
    """A datetime is equal after it was written and read, also with an offset that ISO 8601 cannot write."""
    assert Note.from_dict(Note(created_at=value).to_dict()).created_at == value
