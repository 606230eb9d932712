import pytest


@pytest.fixture
def patch(api, application):
    """Changes the application."""

    def send(**changes):
        return api.patch(f"/job-applications/{application}", json=changes)

    return send


@pytest.fixture
def vacancy(api):
    """The id of the first vacancy with this status whose stages are not the first one's."""

    def find(status):
        params = {"filter[status]": status, "include[]": "stages"}
        found = api.get("/vacancies", params=params).json()["data"]
        return next(v["id"] for v in found if {"name": "Phone screen"} not in v["stages"])

    return find


def test_only_what_is_sent_changes(application, details, patch):
    """The answer is the whole record, of which only the sent fields have changed."""
    before = details(application)
    after = patch(city="Utrecht").json()["data"]
    assert after == before | {"personal_info": before["personal_info"] | {"city": "Utrecht"}}
    assert details(application) == after


def test_empty_update_changes_nothing(application, details, patch):
    """An empty object is a 200 and changes nothing."""
    before = details(application)
    assert patch().json()["data"] == before


@pytest.mark.parametrize("name", ["experience", "website", "assignment", "custom_data"])
def test_null_clears(patch, name):
    """A field that may be null is emptied by null."""
    value = {"a": 1} if name == "custom_data" else "https://example.com"
    assert patch(**{name: value}).json()["data"][name] == value
    assert patch(**{name: None}).json()["data"][name] is None


@pytest.mark.parametrize(
    ("name", "value"), [("email", None), ("first_name", ""), ("email", "x"), ("stage", None),
                        ("stage", {}), ("stage", "hired"), ("sourced", None)],
)  # fmt: skip
def test_bad_value_is_refused(problems, patch, name, value):
    """A required field cannot be emptied, and a field of a wrong type is refused."""
    assert problems(patch(**{name: value})) == [name]


def test_custom_data_is_merged(patch):
    """Only the keys that are sent change; null is a value like others."""
    patch(custom_data={"a": 1, "b": {"x": 1}})
    merged = patch(custom_data={"b": {"y": 2}, "c": None}).json()["data"]["custom_data"]
    assert merged == {"a": 1, "b": {"y": 2}, "c": None}


def test_sources_cannot_be_updated(application, details, patch):
    """Sources in an update change nothing."""
    before = details(application, "sources")["sources"]
    assert patch(sources=["New"]).status_code == 200
    assert details(application, "sources")["sources"] == before


@pytest.mark.parametrize("name", ["Interview", "interview", " INTERVIEW "])
def test_stage_is_matched_without_regard_to_case(patch, name):
    """A stage in other letters is found, and answered as the vacancy spells it."""
    assert patch(stage={"name": name}).json()["data"]["stage"] == {"name": "Interview"}


def test_unknown_stage_is_not_found(application, details, patch):
    """A stage that the vacancy lacks is a 404, and nothing changes."""
    before = details(application)
    assert patch(stage={"name": "Nowhere"}, city="Elsewhere").status_code == 404
    assert details(application) == before


def test_hiring_sets_the_time_and_leaving_clears_it(patch, clock):
    """`hired_at` is the time of the move to "hired", until the application leaves that stage."""
    assert patch(stage={"name": "Hired"}).json()["data"]["hired_at"] == "2027-01-15T08:00:00Z"
    clock.advance(60)
    assert patch(stage={"name": "hired"}).json()["data"]["hired_at"] == "2027-01-15T08:00:00Z"
    assert patch(stage={"name": "Offer"}).json()["data"]["hired_at"] is None


def test_hired_application_is_found_by_filter(api, application, patch):
    """The filters find an application in its new stage at once."""
    patch(stage={"name": "hired"})
    params = {"filter[hired_after]": "2027-01-15"}
    found = api.get("/job-applications", params=params).json()["data"]
    assert [record["id"] for record in found] == [application]


def test_moving_keeps_the_stage_of_the_same_name(patch, vacancy):
    """A move to another vacancy keeps a stage that both have."""
    patch(stage={"name": "Offer"})
    record = patch(vacancy_id=vacancy("private")).json()["data"]
    assert record["vacancy_id"] == vacancy("private")
    assert record["stage"] == {"name": "Offer"}


def test_moving_without_such_a_stage_begins_anew(patch, vacancy):
    """A move to a vacancy without the stage goes to its first stage."""
    patch(stage={"name": "Phone screen"})
    record = patch(vacancy_id=vacancy("private")).json()["data"]
    assert record["stage"] == {"name": "Applied"}


def test_stage_must_exist_where_it_moves(patch, vacancy):
    """A move with a stage needs a stage of the new vacancy."""
    there = vacancy("private")
    assert patch(vacancy_id=there, stage={"name": "Phone screen"}).status_code == 404
    record = patch(vacancy_id=there, stage={"name": "trial day"}).json()["data"]
    assert record["stage"] == {"name": "Trial day"}


@pytest.mark.parametrize("status", ["closed", "draft"])
def test_vacancy_must_be_open(api, patch, status):
    """A move to a vacancy that takes no applications is a 404."""
    found = api.get("/vacancies", params={"filter[status]": status}).json()["data"]
    assert patch(vacancy_id=found[0]["id"]).status_code == 404
    assert patch(vacancy_id="job_unknown").status_code == 404


def test_null_moves_to_the_candidate_page(patch):
    """Without a vacancy there is no stage, and a stage in the same update is a 404."""
    patch(stage={"name": "hired"})
    record = patch(vacancy_id=None).json()["data"]
    assert (record["vacancy_id"], record["stage"], record["hired_at"]) == (None, None, None)
    assert patch(stage={"name": "Applied"}).status_code == 404


def test_application_stays_in_a_vacancy_that_closed(sandbox, api):
    """An update that names the present vacancy is no move, also when that is closed."""
    params = {"filter[vacancy_id]": ",".join(sandbox.vacancy_ids()[1:]), "include[]": "vacancy"}
    records = api.get("/job-applications", params=params).json()["data"]
    closed = next(record for record in records if record["vacancy"]["status"] == "closed")
    body = {"vacancy_id": closed["vacancy_id"], "city": "Bonn"}
    assert api.patch(f"/job-applications/{closed['id']}", json=body).status_code == 200


@pytest.mark.parametrize("body", [b"", b"[1]", b"null"])
def test_update_that_cannot_be_read_is_refused(api, application, problems, body):
    """A body without fields is a 400, not a 200 that changed nothing."""
    headers = {"Content-Type": "application/json"}
    response = api.patch(f"/job-applications/{application}", content=body, headers=headers)
    assert problems(response) == ["body"]
