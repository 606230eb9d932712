"""Parts of records that come only when they are asked for."""

import pytest
from homerun_client.models import JobApplication, JobApplicationDetails, Vacancy
from homerun_client.operations import OPERATIONS

from homerun_helpers import InvalidArgumentError, NotIncludedError, included
from homerun_helpers._requests.includes import check_include, field_of, include_for

EVERY_INCLUDE = {(include, field) for operation in OPERATIONS.values() for include, field in operation.includes.items()}


class Bare:
    """A record of somebody else, with nothing of ours."""


def test_nothing_is_asked_for_by_none_and_by_an_empty_list():
    """Both leave the parameter out."""
    assert check_include(None, "list_vacancies") is None
    assert check_include([], "list_vacancies") is None
    assert check_include(iter([]), "list_vacancies") is None


@pytest.mark.parametrize("values", ["stages", ["stages"], ("stages", "stages"), iter(["stages"]), {"stages"}])
def test_one_include_or_several(values):
    """Repeats are left out."""
    assert check_include(values, "list_vacancies") == ["stages"]


@pytest.mark.parametrize("values", ["", [""], ["notes"], "Stages", "stages,location", [None], 5, object(), b"stages"])
def test_an_include_that_does_not_exist_there_is_refused(values):
    """A misspelt one would silently leave the part out."""
    with pytest.raises(InvalidArgumentError, match="include"):
        check_include(values, "list_vacancies")


def test_the_refusal_says_what_exists_and_how_to_send_it_all_the_same():
    """The spec can be older than the API."""
    with pytest.raises(InvalidArgumentError, match=r"stages.*extra_params"):
        check_include("questionAnswers", "list_vacancies")


@pytest.mark.parametrize(("include", "field"), sorted(EVERY_INCLUDE))
def test_includes_and_fields_name_each_other(include, field):
    """Both spellings are known for every include of the spec."""
    assert field_of(include) == field
    assert include_for(field) == include


def test_unknown_names_stay_what_they_are():
    """A later spec's include goes through."""
    assert (field_of("salary"), include_for("salary")) == ("salary", "salary")


def test_an_included_part_is_given():
    """With the type it has."""
    vacancy = Vacancy.from_dict({"id": "va_1", "stages": [{"id": "st_1", "name": "New"}]})
    assert [stage.name for stage in included(vacancy, "stages")] == ["New"]


def test_an_included_part_that_is_null_is_none():
    """The API said that there is none, which is not the same as not having asked."""
    assert included(Vacancy.from_dict({"id": "va_1", "location": None}), "location") is None


@pytest.mark.parametrize("name", ["questionAnswers", "question_answers"])
def test_both_spellings_find_a_part(name):
    """The include as the API calls it, or the field it fills."""
    record = JobApplicationDetails.from_dict({"id": "ap_1", "question_answers": []})
    assert included(record, name) == []


@pytest.mark.parametrize("name", ["questionAnswers", "question_answers"])
def test_a_part_that_was_not_asked_for_says_how_to_ask(name):
    """The error names the include, in the API's spelling."""
    with pytest.raises(NotIncludedError, match=r"include=\['questionAnswers'\]") as caught:
        included(JobApplicationDetails.from_dict({"id": "ap_1"}), name)
    assert caught.value.include == "questionAnswers"


def test_a_part_that_the_spec_does_not_know_yet_is_given():
    """It came as an additional property; null there is None too."""
    record = Vacancy.from_dict({"id": "va_1", "salary": {"from": 1}, "perks": None})
    assert included(record, "salary") == {"from": 1}
    assert included(record, "perks") is None


def test_an_unknown_part_that_did_not_come_is_not_included():
    """On records of the API and on anything else."""
    for record in (Vacancy.from_dict({"id": "va_1"}), Bare(), None):
        with pytest.raises(NotIncludedError, match="salary"):
            included(record, "salary")


def test_the_error_shows_nothing_of_the_record():
    """It names the type and the part."""
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
    """Following it must not end in another error."""
    with pytest.raises(NotIncludedError) as caught:
        included(JobApplication(id="ap_1"), name)
    assert said in str(caught.value)
    assert not_said not in str(caught.value)
