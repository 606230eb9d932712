"""Timestamps of V1: read by their value only, and never guessed."""

from datetime import UTC, datetime

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import timestamp_from_v1

TEN = datetime(2023, 4, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [1680343200, 1680343200.0, 1680343200000, "1680343200", " 1680343200000\n", "1680343200.000"],
)
def test_seconds_and_milliseconds_are_numbers_or_digits(value):
    """The ranges of the two do not overlap."""
    assert timestamp_from_v1(value) == TEN


def test_fractions_of_a_second_are_kept():
    """To the microsecond."""
    assert timestamp_from_v1(1680343200.25).microsecond == 250_000
    assert timestamp_from_v1("1680343200.25").microsecond == 250_000
    assert timestamp_from_v1(1680343200123).microsecond == 123_000


@pytest.mark.parametrize(
    "value",
    [
        "2023-04-01T10:00:00Z",
        "2023-04-01T12:00:00+02:00",
        "2023-04-01 10:00",
        "Sat, 01 Apr 2023 10:00:00 +0000",
        "Sat, 01 Apr 2023 05:00:00 -0500",
        "Saturday, 1 April 2023 10:00 GMT",
        "April 1, 2023 10am",
        "2023-04-01 10:00:00 UTC",
    ],
)
def test_text_that_can_be_read_in_one_way_is_read(value):
    """Text without an offset is UTC."""
    assert timestamp_from_v1(value) == TEN


def test_a_day_above_twelve_is_no_month():
    """With a day above twelve, the order of day and month is clear."""
    assert timestamp_from_v1("13/04/2023 10:00") == timestamp_from_v1("04/13/2023 10:00") == TEN.replace(day=13)


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, "0", -1, 1, 99_999_999, 4_102_444_800, 99_999_999_999, 4_102_444_800_000, 1e300, "9" * 20,
        10**400, float("nan"), float("inf"), "20230401", "20230401100000", [], {}, b"1680343200",
    ],
)  # fmt: skip
def test_a_value_that_is_no_moment_is_an_error(value):
    """Null, zero, a number out of range, and other types."""
    with pytest.raises(InvalidArgumentError):
        timestamp_from_v1(value)


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2023 10:00", "01-04-23 10:00", "2023-04-01", "April 2023", "1 April 10:00", "10:00", "tomorrow", "",
        "1 April 2023 10:00 CST", "1 April 2023 10:00 GMT+3", "Monday, 1 April 2023 10:00", "2023/04/01 10:00",
        "9999-12-31T23:59:59-01:00", "31 April 2023 10:00", "1 April 2023 25:00", "1 April 2023 " + "1" * 100,
        "2023 2024 10", "1 April 2023 10:00 EST-5", "1 April 2023 10:00 UTC +3",
    ],
)  # fmt: skip
def test_text_that_could_be_several_moments_is_an_error(value):
    """So is text without a part, with an ambiguous time zone, or with the wrong weekday."""
    with pytest.raises(InvalidArgumentError):
        timestamp_from_v1(value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (0, "zero is no timestamp."),
        ("20230401", "a date in digits alone is not read"),
        (99, "a number must be a timestamp in seconds or milliseconds, from 1973-03-03 to 2099-12-31."),
        ("2023-04-01", "the text must have a time of day."),
        ("1 April 2023 10:00 CST", "a time zone's name other than UTC or GMT could be several."),
        ("03/04/2023 10:00", "the text can be read in more than one way."),
    ],
)
def test_the_error_says_what_is_wrong(value, reason):
    """The argument is `value`, and the problem gives the reason."""
    with pytest.raises(InvalidArgumentError, match=f"^value cannot be read: {reason}") as caught:
        timestamp_from_v1(value)
    assert caught.value.argument == "value"


def test_the_error_shows_no_value():
    """The value could be a date of birth."""
    with pytest.raises(InvalidArgumentError) as caught:
        timestamp_from_v1("03/04/1990 10:00")
    assert "1990" not in str(caught.value)
