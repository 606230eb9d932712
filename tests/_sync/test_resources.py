# Derived from tests/_async/test_resources.py by scripts/unasync. Change that file, not this one.
"""Every method of the resources, against the sandbox."""

import pytest

from homerun_helpers import (
    AuthenticationError,
    BadRequestError,
    Homerun,
    InvalidArgumentError,
    NotFoundError,
    NotIncludedError,
    PaymentRequiredError,
    PermissionDeniedError,
    included,
)
from homerun_helpers.sandbox import Sandbox
from tests.support.refusals import refused
from tests.support.together import in_threads

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def client_of(sandbox, **key):
    return Homerun(sandbox.key(**key), base_url=sandbox.url)


def test_a_working_key_answers_the_ping():
    """`ping()` is True for a valid key."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            assert homerun.ping() is True


def test_a_wrong_key_says_what_to_do():
    """The error of a wrong key says where keys are made, and does not repeat the key."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with Homerun("wrong", base_url=sandbox.url) as homerun:
            with pytest.raises(AuthenticationError, match="Integrations page") as caught:
                homerun.ping()
    assert "wrong" not in str(caught.value)


def test_a_plan_without_the_api_is_named():
    """The error of a plan without the API names the plan."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox, plan=False) as homerun:
            with pytest.raises(PaymentRequiredError, match="plan"):
                homerun.ping()


def test_vacancies_are_listed_filtered_and_got():
    """The filter by status, includes and `get` give what was asked for."""
    with Sandbox(seed=1, applications=20) as sandbox:
        with client_of(sandbox) as homerun:
            vacancies = [one for one in homerun.vacancies.list(status=["public", "draft"], include=["stages"])]
            assert {vacancy.status for vacancy in vacancies} <= {"public", "draft"}
            assert included(vacancies[0], "stages")
            same = homerun.vacancies.get(vacancies[0].id, include=["department"])
            assert same.title == vacancies[0].title
            with pytest.raises(NotIncludedError, match="stages"):
                included(same, "stages")


def test_applications_are_filtered_by_vacancy_and_stage():
    """All applications that are returned are of the vacancy and in the stage that was asked for."""
    with Sandbox(seed=1, applications=120) as sandbox:
        with client_of(sandbox) as homerun:
            vacancy_id = sandbox.vacancy_ids()[0]
            listing = homerun.job_applications.list(vacancy_id=vacancy_id, stage="hired", include=["stage"])
            found = [one for one in listing]
            assert found
            assert {one.vacancy_id for one in found} == {vacancy_id}
            assert {included(one, "stage").name for one in found} == {"hired"}


def test_an_application_from_creation_to_deletion():
    """An application is created, updated, moved, gets a note, is read in full and deleted."""
    with Sandbox(seed=1, applications=3) as sandbox:
        with client_of(sandbox) as homerun:
            vacancy_id = sandbox.vacancy_ids()[0]
            applications = homerun.job_applications
            new = applications.create(**ADA, vacancy_id=vacancy_id, custom_data={"a": 1}, sources=["LinkedIn"])
            applications.update(new.id, city="Rotterdam", custom_data={"b": 2})
            applications.move(new.id, stage="hired")
            note = applications.add_note(new.id, note="Call on Monday.", display_name="Ted", is_sensitive=True)
            assert note.is_sensitive is True
            full = applications.get(new.id, include=["notes", "sources"])
            assert full.personal_info.city == "Rotterdam"
            assert full.custom_data.to_dict() == {"a": 1, "b": 2}
            assert full.stage.name == "hired"
            assert full.hired_at is not None
            assert [one.note for one in included(full, "notes")] == ["Call on Monday."]
            assert [one.name for one in included(full, "sources")] == ["LinkedIn"]
            applications.delete(new.id)
            with pytest.raises(NotFoundError):
                applications.get(new.id)


def test_none_sends_null_and_leaving_out_sends_nothing():
    """A field that is None is emptied; a field that is left out stays as it is."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            new = homerun.job_applications.create(**ADA, city="Rotterdam", country="NL")
            changed = homerun.job_applications.update(new.id, city=None)
    assert changed.personal_info.city is None
    assert changed.personal_info.country == "NL"


def test_moving_to_none_puts_the_application_on_the_candidate_page():
    """`move(vacancy_id=None)` removes the application from its vacancy."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            new = homerun.job_applications.create(**ADA, vacancy_id=sandbox.vacancy_ids()[0])
            assert (homerun.job_applications.move(new.id, vacancy_id=None)).vacancy_id is None


def test_a_stage_that_the_vacancy_lacks_is_not_found():
    """Moving to a stage that the vacancy does not have is a NotFoundError."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            with pytest.raises(NotFoundError):
                homerun.job_applications.move(sandbox.application_ids()[0], stage="Moon landing")


def test_what_the_api_refuses_comes_with_details():
    """The text names the parameter; what the API says of it is in `details` only."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            with pytest.raises(BadRequestError, match="email") as caught:
                homerun.job_applications.create(**{**ADA, "email": "ada@example..com"})
    assert caught.value.details[0].param == "email"
    assert "ada@" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": ""},
        {"last_name": "  "},
        {"email": "ada.example.com"},
        {"first_name": 5},
        {"website": "example.com"},
        {"date_of_birth": "tomorrow"},
        {"custom_data": {"when": object()}},
        {"custom_data": {"number": float("nan")}},
        {"sources": [5]},
        {"sourced": "yes"},
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(wrong):
    """Wrong input is an error that names the field, and no request is sent."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            with refused(next(iter(wrong))):
                homerun.job_applications.create(**{**ADA, **wrong})
        assert sandbox.journal == []


def test_an_update_of_nothing_is_refused():
    """An update without a field, and a move without a destination, are refused."""
    with Homerun("key", base_url="http://127.0.0.1:9/v2") as homerun:
        with refused("job_application_id", "nothing to change"):
            homerun.job_applications.update("ap_1")
        with refused("stage", "or vacancy_id must be given: there is nothing to change"):
            homerun.job_applications.move("ap_1")


def test_a_missing_scope_is_named():
    """`required_scope` is the scope that is missing, also when an include needs it."""
    scopes = ["vacancies:read", "job-applications:read"]
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox, scopes=scopes) as homerun:
            record_id = sandbox.application_ids()[0]
            with pytest.raises(PermissionDeniedError) as deleting:
                homerun.job_applications.delete(record_id)
            with pytest.raises(PermissionDeniedError) as reading:
                homerun.job_applications.get(record_id, include=["notes"])
    assert deleting.value.required_scope == "job-applications:write"
    assert reading.value.required_scope == "job-application-notes:read"


def test_any_request_can_be_made():
    """`request()` returns decoded JSON, and None for an empty answer."""
    with Sandbox(seed=1, applications=3) as sandbox:
        with client_of(sandbox) as homerun:
            record_id = sandbox.application_ids()[0]
            params = {"include[]": ["stage", "sources"], "perPage": 2}
            answer = homerun.request("GET", "/job-applications", params=params)
            assert len(answer["data"]) == 2
            assert "stage" in answer["data"][0]
            note = {"note": "Hello", "display_name": "Ted"}
            created = homerun.request("POST", f"/job-applications/{record_id}/notes", json=note)
            assert created["data"]["note"] == "Hello"
            assert homerun.request("DELETE", f"/job-applications/{record_id}") is None


@pytest.mark.parametrize(
    "path", ["vacancies", "//evil.example/x", "https://evil.example/", "/a/../b", "/a?b=c", "/", ""]
)
def test_a_path_that_leads_elsewhere_is_refused(path):
    """A path that leads to another host, or out of the API, is refused before anything is sent."""
    with Sandbox(seed=1, applications=1) as sandbox:
        with client_of(sandbox) as homerun:
            with pytest.raises(InvalidArgumentError):
                homerun.request("GET", path)
        assert sandbox.journal == []


def test_a_key_can_be_rotated_while_the_client_lives():
    """A function that gives the key is called for each attempt."""
    with Sandbox(seed=1, applications=1) as sandbox:
        keys = [sandbox.key(), "expired"]
        with Homerun(lambda: keys[-1], base_url=sandbox.url) as homerun:
            with pytest.raises(AuthenticationError):
                homerun.ping()
            keys.pop()
            assert homerun.ping()


def test_a_client_can_be_used_by_many_at_once():
    """Concurrent requests of one client all get their own answers."""
    with Sandbox(seed=1, applications=30) as sandbox:
        with client_of(sandbox) as homerun:
            ids = sandbox.application_ids()
            found = in_threads(homerun.job_applications.get, ids)
    assert [one.id for one in found] == ids


def test_closing_twice_is_safe():
    """`with` and an explicit close can be mixed."""
    homerun = Homerun("key", base_url="http://127.0.0.1:9/v2")
    homerun.close()
    homerun.close()
