"""Parts of records that the API sends only when they are asked for."""

import pytest
from homerun_client.models import JobApplication, JobApplicationDetails, Vacancy
from homerun_client.operations import OPERATIONS

from homerun_helpers import NotIncludedError, included
from homerun_helpers._requests.includes import check_include, field_of, include_for
from tests.support.refusals import refused

EVERY_INCLUDE = {(include, field) for operation in OPERATIONS.values() for include, field in operation.includes.items()}


class Bare:
    """An object that is not a record of the generated client."""


def test_none_and_an_empty_list_ask_for_no_include():
    """None and an empty list send no include."""
    assert check_include(None, "list_vacancies") is None
    assert check_include([], "list_vacancies") is None
    assert check_include(iter([]), "list_vacancies") is None


@pytest.mark.parametrize("values", ["stages", ["stages"], ("stages", "stages"), iter(["stages"]), {"stages"}])
def test_one_include_or_several(values):
    """An include or several become a list without repeats."""
    assert check_include(values, "list_vacancies") == ["stages"]


@pytest.mark.parametrize("values", ["", [""], ["notes"], "Stages", "stages,location", [None], 5, object(), b"stages"])
def test_an_include_that_does_not_exist_there_is_refused(values):
    """A misspelt include would leave the part out without an error."""
    with refused("include"):
        check_include(values, "list_vacancies")


def test_the_error_says_what_exists_and_how_to_send_a_newer_include():
    """The error lists the includes that exist, and says how to send one that is newer than the spec."""
    with refused("include", r"stages.*; there is 'questionAnswers'.*extra_params="):
        check_include("questionAnswers", "list_vacancies")


@pytest.mark.parametrize(("include", "field"), sorted(EVERY_INCLUDE))
def test_includes_and_fields_name_each_other(include, field):
    """Both spellings are known for every include of the spec."""
    assert field_of(include) == field
    assert include_for(field) == include


def test_unknown_names_stay_what_they_are():
    """An include of a later spec is its own field."""
    assert (field_of("salary"), include_for("salary")) == ("salary", "salary")


def test_an_included_part_is_given():
    """The part has its generated type."""
    vacancy = Vacancy.from_dict({"id": "va_1", "stages": [{"id": "st_1", "name": "New"}]})
    assert [stage.name for stage in included(vacancy, "stages")] == ["New"]


def test_an_included_part_that_is_null_is_none():
    """A part that the API sent as null is None, and not an error."""
    assert included(Vacancy.from_dict({"id": "va_1", "location": None}), "location") is None


@pytest.mark.parametrize("name", ["questionAnswers", "question_answers"])
def test_both_spellings_find_a_part(name):
    """A part is found by its include or by the field that it fills."""
    record = JobApplicationDetails.from_dict({"id": "ap_1", "question_answers": []})
    assert included(record, name) == []


@pytest.mark.parametrize("name", ["questionAnswers", "question_answers"])
def test_a_part_that_was_not_asked_for_says_how_to_ask(name):
    """The error names the include in the API's spelling."""
    with pytest.raises(NotIncludedError, match=r"include=\['questionAnswers'\]") as caught:
        included(JobApplicationDetails.from_dict({"id": "ap_1"}), name)
    assert caught.value.include == "questionAnswers"


def test_a_part_that_the_spec_does_not_know_yet_is_given():
    """A part that the spec does not know is found among the additional properties."""
    record = Vacancy.from_dict({"id": "va_1", "salary": {"from": 1}, "perks": None})
    assert included(record, "salary") == {"from": 1}
    assert included(record, "perks") is None


def test_an_unknown_part_that_did_not_come_is_not_included():
    """A part that no record has is a NotIncludedError, whatever the record is."""
    for record in (Vacancy.from_dict({"id": "va_1"}), Bare(), None):
        with pytest.raises(NotIncludedError, match="salary"):
            included(record, "salary")


def test_the_error_shows_nothing_of_the_record():
    """The error has the type of the record and the name of the part, and no value."""
    record = JobApplicationDetails.from_dict({"id": "ap_1", "personal_info": {"first_name": "Canary"}})
    with pytest.raises(NotIncludedError) as caught:
        included(record, "notes")
    assert "Canary" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    ("name", "said", "not_said"),
    [
        ("stage", "job_applications.list", "job_applications.get"),
        ("notes", "job_applications.get", "job_applications.list"),
        ("salary", "extra_params", "in job_applications"),
    ],
)
def test_the_hint_names_only_calls_that_take_the_include(name, said, not_said):
    """Only calls that take the include are named."""
    with pytest.raises(NotIncludedError) as caught:
        included(JobApplication(id="ap_1"), name)
    assert said in str(caught.value)
    assert not_said not in str(caught.value)
