"""The log of requests in a sliding window: when the next one may be sent. Time is a number here."""

import math

import pytest

from homerun_helpers import RateLimit
from homerun_helpers._ratelimit.window import WINDOW_EPSILON_S, WindowLog

LIMIT = RateLimit(3, 60.0)


def log_of(*stamps):
    log = WindowLog()
    for stamp in stamps:
        log.take()
        log.finish(stamp)
    return log


def headers(limit, remaining=None):
    found = {"x-ratelimit-limit": str(limit)}
    return found if remaining is None else {**found, "x-ratelimit-remaining": str(remaining)}


def test_free_slots_are_taken_at_once():
    """As a burst: requests are not spread over the window."""
    log = WindowLog()
    for _ in range(3):
        assert log.delay(0.0, 0, LIMIT) == 0
        log.take()
    assert log.free(0.0, LIMIT) == 0


def test_a_slot_is_free_a_window_after_its_answer():
    """The server counted the request at the time of its answer at the latest."""
    log = log_of(0.0, 10.0, 20.0)
    assert log.delay(20.0, 0, LIMIT) == pytest.approx(40.0 + WINDOW_EPSILON_S)
    assert log.delay(20.0, 1, LIMIT) == pytest.approx(50.0 + WINDOW_EPSILON_S)
    assert log.delay(20.0, 2, LIMIT) == pytest.approx(60.0 + WINDOW_EPSILON_S)
    assert log.delay(60.0 + WINDOW_EPSILON_S, 0, LIMIT) == 0


def test_after_the_delay_the_slot_is_free():
    """Otherwise a waiter would spin at the end of the window. It holds for fractions that floats cannot express."""
    for stamp in (0.1, 1 / 3, 1e9 + 0.7, 12345.678901):
        log = log_of(stamp, stamp, stamp)
        now = stamp + 0.3
        assert log.delay(now + log.delay(now, 0, LIMIT), 0, LIMIT) <= 1e-6


def test_a_request_under_way_uses_its_slot():
    """The server may count it at any moment until its answer, so the delay of what depends on it is infinite."""
    log = WindowLog()
    for _ in range(3):
        log.take()
    assert log.delay(1e9, 0, LIMIT) == math.inf
    log.finish(5.0)
    assert log.delay(5.0, 0, LIMIT) == pytest.approx(60.0 + WINDOW_EPSILON_S)
    assert log.delay(5.0, 1, LIMIT) == math.inf


def test_a_delay_that_is_not_known_has_a_lower_bound():
    """The windows that the requests in front use up, and the pause that the server asked for."""
    log = WindowLog()
    for _ in range(3):
        log.take()
    assert [log.least_delay(0.0, position, LIMIT) for position in (0, 2, 3, 7)] == [0, 0, 60, 120]
    log.pause_until(500.0)
    assert log.least_delay(0.0, 0, LIMIT) == 500.0


def test_during_a_pause_no_slot_is_free():
    """The longest pause counts, and it ends."""
    log = WindowLog()
    log.pause_until(30.0)
    log.pause_until(10.0)
    assert (log.delay(0.0, 0, LIMIT), log.free(0.0, LIMIT)) == (30.0, 0)
    assert (log.delay(30.0, 0, LIMIT), log.free(30.0, LIMIT)) == (0, 3)


def test_the_smaller_limit_counts():
    """A smaller limit of the server lowers the caller's, and a larger one does not raise it."""
    log = WindowLog()
    log.learn(headers(1), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 1
    log.learn(headers(1000), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 3


def test_what_another_program_used_is_used_up_here_for_a_window():
    """The server has one slot left where this log has two."""
    log = log_of(1.0)
    log.learn(headers(3, 1), 0.5, 1.0, LIMIT)
    assert log.free(1.0, LIMIT) == 1
    assert log.free(61.0 + 2 * WINDOW_EPSILON_S, LIMIT) == 3


def test_the_use_of_another_program_is_counted_once():
    """The next answer has the same header."""
    log = log_of(1.0)
    for _ in range(3):
        log.learn(headers(3, 1), 0.5, 1.0, LIMIT)
    assert log.free(1.0, LIMIT) == 1


def test_own_requests_are_not_counted_as_those_of_another_program():
    """Those under way and those in the window account for the slots that are used on the server."""
    log = log_of(0.0)
    log.take()
    log.learn(headers(3, 1), 0.0, 1.0, LIMIT)
    assert log.free(1.0, LIMIT) == 1


def test_a_window_that_ended_during_the_request_is_not_counted_as_use():
    """Three requests were in the window when the fourth was sent, and none of them when its answer came."""
    limit = RateLimit(4, 60.0)
    log = log_of(0.0, 0.0, 0.0)
    log.take()
    log.finish(61.0)  # sent at 59
    log.learn(headers(4, 0), 59.0, 61.0, limit)
    assert log.free(61.0, limit) == 3


def test_forgetting_keeps_the_window_of_a_slow_request():
    """The stamps that were in the window when it was sent are there when its answer comes."""
    limit = RateLimit(4, 60.0)
    log = log_of(0.0, 0.0, 0.0)
    log.take()
    log.forget(100.0, 60.0)
    log.finish(100.0)
    log.learn(headers(4, 0), 59.0, 100.0, limit)
    assert log.free(100.0, limit) == 3


def test_what_others_use_of_their_own_part_costs_nothing():
    """A limit of half the budget leaves the other half to other programs, and does not shrink when they use it."""
    half = RateLimit(30)
    log = log_of(1.0)
    log.learn(headers(60, 29), 0.5, 1.0, half)
    assert log.free(1.0, half) == 29
    log.learn(headers(60, 10), 0.5, 1.0, half)
    assert log.free(1.0, half) == 10


def test_a_huge_limit_of_a_gateway_costs_neither_memory_nor_slots():
    """`X-RateLimit-Limit: 999999999` is the count of a gateway in front of the API."""
    log = log_of(1.0)
    log.learn(headers(999_999_999, 500), 0.5, 1.0, LIMIT)
    assert (log.free(1.0, LIMIT), len(log._stamps)) == (2, 1)
    log.learn(headers(999_999_999, 0), 0.5, 1.0, LIMIT)
    assert (log.free(1.0, LIMIT), len(log._stamps)) == (0, 3)


@pytest.mark.parametrize("limit", ["", "0", "-5", "1.5", "many", "٣", "60, 60;w=60", "nan"])
def test_a_limit_header_that_is_no_number_above_0_is_ignored(limit):
    """The answer counts as one without the header."""
    log = WindowLog()
    log.learn(headers(limit, 0), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 3


def test_a_server_with_more_slots_left_changes_nothing():
    """Its window began at another time; this log is the stricter one."""
    log = log_of(0.0, 0.0)
    log.learn(headers(3, 3), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 1


def test_stamps_that_are_two_windows_old_are_forgotten():
    """So a program that runs for years needs no more memory."""
    log = WindowLog()
    for second in range(1000):
        log.forget(float(second), 1.0)
        log.take()
        log.finish(float(second))
    assert len(log._stamps) <= 4


def test_a_log_is_idle_when_it_limits_nothing():
    """Stamps, requests under way and a pause do."""
    log = WindowLog()
    assert log.is_idle(0.0)
    log.take()
    assert not log.is_idle(0.0)
    log.finish(0.0)
    log.pause_until(1000.0)
    log.forget(500.0, 60.0)
    assert not log.is_idle(500.0)
    assert log.is_idle(1000.0)
