import json

import pytest

LEAST = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


@pytest.fixture
def create(api):
    """Posts a body; the arguments are added to the fewest fields that are required."""

    def post(**fields):
        return api.post("/job-applications", json=LEAST | fields)

    return post


def test_least_body_lands_on_the_candidate_page(create):
    """Three fields are enough; without a vacancy there is no stage."""
    response = create()
    record = response.json()["data"]
    assert response.status_code == 201
    assert record["id"].startswith("ap_")
    assert (record["vacancy_id"], record["stage"], record["files"]) == (None, None, [])


def test_new_application_is_in_the_vacancys_first_stage(sandbox, create):
    """A new application is in the first stage of its vacancy."""
    record = create(vacancy_id=sandbox.vacancy_ids()[0]).json()["data"]
    assert record["stage"] == {"name": "Applied"}


def test_new_application_is_the_newest(sandbox, create):
    """A new application has the time of the clock, and comes first in a list."""
    record = create().json()["data"]
    assert record["created_at"] == "2027-01-15T08:00:00Z"
    assert sandbox.application_ids()[0] == record["id"]


def test_everything_sent_is_kept(create, details):
    """Each documented field is read back as it was sent."""
    texts = ("experience", "education", "pronouns", "skype", "assignment")
    sent = {name: f"{name} ☕" for name in texts}
    sent |= {name: f"https://example.com/{name}" for name in ("facebook", "github", "website")}
    sent |= {"custom_data": {"driving licence": "yes", "n": [1, 2.5, None]}, "sourced": True}
    person = {"city": "Łódź", "country": "PL", "phone_number": "0", "date_of_birth": "1983-01-28"}
    person |= {"photo": "https://example.com/ada.png"}
    record = details(create(**sent, **person).json()["data"]["id"])
    assert sent.items() <= record.items()
    assert (LEAST | person).items() == record["personal_info"].items()


def test_sources_become_records(create, details):
    """Sources are sent as names and answered as objects with a name."""
    id = create(sources=["Homerun Career Page", "Zoë"]).json()["data"]["id"]
    assert details(id, "sources")["sources"] == [{"name": "Homerun Career Page"}, {"name": "Zoë"}]


@pytest.mark.parametrize("name", LEAST)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_required_fields_must_not_be_empty(create, problems, name, value):
    """A required field that is null or blank is refused like one that is absent."""
    assert problems(create(**{name: value})) == [name]


def test_missing_fields_are_all_named(api):
    """The details name every missing field in Laravel's wording."""
    response = api.post("/job-applications", json={"first_name": "Ada"})
    assert response.json() == {
        "code": 400,
        "error": True,
        "message": "The given data was invalid.",
        "details": [
            {"param": "last_name", "message": "The last name field is required."},
            {"param": "email", "message": "The email field is required."},
        ],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_name", 1),
        ("email", "ada"),
        ("email", "ada@"),
        ("email", "ada@b@c"),
        ("email", "ada lovelace@example.com"),
        ("date_of_birth", "28-01-1983"),
        ("date_of_birth", "1983-02-30"),
        ("date_of_birth", 1983),
        ("city", ["Rotterdam"]),
        ("facebook", "ada"),
        ("github", "//github.com"),
        ("website", "http://["),
        ("linkedin", "https://a b"),
        ("photo", 5),
        ("sourced", "maybe"),
        ("sourced", 1),
        ("sourced", "1"),
        ("sourced", None),
        ("custom_data", "x"),
        ("custom_data", [1]),
        ("sources", "LinkedIn"),
        ("sources", [1]),
        ("sources", None),
        ("vacancy_id", 7),
        ("vacancy_id", ""),
        ("vacancy_id", "job_unknown"),
    ],
)
def test_bad_value_is_refused(sandbox, create, problems, name, value):
    """The one wrong field is named, and no application is created."""
    assert problems(create(**{name: value})) == [name]
    assert len(sandbox.application_ids()) == 40


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_vacancy_must_be_open(api, create, problems, status):
    """Only public and private vacancies take applications."""
    found = api.get("/vacancies", params={"filter[status]": status}).json()["data"]
    assert problems(create(vacancy_id=found[0]["id"])) == ["vacancy_id"]


@pytest.mark.parametrize("name", ["vacancy_id", "city", "custom_data", "photo"])
def test_optional_fields_may_be_null(create, name):
    """An optional field that is null is like one that is absent."""
    assert create(**{name: None}).status_code == 201


def test_unknown_fields_are_ignored(create):
    """Unknown fields are ignored, as Laravel does, and so is a stage."""
    record = create(colour="red", stage={"name": "hired"}).json()["data"]
    assert "colour" not in record
    assert record["stage"] is None


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": "\\ud800"}',
        b'{"a": "\xed\xa0\x80"}',
        b"\xff\xfe",
        "{}".encode("utf-16"),
        b"[" * 100_000,
        b'{"custom_data":' + b'{"a":' * 512 + b"1" + b"}" * 513,
        b"9" * 5000,
    ],
)
def test_malformed_json_is_refused(api, problems, body):
    """A body that PHP could not decode is a 400, also where Python could."""
    headers = {"Content-Type": "application/json"}
    assert problems(api.post("/job-applications", content=body, headers=headers)) == ["body"]


@pytest.mark.parametrize("body", [[], "text", 1, None])
def test_json_that_is_no_object_has_no_fields(api, problems, body):
    """JSON that is no object is answered as if the required fields were missing."""
    assert problems(api.post("/job-applications", json=body)) == list(LEAST)


def test_no_body_has_no_fields(api, problems):
    """A request without a body is answered as if the required fields were missing."""
    assert problems(api.post("/job-applications")) == list(LEAST)


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/vnd.api+json", "APPLICATION/JSON"])
def test_json_may_be_called_by_any_of_its_names(api, kind):
    """Parameters, subtypes with +json and capital letters are accepted in Content-Type."""
    headers = {"Content-Type": kind}
    assert api.post("/job-applications", content=json.dumps(LEAST), headers=headers).status_code == 201


@pytest.mark.parametrize("name", ["date_of_birth", "photo", "website"])
def test_empty_date_or_address_is_null(create, details, name):
    """An empty date or address becomes null, as in Laravel; other empty texts stay empty."""
    record = details(create(**{name: ""}, city="").json()["data"]["id"])
    assert (record | record["personal_info"])[name] is None
    assert record["personal_info"]["city"] == ""


def test_huge_json_is_too_large(create):
    """A JSON body over 10 MiB is refused with 413."""
    response = create(experience="x" * (10 * 1024 * 1024))
    assert response.status_code == 413
    assert response.json()["code"] == 413
