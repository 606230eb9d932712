"""The rule of `Retry-After`: how the header is read, and for how long a request and a key wait because of it."""

import math
import time
from email.utils import formatdate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homerun_helpers import RateLimit
from homerun_helpers._ratelimit.retry_after import (
    MAX_SHARED_PAUSE_S,
    RETRY_AFTER_ROUNDING_S,
    pause_for,
    retry_after,
    shared_pause,
    shortest_delay,
)

LIMIT = RateLimit(3, 60.0)
WALL = 1_800_000_000.0


@pytest.fixture
def in_auckland(monkeypatch):
    """A machine whose time zone is far from GMT."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("99999999999999999999", 9999999999.0),
        (formatdate(WALL + 90, usegmt=True), 90.0),
        (formatdate(WALL - 90, usegmt=True), 0.0),
        (formatdate(WALL + 90), 90.0),
    ],
)
def test_the_header_is_read_as_seconds_or_as_a_date(text, seconds):
    """A date in the past means now."""
    assert retry_after({"retry-after": text}, WALL) == seconds


@pytest.mark.parametrize("form", ["%a, %d %b %Y %H:%M:%S", "%a %b %d %H:%M:%S %Y", "%a, %d %b %Y %H:%M:%S -0000"])
def test_a_date_without_a_zone_is_gmt_in_every_time_zone(in_auckland, form):
    """HTTP's dates are GMT, also in the old form of C's asctime."""
    text = time.strftime(form, time.gmtime(WALL + 90))
    assert retry_after({"retry-after": text}, WALL) == 90.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "-5",
        "+5",
        "1.5",
        "1e3",
        "inf",
        "nan",
        "0x10",
        "١٢",
        "²",
        "1, 2",
        "Wed, 99 Foo 2026 99:99:99 GMT",
    ],
)
def test_a_header_that_is_neither_counts_as_absent(text):
    """It is read as None, as if the server had sent no header."""
    assert retry_after({"retry-after": text}, WALL) is None


def test_an_absent_header_is_none():
    """The header is optional."""
    assert retry_after({}, WALL) is None


@settings(max_examples=200)
@given(
    st.text(max_size=60) | st.from_regex(r"\w{3}, \d{1,3} \w{3} \d{1,6} \d\d:\d\d:\d\d [+-]?\w{0,6}", fullmatch=True)
)
def test_any_text_gives_finite_seconds_or_none(text):
    """No header of a server raises an error."""
    seconds = retry_after({"retry-after": text}, WALL)
    assert seconds is None or 0 <= seconds < math.inf


def test_a_request_waits_a_second_longer_than_the_header_says():
    """The server rounds down to whole seconds; without a header there is nothing to wait for."""
    assert RETRY_AFTER_ROUNDING_S >= 1.0
    assert shortest_delay(3.0) == 3.0 + RETRY_AFTER_ROUNDING_S
    assert shortest_delay(0.0) == RETRY_AFTER_ROUNDING_S
    assert shortest_delay(None) == 0.0


def test_without_a_header_a_key_pauses_for_a_whole_window():
    """The server's window can have begun at the moment of the answer."""
    assert pause_for(None, LIMIT) == 60.0 + RETRY_AFTER_ROUNDING_S
    assert pause_for(0.0, LIMIT) == RETRY_AFTER_ROUNDING_S
    assert pause_for(7.0, LIMIT) == 7.0 + RETRY_AFTER_ROUNDING_S


def test_all_clients_of_a_key_pause_for_an_hour_at_most():
    """A server that errs by years does not silence them for years; a longer window counts in full."""
    assert shared_pause(59.0, LIMIT) == 59.0
    assert shared_pause(1e9, LIMIT) == MAX_SHARED_PAUSE_S
    assert shared_pause(1e9, RateLimit(3, 86_400.0)) == 86_400.0
