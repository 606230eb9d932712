"""Ids, filters, bodies and file names are encoded without a loss or refused."""

import json
import re
from datetime import date, datetime
from urllib.parse import unquote

import httpx
import pytest
from homerun_client.api.job_applications import get_job_application, list_job_applications
from homerun_client.models import CreateJobApplicationBody, UpdateJobApplicationBody
from hypothesis import given, settings
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers._files.uploads import clean_name
from homerun_helpers._http.addresses import check_id, check_path
from homerun_helpers._requests.bodies import make_body
from homerun_helpers._requests.filters import as_date, comma_list

texts = st.text(min_size=1).filter(str.strip)
any_text = st.text(st.characters())  # lone surrogates too
ids = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(
    lambda text: text.strip() not in ("", ".", "..")
)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
jsons = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(ids)
def test_id_is_one_segment_of_the_path(value):
    """An id with any characters is one path segment, which decodes to the id."""
    url = get_job_application.get_kwargs(check_id(value, "id"))["url"]
    assert url.count("/") == 2
    raw = httpx.URL("https://api.homerun.co/v2" + url).raw_path.decode()
    assert unquote(raw.rpartition("/")[2]) == value


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())) | st.sampled_from([".", "..", "%2e%2e", " . ", "a/../b"]))
def test_any_text_is_refused_or_one_segment_of_the_path(value):
    """Any text as an id is refused or is one path segment, so that it cannot reach another operation."""
    try:
        url = get_job_application.get_kwargs(check_id(value, "id"))["url"]
        check_path(url)
    except InvalidArgumentError:
        return
    assert re.fullmatch(r"/job-applications/[^/?#\s]+", url)
    assert unquote(url.rpartition("/")[2]).strip() not in ("", ".", "..")


@settings(max_examples=100, deadline=None)
@given(st.lists(texts.filter(lambda text: "," not in text), min_size=1, max_size=5))
def test_filter_values_are_one_comma_separated_parameter(values):
    """Values of a filter are in the query in order, each once, with any characters except commas."""
    params = list_job_applications.get_kwargs(filter_vacancy_id=comma_list(values, "vacancy_id"))["params"]
    sent = httpx.URL("https://api.homerun.co/v2/x", params=params)
    assert httpx.URL(str(sent)).params["filter[vacancy_id]"].split(",") == list(dict.fromkeys(values))


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.times())
def test_dates_and_datetimes_give_the_same_day(day, time):
    """A date, a datetime and their ISO texts give the same day."""
    value = datetime.combine(day, time)
    assert as_date(day, "x") == as_date(value, "x") == day
    assert as_date(day.isoformat(), "x") == as_date(value.isoformat(), "x") == day


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_date_or_is_refused(text):
    """Any text is a date or an `InvalidArgumentError`."""
    try:
        day = as_date(text, "hired_after")
    except InvalidArgumentError:
        return
    assert type(day) is date


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional={"city": st.none() | st.text(), "experience": st.none() | st.text()}))
def test_bodies_keep_absent_null_and_empty_apart(arguments):
    """Absent fields, null and the empty text stay different in a body."""
    assert make_body(UpdateJobApplicationBody, arguments).to_dict() == arguments


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(), jsons, max_size=4))
def test_custom_data_is_sent_unchanged(data):
    """`custom_data` with any JSON and any keys is sent unchanged."""
    body = make_body(
        CreateJobApplicationBody,
        {"first_name": "Ada", "last_name": "Lovelace", "email": "a@b", "custom_data": data},
    )
    assert json.loads(json.dumps(body.to_dict()))["custom_data"] == data


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_cleaned_name_is_a_safe_file_name(name):
    """A cleaned name has no separator or control character, is not blank, and does not change when cleaned again."""
    clean = clean_name(name)
    assert clean.strip()
    assert not re.search(r"[/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]", clean)
    assert clean_name(clean) == clean


@pytest.mark.parametrize("field", ["first_name", "last_name"])
@settings(max_examples=50, deadline=None)
@given(name=texts)
def test_names_of_people_are_sent_unchanged(field, name):
    """Names of people are sent unchanged: not trimmed and not folded."""
    arguments = {"first_name": "Ada", "last_name": "Lovelace", "email": "a@b", field: name}
    assert make_body(CreateJobApplicationBody, arguments).to_dict()[field] == name
