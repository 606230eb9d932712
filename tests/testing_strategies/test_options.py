"""Each option pins one dimension, and None leaves it open."""

import re
from datetime import UTC, timedelta

import pytest
from homerun_client.models import (
    CreateJobApplicationBody,
    CreateNoteBody,
    CustomData,
    JobApplication,
    JobApplicationDetails,
    JobApplicationList,
    QuestionAnswer,
    Stage,
    UpdateJobApplicationBody,
    Vacancy,
    VacancyResponse,
)
from homerun_client.types import UNSET
from hypothesis import given

from homerun_helpers import InvalidArgumentError
from homerun_helpers.testing import strategies as homerun
from tests.models.comparison import MOMENTS, SCHEMAS
from tests.models.comparison import fields as schema_fields
from tests.testing_strategies.drawing import draws, examples, fields, walk

DETAILS = {"notes", "sources", "vacancy", "disqualification_reason", "question_answers"}
LISTED = {"stage", "sources", "vacancy", "disqualification_reason", "question_answers"}
OF_VACANCY = {"location", "department", "stages", "total_candidate_count", "page_content"}


# --- Includes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "known"), [(JobApplicationDetails, DETAILS), (JobApplication, LISTED), (Vacancy, OF_VACANCY)]
)
def test_without_includes_none_of_their_fields_is_there(model, known):
    """Notes never are in a list, whatever is included there."""

    @given(payload=homerun.payloads(model, includes=()))
    def is_bare(payload):
        assert not known & payload.keys()
        assert model is not JobApplication or "notes" not in payload

    is_bare()


@given(payload=homerun.payloads(JobApplicationDetails, includes=["notes", "questionAnswers"]))
def test_what_is_included_is_there_and_nothing_else(payload):
    """By the name of the include; the value may be null."""
    assert payload.keys() & DETAILS == {"notes", "question_answers"}


@given(payload=homerun.payloads(JobApplicationDetails, includes="question_answers", nulls=False))
def test_an_include_goes_by_the_name_of_its_field_too(payload):
    """And one alone needs no list."""
    assert payload.keys() & DETAILS == {"question_answers"}
    assert payload["question_answers"] is not None


@given(payload=homerun.payloads(JobApplicationDetails, includes=["vacancy"], nulls=False))
def test_records_inside_are_without_includes(payload):
    """`include[]=vacancy` brings the vacancy, not its stages."""
    assert not OF_VACANCY & payload["vacancy"].keys()


@given(payload=homerun.payloads(JobApplicationList, includes=["sources"]))
def test_includes_of_an_answer_belong_to_its_records(payload):
    """To each of them."""
    assert all(record.keys() & LISTED == {"sources"} for record in payload["data"])


@given(payload=homerun.payloads(VacancyResponse, includes=["stages"]))
def test_includes_of_an_answer_belong_to_its_record(payload):
    """To the one that it has."""
    assert payload["data"].keys() & OF_VACANCY == {"stages"}


@given(record=homerun.instances(JobApplicationDetails, includes=["notes"]))
def test_instances_have_the_same_includes(record):
    """UNSET is absent."""
    assert {name for name in DETAILS if getattr(record, name) is not UNSET} == {"notes"}


@pytest.mark.parametrize("name", ["stage", "personal_info", "rating"])
def test_what_comes_without_an_include_is_left_open(name):
    """A single application may have its stage although that is an include of lists."""
    strategy = homerun.payloads(JobApplicationDetails, includes=())
    assert draws(strategy, lambda payload: name in payload)
    assert draws(strategy, lambda payload: name not in payload)


@pytest.mark.parametrize("name", sorted(DETAILS))
def test_included_fields_are_left_open_by_none(name):
    """They may be there or not."""
    assert draws(homerun.payloads(JobApplicationDetails), lambda payload: name in payload)
    assert draws(homerun.payloads(JobApplicationDetails), lambda payload: name not in payload)


@pytest.mark.parametrize(
    ("model", "includes", "message"),
    [
        (
            JobApplicationDetails,
            ["note"],
            "include 'note' does not exist for JobApplicationDetails: use disqualificationR",
        ),
        (JobApplication, ["notes"], "include 'notes' does not exist for JobApplication: use .*stage, vacancy"),
        (Stage, ["notes"], "include 'notes' does not exist for Stage: it has none"),
        (Vacancy, [7], r"includes must be names such as \('notes',\), or None"),
        (Vacancy, 7, "includes must be names such as"),
    ],
)
def test_an_include_that_does_not_exist_is_refused(model, includes, message):
    """With the names of those that do."""
    with pytest.raises(InvalidArgumentError, match=message):
        homerun.payloads(model, includes=includes)


# --- Nulls ----------------------------------------------------------------------------------------------------------

NULLABLE = {
    name
    for name, schema in schema_fields(JobApplicationDetails).items()
    if "null" in schema.get("type", ()) or {"type": "null"} in schema.get("anyOf", ())
}


@given(payload=homerun.payloads(JobApplicationDetails, nulls=True))
def test_everything_that_may_be_null_is(payload):
    """Where it is there at all."""
    assert all(
        (payload[name] is None) == (name in NULLABLE) for name in payload.keys() & schema_fields(JobApplicationDetails)
    )


@given(payload=homerun.payloads(JobApplicationDetails, nulls=False, hostile=True))
def test_nothing_is_null(payload):
    """Neither a field nor anything in free data."""
    assert all(value is not None for _, value in walk(payload))


@given(record=homerun.instances(JobApplicationDetails, nulls=False))
def test_nothing_is_none(record):
    """Absent fields are UNSET."""
    assert all(value is not None for _, value in walk(record))


@pytest.mark.parametrize("name", sorted(NULLABLE))
def test_nulls_are_left_open_by_none(name):
    """A field may be null, have a value, or be absent."""
    strategy = homerun.payloads(JobApplicationDetails)
    assert draws(strategy, lambda payload: payload.get(name, 1) is None)
    assert draws(strategy, lambda payload: payload.get(name) is not None)


# --- What the spec does not know ------------------------------------------------------------------------------------


def unknown_fields(payload):
    return payload.keys() - schema_fields(JobApplicationDetails).keys()


@given(payload=homerun.payloads(JobApplicationDetails, unknown_fields=True, nulls=False))
def test_every_object_has_an_unknown_field(payload):
    """Also those inside."""
    assert unknown_fields(payload)
    assert all(one.keys() - schema_fields(Vacancy).keys() for one in [payload.get("vacancy")] if one)


@given(payload=homerun.payloads(JobApplicationDetails, unknown_fields=False, includes=["notes"]))
def test_no_object_has_an_unknown_field(payload):
    """Also none inside."""
    assert not unknown_fields(payload)
    assert all(
        note.keys() <= {"display_name", "is_sensitive", "note", "created_at", "updated_at"}
        for note in payload["notes"] or []
    )


@given(record=homerun.instances(JobApplicationDetails, unknown_fields=True))
def test_unknown_fields_of_an_instance_are_its_additional_properties(record):
    """Where the client puts them."""
    assert record.additional_keys


def test_unknown_fields_are_left_open_by_none():
    """An answer may have some."""
    assert draws(homerun.payloads(Stage), lambda payload: payload.keys() - {"name"})
    assert draws(homerun.payloads(Stage), lambda payload: not payload.keys() - {"name"})


@given(payload=homerun.payloads(UpdateJobApplicationBody), note=homerun.payloads(CreateNoteBody))
def test_a_request_has_no_unknown_fields(payload, note):
    """Unless they are asked for: a client sends what the API takes."""
    assert payload.keys() <= SCHEMAS["UpdateJobApplicationBody"]["properties"].keys()
    assert payload.get("stage", {}).keys() <= {"name"}
    assert note.keys() <= {"note", "display_name", "is_sensitive"}


@given(payload=homerun.payloads(CreateJobApplicationBody, unknown_fields=True))
def test_a_request_has_unknown_fields_if_it_must(payload):
    """To see what the other side makes of them."""
    assert payload.keys() - SCHEMAS["CreateJobApplicationBody"]["properties"].keys()


@given(payload=homerun.payloads(CustomData, unknown_fields=False))
def test_free_data_is_not_unknown(payload):
    """Its names are the account's own."""
    assert len(payload) <= 3


def test_free_data_is_there_although_nothing_is_unknown():
    """See above."""
    assert draws(homerun.payloads(CustomData, unknown_fields=False), lambda payload: len(payload) == 3)


ENUMS = {"status": "VacancyStatus", "type": "VacancyType", "location_type": "LocationType"}


def documented(payload):
    """For each field with an enum, whether its value is one that the spec knows."""
    return [payload[name] in SCHEMAS[enum]["enum"] for name, enum in ENUMS.items() if name in payload]


@pytest.mark.parametrize("hostile", [True, False])
@pytest.mark.parametrize("unknown", [True, False])
def test_values_of_enums_are_unknown_or_documented(unknown, hostile):
    """All of them; and they are texts all the same."""

    @given(payload=homerun.payloads(Vacancy, unknown_values=unknown, hostile=hostile))
    def is_pinned(payload):
        assert documented(payload) == [not unknown for name in ENUMS if name in payload]
        assert all(isinstance(payload[name], str) for name in ENUMS if name in payload)

    is_pinned()


@pytest.mark.parametrize("name", ENUMS)
def test_every_documented_value_occurs_and_others_too(name):
    """With the unknown ones left open."""
    known = SCHEMAS[ENUMS[name]]["enum"]
    assert all(draws(homerun.payloads(Vacancy), lambda payload, one=one: payload.get(name) == one) for one in known)
    assert draws(homerun.payloads(Vacancy), lambda payload: payload.get(name, known[0]) not in known)


# --- Dates ----------------------------------------------------------------------------------------------------------

DAY, TIME = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d:\d\d"
FORMS = {
    "utc": rf"{DAY}T{TIME}Z",
    "offset": rf"{DAY}T{TIME}[+-]\d\d:\d\d",
    "fraction": rf"{DAY}T{TIME}\.\d{{1,6}}Z",
    "naive": rf"{DAY}T{TIME}",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("hostile", [True, False])
def test_date_times_are_written_in_the_form_that_is_pinned(form, hostile):
    """At any depth; dates have one form only."""

    @given(payload=homerun.payloads(JobApplicationDetails, dates=form, hostile=hostile, unknown_fields=False))
    def is_written_so(payload):
        moments = [one for one in fields({**payload, "custom_data": None}, *MOMENTS) if isinstance(one, str)]
        assert all(re.fullmatch(FORMS[form], one) for one in moments)
        births = [one for one in fields(payload.get("personal_info"), "date_of_birth") if one is not None]
        assert all(re.fullmatch(DAY, one) for one in births)

    is_written_so()


@pytest.mark.parametrize(
    "form",
    [
        *FORMS.values(),
        rf".*{TIME}\.\d*[1-9]\d*Z",
        rf"{DAY}t.*",
        rf"{DAY} .*",
        r".*z",
        rf"{DAY}T\d\d:\d\dZ",
        r".*T24:00:00Z",
        r".*,\d+Z",
        r".*\+\d{4}",
        r".*\+\d\d",
    ],
)
def test_all_forms_of_dates_occur(form):
    """Also rare ones, when nothing is pinned."""
    strategy = homerun.payloads(Vacancy)
    assert draws(strategy, lambda payload: re.fullmatch(form, payload.get("created_at", "")))


def test_instances_have_the_offsets_that_are_pinned():
    """As datetimes, which are aware in any case."""
    moments = {
        form: [one.created_at for one in examples(homerun.instances(Vacancy, dates=form)) if one.created_at]
        for form in FORMS
    }
    assert all(one.tzinfo is UTC and not one.microsecond for one in moments["utc"] + moments["naive"])
    assert any(one.utcoffset() > timedelta(0) for one in moments["offset"])
    assert any(one.microsecond for one in moments["fraction"])


# --- Sizes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [0, 1, 5, 20])
@pytest.mark.parametrize("hostile", [True, False])
def test_no_list_is_longer_than_allowed(most, hostile):
    """And no free data is larger."""

    @given(payload=homerun.payloads(JobApplicationDetails, max_items=most, hostile=hostile, unknown_fields=False))
    def is_short(payload):
        assert all(len(one) <= most for _, one in walk(payload) if isinstance(one, list))
        assert len(payload.get("custom_data") or {}) <= most

    is_short()


@pytest.mark.parametrize("most", [1, 5, 20])
def test_a_list_may_be_as_long_as_allowed(most):
    """Up to the last element."""
    assert draws(
        homerun.payloads(JobApplicationDetails, max_items=most), lambda payload: len(payload.get("notes") or []) == most
    )


FILE = {"name", "type", "temporary_download_url"}  # its type is documented, and its link has a form


@pytest.mark.parametrize("most", [0, 1, 30])
@pytest.mark.parametrize("hostile", [True, False])
def test_no_text_is_longer_than_allowed(most, hostile):
    """Those without a form of their own, and those in free data."""
    free = ("education", "note", "first_name", "answer", "original_question", "custom_data")

    @given(payload=homerun.payloads(JobApplicationDetails, max_length=most, hostile=hostile, unknown_fields=False))
    def is_short(payload):
        values = [one for one in fields(payload, *free) if not (isinstance(one, dict) and one.keys() & FILE)]
        found = [inner for value in values for _, inner in walk(value)]
        assert all(len(one) <= most for one in found if isinstance(one, str))

    is_short()


def test_texts_are_long_when_nothing_is_pinned():
    """Longer than a column of a database often is."""
    assert draws(homerun.payloads(QuestionAnswer), lambda payload: len(payload.get("language", "")) > 255)


# --- Wrong options --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("nulls", "yes", "nulls must be True, False or None; it is 'yes'"),
        ("nulls", 1, "nulls must be True, False or None; it is 1"),
        ("unknown_fields", 0, "unknown_fields must be True, False or None"),
        ("unknown_values", [], "unknown_values must be True, False or None"),
        ("dates", "UTC", "dates must be 'utc', 'offset', 'fraction', 'naive' or None; it is 'UTC'"),
        ("hostile", None, "hostile must be True or False; it is None"),
        ("max_items", -1, "max_items must be a whole number from 0 to 100; it is -1"),
        ("max_items", True, "max_items must be a whole number"),
        ("max_length", 1.5, "max_length must be a whole number from 0 to 100,000"),
    ],
)
@pytest.mark.parametrize("strategy", [homerun.payloads, homerun.instances, homerun.pages])
def test_an_option_of_another_type_is_refused(strategy, option, value, message):
    """With what it may be; at once, and not when it is drawn."""
    with pytest.raises(InvalidArgumentError, match=re.escape(message)) as caught:
        strategy(Vacancy, **{option: value})
    assert isinstance(caught.value, ValueError)
