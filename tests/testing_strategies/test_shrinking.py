"""A failing example shrinks to what made it fail and to what is required."""

import pytest
from homerun_client.models import JobApplicationDetails, Vacancy

from homerun_helpers.testing import strategies as homerun
from tests.testing_strategies.drawing import find

APPLICATION = {"id": "ap_Ada1815"}

# A condition, and the fields of the simplest example that fulfils it.
SHRUNK = {
    "nothing": (lambda payload: True, {}),
    "a field": (lambda payload: "education" in payload, {"education": None}),
    "a text": (lambda payload: payload.get("education") is not None, {"education": ""}),
    "a certain text": (lambda payload: payload.get("education") == "Zoë", {"education": "Zoë"}),
    "a number": (lambda payload: payload.get("total_votes", 0) > 1, {"total_votes": 2}),
    "true": (lambda payload: payload.get("sourced"), {"sourced": True}),
    "a date": (lambda payload: payload.get("created_at"), {"created_at": "2000-01-01T00:00:00Z"}),
    "a field of a record inside": (
        lambda payload: "first_name" in payload.get("personal_info", {}),
        {"personal_info": {"first_name": ""}},
    ),
    "a field three levels down": (
        lambda payload: "city" in ((payload.get("vacancy") or {}).get("location") or {}),
        {"vacancy": {"id": "job_Lovelace1843", "location": {"city": ""}}},
    ),
    "a field in a list": (
        lambda payload: any("note" in note for note in payload.get("notes") or []),
        {"notes": [{"note": ""}]},
    ),
    "a field in an object in a list": (
        lambda payload: any(
            isinstance(one.get("answer"), dict) and "type" in one["answer"] and "name" not in one["answer"]
            for one in payload.get("question_answers") or []
        ),
        {"question_answers": [{"answer": {"type": "resume"}}]},
    ),
    "the length of a list": (lambda payload: len(payload.get("files") or []) > 1, {"files": [{}, {}]}),
    "an unknown field": (lambda payload: "new_field" in payload, {"new_field": None}),
    "an unknown value": (
        lambda payload: (
            (payload.get("vacancy") or {}).get("status", "public") not in ("public", "private", "closed", "draft")
        ),
        {"vacancy": {"id": "job_Lovelace1843", "status": "something_new"}},
    ),
    "two fields": (
        lambda payload: payload.get("hired_at") and payload.get("disqualified"),
        {"hired_at": "2000-01-01T00:00:00Z", "disqualified": True},
    ),
}


@pytest.mark.parametrize("what", SHRUNK)
def test_payload_shrinks_to_what_matters(what):
    """The simplest payload that fulfils a condition has the fields that it needs, and the required id."""
    matters, left = SHRUNK[what]
    assert find(homerun.payloads(JobApplicationDetails), matters) == APPLICATION | left


def test_instance_shrinks_to_what_matters():
    """The simplest instance that fulfils a condition has UNSET in all other fields."""
    record = find(homerun.instances(Vacancy), lambda record: record.title and "ö" not in record.title)
    assert record.to_dict() == {"id": "job_Lovelace1843", "title": "Ada"}


def test_page_shrinks_to_the_record_that_matters():
    """The simplest page that fulfils a condition is the only page of a listing with one record."""
    page = find(homerun.pages(Vacancy), lambda page: any(record.get("is_remote") for record in page["data"]))
    assert page["data"] == [{"id": "job_Lovelace1843", "is_remote": True}]
    assert (page["meta"]["total"], page["meta"]["per_page"], page["meta"]["last_page"]) == (1, 1, 1)


def test_error_shrinks_to_the_documented_example():
    """The simplest error has the message of the documentation and no optional headers."""
    answer = find(homerun.api_errors(), lambda answer: answer.status == 404)
    assert answer.body == {"code": 404, "error": True, "message": "Not found"}
    assert answer.headers == {"Content-Type": "application/json"}


def test_file_shrinks_to_one_byte():
    """The simplest file is one byte, because no file is empty."""
    assert find(homerun.uploads(), lambda file: True) == b"0"
