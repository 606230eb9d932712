import json
import re
import time

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox

ALL = ["stage", "sources", "disqualificationReason", "questionAnswers"]


def everything(sandbox):
    """All records, with the port and the links' signatures left out."""
    headers = {"Authorization": f"Bearer {sandbox.key()}"}
    with httpx.Client(base_url=sandbox.url, headers=headers) as api:
        params = {"perPage": 100, "include[]": ALL}
        texts = [api.get("/job-applications", params=params).text, api.get("/vacancies").text]
    return re.sub(r"127\.0\.0\.1:\d+|-\d+-[0-9a-f]{32}", "", "".join(texts))


def test_same_seed_gives_the_same_data():
    """The same seed gives the same records, with the same ids and times."""
    with Sandbox(seed=7, applications=60) as one, Sandbox(seed=7, applications=60) as two:
        assert everything(one) == everything(two)


def test_other_seed_gives_other_data():
    """Data of two seeds has no id in common."""
    with Sandbox(seed=1, applications=60) as one, Sandbox(seed=2, applications=60) as two:
        assert not set(one.application_ids()) & set(two.application_ids())
        assert not set(one.vacancy_ids()) & set(two.vacancy_ids())


def test_three_in_five_are_for_the_first_vacancy():
    """150 of 250 applications are for the first vacancy, so that listing it needs several pages."""
    with Sandbox() as sandbox:
        assert len(sandbox.vacancy_ids()) == 8
        assert len(sandbox.application_ids()) == 250
        assert len(sandbox.application_ids(sandbox.vacancy_ids()[0])) == 150


def test_first_vacancy_is_public(sandbox, api):
    """The first vacancy is public, and the others have every other status."""
    statuses = [vacancy["status"] for vacancy in api.get("/vacancies").json()["data"]]
    assert statuses[0] == "public"
    assert set(statuses) == {"public", "private", "draft", "closed"}


def test_ids_look_like_the_real_ones(sandbox):
    """An id is a prefix and twenty letters or digits."""
    assert all(re.fullmatch(r"ap_[A-Za-z0-9]{20}", id) for id in sandbox.application_ids())
    assert all(re.fullmatch(r"job_[A-Za-z0-9]{20}", id) for id in sandbox.vacancy_ids())


def test_stories_are_consistent(sandbox, api):
    """A hired candidate has a time after applying; a disqualified one has a reason and is not hired."""
    params = {"perPage": 100, "include[]": ALL}
    for record in api.get("/job-applications", params=params).json()["data"]:
        hired = record["stage"] is not None and record["stage"]["name"] == "hired"
        assert hired is (record["hired_at"] is not None)
        assert record["disqualified"] is (record["disqualification_reason"] is not None)
        assert not (hired and record["disqualified"])
        assert record["created_at"] <= (record["first_reply_at"] or record["created_at"])
        assert record["stage"] is not None or record["vacancy_id"] is None


def test_people_are_varied_and_do_not_exist(sandbox, api):
    """Names are from many languages, mail addresses from reserved domains."""
    records = api.get("/job-applications", params={"perPage": 100}).json()["data"]
    people = [record["personal_info"] for record in records]
    assert any(not person["first_name"].isascii() for person in people)
    assert len({(p["first_name"], p["last_name"]) for p in people}) > 35
    assert {p["email"].partition("@")[2] for p in people} == {"example.com", "example.org"}


def test_records_have_a_realistic_size(sandbox, api):
    """A record with includes has about a kilobyte."""
    records = api.get("/job-applications", params={"perPage": 100, "include[]": ALL}).json()["data"]
    assert 800 < len(json.dumps(records)) / len(records) < 1600


@pytest.mark.parametrize(("applications", "vacancies"), [(0, 0), (5, 0), (0, 3), (5, 1)])
def test_any_amount_works(applications, vacancies):
    """Any number of applications can be made, also 0; without vacancies all are on the candidate page."""
    with Sandbox(applications=applications, vacancies=vacancies) as sandbox:
        assert len(sandbox.application_ids()) == applications
        assert len(sandbox.vacancy_ids()) == vacancies
        assert everything(sandbox)
        assert sandbox.add_application() in sandbox.application_ids()


def test_time_without_an_offset_is_utc(sandbox, details, monkeypatch):
    """A `created_at` without an offset is UTC, also on a machine in another time zone."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        id = sandbox.add_application(created_at="2026-06-01T12:00:00")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert details(id)["created_at"] == "2026-06-01T12:00:00Z"
