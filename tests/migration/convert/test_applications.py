"""Payloads of V1 to bodies of V2, statement by statement of the guide."""

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import application_from_v1

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def places(changes):
    return [(change.path, change.to) for change in changes]


def kept(changes):
    return [(change.path, change.value) for change in changes]


def test_the_fields_of_the_candidate_are_those_of_the_application():
    """`candidate field was removed`."""
    body, report = application_from_v1({"candidate": PERSON})
    assert body == PERSON
    assert places(report.renamed)[0] == ("candidate.first_name", "first_name")
    assert report.complete


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("phone", "phone_number", "+44 20"),
        ("firstname", "first_name", "Ada"),
        ("Last name", "last_name", "Lovelace"),
        ("birthday", "date_of_birth", "1815-12-10"),
    ],
)
def test_other_plausible_names_are_known(old, new, value):
    """The guide does not name the fields of a candidate."""
    assert application_from_v1({"candidate": {old: value}}).result == {new: value}
    assert application_from_v1({old: value}).result == {new: value}


def test_fixed_fields_of_content_are_promoted():
    """`Fixed fields, e.g. education and experience have been promoted to main request fields`."""
    content = {"education": "Mathematics", "experience": "Engines", "linkedin": "https://example.com/ada"}
    body, report = application_from_v1({**PERSON, "content": content})
    assert body == PERSON | content
    assert places(report.promoted) == [(f"content.{name}", name) for name in content]


def test_the_rest_of_content_is_custom_data():
    """`content fields was replaced by custom_data field`."""
    body, report = application_from_v1({**PERSON, "content": {"shoe_size": 38, "skills": ["loops"]}})
    assert body["custom_data"] == {"shoe_size": 38, "skills": ["loops"]}
    assert ("content.shoe_size", "custom_data.shoe_size") in places(report.moved_to_custom_data)


@pytest.mark.parametrize("name", ["key", "name", "label"])
def test_content_may_be_a_list_of_names_and_values(name):
    """Labels are read as names. Other keys of a pair are reported."""
    content = [{name: "Education", "value": "Mathematics"}, {name: "Shoe size", "value": 38, "id": 7}]
    body, report = application_from_v1({**PERSON, "content": content})
    assert body == PERSON | {"education": "Mathematics", "custom_data": {"Shoe size": 38}}
    assert kept(report.not_carried) == [("content[1].id", 7)]


def test_a_fixed_value_that_does_not_fit_its_field_is_custom_data():
    """A list as `education`, for example, which is a text in V2."""
    body, report = application_from_v1({**PERSON, "content": {"education": [{"school": "UCL"}], "github": "ada"}})
    assert body == PERSON | {"custom_data": {"education": [{"school": "UCL"}], "github": "ada"}}
    assert report.complete


@pytest.mark.parametrize("job", ["job_1", {"id": "job_1"}])
def test_the_job_is_a_vacancy_id(job):
    """`job object was replaced by vacancy_id field`."""
    body, report = application_from_v1({**PERSON, "job": job})
    assert body["vacancy_id"] == "job_1"
    assert report.complete


def test_other_fields_of_a_job_are_reported():
    """They are `removed`, since the vacancy has them."""
    report = application_from_v1({**PERSON, "job": {"id": "job_1", "title": "Analyst"}}).report
    assert kept(report.removed) == [("job.title", "Analyst")]
    assert report.complete


def test_a_numeric_id_of_a_job_becomes_a_text():
    """The report says that V2 may not know it."""
    body, report = application_from_v1({**PERSON, "job": 17})
    assert body["vacancy_id"] == "17"
    assert kept(report.converted) == [("job", 17)]


def test_a_candidates_id_is_kept_as_custom_data():
    """`It's no longer necessary to supply candidate IDs`."""
    for candidate in ("ca_1", {"id": "ca_1"}):
        assert application_from_v1({"candidate": candidate}).result == {"custom_data": {"candidate_id": "ca_1"}}


def test_the_fields_of_the_stored_candidate_are_used():
    """Payloads of V1 often named a candidate by its id only."""
    for named in ("ca_1", None, {}):
        body, report = application_from_v1({"candidate": named}, candidate={"id": "ca_1", **PERSON})
        assert body == PERSON | {"custom_data": {"candidate_id": "ca_1"}}
        assert report.complete


@pytest.mark.parametrize(
    "payload", [{"candidate": "ca_2"}, {"candidate": 2}, {"candidate": {"id": "ca_2"}}, {"candidate_id": "ca_2"}]
)
def test_another_candidate_is_an_error(payload):
    """The candidate that is passed must be the one that the payload names."""
    with pytest.raises(InvalidArgumentError, match="candidate"):
        application_from_v1(payload, candidate={"id": "ca_1"})


@pytest.mark.parametrize("payload", [{"candidate": "77"}, {"candidate": {"id": "77"}}, {"candidate_id": "77"}])
def test_ids_of_candidates_are_compared_as_texts(payload):
    """V1 had numbers, and forms made texts of them."""
    body, report = application_from_v1(payload, candidate={"id": 77, **PERSON}, strict=True)
    assert {**body, "custom_data": None} == PERSON | {"custom_data": None}
    assert str(body["custom_data"]["candidate_id"]) == "77"
    assert [str(change.value) for change in report.left_out] == ["77"]


def test_the_stored_candidate_fills_in_missing_fields():
    """A value of the payload comes first, and the report keeps the other one."""
    payload = {"candidate": {"id": 77, "first_name": "Augusta", "last_name": "Lovelace"}}
    body, report = application_from_v1(payload, candidate={"id": "77", **PERSON})
    assert body == PERSON | {"first_name": "Augusta", "custom_data": {"candidate_id": 77}}
    assert kept(report.not_carried) == [("stored candidate.first_name", "Ada")]


@pytest.mark.parametrize("place", ["candidate", "content", None])
def test_a_link_without_its_scheme_is_custom_data(place):
    """V2's fields for links do not take it, wherever it stood in V1."""
    found = {"linkedin": "linkedin.com/in/ada"}
    body, report = application_from_v1({**PERSON, **({place: found} if place else found)})
    assert body == PERSON | {"custom_data": found}
    assert report.complete


@pytest.mark.parametrize("content", ["%%", "SGVsb"])
def test_a_file_with_content_that_is_no_base64_says_so(content):
    """The reason is not that links are not fetched."""
    [change] = application_from_v1({**PERSON, "files": [{"name": "cv.txt", "content": content}]}).report.not_carried
    assert change.reason == "content is not valid base64"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ({"url": "https://example.com/cv.pdf"}, "links are not fetched, and those of V1 are gone"),
        ({"path": 7}, "path must be a text"),
        ({"name": "cv.pdf"}, "a file needs content (base64) or a path"),
        ("cv.pdf", "a file needs content (base64) or a path"),
    ],
)
def test_a_file_without_content_says_why(file, reason):
    """The reason follows from the fields that the file has."""
    [change] = application_from_v1({**PERSON, "files": [file]}).report.not_carried
    assert (change.value, change.reason) == (file, reason)


def test_timestamps_are_recognised_by_the_name_of_the_field():
    """Also in fields that V2 does not know. Answers of a form stay."""
    candidate = PERSON | {"created_at": 1680343200, "seen_at": "1680343200000", "met_at": "1 April", "left_at": 7}
    payload = {"candidate": candidate, "applied_at": 1680343200, "content": {"graduated_at": 1680343200}}
    body, report = application_from_v1(payload)
    moment = "2023-04-01T10:00:00Z"
    assert body["custom_data"] == {
        "created_at": moment, "seen_at": moment, "met_at": "1 April", "left_at": 7,
        "graduated_at": 1680343200, "applied_at": moment,
    }  # fmt: skip
    places = [change.path for change in report.converted]
    assert places == ["candidate.created_at", "candidate.seen_at", "applied_at"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (2_678_486_400, "a date of birth must be from 1900 to today"),
        (1_728_000_000, "the number could be seconds, or milliseconds of 1970"),
        ("10 December 1815", "a date of birth must be from 1900 to today"),
        ("10 December 2815", "a date of birth must be from 1900 to today"),
        (0, "zero is no timestamp"),
        ("19901210", "a date in digits alone is not read: write it as YYYY-MM-DD, with its time if there is one"),
        ([], "it is null or empty; a date must be a text or a timestamp"),
    ],
)
def test_a_date_of_birth_that_cannot_be_one_is_not_guessed(value, reason):
    """The report keeps the value, and the reason says what is wrong with it."""
    body, report = application_from_v1({"candidate": {**PERSON, "date_of_birth": value}})
    assert body == PERSON
    [change] = [*report.not_carried, *report.left_out]
    assert (change.value, change.reason) == (value, reason)


@pytest.mark.parametrize("value", [660528000, 660528000000, "660528000", "7 December 1990"])
def test_a_clear_date_of_birth_is_read(value):
    """From seconds, milliseconds or text."""
    assert application_from_v1({"birthday": value}).result == {"date_of_birth": "1990-12-07"}


JOBS = {"job_1": "vac_1", "17": "vac_2"}


@pytest.mark.parametrize(
    ("payload", "vacancy"),
    [
        ({"job": "job_1"}, "vac_1"),
        ({"job": {"id": 17, "title": "Analyst"}}, "vac_2"),
        ({"job_id": "17"}, "vac_2"),
        ({"vacancy_id": "job_1"}, "vac_1"),
        ({"vacancy_id": "vac_9"}, "vac_9"),
        ({"job": "vac_1"}, "vac_1"),
    ],
)
def test_the_ids_of_jobs_become_those_of_vacancies(payload, vacancy):
    """The mapping `vacancy_ids` gives them; ids of V2 stay."""
    body, report = application_from_v1({**PERSON, **payload}, vacancy_ids=JOBS)
    assert body == PERSON | {"vacancy_id": vacancy}
    assert report.complete


def test_a_job_without_a_vacancy_is_reported():
    """The vacancy is missing then. Without one the application would go to no vacancy."""
    body, report = application_from_v1({**PERSON, "job": "job_9"}, vacancy_ids=JOBS)
    assert body == PERSON
    assert kept(report.not_carried) == [("job", "job_9")]
    assert [change.path for change in report.missing] == ["vacancy_id"]


@pytest.mark.parametrize("payload", [{"job": ["job_1"]}, {"vacancy_id": True}])
def test_a_value_that_is_no_id_of_a_job_is_reported(payload):
    """With `vacancy_ids` and without."""
    for vacancy_ids in (None, JOBS):
        body, report = application_from_v1({**PERSON, **payload}, vacancy_ids=vacancy_ids)
        assert body == PERSON
        assert [{change.path: change.value} for change in report.not_carried] == [payload]


@pytest.mark.parametrize("vacancy_ids", [{"job_1": 7}, {1: "vac_1"}, {"job_1": ""}])
def test_vacancy_ids_must_be_texts(vacancy_ids):
    """They are checked before anything is converted."""
    with pytest.raises(InvalidArgumentError):
        application_from_v1(PERSON, vacancy_ids=vacancy_ids)


def test_fields_that_v2_does_not_know_are_custom_data():
    """`a key-value store for properties non covered by Job Application object schema`."""
    body = application_from_v1({"campaign": "spring", "candidate": {"tags": ["maths"]}}).result
    assert body == {"custom_data": {"campaign": "spring", "tags": ["maths"]}}


def test_a_full_name_is_never_split():
    """Only a person can say where the first name ends."""
    body, report = application_from_v1({"candidate": {"name": "Ada King Lovelace", "email": "ada@example.com"}})
    assert body == {"email": "ada@example.com"}
    assert kept(report.not_carried) == [("candidate.name", "Ada King Lovelace")]
    assert [change.path for change in report.missing] == ["first_name", "last_name"]


def test_a_full_name_that_repeats_the_names_is_left_out():
    """Nothing is lost with it."""
    report = application_from_v1({"candidate": {"name": "Ada Lovelace", **PERSON}}).report
    assert kept(report.left_out) == [("candidate.name", "Ada Lovelace")]
    assert report.complete


def test_a_value_of_the_application_comes_first():
    """Then the candidate's, then that of `content`. The report keeps the others."""
    payload = {**PERSON, "candidate": {"email": "old@example.com", "city": "London"}, "content": {"city": "Paris"}}
    body, report = application_from_v1(payload)
    assert body == PERSON | {"city": "London"}
    assert kept(report.not_carried) == [("candidate.email", "old@example.com"), ("content.city", "Paris")]


def test_a_repeated_value_is_left_out():
    """Nothing is lost with it."""
    report = application_from_v1({**PERSON, "candidate": {"city": "Rome"}, "content": {"city": "Rome"}}).report
    assert kept(report.left_out) == [("content.city", "Rome")]
    assert report.complete


def test_a_second_value_in_custom_data_is_kept_in_the_report():
    """The first value stays in the result."""
    body, report = application_from_v1({**PERSON, "custom_data": {"size": 1}, "content": {"size": True}, "size": 2})
    assert body["custom_data"] == {"size": 1}
    assert kept(report.not_carried) == [("content.size", True), ("size", 2)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("photo", "ada.png"),
        ("photo", "https://example.com/ada lovelace.png"),
        ("phone_number", 4420),
        ("sourced", "yes"),
        ("email", "ada"),
        ("date_of_birth", "03/04/1990"),
        ("city", "half of a pair: \ud800"),
        ("sources", 7),
        ("custom_data", "text"),
        ("custom_data", ["text"]),
    ],
)
def test_a_value_that_its_field_does_not_take_is_reported(field, value):
    """The report has the place and the value."""
    body, report = application_from_v1({field: value})
    assert body == {}
    assert kept(report.not_carried) == [(field, value)]


@pytest.mark.parametrize("value", ["1990-12-31T00:00:00Z", "31/12/1990", 662601600, "662601600000"])
def test_a_date_of_birth_is_a_date(value):
    """The value is converted if it can be one day only."""
    body, report = application_from_v1({"candidate": {"date_of_birth": value}})
    assert body == {"date_of_birth": "1990-12-31"}
    assert kept(report.converted) == [("candidate.date_of_birth", value)]


@pytest.mark.parametrize("value", [662598000, "1990-12-31T23:00:00Z", "31/12/90", "December 1990", -1])
def test_a_date_of_birth_that_could_be_two_days_is_not_carried(value):
    """Midnight in Amsterdam is the day before in UTC."""
    body, report = application_from_v1({"date_of_birth": value})
    assert body == {}
    assert kept(report.not_carried) == [("date_of_birth", value)]


def test_sources_are_names():
    """V2's records have objects, and a single source may stand without a list."""
    assert application_from_v1({"sources": [{"name": "Fair"}, "Web"]}).result == {"sources": ["Fair", "Web"]}
    assert application_from_v1({"sources": "Fair"}).result == {"sources": ["Fair"]}


def test_a_source_that_is_no_name_is_reported():
    """The other sources are carried over."""
    body, report = application_from_v1({"sources": ["Fair", {"name": 7}, {"name": "Web", "id": 1}, " "]})
    assert body == {"sources": ["Fair"]}
    assert kept(report.not_carried) == [("sources[1]", {"name": 7}), ("sources[2]", {"name": "Web", "id": 1})]
    assert report.converted == ()


def test_a_value_replaces_null():
    """Null says nothing."""
    candidate = {"city": "Rome", "country": None}
    body, report = application_from_v1({"city": None, "skype": None, "candidate": candidate})
    assert body == {"city": "Rome", "skype": None}
    assert kept(report.left_out) == [("city", None), ("candidate.country", None)]


def test_values_that_json_cannot_hold_are_reported():
    """Half a surrogate pair, and infinity."""
    body, report = application_from_v1({"content": {"a": "\ud800", "\ud800": 1, "b": [float("inf")], "c": 1}})
    assert body == {"custom_data": {"c": 1}}
    assert kept(report.not_carried) == [
        ("content.a", "\ud800"),
        ('content["\\ud800"]', 1),
        ("content.b", [float("inf")]),
    ]


def test_content_without_names_is_reported():
    """The elements of a list need a name and a value."""
    content = [7, {"label": "x"}, {"value": 1}, {"label": " ", "value": 2}, {"label": 5, "value": 3}]
    body, report = application_from_v1({"content": content})
    assert body == {}
    assert kept(report.not_carried) == [(f"content[{number}]", pair) for number, pair in enumerate(content)]


def test_a_full_name_outside_the_candidate_is_not_split_either():
    """Only a person can say where the first name ends."""
    body, report = application_from_v1({"full_name": "Ada L.", "candidate": PERSON})
    assert body == PERSON
    assert kept(report.not_carried) == [("full_name", "Ada L.")]


def test_what_is_missing_is_said():
    """V2 requires names and an address."""
    report = application_from_v1({"candidate": {"first_name": " ", "last_name": None}}).report
    assert [change.path for change in report.missing] == ["first_name", "last_name", "email"]
    assert kept(report.left_out) == [("candidate.first_name", " "), ("candidate.last_name", None)]


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_what_is_empty_says_nothing(empty):
    """It says nothing, so nothing is lost."""
    payload = {**PERSON, "candidate": empty, "content": empty, "job": empty, "files": empty, "notes": empty}
    body, report = application_from_v1(payload)
    assert body == PERSON
    assert {change.kind for change in report.changes} == {"left_out"}


@pytest.mark.parametrize("odd", [True, 1.5, ["x"], [[]]])
def test_a_container_of_another_shape_is_reported(odd):
    """With all that is in it."""
    report = application_from_v1({**PERSON, "candidate": odd, "job": odd, "files": odd}).report
    assert {change.path.partition("[")[0] for change in report.not_carried} | {"files"} == {"candidate", "job", "files"}


def test_the_fields_of_a_form_are_understood():
    """`API now uses JSON format for requests`: V1 took forms."""
    form = {
        "candidate[first_name]": "Ada",
        "content[0][label]": "Education",
        "content[0][value]": "Mathematics",
        "sources[]": "Fair",
        "files[0][name]": "cv.txt",
        "files[0][content]": "SGVsbG8=",
    }
    converted = application_from_v1(form, file_type="resume")
    assert converted.result == {"first_name": "Ada", "education": "Mathematics", "sources": ["Fair"]}
    assert converted.attachments.files == ({"name": "cv.txt", "content": "SGVsbG8=", "type": "resume"},)


def test_a_field_of_a_form_may_hold_several_values():
    """As `requests` sends them."""
    assert application_from_v1({"sources[]": ["Fair", "Web"]}).result == {"sources": ["Fair", "Web"]}


def test_a_field_of_a_form_that_fits_nowhere_is_custom_data():
    """As everything that V2 does not know."""
    form = {"candidate": "ca_1", "candidate[x]": "1", "other[x]": "2", "content[a]": "3", "content[a][b]": "4"}
    custom = application_from_v1(form).result["custom_data"]
    assert custom == {"candidate_id": "ca_1", "candidate[x]": "1", "other[x]": "2", "a": "3", "content[a][b]": "4"}


@pytest.mark.parametrize("payload", [None, [], "text", 7, {1: "a"}, {"a": {1: 2}}, {"a": {1, 2}}, {"a": object()}])
def test_what_is_no_json_object_is_an_error(payload):
    """That says so, and shows nothing of it."""
    with pytest.raises(InvalidArgumentError, match=r"^payload (must be a JSON object|holds|has a key)"):
        application_from_v1(payload)


@pytest.mark.parametrize("depth", [301, 5000])
def test_what_is_nested_too_deep_is_an_error(depth):
    """No recursion error, wherever the limit is."""
    payload = {}
    for _ in range(depth):
        payload = {"content": payload}
    with pytest.raises(InvalidArgumentError, match="nested deeper than 300 levels"):
        application_from_v1(payload)


def test_deeply_nested_data_are_carried_over():
    """Up to 300 levels."""
    value = "x"
    for _ in range(297):
        value = [value]
    assert application_from_v1({"content": {"deep": value}}).result["custom_data"] == {"deep": value}
