"""Requests whose attempts fail in any order: no POST is executed twice, and errors tell the outcome truthfully."""

import httpx
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import Homerun, HomerunError, RateLimit, RetryPolicy
from tests.support.clock import FakeClock

NEVER_SENT = [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout]
LOST = [httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteError]


@frozen
class Step:
    """The outcome of an attempt: an answer or an error, and whether the server executed the request."""

    kind: str
    status: int = 0
    error: type | None = None
    done: bool = False
    wait: int | None = None


refused = st.builds(Step, st.just("refused"), st.just(429), wait=st.none() | st.integers(0, 90))
steps = st.one_of(
    st.just(Step("ok", 200, done=True)),
    st.builds(Step, st.just("never sent"), error=st.sampled_from(NEVER_SENT)),
    st.builds(Step, st.just("lost"), error=st.sampled_from(LOST), done=st.booleans()),
    st.builds(
        Step,
        st.just("broken"),
        st.sampled_from([500, 502, 503, 504, 520, 599]),
        done=st.booleans(),
        wait=st.none() | st.integers(0, 90),
    ),
    refused,
    st.builds(Step, st.just("no"), st.sampled_from([400, 401, 402, 403, 404, 409, 413, 422])),
)
policies = st.builds(RetryPolicy, max_attempts=st.integers(1, 5), total=st.sampled_from([0.0, 5.0, 60.0, 1000.0]))
limits = st.none() | st.builds(RateLimit, requests=st.integers(1, 5), max_wait=st.sampled_from([1.0, 100.0, 300.0]))


class Script(httpx.BaseTransport):
    """Gives each attempt the next outcome; after the last one, every attempt succeeds."""

    def __init__(self, script):
        self.script, self.seen = list(script), []

    @property
    def done(self):
        return sum(step.done for step in self.seen)

    def handle_request(self, request):
        request.read()
        step = self.script.pop(0) if self.script else Step("ok", 200, done=True)
        self.seen.append(step)
        if step.error is not None:
            raise step.error("injected", request=request)
        headers = {} if step.wait is None else {"Retry-After": str(step.wait)}
        return httpx.Response(step.status, json={"data": {}, "code": step.status, "message": "m"}, headers=headers)


def play(method, script, policy, limit):
    """Send a request through the script; returns the transport, the clock and the error, if any."""
    transport, clock = Script(script), FakeClock()
    homerun = Homerun(
        "key", base_url="http://127.0.0.1:1/v2", retries=policy, rate_limit=limit, transport=transport, _clock=clock
    )
    with homerun:
        try:
            homerun.request(method, "/x", json={} if method in ("POST", "PATCH") else None)
        except HomerunError as error:
            return transport, clock, error
    return transport, clock, None


@given(script=st.lists(steps, max_size=7), policy=policies, limit=limits)
def test_post_is_executed_at_most_once(script, policy, limit):
    """A POST is executed at most once, and `outcome_unknown` is True exactly if an attempt was ambiguous."""
    transport, _, error = play("POST", script, policy, limit)
    ambiguous = [step for step in transport.seen if step.kind in ("lost", "broken")]
    assert transport.done <= 1
    assert len(ambiguous) <= 1
    if error is not None:
        assert error.outcome_unknown == bool(ambiguous)
    else:
        assert transport.seen[-1].kind == "ok"


@given(script=st.lists(steps, max_size=7), policy=policies, limit=limits, method=st.sampled_from(["PATCH", "DELETE"]))
def test_errors_and_successes_tell_the_outcome(script, policy, limit, method):
    """After a success the change was made; after an error without `outcome_unknown` it was not."""
    transport, _, error = play(method, script, policy, limit)
    if error is None:
        vanished = method == "DELETE" and transport.seen[-1].status == 404
        assert transport.seen[-1].kind == "ok" or vanished
    elif not error.outcome_unknown:
        assert transport.done == 0


@given(script=st.lists(steps, max_size=7), policy=policies, method=st.sampled_from(["GET", "POST", "PATCH", "DELETE"]))
def test_attempts_and_time_are_bounded(script, policy, method):
    """Without a rate limit, attempts and waits stay within the policy's `max_attempts` and `total`."""
    transport, clock, _ = play(method, script, policy, None)
    assert 1 <= len(transport.seen) <= policy.max_attempts
    assert sum(clock.slept) <= policy.total


@given(script=st.lists(refused, max_size=12), limit=limits.filter(bool), policy=policies)
def test_waits_for_429s_stay_within_max_wait(script, limit, policy):
    """However often the server answers 429, the waits stay within `max_wait`."""
    transport, clock, error = play("POST", script, policy, limit)
    assert clock.now() - 1000.0 <= limit.max_wait + 1
    if error is not None:
        assert transport.done == 0
        assert not error.outcome_unknown


@given(script=st.lists(steps, max_size=7), policy=policies, limit=limits, method=st.sampled_from(["GET", "POST"]))
def test_final_answer_ends_the_attempts(script, policy, limit, method):
    """No attempt follows a success or a refusal other than 429."""
    transport, _, _ = play(method, script, policy, limit)
    assert all(step.kind not in ("ok", "no") for step in transport.seen[:-1])
