"""Whatever becomes of the attempts of a request, in any order: nothing is done twice, and no claim is false."""

from dataclasses import dataclass

import httpx
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import Homerun, HomerunError, RateLimit, RetryPolicy
from tests.support.clock import FakeClock

NEVER_SENT = [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout]
LOST = [httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteError]


@dataclass(frozen=True)
class Step:
    """What becomes of an attempt: an answer or an error, and whether the server did what was asked."""

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
    """Does with each attempt as it is told; when the script is over, it answers with a success."""

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
            raise step.error("as told", request=request)
        headers = {} if step.wait is None else {"Retry-After": str(step.wait)}
        return httpx.Response(step.status, json={"data": {}, "code": step.status, "message": "m"}, headers=headers)


def play(method, script, policy, limit):
    """Send a request through the script; gives the transport, the clock and the error, if there is one."""
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
def test_a_post_is_done_once_at_most(script, policy, limit):
    """And where it is not known whether it was, the error says so."""
    transport, _, error = play("POST", script, policy, limit)
    ambiguous = [step for step in transport.seen if step.kind in ("lost", "broken")]
    assert transport.done <= 1
    assert len(ambiguous) <= 1
    if error is not None:
        assert error.outcome_unknown == bool(ambiguous)
    else:
        assert transport.seen[-1].kind == "ok"


@given(script=st.lists(steps, max_size=7), policy=policies, limit=limits, method=st.sampled_from(["PATCH", "DELETE"]))
def test_no_claim_about_a_change_is_false(script, policy, limit, method):
    """An error that does not say "unknown" means that nothing was done; a success, that it was."""
    transport, _, error = play(method, script, policy, limit)
    if error is None:
        vanished = method == "DELETE" and transport.seen[-1].status == 404
        assert transport.seen[-1].kind == "ok" or vanished
    elif not error.outcome_unknown:
        assert transport.done == 0


@given(script=st.lists(steps, max_size=7), policy=policies, method=st.sampled_from(["GET", "POST", "PATCH", "DELETE"]))
def test_attempts_and_time_are_bounded(script, policy, method):
    """Without a rate limit: no more attempts than allowed, and no wait that goes beyond the total."""
    transport, clock, _ = play(method, script, policy, None)
    assert 1 <= len(transport.seen) <= policy.max_attempts
    assert sum(clock.slept) <= policy.total


@given(script=st.lists(refused, max_size=12), limit=limits.filter(bool), policy=policies)
def test_refusals_end(script, limit, policy):
    """However often the server refuses, the waits for it stay within `max_wait`."""
    transport, clock, error = play("POST", script, policy, limit)
    assert clock.now() - 1000.0 <= limit.max_wait + 1
    if error is not None:
        assert transport.done == 0
        assert not error.outcome_unknown


@given(script=st.lists(steps, max_size=7), policy=policies, limit=limits, method=st.sampled_from(["GET", "POST"]))
def test_the_last_answer_counts(script, policy, limit, method):
    """A final answer is final: nothing is sent after a success or a refusal to do it."""
    transport, _, _ = play(method, script, policy, limit)
    assert all(step.kind not in ("ok", "no") for step in transport.seen[:-1])
