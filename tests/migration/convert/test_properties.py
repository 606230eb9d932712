"""Properties of all conversions: no unexpected error, no loss without a report, and data of V2 stay unchanged."""

import json
from collections import Counter
from functools import cache

import jsonschema_rs
import pytest
import yaml
from homerun_client.models import CreateJobApplicationBody, CreateNoteBody, JobApplicationDetails, Vacancy
from hypothesis import assume, given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers._requests.bodies import make_body
from homerun_helpers.migration import (
    MigrationError,
    application_from_v1,
    application_record_from_v1,
    file_from_v1,
    note_from_v1,
    timestamp_from_v1,
    vacancy_from_v1,
)
from homerun_helpers.testing import strategies as homerun
from tests.migration.convert import v1
from tests.support.conform_core import SPEC

CONVERSIONS = {
    application_from_v1: v1.applications,
    application_record_from_v1: v1.records,
    vacancy_from_v1: v1.jobs,
    note_from_v1: v1.notes,
    file_from_v1: v1.files,
}
conversions = pytest.mark.parametrize("convert", CONVERSIONS, ids=lambda convert: convert.__name__)


def payloads(convert):
    return st.one_of(CONVERSIONS[convert], v1.objects(), v1.objects(names=True))


def leaves(value):
    """Every value that is no object and no list, as JSON."""
    queue = [value]
    while queue:
        one = queue.pop()
        if isinstance(one, dict):
            queue += one.values()
        elif isinstance(one, list):
            queue += one
        else:
            yield json.dumps(one)


def names_of_pairs(content):
    """The keys and labels in a list of names and values: they are names there, no values."""
    for pair in content if isinstance(content, list) else []:
        if isinstance(pair, dict) and "value" in pair:
            names = (pair.get(name) for name in ("key", "name", "label"))
            yield from [json.dumps(name) for name in names if isinstance(name, str) and name.strip()][:1]


@cache
def validator(name):
    """What openapi.yaml says of a schema, formats included."""
    schemas = yaml.safe_load(SPEC.read_text("utf-8"))["components"]["schemas"]
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}},
        validate_formats=True,
        # The API has the last word on addresses; the client only refuses what cannot be one.
        formats={"email": lambda text: "@" in text},
    )


@conversions
@given(data=st.data())
def test_any_json_is_converted_or_refused_by_a_documented_error(convert, data):
    """No other error is raised; with `strict` only an incomplete result is refused."""
    payload = data.draw(payloads(convert) | v1.json(names=True))
    try:
        converted = convert(payload)
    except InvalidArgumentError:
        assert not isinstance(payload, dict)
        return
    if converted.report.complete:
        assert convert(payload, strict=True) == converted
    else:
        with pytest.raises(MigrationError):
            convert(payload, strict=True)


@conversions
@given(data=st.data())
def test_nothing_is_lost_unreported(convert, data):
    """Every value of the input is in the result, among the attachments, or in the report."""
    payload = data.draw(payloads(convert))
    assume("[" not in "".join(payload))  # the fields of a form may take each other's place
    before = Counter(leaves(payload)) - Counter(names_of_pairs(payload.get("content")))
    result, report = convert(payload)
    after = Counter(leaves([result, report.to_dict()["attachments"], [change.value for change in report.changes]]))
    assert not before - after


@conversions
@given(data=st.data())
def test_the_input_stays_as_it_was_and_shares_nothing_with_the_result(convert, data):
    """A conversion changes nothing, and the caller may change its result."""
    payload = data.draw(payloads(convert))
    before = json.dumps(payload)
    result = convert(payload).result
    for value in result.values():
        if isinstance(value, (dict, list)):
            value.clear()
    assert json.dumps(payload) == before


@conversions
@given(data=st.data())
def test_a_second_conversion_changes_nothing(convert, data):
    """The result is data of V2, and data of V2 stay unchanged."""
    once = convert(data.draw(payloads(convert)))
    twice = convert(once.result)
    assert twice.result == once.result
    assert not [change for change in twice.report.changes if change.kind != "missing"]


@given(body=homerun.payloads(CreateJobApplicationBody))
def test_a_body_of_v2_stays_unchanged(body):
    """If the client would send it. It does not send a link such as mailto:ada@example.com."""
    try:
        make_body(CreateJobApplicationBody, body)
    except InvalidArgumentError:
        assume(False)
    result, report = application_from_v1(body)
    assert result == body
    assert report.changes == ()


@pytest.mark.parametrize("hostile", [False, True])
@given(data=st.data())
def test_a_record_of_v2_stays_unchanged(hostile, data):
    """Also with new fields and with odd values."""
    record = data.draw(homerun.payloads(JobApplicationDetails, hostile=hostile))
    result, report = application_record_from_v1(record)
    assert result == record
    assert report.changes == ()


@given(vacancy=homerun.payloads(Vacancy, hostile=True))
def test_a_vacancy_of_v2_stays_unchanged(vacancy):
    """Whatever fields it has."""
    result, report = vacancy_from_v1(vacancy)
    assert result == vacancy
    assert report.changes == ()


@given(note=homerun.payloads(CreateNoteBody))
def test_a_note_of_v2_stays_unchanged(note):
    """If it has text. The client sends no other."""
    assume(note["note"].strip() and note["display_name"].strip())
    assert note_from_v1(note) == (note, note_from_v1(note).report)
    assert note_from_v1(note).report.changes == ()


@given(payload=payloads(application_from_v1))
def test_a_body_is_valid_by_the_spec_or_the_report_says_what_is_missing(payload):
    """A body with nothing missing is also one that the client sends."""
    body, report = application_from_v1(payload)
    if report.missing:
        needed = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
        assert needed.keys() - body.keys() <= {change.path for change in report.missing}
        body = needed | body
    assert [error.message for error in validator("CreateJobApplicationBody").iter_errors(body)] == []
    make_body(CreateJobApplicationBody, body)


@given(payload=payloads(application_from_v1))
def test_notes_are_valid_by_the_spec_or_the_report_says_what_is_missing(payload):
    """Each attached note has a text."""
    converted = application_from_v1(payload)
    missing = {change.path.rpartition(".")[2] for change in converted.report.missing}
    for note in converted.attachments.notes:
        assert {"note", "display_name"} - note.keys() <= missing
        assert validator("CreateNoteBody").is_valid({"display_name": "Ada", **note})


@given(record=payloads(application_record_from_v1))
def test_a_record_decodes(record):
    """By the model of V2, once it has an id."""
    result, report = application_record_from_v1(record)
    assert ("id" in result) == ("id" not in [change.path for change in report.missing])
    JobApplicationDetails.from_dict({"id": "ap_1", **result})


@given(job=payloads(vacancy_from_v1))
def test_a_vacancy_decodes(job):
    """By the model of V2, once it has an id."""
    Vacancy.from_dict({"id": "job_1", **vacancy_from_v1(job).result})


@conversions
@given(data=st.data())
def test_no_text_of_a_report_or_error_shows_a_value(convert, data):
    """They are written to logs."""
    secret = "Personal-7291"
    payload = data.draw(payloads(convert))
    payload = json.loads(json.dumps(payload).replace("Ada", secret).replace("Mathematics", secret))
    converted = convert(payload)
    texts = [str(converted.report), repr(converted.report), repr(converted), repr(converted.attachments)]
    try:
        convert(payload, strict=True)
    except MigrationError as error:
        texts += [str(error), repr(error)]
    assert not [text for text in texts if secret in text]


@given(value=v1.json() | v1.moments)
def test_any_value_is_a_moment_in_utc_or_an_error(value):
    """`timestamp_from_v1` raises nothing but InvalidArgumentError."""
    try:
        moment = timestamp_from_v1(value)
    except InvalidArgumentError:
        return
    assert moment.utcoffset().total_seconds() == 0


@given(seconds=st.integers(100_000_000, 4_102_444_799))
def test_seconds_and_milliseconds_are_told_apart(seconds):
    """Any moment of the range is the same in both, as number and as text."""
    readings = {timestamp_from_v1(form) for form in (seconds, seconds * 1000, str(seconds), str(seconds * 1000))}
    assert [moment.timestamp() for moment in readings] == [seconds]
