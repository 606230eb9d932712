"""Filters, from Python values to what goes out."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers.filters import as_date, comma_list, stage_name, statuses


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ("a", "a"),
        (["a"], "a"),
        (["a", "b"], "a,b"),
        (("a", "b", "a"), "a,b"),
        ({"a": 1}, "a"),
        (iter(["a", "b"]), "a,b"),
        ("Adá / 50 %", "Adá / 50 %"),
    ],
)
def test_one_value_or_several_become_a_comma_list(values, text):
    """Repeats are left out; anything that can be iterated counts as several."""
    assert comma_list(values, "vacancy_id") == text


@pytest.mark.parametrize(
    "values", ["", " ", [], [""], ["a", ""], [None], [5], 5, None, b"a", [b"a"], "a,b", ["a,b"], "\ud800", object()]
)
def test_values_that_cannot_be_filtered_by_are_refused(values):
    """An empty filter would return everything; a comma would make two of one."""
    with pytest.raises(InvalidArgumentError, match="vacancy_id"):
        comma_list(values, "vacancy_id")


def test_statuses_of_vacancies_go_out_as_a_comma_list():
    """In the order given."""
    assert statuses("public") == "public"
    assert statuses(["closed", "public", "closed"]) == "closed,public"


@pytest.mark.parametrize("values", ["Public", "publik", "public,closed", ["public", "x"], [], "", None, 5])
def test_a_status_that_does_not_exist_is_refused(values):
    """A misspelt filter would return everything."""
    with pytest.raises(InvalidArgumentError, match="status"):
        statuses(values)


def test_an_unknown_status_says_what_exists_and_how_to_send_it_all_the_same():
    """The spec can be older than the API."""
    with pytest.raises(InvalidArgumentError, match=r"public.*extra_params"):
        statuses("frozen")


@pytest.mark.parametrize("value", ["hired", "In gesprek, 2e ronde", "Ω"])
def test_a_stage_is_named_as_it_is(value):
    """Stages have free names."""
    assert stage_name(value) == value


@pytest.mark.parametrize("value", ["", "  ", None, 5, ["hired"], "\udfff"])
def test_a_stage_without_a_name_is_refused(value):
    """It must be a text that can be sent."""
    with pytest.raises(InvalidArgumentError, match="stage"):
        stage_name(value)


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 1, 31),
        datetime(2026, 1, 31, 23, 59),  # noqa: DTZ001 - without a zone it is its own day
        datetime(2026, 1, 31, 23, 59, tzinfo=UTC),
        datetime(2026, 2, 1, 1, 0, tzinfo=timezone(timedelta(hours=2))),
        "2026-01-31",
        "20260131",
        "2026-01-31T23:59:59",
        "2026-01-31T23:59:59Z",
        "2026-01-31T00:00:00Z",
        "2026-02-01T01:00:00+02:00",
        "2026-01-31T20:00:00.5-03:00",
    ],
)
def test_dates_datetimes_and_strings_become_a_day(value):
    """A date-time counts as its day in UTC, as the API's own times do."""
    day = as_date(value, "hired_after")
    assert day == date(2026, 1, 31)
    assert type(day) is date


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "31-01-2026",
        "2026-02-30",
        "2026-13-01",
        " 2026-01-31",
        "٢٠٢٦-01-31",
        "\ud800",
        "9999-12-31T24:00",
        "0001-01-01T00:00:00+14:00",
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        20260131,
        1.5,
        None,
        True,
        b"2026-01-31",
        ["2026-01-31"],
    ],
)
def test_what_is_no_date_is_refused(value):
    """The error names the argument, whatever was passed."""
    with pytest.raises(InvalidArgumentError, match="hired_after"):
        as_date(value, "hired_after")
