"""Payloads of V1 to bodies of V2, statement by statement of the guide."""

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import application_from_v1

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def places(changes):
    return [(change.path, change.to) for change in changes]


def kept(changes):
    return [(change.path, change.value) for change in changes]


def test_the_fields_of_the_candidate_are_those_of_the_application():
    """`candidate field was removed`."""
    body, report = application_from_v1({"candidate": PERSON})
    assert body == PERSON
    assert places(report.renamed)[0] == ("candidate.first_name", "first_name")
    assert report.complete


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("phone", "phone_number", "+44 20"),
        ("firstname", "first_name", "Ada"),
        ("Last name", "last_name", "Lovelace"),
        ("birthday", "date_of_birth", "1815-12-10"),
    ],
)
def test_other_plausible_names_are_known(old, new, value):
    """The guide does not name the fields of a candidate."""
    assert application_from_v1({"candidate": {old: value}}).result == {new: value}
    assert application_from_v1({old: value}).result == {new: value}


def test_fixed_fields_of_content_are_promoted():
    """`Fixed fields, e.g. education and experience have been promoted to main request fields`."""
    content = {"education": "Mathematics", "experience": "Engines", "linkedin": "https://example.com/ada"}
    body, report = application_from_v1({**PERSON, "content": content})
    assert body == PERSON | content
    assert places(report.promoted) == [(f"content.{name}", name) for name in content]


def test_the_rest_of_content_is_custom_data():
    """`content fields was replaced by custom_data field`."""
    body, report = application_from_v1({**PERSON, "content": {"shoe_size": 38, "skills": ["loops"]}})
    assert body["custom_data"] == {"shoe_size": 38, "skills": ["loops"]}
    assert ("content.shoe_size", "custom_data.shoe_size") in places(report.moved_to_custom_data)


@pytest.mark.parametrize("name", ["key", "name", "label"])
def test_content_may_be_a_list_of_names_and_values(name):
    """Labels are read as names. Other keys of a pair are reported."""
    content = [{name: "Education", "value": "Mathematics"}, {name: "Shoe size", "value": 38, "id": 7}]
    body, report = application_from_v1({**PERSON, "content": content})
    assert body == PERSON | {"education": "Mathematics", "custom_data": {"Shoe size": 38}}
    assert kept(report.not_carried) == [("content[1].id", 7)]


@pytest.mark.parametrize("job", ["job_1", {"id": "job_1"}])
def test_the_job_is_a_vacancy_id(job):
    """`job object was replaced by vacancy_id field`."""
    body, report = application_from_v1({**PERSON, "job": job})
    assert body["vacancy_id"] == "job_1"
    assert report.complete


def test_other_fields_of_a_job_are_reported():
    """They are `removed`, since the vacancy has them."""
    report = application_from_v1({**PERSON, "job": {"id": "job_1", "title": "Analyst"}}).report
    assert kept(report.removed) == [("job.title", "Analyst")]
    assert report.complete


def test_a_numeric_id_of_a_job_becomes_a_text():
    """The report says that V2 may not know it."""
    body, report = application_from_v1({**PERSON, "job": 17})
    assert body["vacancy_id"] == "17"
    assert kept(report.converted) == [("job", 17)]


def test_a_candidates_id_is_kept_as_custom_data():
    """`It's no longer necessary to supply candidate IDs`."""
    for candidate in ("ca_1", {"id": "ca_1"}):
        assert application_from_v1({"candidate": candidate}).result == {"custom_data": {"candidate_id": "ca_1"}}


def test_the_fields_of_the_stored_candidate_are_used():
    """Payloads of V1 often named a candidate by its id only."""
    for named in ("ca_1", None, {}):
        body, report = application_from_v1({"candidate": named}, candidate={"id": "ca_1", **PERSON})
        assert body == PERSON | {"custom_data": {"candidate_id": "ca_1"}}
        assert report.complete


@pytest.mark.parametrize(
    "payload", [{"candidate": "ca_2"}, {"candidate": 2}, {"candidate": {"id": "ca_2"}}, {"candidate_id": "ca_2"}]
)
def test_another_candidate_is_an_error(payload):
    """The candidate that is passed must be the one that the payload names."""
    with pytest.raises(InvalidArgumentError, match="candidate"):
        application_from_v1(payload, candidate={"id": "ca_1"})


@pytest.mark.parametrize("payload", [{"candidate": "77"}, {"candidate": {"id": "77"}}, {"candidate_id": "77"}])
def test_ids_of_candidates_are_compared_as_texts(payload):
    """V1 had numbers, and forms made texts of them."""
    body, report = application_from_v1(payload, candidate={"id": 77, **PERSON}, strict=True)
    assert {**body, "custom_data": None} == PERSON | {"custom_data": None}
    assert str(body["custom_data"]["candidate_id"]) == "77"
    assert [str(change.value) for change in report.left_out] == ["77"]


def test_the_stored_candidate_fills_in_missing_fields():
    """A value of the payload comes first, and the report keeps the other one."""
    payload = {"candidate": {"id": 77, "first_name": "Augusta", "last_name": "Lovelace"}}
    body, report = application_from_v1(payload, candidate={"id": "77", **PERSON})
    assert body == PERSON | {"first_name": "Augusta", "custom_data": {"candidate_id": 77}}
    assert kept(report.not_carried) == [("stored candidate.first_name", "Ada")]


JOBS = {"job_1": "vac_1", "17": "vac_2"}


@pytest.mark.parametrize(
    ("payload", "vacancy"),
    [
        ({"job": "job_1"}, "vac_1"),
        ({"job": {"id": 17, "title": "Analyst"}}, "vac_2"),
        ({"job_id": "17"}, "vac_2"),
        ({"vacancy_id": "job_1"}, "vac_1"),
        ({"vacancy_id": "vac_9"}, "vac_9"),
        ({"job": "vac_1"}, "vac_1"),
    ],
)
def test_the_ids_of_jobs_become_those_of_vacancies(payload, vacancy):
    """The mapping `vacancy_ids` gives them; ids of V2 stay."""
    body, report = application_from_v1({**PERSON, **payload}, vacancy_ids=JOBS)
    assert body == PERSON | {"vacancy_id": vacancy}
    assert report.complete


def test_a_job_without_a_vacancy_is_reported():
    """The vacancy is missing then. Without one the application would go to no vacancy."""
    body, report = application_from_v1({**PERSON, "job": "job_9"}, vacancy_ids=JOBS)
    assert body == PERSON
    assert kept(report.not_carried) == [("job", "job_9")]
    assert [change.path for change in report.missing] == ["vacancy_id"]


@pytest.mark.parametrize("payload", [{"job": ["job_1"]}, {"vacancy_id": True}])
def test_a_value_that_is_no_id_of_a_job_is_reported(payload):
    """With `vacancy_ids` and without."""
    for vacancy_ids in (None, JOBS):
        body, report = application_from_v1({**PERSON, **payload}, vacancy_ids=vacancy_ids)
        assert body == PERSON
        assert [{change.path: change.value} for change in report.not_carried] == [payload]


@pytest.mark.parametrize("vacancy_ids", [{"job_1": 7}, {1: "vac_1"}, {"job_1": ""}])
def test_vacancy_ids_must_be_texts(vacancy_ids):
    """They are checked before anything is converted."""
    with pytest.raises(InvalidArgumentError):
        application_from_v1(PERSON, vacancy_ids=vacancy_ids)


def test_fields_that_v2_does_not_know_are_custom_data():
    """`a key-value store for properties non covered by Job Application object schema`."""
    body = application_from_v1({"campaign": "spring", "candidate": {"tags": ["maths"]}}).result
    assert body == {"custom_data": {"campaign": "spring", "tags": ["maths"]}}


def test_a_full_name_is_never_split():
    """Only a person can say where the first name ends."""
    body, report = application_from_v1({"candidate": {"name": "Ada King Lovelace", "email": "ada@example.com"}})
    assert body == {"email": "ada@example.com"}
    assert kept(report.not_carried) == [("candidate.name", "Ada King Lovelace")]
    assert [change.path for change in report.missing] == ["first_name", "last_name"]


def test_a_full_name_that_repeats_the_names_is_left_out():
    """Nothing is lost with it."""
    report = application_from_v1({"candidate": {"name": "Ada Lovelace", **PERSON}}).report
    assert kept(report.left_out) == [("candidate.name", "Ada Lovelace")]
    assert report.complete


def test_a_value_of_the_application_comes_first():
    """Then the candidate's, then that of `content`. The report keeps the others."""
    payload = {**PERSON, "candidate": {"email": "old@example.com", "city": "London"}, "content": {"city": "Paris"}}
    body, report = application_from_v1(payload)
    assert body == PERSON | {"city": "London"}
    assert kept(report.not_carried) == [("candidate.email", "old@example.com"), ("content.city", "Paris")]


def test_a_repeated_value_is_left_out():
    """Nothing is lost with it."""
    report = application_from_v1({**PERSON, "candidate": {"city": "Rome"}, "content": {"city": "Rome"}}).report
    assert kept(report.left_out) == [("content.city", "Rome")]
    assert report.complete


def test_a_second_value_in_custom_data_is_kept_in_the_report():
    """The first value stays in the result."""
    body, report = application_from_v1({**PERSON, "custom_data": {"size": 1}, "content": {"size": True}, "size": 2})
    assert body["custom_data"] == {"size": 1}
    assert kept(report.not_carried) == [("content.size", True), ("size", 2)]


def test_a_full_name_outside_the_candidate_is_not_split_either():
    """Only a person can say where the first name ends."""
    body, report = application_from_v1({"full_name": "Ada L.", "candidate": PERSON})
    assert body == PERSON
    assert kept(report.not_carried) == [("full_name", "Ada L.")]


def test_missing_fields_are_reported():
    """V2 requires names and an address."""
    report = application_from_v1({"candidate": {"first_name": " ", "last_name": None}}).report
    assert [change.path for change in report.missing] == ["first_name", "last_name", "email"]
    assert kept(report.left_out) == [("candidate.first_name", " "), ("candidate.last_name", None)]
