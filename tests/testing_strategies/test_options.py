"""Each option fixes one property of the examples, and None leaves it open."""

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
from tests.models.comparison import DATETIMES, SCHEMAS
from tests.models.comparison import fields as schema_fields
from tests.testing_strategies.drawing import draws, examples, fields, walk

DETAILS = {"notes", "sources", "vacancy", "disqualification_reason", "question_answers"}
LISTED = {"stage", "sources", "vacancy", "disqualification_reason", "question_answers"}
OF_VACANCY = {"location", "department", "stages", "total_candidate_count", "page_content"}


# --- Includes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "known"), [(JobApplicationDetails, DETAILS), (JobApplication, LISTED), (Vacancy, OF_VACANCY)]
)
def test_empty_includes_remove_all_included_fields(model, known):
    """`includes=()` removes the fields of all includes, and a listed application never has notes."""

    @given(payload=homerun.payloads(model, includes=()))
    def is_bare(payload):
        assert not known & payload.keys()
        assert model is not JobApplication or "notes" not in payload

    is_bare()


@given(payload=homerun.payloads(JobApplicationDetails, includes=["notes", "questionAnswers"]))
def test_only_the_named_includes_are_present(payload):
    """The fields of the named includes are present and those of the others are absent."""
    assert payload.keys() & DETAILS == {"notes", "question_answers"}


@given(payload=homerun.payloads(JobApplicationDetails, includes="question_answers", nulls=False))
def test_include_can_be_named_by_its_field(payload):
    """`includes` accepts the name of a field, and a single name without a list."""
    assert payload.keys() & DETAILS == {"question_answers"}
    assert payload["question_answers"] is not None


@given(payload=homerun.payloads(JobApplicationDetails, includes=["vacancy"], nulls=False))
def test_nested_records_have_no_includes(payload):
    """`includes=["vacancy"]` brings the vacancy without its own includes."""
    assert not OF_VACANCY & payload["vacancy"].keys()


@given(payload=homerun.payloads(JobApplicationList, includes=["sources"]))
def test_includes_of_a_list_answer_apply_to_its_records(payload):
    """`includes` of a list's answer apply to each of its records."""
    assert all(record.keys() & LISTED == {"sources"} for record in payload["data"])


@given(payload=homerun.payloads(VacancyResponse, includes=["stages"]))
def test_includes_of_a_single_answer_apply_to_its_record(payload):
    """`includes` of a single record's answer apply to this record."""
    assert payload["data"].keys() & OF_VACANCY == {"stages"}


@given(record=homerun.instances(JobApplicationDetails, includes=["notes"]))
def test_instances_without_an_include_are_unset(record):
    """In instances the fields of other includes are UNSET."""
    assert {name for name in DETAILS if getattr(record, name) is not UNSET} == {"notes"}


@pytest.mark.parametrize("name", ["stage", "personal_info", "rating"])
def test_fields_without_an_include_stay_optional(name):
    """`includes=()` leaves fields open that come without an include, such as the stage of a single application."""
    strategy = homerun.payloads(JobApplicationDetails, includes=())
    assert draws(strategy, lambda payload: name in payload)
    assert draws(strategy, lambda payload: name not in payload)


@pytest.mark.parametrize("name", sorted(DETAILS))
def test_includes_none_leaves_included_fields_open(name):
    """With `includes=None` the field of an include may be present or absent."""
    assert draws(homerun.payloads(JobApplicationDetails), lambda payload: name in payload)
    assert draws(homerun.payloads(JobApplicationDetails), lambda payload: name not in payload)


@pytest.mark.parametrize(
    ("model", "includes", "message"),
    [
        (
            JobApplicationDetails,
            ["note"],
            "includes must be among disqualificationReason, .* for JobApplicationDetails; it has 'note'",
        ),
        (JobApplication, ["notes"], "includes must be among .*stage, vacancy for JobApplication; it has 'notes'"),
        (Stage, ["notes"], "includes must be empty or None: Stage has no includes; it has 'notes'"),
        (Vacancy, [7], r"includes must be names such as \('notes',\), or None"),
        (Vacancy, 7, "includes must be names such as"),
    ],
)
def test_unknown_include_is_refused(model, includes, message):
    """An unknown include is an error that names the includes that exist."""
    with pytest.raises(InvalidArgumentError, match=message) as caught:
        homerun.payloads(model, includes=includes)
    assert caught.value.argument == "includes"


# --- Nulls ----------------------------------------------------------------------------------------------------------

NULLABLE = {
    name
    for name, schema in schema_fields(JobApplicationDetails).items()
    if "null" in schema.get("type", ()) or {"type": "null"} in schema.get("anyOf", ())
}


@given(payload=homerun.payloads(JobApplicationDetails, nulls=True))
def test_nulls_true_makes_all_nullable_fields_null(payload):
    """`nulls=True` makes every nullable field null that is present, and no other."""
    assert all(
        (payload[name] is None) == (name in NULLABLE) for name in payload.keys() & schema_fields(JobApplicationDetails)
    )


@given(payload=homerun.payloads(JobApplicationDetails, nulls=False, hostile=True))
def test_nulls_false_has_no_null(payload):
    """`nulls=False` has no null, neither in fields nor in free data."""
    assert all(value is not None for _, value in walk(payload))


@given(record=homerun.instances(JobApplicationDetails, nulls=False))
def test_nulls_false_has_no_none_in_instances(record):
    """`nulls=False` has no None in instances; absent fields are UNSET."""
    assert all(value is not None for _, value in walk(record))


@pytest.mark.parametrize("name", sorted(NULLABLE))
def test_nulls_none_leaves_nullable_fields_open(name):
    """With `nulls=None` a nullable field may be null or have a value."""
    strategy = homerun.payloads(JobApplicationDetails)
    assert draws(strategy, lambda payload: payload.get(name, 1) is None)
    assert draws(strategy, lambda payload: payload.get(name) is not None)


# --- Unknown fields and values --------------------------------------------------------------------------------------


def unknown_fields(payload):
    return payload.keys() - schema_fields(JobApplicationDetails).keys()


@given(payload=homerun.payloads(JobApplicationDetails, unknown_fields=True, nulls=False))
def test_unknown_fields_true_adds_one_to_every_object(payload):
    """`unknown_fields=True` adds an unknown field to the record and to nested ones."""
    assert unknown_fields(payload)
    assert all(one.keys() - schema_fields(Vacancy).keys() for one in [payload.get("vacancy")] if one)


@given(payload=homerun.payloads(JobApplicationDetails, unknown_fields=False, includes=["notes"]))
def test_unknown_fields_false_adds_none(payload):
    """`unknown_fields=False` adds no unknown field, also not to nested objects."""
    assert not unknown_fields(payload)
    assert all(
        note.keys() <= {"display_name", "is_sensitive", "note", "created_at", "updated_at"}
        for note in payload["notes"] or []
    )


@given(record=homerun.instances(JobApplicationDetails, unknown_fields=True))
def test_unknown_fields_of_an_instance_are_its_additional_properties(record):
    """Unknown fields of an instance are its additional properties."""
    assert record.additional_keys


def test_unknown_fields_none_leaves_answers_open():
    """With `unknown_fields=None` an answer may have unknown fields or not."""
    assert draws(homerun.payloads(Stage), lambda payload: payload.keys() - {"name"})
    assert draws(homerun.payloads(Stage), lambda payload: not payload.keys() - {"name"})


@given(payload=homerun.payloads(UpdateJobApplicationBody), note=homerun.payloads(CreateNoteBody))
def test_requests_have_no_unknown_fields_by_default(payload, note):
    """With `unknown_fields=None` the body of a request has only fields that the spec defines."""
    assert payload.keys() <= SCHEMAS["UpdateJobApplicationBody"]["properties"].keys()
    assert payload.get("stage", {}).keys() <= {"name"}
    assert note.keys() <= {"note", "display_name", "is_sensitive"}


@given(payload=homerun.payloads(CreateJobApplicationBody, unknown_fields=True))
def test_requests_have_unknown_fields_if_asked_for(payload):
    """With `unknown_fields=True` the body of a request has an unknown field too."""
    assert payload.keys() - SCHEMAS["CreateJobApplicationBody"]["properties"].keys()


@given(payload=homerun.payloads(CustomData, unknown_fields=False))
def test_free_data_is_limited_by_max_items_only(payload):
    """Free data keeps to `max_items` with `unknown_fields=False`."""
    assert len(payload) <= 3


def test_free_data_occurs_without_unknown_fields():
    """`unknown_fields=False` does not empty free data."""
    assert draws(homerun.payloads(CustomData, unknown_fields=False), lambda payload: len(payload) == 3)


ENUMS = {"status": "VacancyStatus", "type": "VacancyType", "location_type": "LocationType"}


def documented(payload):
    """For each enum field that is present, whether its value is documented."""
    return [payload[name] in SCHEMAS[enum]["enum"] for name, enum in ENUMS.items() if name in payload]


@pytest.mark.parametrize("hostile", [True, False])
@pytest.mark.parametrize("unknown", [True, False])
def test_unknown_values_true_or_false_applies_to_all_enums(unknown, hostile):
    """`unknown_values` True or False makes all open enums undocumented or documented; values are always texts."""

    @given(payload=homerun.payloads(Vacancy, unknown_values=unknown, hostile=hostile))
    def is_pinned(payload):
        assert documented(payload) == [not unknown for name in ENUMS if name in payload]
        assert all(isinstance(payload[name], str) for name in ENUMS if name in payload)

    is_pinned()


@pytest.mark.parametrize("name", ENUMS)
def test_unknown_values_none_leaves_enums_open(name):
    """With `unknown_values=None` every documented value occurs, and others."""
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
def test_date_times_have_the_form_of_the_option(form, hostile):
    """`dates` fixes the form of date-times at any depth; dates without a time always have one form."""

    @given(payload=homerun.payloads(JobApplicationDetails, dates=form, hostile=hostile, unknown_fields=False))
    def is_written_so(payload):
        found = [one for one in fields({**payload, "custom_data": None}, *DATETIMES) if isinstance(one, str)]
        assert all(re.fullmatch(FORMS[form], one) for one in found)
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
def test_dates_none_has_all_forms(form):
    """With `dates=None` all forms of ISO 8601 occur, also rare ones."""
    strategy = homerun.payloads(Vacancy)
    assert draws(strategy, lambda payload: re.fullmatch(form, payload.get("created_at", "")))


def test_instances_have_the_offset_of_the_option():
    """`dates` fixes offset and fraction of the datetimes of instances, which are always aware."""
    found = {
        form: [one.created_at for one in examples(homerun.instances(Vacancy, dates=form)) if one.created_at]
        for form in FORMS
    }
    assert all(one.tzinfo is UTC and not one.microsecond for one in found["utc"] + found["naive"])
    assert any(one.utcoffset() > timedelta(0) for one in found["offset"])
    assert any(one.microsecond for one in found["fraction"])


# --- Sizes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [0, 1, 5, 20])
@pytest.mark.parametrize("hostile", [True, False])
def test_lists_have_at_most_max_items(most, hostile):
    """Lists and free data have at most `max_items` elements."""

    @given(payload=homerun.payloads(JobApplicationDetails, max_items=most, hostile=hostile, unknown_fields=False))
    def is_short(payload):
        assert all(len(one) <= most for _, one in walk(payload) if isinstance(one, list))
        assert len(payload.get("custom_data") or {}) <= most

    is_short()


@pytest.mark.parametrize("most", [1, 5, 20])
def test_lists_may_have_max_items(most):
    """A list with exactly `max_items` elements occurs."""
    assert draws(
        homerun.payloads(JobApplicationDetails, max_items=most), lambda payload: len(payload.get("notes") or []) == most
    )


FILE = {"name", "type", "temporary_download_url"}  # its type is documented, and its link has a form


@pytest.mark.parametrize("most", [0, 1, 30])
@pytest.mark.parametrize("hostile", [True, False])
def test_texts_have_at_most_max_length(most, hostile):
    """Texts without a format, also in free data, have at most `max_length` characters."""
    free = ("education", "note", "first_name", "answer", "original_question", "custom_data")

    @given(payload=homerun.payloads(JobApplicationDetails, max_length=most, hostile=hostile, unknown_fields=False))
    def is_short(payload):
        values = [one for one in fields(payload, *free) if not (isinstance(one, dict) and one.keys() & FILE)]
        found = [inner for value in values for _, inner in walk(value)]
        assert all(len(one) <= most for one in found if isinstance(one, str))

    is_short()


def test_texts_may_be_longer_than_255_characters():
    """Without `max_length` texts longer than 255 characters occur."""
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
def test_option_of_a_wrong_type_is_refused(strategy, option, value, message):
    """An option of a wrong type or value is an error at once, which names the argument and what it may be."""
    with pytest.raises(InvalidArgumentError, match=re.escape(message)) as caught:
        strategy(Vacancy, **{option: value})
    assert isinstance(caught.value, ValueError)
    assert caught.value.argument == option
