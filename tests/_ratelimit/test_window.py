"""The log of requests: when may the next one go? Time is a number here."""

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


def test_a_free_budget_goes_out_as_a_burst():
    """Nothing is spaced out."""
    log = WindowLog()
    for _ in range(3):
        assert log.delay(0.0, 0, LIMIT) == 0
        log.take()
    assert log.free(0.0, LIMIT) == 0


def test_a_slot_is_free_a_window_after_its_answer():
    """The server counted the request at its answer's time at the latest."""
    log = log_of(0.0, 10.0, 20.0)
    assert log.delay(20.0, 0, LIMIT) == pytest.approx(40.0 + WINDOW_EPSILON_S)
    assert log.delay(20.0, 1, LIMIT) == pytest.approx(50.0 + WINDOW_EPSILON_S)
    assert log.delay(20.0, 2, LIMIT) == pytest.approx(60.0 + WINDOW_EPSILON_S)
    assert log.delay(60.0 + WINDOW_EPSILON_S, 0, LIMIT) == 0


def test_who_waits_so_long_finds_the_slot_free():
    """Otherwise a waiter would spin on the window's edge; so also at awkward fractions."""
    for stamp in (0.1, 1 / 3, 1e9 + 0.7, 12345.678901):
        log = log_of(stamp, stamp, stamp)
        now = stamp + 0.3
        assert log.delay(now + log.delay(now, 0, LIMIT), 0, LIMIT) <= 1e-6


def test_a_request_under_way_uses_its_slot():
    """Nobody knows when the server counts it: what depends on it is open."""
    log = WindowLog()
    for _ in range(3):
        log.take()
    assert log.delay(1e9, 0, LIMIT) == math.inf
    log.finish(5.0)
    assert log.delay(5.0, 0, LIMIT) == pytest.approx(60.0 + WINDOW_EPSILON_S)
    assert log.delay(5.0, 1, LIMIT) == math.inf


def test_what_cannot_be_known_has_a_least_delay():
    """Windows that those before use to the full, and what the server asked for."""
    log = WindowLog()
    for _ in range(3):
        log.take()
    assert [log.least_delay(0.0, position, LIMIT) for position in (0, 2, 3, 7)] == [0, 0, 60, 120]
    log.pause_until(500.0)
    assert log.least_delay(0.0, 0, LIMIT) == 500.0


def test_a_hold_lets_nothing_go():
    """The longest one counts, and it ends."""
    log = WindowLog()
    log.pause_until(30.0)
    log.pause_until(10.0)
    assert (log.delay(0.0, 0, LIMIT), log.free(0.0, LIMIT)) == (30.0, 0)
    assert (log.delay(30.0, 0, LIMIT), log.free(30.0, LIMIT)) == (0, 3)


def test_a_smaller_limit_of_the_server_counts():
    """And a larger one does not raise the caller's."""
    log = WindowLog()
    log.learn(headers(1), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 1
    log.learn(headers(1000), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 3


def test_what_somebody_else_used_is_used_up_here_for_a_window():
    """The server has one left where this log thinks of two."""
    log = log_of(1.0)
    log.learn(headers(3, 1), 0.5, 1.0, LIMIT)
    assert log.free(1.0, LIMIT) == 1
    assert log.free(61.0 + 2 * WINDOW_EPSILON_S, LIMIT) == 3


def test_somebody_elses_use_is_counted_once():
    """The next answer tells the same again."""
    log = log_of(1.0)
    for _ in range(3):
        log.learn(headers(3, 1), 0.5, 1.0, LIMIT)
    assert log.free(1.0, LIMIT) == 1


def test_own_requests_are_not_somebody_elses():
    """Those under way and those in the window explain what is missing."""
    log = log_of(0.0)
    log.take()
    log.learn(headers(3, 1), 0.0, 1.0, LIMIT)
    assert log.free(1.0, LIMIT) == 1


def test_a_window_of_the_server_that_ended_meanwhile_is_not_somebody_elses_use():
    """Three were in the window when the request was sent; at the time of its answer they are not any more."""
    limit = RateLimit(4, 60.0)
    log = log_of(0.0, 0.0, 0.0)
    log.take()
    log.finish(61.0)  # sent at 59
    log.learn(headers(4, 0), 59.0, 61.0, limit)
    assert log.free(61.0, limit) == 3


def test_an_old_request_still_finds_its_window_after_forgetting():
    """What was in the window when a slow request was sent is kept for it."""
    limit = RateLimit(4, 60.0)
    log = log_of(0.0, 0.0, 0.0)
    log.take()
    log.forget(100.0, 60.0)
    log.finish(100.0)
    log.learn(headers(4, 0), 59.0, 100.0, limit)
    assert log.free(100.0, limit) == 3


def test_what_others_take_of_their_own_part_costs_nothing():
    """Who asks for half of the budget leaves the other half to others, and need not wait when they use it."""
    half = RateLimit(30)
    log = log_of(1.0)
    log.learn(headers(60, 29), 0.5, 1.0, half)
    assert log.free(1.0, half) == 29
    log.learn(headers(60, 10), 0.5, 1.0, half)
    assert log.free(1.0, half) == 10


def test_a_huge_limit_of_a_gateway_takes_no_memory_and_no_slot():
    """`X-RateLimit-Limit: 999999999` with much left is somebody else's count."""
    log = log_of(1.0)
    log.learn(headers(999_999_999, 500), 0.5, 1.0, LIMIT)
    assert (log.free(1.0, LIMIT), len(log._stamps)) == (2, 1)
    log.learn(headers(999_999_999, 0), 0.5, 1.0, LIMIT)
    assert (log.free(1.0, LIMIT), len(log._stamps)) == (0, 3)


@pytest.mark.parametrize("limit", ["", "0", "-5", "1.5", "many", "٣", "60, 60;w=60", "nan"])
def test_a_limit_that_makes_no_sense_is_passed_over(limit):
    """It is as if the server had not said anything."""
    log = WindowLog()
    log.learn(headers(limit, 0), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 3


def test_more_left_than_here_changes_nothing():
    """The server's window began later; this log is the stricter one."""
    log = log_of(0.0, 0.0)
    log.learn(headers(3, 3), 0.0, 0.0, LIMIT)
    assert log.free(0.0, LIMIT) == 1


def test_memory_stays_bounded():
    """What is two windows old matters to nobody."""
    log = WindowLog()
    for second in range(1000):
        log.forget(float(second), 1.0)
        log.take()
        log.finish(float(second))
    assert len(log._stamps) <= 4


def test_a_log_is_idle_when_nothing_has_to_be_heeded():
    """Stamps, requests under way and a hold of the server have to."""
    log = WindowLog()
    assert log.is_idle(0.0)
    log.take()
    assert not log.is_idle(0.0)
    log.finish(0.0)
    log.pause_until(1000.0)
    log.forget(500.0, 60.0)
    assert not log.is_idle(500.0)
    assert log.is_idle(1000.0)
