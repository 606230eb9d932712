import pytest

DETAILS = "education experience pronouns skype facebook twitter linkedin github website assignment "
DETAILS += "files custom_data"


def test_details_have_the_documented_fields(application, details):
    """An application in full has the profile, files, custom data and the stage, which a list has not."""
    record = details(application)
    assert set(DETAILS.split()) | {"stage"} <= set(record)
    assert record["stage"] == {"name": "Applied"}


def test_includes_come_only_when_asked_for(application, details):
    """Without `include[]` an answer has none of the includes."""
    includes = {"notes", "sources", "vacancy", "disqualification_reason", "question_answers"}
    assert not includes & set(details(application))
    asked = ["notes", "sources", "vacancy", "disqualificationReason", "questionAnswers"]
    assert includes <= set(details(application, *asked))


def test_empty_includes_are_null(application, details):
    """An include of which there is none is null."""
    record = details(application, "notes", "sources", "disqualificationReason", "questionAnswers")
    names = ("notes", "sources", "disqualification_reason", "question_answers")
    assert {record[name] for name in names} == {None}


@pytest.mark.parametrize("include", ["stage", "files", "x"])
def test_unknown_include_is_refused(api, problems, application, include):
    """`stage` and `files` are no includes of this operation, since they are always there."""
    response = api.get(f"/job-applications/{application}", params={"include[]": include})
    assert problems(response) == ["include"]


def test_details_and_list_agree(sandbox, api, details):
    """An application in a list is a part of the application in full."""
    listed = api.get("/job-applications", params={"include[]": "stage"}).json()["data"][0]
    assert listed.items() <= details(listed["id"]).items()


def test_seeded_resume_is_among_the_files(sandbox, details):
    """Most seeded applications have a resume."""
    files = [file for id in sandbox.application_ids()[:5] for file in details(id)["files"]]
    assert files
    assert {file["type"] for file in files} == {"resume"}


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_unknown_application_is_not_found(api, method):
    """An unknown application is a 404 of the API's shape for each method."""
    response = api.request(method, "/job-applications/ap_unknown")
    assert response.status_code == 404
    assert response.json() == {"code": 404, "error": True, "message": "Not found"}


def test_deleted_application_is_gone(sandbox, api, application):
    """DELETE answers 204 without a body; afterwards every request for the application is a 404."""
    path = f"/job-applications/{application}"
    response = api.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    assert api.delete(path).status_code == api.get(path).status_code == 404
    assert application not in sandbox.application_ids()


def test_test_can_delete_directly(sandbox, api, application):
    """`delete_application` deletes without the API, and raises KeyError the second time."""
    sandbox.delete_application(application)
    assert api.get(f"/job-applications/{application}").status_code == 404
    with pytest.raises(KeyError):
        sandbox.delete_application(application)


def test_test_can_add_directly(sandbox, details):
    """`add_application` takes the API's fields and makes up the rest."""
    id = sandbox.add_application(first_name="Zoë", custom_data={"a": 1}, created_at="2020-01-01T00:00:00Z")
    record = details(id)
    assert record["personal_info"]["first_name"] == "Zoë"
    assert record["personal_info"]["email"].partition("@")[2] in {"example.com", "example.org"}
    assert record["custom_data"] == {"a": 1}
    assert sandbox.application_ids()[-1] == id


@pytest.mark.parametrize("fields", [{"vacancy_id": "job_unknown"}, {"stage": "nowhere"}])
def test_impossible_addition_is_refused(sandbox, fields):
    """An unknown vacancy or stage, or a value of the wrong type, is refused."""
    with pytest.raises(ValueError, match="must be"):
        sandbox.add_application(**fields)


def test_misspelt_addition_is_refused(sandbox):
    """A field that does not exist is a TypeError."""
    with pytest.raises(TypeError, match="firstname"):
        sandbox.add_application(firstname="Ada")
