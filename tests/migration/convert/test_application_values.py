"""Values of V1's applications: converted when they are clear, and reported when V2 does not take them."""

import pytest

from homerun_helpers.migration import application_from_v1

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def places(changes):
    return [(change.path, change.to) for change in changes]


def kept(changes):
    return [(change.path, change.value) for change in changes]


def test_a_fixed_value_that_does_not_fit_its_field_is_custom_data():
    """A list as `education`, for example, which is a text in V2."""
    body, report = application_from_v1({**PERSON, "content": {"education": [{"school": "UCL"}], "github": "ada"}})
    assert body == PERSON | {"custom_data": {"education": [{"school": "UCL"}], "github": "ada"}}
    assert report.complete


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


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_empty_values_are_left_out(empty):
    """They say nothing, so nothing is lost."""
    payload = {**PERSON, "candidate": empty, "content": empty, "job": empty, "files": empty, "notes": empty}
    body, report = application_from_v1(payload)
    assert body == PERSON
    assert {change.kind for change in report.changes} == {"left_out"}
