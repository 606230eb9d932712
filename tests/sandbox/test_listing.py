import pytest

INCLUDES = {
    "stage": "stage",
    "sources": "sources",
    "vacancy": "vacancy",
    "disqualificationReason": "disqualification_reason",
    "questionAnswers": "question_answers",
}


@pytest.fixture
def applications(api):
    """Lists up to a hundred applications."""

    def read(**params):
        response = api.get("/job-applications", params={"perPage": 100} | params)
        return response.raise_for_status().json()["data"]

    return read


def ids(records):
    return [record["id"] for record in records]


def test_newest_come_first(sandbox, applications):
    """The list is ordered by `created_at`, the latest first."""
    times = [record["created_at"] for record in applications()]
    assert times == sorted(times, reverse=True)
    assert ids(applications()) == sandbox.application_ids()


def test_later_addition_comes_before_earlier_of_the_same_second(sandbox, applications):
    """Records of the same second are ordered by their creation."""
    added = [sandbox.add_application() for _ in range(3)]
    assert ids(applications())[:3] == added[::-1]


def test_record_has_the_documented_fields(applications):
    """A record in a list has the documented fields and no include."""
    fields = "id rating retention_period_ends_at sourced total_votes homerun_url created_at "
    fields += "disqualified hired_at first_reply_at personal_info vacancy_id"
    person = "first_name last_name email city country date_of_birth phone_number photo"
    for record in applications():
        assert set(record) == set(fields.split())
        assert set(record["personal_info"]) == set(person.split())


@pytest.mark.parametrize(("include", "field"), INCLUDES.items())
def test_include_comes_only_when_asked_for(applications, include, field):
    """An include is in the answer when it was named, and no other is."""
    for record in applications(**{"include[]": include}):
        assert set(record) & set(INCLUDES.values()) == {field}


def test_empty_includes_are_null(sandbox, applications):
    """An include of which there is none is null, also where it would be a list."""
    sandbox.add_application(vacancy_id=None)
    record = applications(**{"include[]": list(INCLUDES)})[0]
    assert [record[field] for field in INCLUDES.values()] == [None] * 5


def test_included_vacancy_is_the_vacancy(api, applications):
    """The included vacancy is the record of GET /vacancies/{id}."""
    record = applications(**{"include[]": "vacancy"})[0]
    path = f"/vacancies/{record['vacancy_id']}"
    assert record["vacancy"] == api.get(path).json()["data"]


def test_includes_show_what_was_added(sandbox, applications):
    """Sources, reason and answers of `add_application` are in the includes."""
    answer = {
        "language": "Dutch",
        "original_question": "Waarom?",
        "original_question_type": "text",
        "answer": "Daarom",
    }
    sandbox.add_application(sources=["Café"], disqualification_reason="Too junior", question_answers=[answer])
    record = applications(**{"include[]": list(INCLUDES)})[0]
    assert record["sources"] == [{"name": "Café"}]
    assert record["disqualification_reason"] == {"name": "Too junior"}
    assert record["question_answers"] == [answer]


def test_a_file_answers_a_question(applications):
    """Some seeded answers are files, with a link."""
    records = applications(**{"include[]": "questionAnswers"})
    answers = [answer for record in records for answer in record["question_answers"] or []]
    files = [a["answer"] for a in answers if a["original_question_type"] == "file"]
    assert files
    assert all(set(file) == {"name", "type", "temporary_download_url"} for file in files)


@pytest.mark.parametrize("include", ["notes", "stages", "question_answers", "Stage", ""])
def test_unknown_include_is_refused(api, problems, include):
    """An include of another operation, or in another spelling, is a 400."""
    assert problems(api.get("/job-applications", params={"include[]": include})) == ["include"]


def test_vacancy_filters(sandbox, applications):
    """One vacancy, or several separated by commas, can be chosen."""
    first, second, *_ = sandbox.vacancy_ids()
    both = applications(**{"filter[vacancy_id]": f"{first},{second}"})
    assert ids(applications(**{"filter[vacancy_id]": first})) == sandbox.application_ids(first)
    assert {record["vacancy_id"] for record in both} == {first, second}


@pytest.mark.parametrize("value", ["job_unknown", ",", "' OR 1=1 --"])
def test_unknown_vacancy_filters_everything(applications, value):
    """A filter by an unknown vacancy finds nothing."""
    assert applications(**{"filter[vacancy_id]": value}) == []


def test_stage_filters_by_name(applications):
    """Stages are compared without regard to case."""
    everything = applications(**{"include[]": "stage"})
    hired = [r["id"] for r in everything if r["stage"] and r["stage"]["name"] == "hired"]
    assert hired
    assert ids(applications(**{"filter[stage]": "HIRED"})) == hired


def test_filters_add_up(sandbox, applications):
    """A record is listed when it passes all filters."""
    id = sandbox.add_application(stage="Offer")
    sandbox.add_application(stage="Applied")
    chosen = {"filter[vacancy_id]": sandbox.vacancy_ids()[0], "filter[stage]": "Offer"}
    assert ids(applications(**chosen))[0] == id
    assert len(applications(**chosen)) < len(sandbox.application_ids(sandbox.vacancy_ids()[0]))


@pytest.mark.parametrize("after", ["2027-01-15", "2027-01-15T08:00:00Z", "2027-01-15T09:00:00+01:00"])
def test_hired_after_includes_the_moment(sandbox, applications, after):
    """A candidate who was hired at the given time or day is listed."""
    id = sandbox.add_application(stage="hired")
    assert ids(applications(**{"filter[hired_after]": after})) == [id]


@pytest.mark.parametrize("after", ["2027-01-16", "2027-01-15T08:00:01Z"])
def test_hired_after_leaves_out_the_earlier(sandbox, applications, after):
    """Candidates who were hired before, or not at all, are not listed."""
    sandbox.add_application(stage="hired")
    assert applications(**{"filter[hired_after]": after}) == []


@pytest.mark.parametrize("after", ["yesterday", "2027-02-30", "1700000000", "0001-01-01T00:00+14:00"])
def test_bad_date_is_refused(api, problems, after):
    """A filter that is no date is a 400."""
    found = problems(api.get("/job-applications", params={"filter[hired_after]": after}))
    assert found == ["filter.hired_after"]


def test_changes_between_pages_shift_the_list(sandbox, api):
    """A record that is added between two pages pushes the others on."""
    first = api.get("/job-applications", params={"perPage": 5}).json()["data"]
    sandbox.add_application()
    second = api.get("/job-applications", params={"perPage": 5, "page": 2}).json()["data"]
    assert second[0] == first[-1]
