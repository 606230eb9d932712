"""Error answers of the API and of gateways."""

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
def test_api_error_has_the_documented_shape(answer):
    """An API error has code, error and message, and has details only if its status is 400."""
    body = answer.body
    assert (body["code"], body["error"], type(body["message"])) == (answer.status, True, str)
    assert ("details" in body) == (answer.status == 400)
    assert all({"param", "message"} <= detail.keys() for detail in body.get("details", []))
    assert Error.from_dict(body).code == answer.status


@given(answer=homerun.api_errors(hostile=True))
def test_content_is_the_body_as_json(answer):
    """`content` is the body encoded as JSON, with the matching Content-Type."""
    assert json.loads(answer.content) == answer.body
    assert answer.headers["Content-Type"] == "application/json"


def test_exactly_the_documented_statuses_occur():
    """Every status that the spec documents occurs, and no other."""
    assert {answer.status for answer in examples(homerun.api_errors())} == DOCUMENTED


def test_operation_limits_statuses_to_its_own():
    """`operation` limits the statuses to those that this operation documents."""
    wanted = {int(code) for code in SPEC["paths"]["/vacancies"]["get"]["responses"] if code >= "400"}
    assert {answer.status for answer in examples(homerun.api_errors(operation="list_vacancies"))} == wanted


@given(answer=homerun.api_errors(status=429))
def test_status_is_the_only_status(answer):
    """`status=429` gives only this status, with only the headers that the spec documents for it."""
    assert answer.status == 429
    assert answer.headers.keys() <= {"Content-Type", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining"}
    assert all(value.isdigit() for name, value in answer.headers.items() if name != "Content-Type")


@pytest.mark.parametrize("name", ["Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining"])
def test_headers_of_a_429_are_optional(name):
    """A 429 may have or lack each of its documented headers."""
    assert draws(homerun.api_errors(status=429), lambda answer: name in answer.headers)
    assert draws(homerun.api_errors(status=429), lambda answer: name not in answer.headers)


@pytest.mark.parametrize("start", [b"<html>", b"", b'{"message"', b"\xff"])
def test_gateway_bodies_are_of_any_kind(start):
    """A gateway's body may be HTML, empty, JSON that is cut off, or no text at all."""
    assert draws(HTML, lambda answer: answer.content[:10].startswith(start) and answer.body is None)


def test_gateway_none_mixes_both_kinds():
    """`gateway=None` gives errors of the API and of gateways."""
    found = [answer.body is None for answer in examples(homerun.api_errors(gateway=None))]
    assert {*found} == {True, False}


def test_gateways_have_undocumented_statuses():
    """Gateways answer with statuses that the spec does not document, such as 520."""
    assert {502, 520} <= {answer.status for answer in examples(HTML)}


@given(answer=homerun.api_errors(gateway=None, hostile=True))
def test_client_raises_each_answer_as_a_status_error(answer):
    """The client raises an `APIStatusError` with the answer's status, whatever the body is."""
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
        ({"operation": "list_notes"}, "operation must be one of ping, list_vacancies.* or None; it is 'list_notes'"),
        ({"operation": "list_notes", "gateway": True}, "operation must be one of ping"),
        ({"status": 418}, "status must be one that is documented for any operation: 400, 401.*; it is 418"),
        (
            {"status": 404, "operation": "ping"},
            "status must be one that is documented for ping: 401, 402, 429; it is 404",
        ),
        ({"status": 200}, "status must be a whole number from 400 to 599"),
        ({"gateway": "html"}, "gateway must be True, False or None"),
        ({"hostile": 1}, "hostile must be True or False"),
    ],
)
def test_invalid_options_are_refused(arguments, message):
    """An unknown operation, an undocumented status or a value of a wrong type is an error that names the argument."""
    with pytest.raises(InvalidArgumentError, match=message) as caught:
        homerun.api_errors(**arguments)
    assert caught.value.argument == message.split()[0]
