"""The validators of the other tests find what is wrong: one that finds nothing would prove nothing."""

import json

import httpx
import pytest

from tests.support import conform_core, conform_strict
from tests.support.conform_exchanges import GET_INCLUDES


@pytest.fixture
def answer(sandbox, api):
    """A correct answer, for others to be made of: an application with everything."""
    question = {"language": "English", "original_question": "Why?", "original_question_type": "text", "answer": "So."}
    id = sandbox.add_application(sources=["Newsletter"], question_answers=[question])
    return api.get(f"/job-applications/{id}", params={"include[]": GET_INCLUDES})


@pytest.fixture
def altered(answer):
    """The answer with another body, or with another status."""

    def make(change=None, status=200):
        body = answer.json()
        if change is not None:
            change(body["data"])
        content = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return httpx.Response(status, headers=headers, content=content, request=answer.request)

    return make


def test_true_answer_passes(altered):
    """Both validators accept a correct answer."""
    assert conform_strict.problems(altered()) == []
    assert conform_core.response_error(altered()) is None


WRONG = {
    "invented": lambda record: record.update(salary=1),
    "invented inside": lambda record: record["personal_info"].update(age=30),
    "invented in an include": lambda record: record["vacancy"].update(salary=1),
    "invented in a list": lambda record: record["question_answers"][0].update(score=1),
    "missing": lambda record: record.pop("pronouns"),
    "missing inside": lambda record: record["personal_info"].pop("photo"),
    "of another type": lambda record: record.update(total_votes="3"),
    "null": lambda record: record.update(sourced=None),
    "no date": lambda record: record.update(created_at="yesterday"),
    "no address": lambda record: record.update(homerun_url="not one"),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_wrong_field_is_found_by_the_strict_judge(altered, change):
    """The strict validator finds a field that is unknown, missing or of a wrong type."""
    assert len(conform_strict.problems(altered(change))) > 0


@pytest.mark.parametrize("name", ["of another type", "null", "no date"])
def test_wrong_field_is_found_by_openapi_core(altered, name):
    """openapi-core finds a field of a wrong type; it allows absent and new fields, as the spec does."""
    assert conform_core.response_error(altered(WRONG[name])) is not None


def test_undocumented_status_is_found(altered):
    """Both validators find a status that the operation does not have."""
    assert conform_core.response_error(altered(status=206)) is not None
    assert len(conform_strict.problems(altered(status=206))) > 0
