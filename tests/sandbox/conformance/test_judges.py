"""The judges of the other tests object to what is wrong: one that never does proves nothing."""

import json

import httpx
import pytest

from tests.support import conform_core, conform_strict
from tests.support.conform_exchanges import GET_INCLUDES


@pytest.fixture
def answer(sandbox, api):
    """A true answer, for others to be made of: an application with everything."""
    question = {"language": "English", "original_question": "Why?", "original_question_type": "text", "answer": "So."}
    id = sandbox.add_application(sources=["Newsletter"], question_answers=[question])
    return api.get(f"/job-applications/{id}", params={"include[]": GET_INCLUDES})


@pytest.fixture
def altered(answer):
    """The answer with another body, or as if it had another status."""

    def make(change=None, status=200):
        body = answer.json()
        if change is not None:
            change(body["data"])
        content = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return httpx.Response(status, headers=headers, content=content, request=answer.request)

    return make


def test_true_answer_passes(altered):
    """Both judges take what the sandbox said."""
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
    """Whether it is too much, too little or not what it should be."""
    assert len(conform_strict.problems(altered(change))) > 0


@pytest.mark.parametrize("name", ["of another type", "null", "no date"])
def test_wrong_field_is_found_by_openapi_core(altered, name):
    """It reads the spec as it is, which allows fields to be absent and new ones to appear."""
    assert conform_core.response_error(altered(WRONG[name])) is not None


def test_undocumented_status_is_found(altered):
    """An answer with a status that the operation does not have is none of its."""
    assert conform_core.response_error(altered(status=206)) is not None
    assert len(conform_strict.problems(altered(status=206))) > 0
