# Derived from tests/_async/test_retries.py by scripts/unasync. Change that file, not this one.
"""What is sent again, and what is not."""

from email.utils import formatdate

import httpx
import pytest

from homerun_helpers import (
    APIConnectionError,
    APITimeoutError,
    Homerun,
    NotFoundError,
    RateLimit,
    RateLimitError,
    ResponseDecodeError,
    RetryPolicy,
    ServerError,
)
from homerun_helpers._ratelimit.retry_after import shortest_delay
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer, Hang, closed_port_url
from tests.support.records import CREATED

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
PONG = {"pong": True}


def client_of(server, **options):
    options = {"_clock": FakeClock(), **options}
    return Homerun("key", base_url=server.url, **options)


@pytest.mark.parametrize("fault", [Drop(), Answer(500), Answer(502, b"<html>"), Answer(503), Answer(520)])
def test_a_get_is_sent_again_after_an_ambiguous_outcome(fault):
    """A GET changes nothing, so it may be sent twice."""
    with FaultyServer(fault, Answer(200, PONG)) as server:
        with client_of(server) as homerun:
            assert homerun.ping()
        assert len(server.received) == 2


def test_an_answer_that_breaks_off_is_asked_for_again():
    """An answer that was not received to its end counts as lost."""
    with FaultyServer(Answer(200, PONG, cut=3), Answer(200, PONG)) as server:
        with client_of(server) as homerun:
            assert homerun.ping()
        assert len(server.received) == 2


@pytest.mark.parametrize(
    "fault", [Drop(), Answer(500), Answer(502, b"<html>"), Answer(520), Answer(201, CREATED, cut=5)]
)
def test_a_post_is_never_sent_again_after_an_ambiguous_outcome(fault):
    """A second POST could make a second candidate; the error says that the outcome is unknown."""
    with FaultyServer(fault, Answer(201, CREATED)) as server:
        with client_of(server) as homerun:
            with pytest.raises((APIConnectionError, ServerError)) as caught:
                homerun.job_applications.create(**ADA)
        assert len(server.received) == 1
        assert caught.value.outcome_unknown
        assert "unknown" in str(caught.value)


def test_a_post_that_was_refused_is_sent_again_whole():
    """429 means that nothing was done, so the same body is sent once more."""
    with FaultyServer(Answer(429, headers={"Retry-After": "1"}), Answer(201, CREATED)) as server:
        with client_of(server) as homerun:
            application = homerun.job_applications.create(**ADA)
        first, second = server.received
        assert application.id == "ap_1"
        assert first.body == second.body


def test_a_post_that_could_not_be_sent_is_tried_again_and_its_outcome_is_known():
    """The server cannot have seen a request whose connection was refused."""
    clock = FakeClock()
    with Homerun("key", base_url=closed_port_url(), _clock=clock) as homerun:
        with pytest.raises(APIConnectionError) as caught:
            homerun.job_applications.create(**ADA)
    assert len(clock.slept) == 3
    assert not caught.value.outcome_unknown
    assert caught.value.method == "POST"


def test_a_patch_is_sent_again():
    """A PATCH sets fields to values: twice is the same as once."""
    with FaultyServer(Drop(), Answer(200, CREATED)) as server:
        with client_of(server) as homerun:
            homerun.job_applications.update("ap_1", city="Rotterdam")
        assert server.methods() == ["PATCH", "PATCH"]


def test_a_delete_whose_answer_was_lost_has_succeeded_when_the_record_is_gone():
    """The first attempt deleted the record, so the second one meets 404."""
    with FaultyServer(Drop(), Answer(404, {"message": "Not found"})) as server:
        with client_of(server) as homerun:
            homerun.job_applications.delete("ap_1")
        assert server.methods() == ["DELETE", "DELETE"]


def test_a_delete_that_meets_404_at_once_is_an_error():
    """A 404 means success only after an attempt whose answer was lost."""
    with FaultyServer(Answer(404, {"message": "Not found"})) as server:
        with client_of(server) as homerun:
            with pytest.raises(NotFoundError):
                homerun.job_applications.delete("ap_1")


def test_there_are_no_more_attempts_than_max_attempts():
    """The first one counts, too."""
    with FaultyServer(Answer(500)) as server:
        with client_of(server, retries=RetryPolicy(max_attempts=3)) as homerun:
            with pytest.raises(ServerError) as caught:
                homerun.ping()
        assert len(server.received) == 3
        assert not caught.value.outcome_unknown


def test_max_attempts_of_1_switches_retries_off():
    """The first error is final."""
    with FaultyServer(Answer(500)) as server:
        with client_of(server, retries=RetryPolicy(max_attempts=1)) as homerun:
            with pytest.raises(ServerError):
                homerun.ping()
        assert len(server.received) == 1


def test_the_retry_after_of_a_503_is_waited_for():
    """A second is added, since servers round it down."""
    clock = FakeClock()
    with FaultyServer(Answer(503, headers={"Retry-After": "7"}), Answer(200, PONG)) as server:
        with client_of(server, _clock=clock) as homerun:
            homerun.ping()
    assert clock.slept == [shortest_delay(7.0)]


def test_a_429_pauses_all_clients_of_the_key():
    """After a 429 nothing is sent until the server's time has passed."""
    clock = FakeClock()
    with FaultyServer(Answer(429, headers={"Retry-After": "20"}), Answer(200, PONG)) as server:
        with client_of(server, _clock=clock) as homerun, client_of(server, _clock=clock) as other:
            before = clock.now()
            homerun.ping()
            assert clock.now() - before >= shortest_delay(20.0)
            other.ping()


def test_a_429_whose_wait_is_too_long_is_an_error_at_once():
    """A wait longer than max_wait is not begun; the error says how long it would take."""
    clock = FakeClock()
    with FaultyServer(Answer(429, headers={"Retry-After": "86400"})) as server:
        with client_of(server, _clock=clock) as homerun:
            with pytest.raises(RateLimitError) as caught:
                homerun.ping()
        assert caught.value.retry_after == 86400
        assert caught.value.status == 429
        assert len(server.received) == 1


@pytest.mark.parametrize("value", ["soon", "-5", "", "Thu, 99 Foo 2020"])
def test_a_429_without_a_usable_retry_after_waits_a_whole_window(value):
    """The server's window can have begun at any time within the last minute."""
    clock = FakeClock()
    with FaultyServer(Answer(429, headers={"Retry-After": value}), Answer(200, PONG)) as server:
        with client_of(server, _clock=clock) as homerun:
            before = clock.now()
            homerun.ping()
        assert 60 <= clock.now() - before <= 65


def test_the_retry_after_of_a_429_may_be_a_date():
    """Retry-After has two forms, seconds and a date of HTTP."""
    clock = FakeClock()
    date = formatdate(clock.wall() + 30, usegmt=True)
    with FaultyServer(Answer(429, headers={"Retry-After": date}), Answer(200, PONG)) as server:
        with client_of(server, _clock=clock) as homerun:
            before = clock.now()
            homerun.ping()
        assert 29 <= clock.now() - before <= 33


def test_without_a_rate_limit_a_429_is_waited_out_by_the_retries():
    """rate_limit=None does not change the retries."""
    clock = FakeClock()
    with FaultyServer(Answer(429, headers={"Retry-After": "3"}), Answer(200, PONG)) as server:
        with client_of(server, _clock=clock, rate_limit=None) as homerun:
            homerun.ping()
    assert clock.slept == [shortest_delay(3.0)]


def test_a_server_that_never_answers_is_a_timeout_error():
    """The error comes when the time limit of the client has passed."""
    with FaultyServer(Hang()) as server:
        with client_of(server, timeout=0.05, retries=RetryPolicy(max_attempts=1)) as homerun:
            with pytest.raises(APITimeoutError) as caught:
                homerun.job_applications.create(**ADA)
    assert caught.value.outcome_unknown
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


def test_a_wait_for_the_budget_longer_than_max_wait_is_an_error():
    """It is raised at once, and nothing is sent."""
    with FaultyServer(Answer(200, PONG)) as server:
        with client_of(server, rate_limit=RateLimit(2, 60, max_wait=5)) as homerun:
            homerun.ping()
            homerun.ping()
            with pytest.raises(RateLimitError) as caught:
                homerun.ping()
        assert len(server.received) == 2
        assert 59 < caught.value.retry_after < 61


def test_a_pool_of_one_connection_works_after_many_faults():
    """Every answer is closed before the next attempt."""
    with FaultyServer(*[Answer(500, b"x" * 5000), Drop()] * 50, Answer(200, PONG)) as server:
        inner = httpx.HTTPTransport(limits=httpx.Limits(max_connections=1))
        policy = RetryPolicy(max_attempts=101, total=1e9)
        with client_of(server, transport=inner, retries=policy, rate_limit=None) as homerun:
            assert homerun.ping()


@pytest.mark.parametrize(
    "answer",
    [Answer(201, b"<html>"), Answer(201, {"data": {}}), Answer(201, b"no gzip", headers={"Content-Encoding": "gzip"})],
)
def test_a_post_that_succeeded_but_cannot_be_read_is_unknown_and_not_repeated(answer):
    """It was done, most likely: to send it again would make a second candidate."""
    with FaultyServer(answer) as server:
        with client_of(server) as homerun:
            with pytest.raises(ResponseDecodeError) as caught:
                homerun.job_applications.create(**ADA)
        assert len(server.received) == 1
    assert caught.value.outcome_unknown
    assert caught.value.status == 201


def test_429s_are_waited_out_as_long_as_max_wait_allows():
    """When other programs use up the budget again and again, max_attempts does not count."""
    clock = FakeClock()
    refusals = [Answer(429, headers={"Retry-After": "30"})] * 6
    with FaultyServer(*refusals, Answer(200, PONG)) as server:
        with client_of(server, _clock=clock) as homerun:
            assert homerun.ping()
        assert len(server.received) == 7


def test_the_waits_of_one_request_add_up_to_max_wait():
    """max_wait is not counted anew for each attempt."""
    clock = FakeClock()
    with FaultyServer(Answer(429, headers={"Retry-After": "50"})) as server:
        with client_of(server, _clock=clock, rate_limit=RateLimit(max_wait=120)) as homerun:
            before = clock.now()
            with pytest.raises(RateLimitError) as caught:
                homerun.ping()
        assert clock.now() - before <= 121
    assert caught.value.status == 429


def test_a_retry_after_of_years_pauses_the_key_for_an_hour_only():
    """After that the next request is sent."""
    clock = FakeClock()
    with FaultyServer(Answer(429, headers={"Retry-After": "9999999999"}), Answer(200, PONG)) as server:
        with client_of(server, _clock=clock) as homerun:
            with pytest.raises(RateLimitError):
                homerun.ping()
            with pytest.raises(RateLimitError, match="server asked"):
                homerun.ping()
            clock.advance(3601)
            assert homerun.ping()


def test_a_404_of_the_ping_says_that_the_base_url_may_be_wrong():
    """No record can be missing there."""
    with FaultyServer(Answer(404, b"<html>")) as server:
        with client_of(server) as homerun:
            with pytest.raises(NotFoundError, match="base URL"):
                homerun.ping()
