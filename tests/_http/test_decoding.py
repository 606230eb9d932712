"""Answers to typed values, with errors that say where."""

import pickle

import pytest
from homerun_client.models import JobApplicationList, Vacancy

from homerun_helpers import ResponseDecodeError
from homerun_helpers._http.decoding import decode, parse_json

WHERE = {"method": "GET", "path": "/vacancies", "status": 200}
CANARY = "Canary-Lovelace"


def decoded(decoder, body, raw=b"raw"):
    return decode(decoder, body, raw, **WHERE)


def page_with(**record):
    return {"data": [{"id": "ap_1"}, {"id": "ap_2", **record}], "meta": {"total": 2}}


@pytest.mark.parametrize(
    ("raw", "value"),
    [(b"{}", {}), (b"[]", []), (b"null", None), (b" 7 ", 7), ('{"a": "Ω"}'.encode(), {"a": "Ω"})],
)
def test_json_is_decoded(raw, value):
    """Whatever it holds."""
    assert parse_json(raw, **WHERE) == value


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" ",
        b"<html><body>Canary-Lovelace</body></html>",
        b'{"name": "Canary-Lovelace"',
        b'{"name": "Canary-Lovelace"}{}',
        b'{"name": "Canary-Lovelace\xff"}',
        '{"name": "Canary-Lovelace"}'.encode("utf-16"),
        b"NaN",
        b'{"a": NaN}',
        b"[Infinity]",
        b"[-Infinity]",
        b"[" * 1_000_000,
        b'{"a":' * 1_000_000,
        b"9" * 5_000,
    ],
)
def test_what_is_not_json_is_an_error_that_keeps_the_body(raw):
    """The body is an attribute; nothing of it is in the text, nor in a cause that a report would print."""
    with pytest.raises(ResponseDecodeError, match=r"GET /vacancies \(200\) is not JSON") as caught:
        parse_json(raw, **WHERE)
    error = caught.value
    assert (error.raw, error.body, error.index, error.field, error.status) == (raw, None, None, None, 200)
    assert CANARY not in str(error) + repr(error) + repr(error.__cause__)
    assert CANARY not in str(getattr(error.__cause__, "doc", ""))


@pytest.mark.parametrize("body", [[], None, 7, "text", True])
def test_an_answer_that_is_no_object_is_an_error(body):
    """The error says what is there."""
    with pytest.raises(ResponseDecodeError, match="should be an object") as caught:
        decoded(Vacancy.from_dict, body)
    assert (caught.value.index, caught.value.field, caught.value.body) == (None, None, body)


def test_a_wrong_field_of_a_record_is_named_with_its_index():
    """From 0, and without the page around it."""
    with pytest.raises(ResponseDecodeError, match=r"data\[1\].personal_info.date_of_birth") as caught:
        decoded(JobApplicationList.from_dict, page_with(personal_info={"date_of_birth": CANARY}))
    assert (caught.value.index, caught.value.field) == (1, "personal_info.date_of_birth")


def test_the_text_of_the_error_is_composed_from_its_attributes():
    """Where, what should be there and what is: each is an attribute, and the text has all of them."""
    with pytest.raises(ResponseDecodeError) as caught:
        decoded(JobApplicationList.from_dict, page_with(hired_at=5))
    error = caught.value
    assert (
        str(error)
        == error.message
        == (
            "The answer to GET /vacancies (200) is not what the API documents. "
            "data[1].hired_at should be a string, but is a number."
        )
    )
    error.index = 7
    assert "data[7].hired_at should be" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_record_that_is_none_has_an_index_and_no_field():
    """It is wrong as a whole."""
    with pytest.raises(ResponseDecodeError) as caught:
        decoded(JobApplicationList.from_dict, {"data": [None]})
    assert (caught.value.index, caught.value.field) == (0, None)


def test_a_wrong_field_of_a_single_record_has_no_index():
    """The answer holds only this record."""
    with pytest.raises(ResponseDecodeError) as caught:
        decoded(Vacancy.from_dict, {"id": "va_1", "stages": [{"id": "st_1", "name": "a"}, {"name": 5}]})
    assert (caught.value.index, caught.value.field) == (None, "stages[1].name")


def test_data_that_is_no_list_is_named():
    """Nothing is taken for a page that is none."""
    with pytest.raises(ResponseDecodeError) as caught:
        decoded(JobApplicationList.from_dict, {"data": {"id": "ap_1"}})
    assert (caught.value.index, caught.value.field) == (None, "data")


def test_the_error_keeps_body_and_raw_and_shows_no_value():
    """The error carries the whole page; its text names fields and types only."""
    body = page_with(personal_info={"first_name": [CANARY]}, disqualified=CANARY)
    with pytest.raises(ResponseDecodeError) as caught:
        decoded(JobApplicationList.from_dict, body, raw=b"as it came")
    error = caught.value
    assert (error.raw, error.body) == (b"as it came", body)
    assert CANARY not in str(error) + repr(error) + str(error.__cause__) + repr(error.__cause__)


def test_unknown_fields_survive():
    """They are written back as they were."""
    record = {"id": "va_1", "status": "frozen", "salary": {"from": [1, None, {}]}}
    assert decoded(Vacancy.from_dict, record).to_dict() == record


def test_a_path_that_may_hold_personal_data_is_hidden():
    """A step that does not look like an id could be an e-mail address."""
    with pytest.raises(ResponseDecodeError) as caught:
        parse_json(b"", method="GET", path="/vacancies/ada@example.com", status=200)
    assert "ada" not in str(caught.value)
    assert caught.value.path == "/vacancies/ada@example.com"
