"""Arguments arrive at the sandbox unchanged: they are read back from it, and by the parsers of Python's library."""

from urllib.parse import parse_qsl

import pytest
from homerun_client.operations import OPERATIONS
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from homerun_helpers import Homerun, InvalidArgumentError, NotFoundError
from homerun_helpers._files.uploads import clean_name
from homerun_helpers.sandbox import Sandbox

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(
    str.strip
)
ids = words.filter(lambda text: text.strip() not in (".", ".."))
texts = st.text(st.characters(codec="utf-8"), max_size=20)
jsons = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def api():
    """A sandbox and a client of it, without a socket between them."""
    with Sandbox(serve=False, applications=5, rate_limit=None) as sandbox:
        with Homerun(sandbox.key(), base_url=sandbox.url, rate_limit=None, transport=sandbox.transport()) as homerun:
            yield sandbox, homerun


def last_query(sandbox):
    """The parameters of the last request, by the parser of Python's library."""
    return parse_qsl(sandbox.journal[-1].query, keep_blank_values=True)


@given(id=ids)
def test_an_identifier_arrives_as_it_is(api, id):
    """An id arrives as one segment of the path."""
    sandbox, homerun = api
    sandbox.clear_journal()
    with pytest.raises(NotFoundError):
        homerun.job_applications.get(id)
    assert sandbox.journal[-1].path == f"/v2/job-applications/{id}"


@given(vacancies=st.lists(words.filter(lambda text: "," not in text), min_size=1, max_size=4), stage=words)
def test_filters_arrive_as_they_are(api, vacancies, stage):
    """Several values arrive as one comma list, each once."""
    sandbox, homerun = api
    sandbox.clear_journal()
    homerun.job_applications.list(vacancy_id=vacancies, stage=stage).first()
    query = dict(last_query(sandbox))
    assert query["filter[vacancy_id]"].split(",") == list(dict.fromkeys(vacancies))
    assert query["filter[stage]"] == stage


@given(data=st.data())
def test_includes_arrive_each_by_itself(api, data):
    """Includes arrive as repeated `include[]`, in the order in which they were given."""
    sandbox, homerun = api
    known = sorted(OPERATIONS["list_job_applications"].includes)
    asked = data.draw(st.lists(st.sampled_from(known), unique=True))
    sandbox.clear_journal()
    homerun.job_applications.list(include=asked).first()
    assert [value for name, value in last_query(sandbox) if name == "include[]"] == asked


@given(params=st.dictionaries(words, words, max_size=3))
def test_extra_parameters_arrive_as_they_are(api, params):
    """Extra parameters arrive unchanged, whatever their names are."""
    assume(not {"page", "perPage"} & params.keys())
    sandbox, homerun = api
    sandbox.clear_journal()
    try:
        homerun.request("GET", "/ping", params=params)
    except InvalidArgumentError:
        assume(False)
    assert dict(last_query(sandbox)) == params


@given(first=words, city=st.none() | texts, custom=st.dictionaries(texts, jsons, max_size=3))
def test_a_body_arrives_as_it_is(api, first, city, custom):
    """Names, texts, nulls and any JSON in `custom_data` are read back as they were sent."""
    _, homerun = api
    made = homerun.job_applications.create(
        first_name=first, last_name="L", email="a@example.com", city=city, custom_data=custom
    )
    read = homerun.job_applications.get(made.id)
    assert (read.personal_info.first_name, read.personal_info.city) == (first, city)
    assert (read.custom_data.to_dict() if read.custom_data is not None else None) == custom


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(name=words, content=st.binary(min_size=1, max_size=200))
@example(name='my "best" cv.pdf', content=b"\x00")  # both found by fuzzing
@example(name=".", content=b"\x00")
def test_a_file_comes_back_as_it_went(api, tmp_path_factory, name, content):
    """A download has the bytes of the upload, and its name without folders."""
    sandbox, homerun = api
    id = sandbox.application_ids()[0]
    homerun.job_applications.upload_file(id, (name, content), type="assignment")
    file = homerun.job_applications.get(id).files[-1]
    got = homerun.job_applications.download_file(file, tmp_path_factory.mktemp("got"))
    # A quote is sent as %22, as browsers write it in forms, and stored so.
    assert (file.name, got.read_bytes()) == (clean_name(name).replace('"', "%22"), content)
