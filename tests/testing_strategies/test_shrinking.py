"""When something fails, the example is small and easy to read: what matters, and what is required."""

import pytest
from homerun_client.models import JobApplicationDetails, Vacancy

from homerun_helpers.testing import strategies as homerun
from tests.testing_strategies.drawing import find

APPLICATION = {"id": "ap_Ada1815"}

# What matters to a test, and the whole of what it is shown.
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
def test_only_what_matters_is_left(what):
    """Beside the id, which is required."""
    matters, left = SHRUNK[what]
    assert find(homerun.payloads(JobApplicationDetails), matters) == APPLICATION | left


def test_an_instance_shrinks_as_its_json_does():
    """Every other field is UNSET."""
    record = find(homerun.instances(Vacancy), lambda record: record.title and "ö" not in record.title)
    assert record.to_dict() == {"id": "job_Lovelace1843", "title": "Ada"}


def test_a_page_shrinks_to_the_record_that_matters():
    """The first of one, and alone."""
    page = find(homerun.pages(Vacancy), lambda page: any(record.get("is_remote") for record in page["data"]))
    assert page["data"] == [{"id": "job_Lovelace1843", "is_remote": True}]
    assert (page["meta"]["total"], page["meta"]["per_page"], page["meta"]["last_page"]) == (1, 1, 1)


def test_an_error_shrinks_to_the_documented_one():
    """With the words of the documentation."""
    answer = find(homerun.api_errors(), lambda answer: answer.status == 404)
    assert answer.body == {"code": 404, "error": True, "message": "Not found"}
    assert answer.headers == {"Content-Type": "application/json"}


def test_a_file_shrinks_to_plain_bytes():
    """One byte, since nothing is empty."""
    assert find(homerun.uploads(), lambda file: True) == b"0"
