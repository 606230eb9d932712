"""Filters, from Python values to query parameters."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from homerun_client.operations import Filter

from homerun_helpers._requests.filters import as_date, as_datetime, as_text, comma_list, write_filters, write_value
from tests.support.refusals import refused


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
    """Repeats are left out; any iterable that is not a string holds several values."""
    assert comma_list(values, "vacancy_id") == text


@pytest.mark.parametrize(
    "values", ["", " ", [], [""], ["a", ""], [None], [5], 5, None, b"a", [b"a"], "a,b", ["a,b"], "\ud800", object()]
)
def test_values_that_cannot_be_filtered_by_are_refused(values):
    """An empty filter would return everything, and a value with a comma would be read as two."""
    with refused("vacancy_id"):
        comma_list(values, "vacancy_id")


def statuses(values):
    return write_filters("list_vacancies", {"status": values})["filter_status"]


def test_statuses_of_vacancies_are_sent_as_a_comma_list():
    """The values are in the order in which they were given, without repeats."""
    assert statuses("public") == "public"
    assert statuses(["closed", "public", "closed"]) == "closed,public"


@pytest.mark.parametrize("values", ["Public", "publik", "public,closed", ["public", "x"], [], "", 5])
def test_a_status_that_does_not_exist_is_refused(values):
    """A misspelt status would return everything."""
    with refused("status"):
        statuses(values)


def test_an_unknown_status_says_what_exists_and_how_to_send_a_newer_one():
    """The spec may be older than the API."""
    with refused("status", r"must be one of public, .*; it is 'frozen'\. .* extra_params=") as caught:
        statuses("frozen")
    assert caught.value.sentence("--{}".format).endswith("--extra_params={'filter[status]': …}.")


def test_a_filter_that_is_none_is_left_out():
    """A filter that is None is not sent."""
    assert write_filters("list_job_applications", {"vacancy_id": None, "stage": "hired"}) == {"filter_stage": "hired"}


def test_a_filter_that_does_not_exist_is_refused_even_when_it_is_none():
    """The error lists the filters that exist, and says how to send one that is newer than the spec."""
    with refused("stat", r"the filters are status\. .*extra_params=\{'filter\[stat\]': …\}"):
        write_filters("list_vacancies", {"stat": None})


@pytest.mark.parametrize(
    ("filter", "value", "written"),
    [
        (Filter(argument="x", type="integer"), 5, 5),
        (Filter(argument="x", type="number"), 2.5, 2.5),
        (Filter(argument="x", type="boolean"), False, False),
        (Filter(argument="x", type="date"), "2026-01-31", date(2026, 1, 31)),
        (Filter(argument="x", type="date-time"), "2026-01-31T01:00:00+01:00", datetime(2026, 1, 31, tzinfo=UTC)),
        (Filter(argument="x", enum=("a", "b")), "b", "b"),
        (Filter(argument="x", enum=("a", "b"), several=True), ["b", "a"], "b,a"),
    ],
)
def test_a_value_is_written_as_its_type_says(filter, value, written):
    """The type in the table of operations decides, so that filters of a later spec work too."""
    found = write_value(filter, "newer", value)
    assert (found, type(found)) == (written, type(written))


@pytest.mark.parametrize(
    ("filter", "value"),
    [
        (Filter(argument="x", type="integer"), True),
        (Filter(argument="x", type="integer"), "5"),
        (Filter(argument="x", type="integer"), 5.0),
        (Filter(argument="x", type="number"), float("nan")),
        (Filter(argument="x", type="number"), "2.5"),
        (Filter(argument="x", type="number"), False),
        (Filter(argument="x", type="boolean"), "true"),
        (Filter(argument="x", type="boolean"), 1),
        (Filter(argument="x", type="date"), 2026),
        (Filter(argument="x", type="date-time"), date(2026, 1, 31)),
        (Filter(argument="x", enum=("a", "b")), "c"),
        (Filter(argument="x", enum=("a", "b")), ["a"]),
        (Filter(argument="x", enum=("a", "b"), several=True), ["a", "c"]),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(filter, value):
    """The error names the filter."""
    with refused("newer"):
        write_value(filter, "newer", value)


@pytest.mark.parametrize("value", [datetime(2026, 1, 31, 12), "2026-01-31T12:00:00Z", "2026-01-31T14:00:00+02:00"])  # noqa: DTZ001 - without a zone it is UTC
def test_a_date_and_time_is_in_utc(value):
    """Without a time zone, a datetime counts as UTC."""
    assert as_datetime(value, "since").isoformat() == "2026-01-31T12:00:00+00:00"


@pytest.mark.parametrize("value", ["", "noon", 5, None, datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))])
def test_what_is_no_date_and_time_is_refused(value):
    """The error names the argument."""
    with refused("since"):
        as_datetime(value, "since")


@pytest.mark.parametrize("value", ["hired", "In gesprek, 2e ronde", "Ω"])
def test_a_stage_is_named_as_it_is(value):
    """Any text can be the name of a stage."""
    assert as_text(value, "stage") == value


@pytest.mark.parametrize("value", ["", "  ", None, 5, ["hired"], "\udfff"])
def test_a_stage_without_a_name_is_refused(value):
    """An empty string, another type and invalid Unicode are refused."""
    with refused("stage"):
        as_text(value, "stage")


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
    """Other types and other formats are refused, and the error names the argument."""
    with refused("hired_after"):
        as_date(value, "hired_after")
