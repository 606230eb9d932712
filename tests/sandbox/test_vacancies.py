import pytest

INCLUDES = ["location", "department", "stages", "total_candidate_count", "page_content"]


@pytest.fixture
def vacancies(api):
    """Lists vacancies."""

    def read(**params):
        return api.get("/vacancies", params=params).raise_for_status().json()["data"]

    return read


def test_list_has_every_vacancy_in_order(sandbox, vacancies):
    """The list has all eight vacancies in the order of their creation."""
    assert [vacancy["id"] for vacancy in vacancies()] == sandbox.vacancy_ids()


def test_record_has_the_documented_fields(vacancies):
    """A record has the documented fields, also the deprecated `is_remote`."""
    fields = "id title description status type application_form_url job_url share_image_url "
    fields += "expires_at is_remote location_type created_at"
    for vacancy in vacancies():
        assert set(vacancy) == set(fields.split())
        assert vacancy["is_remote"] is (vacancy["location_type"] == "remote")


@pytest.mark.parametrize("name", INCLUDES)
def test_include_comes_only_when_asked_for(sandbox, api, vacancies, name):
    """An include is in the answer when it was named, in the list and for one vacancy."""
    id = sandbox.vacancy_ids()[0]
    one = api.get(f"/vacancies/{id}", params={"include[]": name}).json()["data"]
    for vacancy in [*vacancies(**{"include[]": name}), one]:
        assert set(vacancy) & set(INCLUDES) == {name}


def test_several_includes_come_together(sandbox, api):
    """Repeated `include[]` brings every include that is named."""
    id = sandbox.vacancy_ids()[0]
    vacancy = api.get(f"/vacancies/{id}", params={"include[]": INCLUDES}).json()["data"]
    assert set(INCLUDES) <= set(vacancy)
    assert vacancy["stages"][-1] == {"name": "hired"}


def test_empty_include_is_null(vacancies):
    """The location of a remote vacancy is null."""
    remote = [v for v in vacancies(**{"include[]": "location"}) if v["is_remote"]]
    assert remote
    assert {vacancy["location"] for vacancy in remote} == {None}


def test_candidates_are_counted(sandbox, vacancies):
    """`total_candidate_count` is the number of the vacancy's applications, also after changes."""
    sandbox.add_application()
    for vacancy in vacancies(**{"include[]": "total_candidate_count"}):
        count = len(sandbox.application_ids(vacancy["id"]))
        assert vacancy["total_candidate_count"] == count


@pytest.mark.parametrize("wanted", ["public", "draft", "public,private", "public, closed"])
def test_status_filters(vacancies, wanted):
    """One status or several, separated by commas, can be chosen."""
    statuses = {name.strip() for name in wanted.split(",")}
    expected = [vacancy["id"] for vacancy in vacancies() if vacancy["status"] in statuses]
    assert [vacancy["id"] for vacancy in vacancies(**{"filter[status]": wanted})] == expected


@pytest.mark.parametrize("path", ["/vacancies", "/vacancies/{id}"])
def test_unknown_include_is_refused(sandbox, api, problems, path):
    """A misspelt include is a 400."""
    path = path.format(id=sandbox.vacancy_ids()[0])
    assert problems(api.get(path, params={"include[]": "stage"})) == ["include"]


def test_include_must_be_an_array(api, problems):
    """`include=stages` without the brackets is a 400."""
    assert problems(api.get("/vacancies", params={"include": "stages"})) == ["include"]


@pytest.mark.parametrize("status", ["open", "public,open", "Public", ","])
def test_unknown_status_is_refused(api, problems, status):
    """Each status of a filter must be known."""
    found = problems(api.get("/vacancies", params={"filter[status]": status}))
    assert set(found) == {"filter.status"}


def test_get_answers_with_the_vacancy(sandbox, api, vacancies):
    """GET /vacancies/{id} answers with the record of the list."""
    id = sandbox.vacancy_ids()[0]
    assert api.get(f"/vacancies/{id}").json() == {"data": vacancies()[0]}


@pytest.mark.parametrize("id", ["job_unknown", "%2e%2e", "a%20b", "%00"])
def test_unknown_vacancy_is_not_found(api, id):
    """An unknown vacancy is a 404, whatever characters its id has."""
    response = api.get(f"/vacancies/{id}")
    assert response.status_code == 404
    assert response.json() == {"code": 404, "error": True, "message": "Not found"}
