"""Whether to try again, and when."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError, RetryPolicy
from homerun_helpers._http.retries import REPEATABLE, Outcome
from homerun_helpers._ratelimit.retry_after import shortest_delay

METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST", "CONNECT"]


def least():
    return 0.0


def most():
    return 1.0


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("outcome", [Outcome.NEVER_SENT, Outcome.REFUSED])
def test_what_was_not_processed_is_repeated_with_any_method(method, outcome):
    """The server did nothing, so nothing can be done twice."""
    assert RetryPolicy().may_repeat(method, outcome)


@pytest.mark.parametrize("method", METHODS)
def test_after_an_ambiguous_outcome_only_repeatable_methods_are_repeated(method):
    """A second POST could make a second record."""
    expected = method in {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"}
    assert RetryPolicy().may_repeat(method, Outcome.AMBIGUOUS) is expected


def test_the_methods_case_does_not_matter():
    """`post` is a POST, and `delete` a DELETE."""
    assert not RetryPolicy().may_repeat("post", Outcome.AMBIGUOUS)
    assert RetryPolicy().may_repeat("delete", Outcome.AMBIGUOUS)
    assert "POST" not in REPEATABLE


@pytest.mark.parametrize("attempts", [1, 2, 5])
def test_after_the_last_attempt_there_is_no_delay(attempts):
    """No more attempts are made than `max_attempts`."""
    policy = RetryPolicy(max_attempts=attempts)
    made = [policy.delay(attempt, 0.0, least) for attempt in range(1, attempts + 2)]
    assert [delay is None for delay in made] == [False] * (attempts - 1) + [True, True]


def test_one_attempt_switches_retries_off_also_when_the_server_asks():
    """`Retry-After` does not bring an attempt back."""
    assert RetryPolicy(max_attempts=1).delay(1, 0.0, least, retry_after=0.0) is None


def test_the_longest_delay_doubles_up_to_its_cap():
    """Half a second, one, two, four, eight, and eight again."""
    policy = RetryPolicy(max_attempts=99, total=math.inf)
    assert [policy.delay(attempt, 0.0, most) for attempt in range(1, 8)] == [0.5, 1, 2, 4, 8, 8, 8]


@settings(max_examples=100)
@given(st.integers(1, 10_000), st.floats(0, 1), st.floats(0, 1e6), st.floats(0, 1e6))
def test_jitter_stays_between_zero_and_the_longest_delay(attempt, drawn, base, cap):
    """Full jitter, and no overflow however often it was tried."""
    policy = RetryPolicy(max_attempts=10_001, base_delay=base, max_delay=cap, total=math.inf)
    assert 0 <= policy.delay(attempt, 0.0, lambda: drawn) <= cap


def test_a_huge_attempt_number_does_not_overflow():
    """2.0 ** 5000 would be an OverflowError."""
    policy = RetryPolicy(max_attempts=6_000, base_delay=1e300, max_delay=5.0)
    assert policy.delay(5_000, 0.0, most) == 5.0


def test_a_longer_retry_after_counts_instead():
    """The server's time counts from where the policy's own delay would be shorter."""
    assert RetryPolicy().delay(1, 0.0, most, retry_after=3.0) == shortest_delay(3.0)


def test_a_shorter_retry_after_does_not_shorten_the_delay():
    """The jitter stays what it is."""
    policy = RetryPolicy(base_delay=8.0)
    assert policy.delay(1, 0.0, most, retry_after=0.0) == 8.0


def test_nothing_is_tried_again_after_the_total():
    """A delay that ends at the total is fine, one beyond it is not."""
    policy = RetryPolicy(total=10.0, base_delay=2.0)
    assert policy.delay(1, 8.0, most) == 2.0
    assert policy.delay(1, 8.001, most) is None
    assert policy.delay(1, 0.0, least, retry_after=3600.0) is None


@pytest.mark.parametrize("name", ["base_delay", "max_delay", "total"])
@pytest.mark.parametrize("value", [-1, -0.001, math.nan, "1", None, True, 1j, [1]])
def test_what_is_no_number_of_seconds_is_refused(name, value):
    """The error names the argument."""
    with pytest.raises(InvalidArgumentError, match=name):
        RetryPolicy(**{name: value})


@pytest.mark.parametrize("value", [0, -1, 1.5, "3", None, True, math.inf])
def test_what_is_no_number_of_attempts_is_refused(value):
    """It must be a whole number, 1 or more."""
    with pytest.raises(InvalidArgumentError, match="max_attempts"):
        RetryPolicy(max_attempts=value)


def test_a_policy_is_frozen_and_comparable():
    """A policy that a client uses cannot be changed."""
    policy = RetryPolicy(max_attempts=2)
    with pytest.raises(AttributeError):
        policy.max_attempts = 5
    assert policy == RetryPolicy(max_attempts=2)
    with pytest.raises(TypeError):
        RetryPolicy(3)
