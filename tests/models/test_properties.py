"""Whatever the API sends, every model reads it truly, keeps it whole, or says what is wrong."""

from pathlib import Path

import pytest
from homerun_client.errors import DecodeError
from homerun_client.models import Note, PersonalInfo
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers.testing import strategies as homerun
from tests.models import properties
from tests.models.breakage import date_like, moments
from tests.models.comparison import instant
from tests.models.properties import case, cases, read

each_model = pytest.mark.parametrize("model", homerun.models(), ids=lambda model: model.__name__)


@each_model
@given(data=st.data())
def test_json_comes_back_the_same(model, data):
    """With absent and null fields, unknown fields, new values of enums, and dates in any form."""
    properties.json_comes_back_the_same(model, data.draw(case(properties.json_comes_back_the_same, model).strategy))


@each_model
@given(data=st.data())
def test_a_model_comes_back_equal(model, data):
    """Through text, as it would be sent."""
    properties.a_model_comes_back_equal(model, data.draw(case(properties.a_model_comes_back_equal, model).strategy))


@each_model
@given(data=st.data())
def test_any_json_is_read_or_refused(model, data):
    """There is one error for what is not right, whatever it is."""
    properties.any_json_is_read_or_refused(
        model, data.draw(case(properties.any_json_is_read_or_refused, model).strategy)
    )


@each_model
@given(data=st.data())
def test_nothing_is_typed_wrongly(model, data):
    """What is of another type is refused, or kept as it is."""
    properties.nothing_is_typed_wrongly(model, data.draw(case(properties.nothing_is_typed_wrongly, model).strategy))


def test_every_property_is_tried_above():
    """And on every model."""
    assert {one.check for one in cases()} == set(properties.PROPERTIES)
    assert all(f"def test_{check.__name__}" in Path(__file__).read_text("utf-8") for check in properties.PROPERTIES)


@given(text=date_like)
def test_no_text_breaks_the_reading_of_a_date_time(text):
    """A text is the date-time that another parser reads too, or it is refused."""
    found = read(Note, {"created_at": text})
    assert isinstance(found, DecodeError) or found.created_at == instant(text)


@given(text=date_like)
def test_no_text_breaks_the_reading_of_a_date(text):
    """A text is a date in the one form that the API has, or it is refused."""
    found = read(PersonalInfo, {"date_of_birth": text})
    assert isinstance(found, DecodeError) or found.date_of_birth.isoformat() == text


@given(moment=moments)
def test_every_moment_goes_out_as_one_that_can_be_read(moment):
    """Also with an offset that ISO 8601 has no way to write, as some cities had before 1940."""
    assert Note.from_dict(Note(created_at=moment).to_dict()).created_at == moment
