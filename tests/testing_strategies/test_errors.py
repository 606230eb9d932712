"""Answers that are errors, as documented and as of a gateway."""

import json

import httpx
import pytest
from homerun_client.models import Error
from hypothesis import given

from homerun_helpers import APIStatusError, Homerun, InvalidArgumentError, RetryPolicy
from homerun_helpers.testing import strategies as homerun
from tests.models.comparison import SPEC
from tests.testing_strategies.drawing import draws, examples

DOCUMENTED = {400, 401, 402, 403, 404, 413, 429}
HTML = homerun.api_errors(gateway=True)


@given(answer=homerun.api_errors())
def test_an_error_of_the_api_has_the_documented_shape(answer):
    """Code, error and message; details for invalid input and for nothing else."""
    body = answer.body
    assert (body["code"], body["error"], type(body["message"])) == (answer.status, True, str)
    assert ("details" in body) == (answer.status == 400)
    assert all({"param", "message"} <= detail.keys() for detail in body.get("details", []))
    assert Error.from_dict(body).code == answer.status


@given(answer=homerun.api_errors(hostile=True))
def test_the_content_of_an_error_is_its_body(answer):
    """As it is sent."""
    assert json.loads(answer.content) == answer.body
    assert answer.headers["Content-Type"] == "application/json"


def test_every_documented_status_occurs():
    """And no other."""
    assert {answer.status for answer in examples(homerun.api_errors())} == DOCUMENTED


def test_only_what_an_operation_documents_occurs():
    """By the spec."""
    wanted = {int(code) for code in SPEC["paths"]["/vacancies"]["get"]["responses"] if code >= "400"}
    assert {answer.status for answer in examples(homerun.api_errors(operation="list_vacancies"))} == wanted


@given(answer=homerun.api_errors(status=429))
def test_a_status_can_be_pinned(answer):
    """With the headers that the spec has for it."""
    assert answer.status == 429
    assert answer.headers.keys() <= {"Content-Type", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining"}
    assert all(value.isdigit() for name, value in answer.headers.items() if name != "Content-Type")


@pytest.mark.parametrize("name", ["Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining"])
def test_a_refusal_may_say_when_to_come_again(name):
    """Or not."""
    assert draws(homerun.api_errors(status=429), lambda answer: name in answer.headers)
    assert draws(homerun.api_errors(status=429), lambda answer: name not in answer.headers)


@pytest.mark.parametrize("start", [b"<html>", b"", b'{"message"', b"\xff"])
def test_a_gateway_answers_what_it_likes(start):
    """HTML, nothing, JSON of another shape, and what is no text."""
    assert draws(HTML, lambda answer: answer.content[:10].startswith(start) and answer.body is None)


def test_the_api_and_gateways_can_be_mixed():
    """None is either."""
    found = [answer.body is None for answer in examples(homerun.api_errors(gateway=None))]
    assert {*found} == {True, False}


def test_gateways_have_statuses_that_nobody_documents():
    """Such as 520."""
    assert {502, 520} <= {answer.status for answer in examples(HTML)}


@given(answer=homerun.api_errors(gateway=None, hostile=True))
def test_the_client_raises_each_of_them_as_an_error_of_its_status(answer):
    """Whatever is in the body."""
    response = httpx.Response(answer.status, headers=answer.headers, content=answer.content)
    transport = httpx.MockTransport(lambda request: response)
    once = RetryPolicy(max_attempts=1)
    with Homerun("key", transport=transport, retries=once, rate_limit=None) as client:
        with pytest.raises(APIStatusError) as caught:
            client.ping()
    assert caught.value.status == answer.status


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"operation": "list_notes"}, "operation 'list_notes' does not exist: use ping, list_vacancies"),
        ({"operation": "list_notes", "gateway": True}, "operation 'list_notes' does not exist"),
        ({"status": 418}, "status 418 is not documented for any operation: use 400, 401"),
        ({"status": 404, "operation": "ping"}, "status 404 is not documented for ping: use 401, 402, 429"),
        ({"status": 200}, "status must be a whole number from 400 to 599"),
        ({"gateway": "html"}, "gateway must be True, False or None"),
        ({"hostile": 1}, "hostile must be True or False"),
    ],
)
def test_what_does_not_exist_is_refused(arguments, message):
    """With what does."""
    with pytest.raises(InvalidArgumentError, match=message):
        homerun.api_errors(**arguments)
