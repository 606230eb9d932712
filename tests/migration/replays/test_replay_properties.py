"""With any faults in any number of runs, each payload becomes one whole application in the end."""

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from homerun_helpers import Homerun, HomerunError, RetryPolicy
from homerun_helpers.migration import replay
from homerun_helpers.sandbox import Sandbox, faults
from tests.support.clock import FakeClock
from tests.support.homerun_person import found, resolve_all
from tests.support.v1_payloads import NOTE, RESUME, payload

PAYLOADS = [payload(number, notes=[NOTE], files=[RESUME]) for number in range(3)]
PATHS = ["/ping", "/job-applications", "/job-applications/*/notes", "/job-applications/*/files"]
FAULTS = [
    faults.Drop("before"), faults.Drop("after"), faults.Truncate(), faults.Truncate(at=10), faults.Status(400),
    faults.Status(403), faults.Status(404), faults.Status(429, retry_after=3), faults.Status(500),
    faults.Status(502, when="after"), faults.Status(520, html=True),
]  # fmt: skip

mishaps = st.tuples(st.sampled_from(FAULTS), st.sampled_from(PATHS), st.integers(0, 2), st.integers(1, 3))
runs = st.lists(st.lists(mishaps, max_size=4), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(applications=0, rate_limit=None, serve=False) as running:
        yield running


@cache
def key_of(sandbox):
    """The same key each time, since a journal belongs to one key."""
    return sandbox.key()


def client_of(sandbox):
    return Homerun(
        key_of(sandbox),
        base_url=sandbox.url,
        transport=sandbox.transport(),
        rate_limit=None,
        retries=RetryPolicy(max_attempts=2),
        _clock=FakeClock(),
    )


def troubled_run(homerun, sandbox, journal, trouble):
    for fault, path, skip, times in trouble:
        sandbox.inject(fault, method="GET" if path == "/ping" else "POST", path=path, skip=skip, times=times)
    try:
        return replay(homerun, PAYLOADS, journal=journal, retry_refused=True)
    except HomerunError:
        return None  # what every payload would have met
    finally:
        sandbox.clear_faults()


@given(runs)
def test_each_payload_becomes_one_application(sandbox, troubles):
    """A person resolves after each run, and the last run meets no fault."""
    sandbox.reset()
    with tempfile.TemporaryDirectory() as folder, client_of(sandbox) as homerun:
        journal = Path(folder) / "replay.db"
        for trouble in [*troubles, []]:
            report = troubled_run(homerun, sandbox, journal, trouble)
            for number in range(len(PAYLOADS)):
                counts = found(homerun, number)
                assert max(counts.values()) <= 1
                resolve_all(homerun, journal, number, PAYLOADS[number])
        again = replay(homerun, PAYLOADS, journal=journal)
        assert again.ok, (str(report), str(again))
        assert [found(homerun, number) for number in range(3)] == [{"create": 1, "note 1": 1, "file 1": 1}] * 3


@given(runs)
def test_a_request_that_is_not_resolved_is_not_sent_again(sandbox, troubles):
    """In any number of runs. The report matches what is in Homerun."""
    sandbox.reset()
    with tempfile.TemporaryDirectory() as folder, client_of(sandbox) as homerun:
        journal = Path(folder) / "replay.db"
        for trouble in [*troubles, []]:
            report = troubled_run(homerun, sandbox, journal, trouble)
        assume(report is not None)
        for number in range(len(PAYLOADS)):
            stuck = next((one for one in report.outcomes if one.position == number + 1), None)
            counts = found(homerun, number)
            assert max(counts.values()) <= 1
            assert stuck or min(counts.values()) == 1
            assert stuck is None or stuck.state == "outcome_unknown"
