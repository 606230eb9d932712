"""What goes out comes back as it was: ids in paths, filters, bodies, names of files."""

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
def test_an_id_comes_back_out_of_its_path(value):
    """As one step, whatever is in it."""
    url = get_job_application.get_kwargs(check_id(value, "id"))["url"]
    assert url.count("/") == 2
    raw = httpx.URL("https://api.homerun.co/v2" + url).raw_path.decode()
    assert unquote(raw.rpartition("/")[2]) == value


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())) | st.sampled_from([".", "..", "%2e%2e", " . ", "a/../b"]))
def test_an_id_is_refused_or_stays_one_step_of_the_path(value):
    """No id leads to another operation."""
    try:
        url = get_job_application.get_kwargs(check_id(value, "id"))["url"]
        check_path(url)
    except InvalidArgumentError:
        return
    assert re.fullmatch(r"/job-applications/[^/?#\s]+", url)
    assert unquote(url.rpartition("/")[2]).strip() not in ("", ".", "..")


@settings(max_examples=100, deadline=None)
@given(st.lists(texts.filter(lambda text: "," not in text), min_size=1, max_size=5))
def test_a_filter_comes_back_out_of_its_query(values):
    """Each value once, in order, whatever is in it."""
    params = list_job_applications.get_kwargs(filter_vacancy_id=comma_list(values, "vacancy_id"))["params"]
    sent = httpx.URL("https://api.homerun.co/v2/x", params=params)
    assert httpx.URL(str(sent)).params["filter[vacancy_id]"].split(",") == list(dict.fromkeys(values))


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.times())
def test_a_day_is_the_same_in_every_form(day, time):
    """A date, a date-time and both as text."""
    moment = datetime.combine(day, time)
    assert as_date(day, "x") == as_date(moment, "x") == day
    assert as_date(day.isoformat(), "x") == as_date(moment.isoformat(), "x") == day


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_date_or_is_refused(text):
    """With the error of this package."""
    try:
        day = as_date(text, "hired_after")
    except InvalidArgumentError:
        return
    assert type(day) is date


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional={"city": st.none() | st.text(), "experience": st.none() | st.text()}))
def test_texts_go_out_as_they_are(arguments):
    """Absent, null and empty stay apart."""
    assert make_body(UpdateJobApplicationBody, arguments).to_dict() == arguments


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(), jsons, max_size=4))
def test_custom_data_goes_out_as_it_is(data):
    """Any JSON, any keys."""
    body = make_body(
        CreateJobApplicationBody,
        {"first_name": "Ada", "last_name": "Lovelace", "email": "a@b", "custom_data": data},
    )
    assert json.loads(json.dumps(body.to_dict()))["custom_data"] == data


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_a_cleaned_name_is_safe_anywhere(name):
    """A single step, no control characters, some text, and cleaning it again changes nothing."""
    clean = clean_name(name)
    assert clean.strip()
    assert not re.search(r"[/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]", clean)
    assert clean_name(clean) == clean


@pytest.mark.parametrize("field", ["first_name", "last_name"])
@settings(max_examples=50, deadline=None)
@given(name=texts)
def test_names_of_people_go_out_as_they_are(field, name):
    """Nothing is trimmed, folded or guessed."""
    arguments = {"first_name": "Ada", "last_name": "Lovelace", "email": "a@b", field: name}
    assert make_body(CreateJobApplicationBody, arguments).to_dict()[field] == name
