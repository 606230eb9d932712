# Derived from tests/migration/replays/_async/test_set_aside.py by scripts/unasync. Change that file, not this one.
"""Requests that lost their answer: they are set aside, and a person says what became of them."""

from contextlib import closing

import httpx
import pytest

from homerun_helpers import (
    Homerun,
)
from homerun_helpers.migration import replay
from homerun_helpers.sandbox import faults
from tests.migration.replays._sync.replaying import PATHS, everything, journal_of, key_of, posts
from tests.support.v1_payloads import NOTE, RESUME, payload


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", PATHS)
def test_a_request_without_an_answer_is_set_aside_and_not_sent_again(empty, run, tmp_path, step, when):
    """Whether it was done or not. Other payloads are sent."""
    empty.inject(faults.Drop(when), method="POST", path=PATHS[step])
    payloads = [payload(1, notes=[NOTE], files=[RESUME]), payload(2)]
    report = run(payloads)
    empty.clear_journal()
    again = run(payloads)
    assert [(one.position, one.state, one.step) for one in report.outcomes] == [(1, "outcome_unknown", step)]
    assert (report.counts["done"], again.counts["done_before"], again.outcomes[0].step) == (1, 1, step)
    assert not empty.journal
    with journal_of(tmp_path) as journal:
        assert [one.step for one in journal.set_aside()] == [step]


def test_a_note_that_is_set_aside_does_not_stop_the_others(empty, run):
    """The other notes and files of the payload are sent."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["note 1"])
    report = run([payload(1, notes=[NOTE, NOTE], files=[RESUME])])
    (one,) = everything(empty)
    assert report.outcomes[0].step == "note 1"
    assert (len(one.notes), len(one.files)) == (2, 1)


def test_an_application_that_was_found_gets_its_notes_and_files(empty, run, tmp_path):
    """After `resolve(created=…)` nothing is created again."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    payloads = [payload(1, notes=[NOTE], files=[RESUME])]
    report = run(payloads)
    with journal_of(tmp_path) as journal:
        journal.resolve(report.outcomes[0].digest, created=empty.application_ids()[0])
    assert (run(payloads)).counts["done"] == 1
    (one,) = everything(empty)
    assert (len(one.notes), len(one.files)) == (1, 1)


@pytest.mark.parametrize("step", PATHS)
def test_a_request_that_was_not_done_is_sent_once_more(empty, run, tmp_path, step):
    """After `resolve(retry=True)`."""
    empty.inject(faults.Drop("before"), method="POST", path=PATHS[step])
    payloads = [payload(1, notes=[NOTE], files=[RESUME])]
    report = run(payloads)
    with journal_of(tmp_path) as journal:
        journal.resolve(report.outcomes[0].digest[:8], retry=True)
    assert (run(payloads)).ok
    (one,) = everything(empty)
    assert (len(one.notes), len(one.files)) == (1, 1)


def test_a_note_that_was_found_is_not_sent_again(empty, run, tmp_path):
    """After `resolve(done=True)` the payload is done."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["note 1"])
    report = run([payload(1, notes=[NOTE])])
    with journal_of(tmp_path) as journal:
        journal.resolve(report.outcomes[0].digest, done=True)
    assert (run([payload(1, notes=[NOTE])])).counts["done_before"] == 1
    assert len((everything(empty))[0].notes) == 1


def test_a_wrong_id_does_not_give_a_candidate_the_notes_of_another(empty, run, tmp_path):
    """The e-mail is compared before anything is sent. Then the right id can be given."""
    run([payload(2)])
    other = empty.application_ids()[0]
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    payloads = [payload(1, notes=[NOTE], files=[RESUME])]
    digest = (run(payloads)).outcomes[0].digest
    empty.clear_journal()
    for wrong, error in ((other, "OtherCandidate"), ("ap_unknown", "NoSuchApplication")):
        with journal_of(tmp_path) as journal:
            journal.resolve(digest, created=wrong)
        again = (run(payloads)).outcomes[0]
        assert (again.state, again.error, again.application_id) == ("outcome_unknown", error, None)
    assert not posts(empty)
    with journal_of(tmp_path) as journal:
        journal.resolve(digest, created=other)
        (right,) = set(empty.application_ids()) - {other}
        journal.resolve(digest, created=right)
    assert (run(payloads)).ok
    assert [len(one.notes or []) for one in everything(empty)] == [0, 1]


def test_an_application_that_cannot_be_read_now_is_read_in_the_next_run(empty, run, tmp_path):
    """It is not created a second time."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    payloads = [payload(1, notes=[NOTE])]
    digest = (run(payloads)).outcomes[0].digest
    with journal_of(tmp_path) as journal:
        journal.resolve(digest, created=empty.application_ids()[0])
    empty.inject(faults.Status(500), method="GET", path="/job-applications/*", times=None)
    assert (run(payloads)).outcomes[0].state == "failed"
    empty.clear_faults()
    assert (run(payloads)).ok
    assert [len(one.notes) for one in everything(empty)] == [1]


class ReplacingTransport(httpx.BaseTransport):
    """Replaces bytes in the answers to requests that change something."""

    def __init__(self, inner, *changes):
        self._inner, self._changes = inner, changes

    def handle_request(self, request):
        with closing(self._inner.handle_request(request)) as answer:
            content = b"".join([piece for piece in answer.stream])
        for old, new in self._changes if request.method == "POST" else ():
            content = content.replace(old, new)
        return httpx.Response(answer.status_code, content=content)


def test_an_answer_with_the_new_id_is_enough(empty, run, tmp_path):
    """Other fields of the answer need not be readable."""
    odd = ReplacingTransport(
        empty.transport(), (b'"rating":null', b'"rating":"much"'), (b'"name":"cv.pdf"', b'"name":1')
    )
    with Homerun(key_of(empty), base_url=empty.url, transport=odd, rate_limit=None) as homerun:
        report = replay(homerun, [payload(1, files=[RESUME])], journal=tmp_path / "replay.db")
    assert report.counts["done"] == 1
    with journal_of(tmp_path) as journal:
        assert [one.application_id for one in journal.outcomes()] == empty.application_ids()


@pytest.mark.parametrize("id", ["", '"id":1,', '"id":"",'])
def test_an_application_without_an_id_in_the_answer_is_set_aside(empty, run, tmp_path, id):
    """It was created, but its notes cannot be sent."""
    odd = ReplacingTransport(empty.transport(), (b'"id":"ap_', id.encode() + b'"other":"ap_'))
    with Homerun(key_of(empty), base_url=empty.url, transport=odd, rate_limit=None) as homerun:
        replay(homerun, [payload(1, notes=[NOTE])], journal=tmp_path / "replay.db")
    report = run([payload(1, notes=[NOTE])])
    assert [(one.state, one.step) for one in report.outcomes] == [("outcome_unknown", "create")]
    assert posts(empty) == [("job-applications", 201)]


def test_a_failing_api_ends_the_run_before_everything_is_set_aside(empty, run):
    """After `max_unknown` payloads in a row."""
    empty.inject(faults.Status(503), method="POST", times=None)
    report = run([payload(number) for number in range(10)], max_unknown=3)
    assert (report.stopped, report.counts["outcome_unknown"], report.total) == (True, 3, 3)
    empty.clear_faults()
    assert (run([payload(number) for number in range(10)])).counts["done"] == 7


def test_payloads_set_aside_between_others_do_not_end_the_run(empty, run):
    """Only payloads in a row count."""
    for skip in range(3):
        empty.inject(faults.Drop(), method="POST", skip=skip)
    report = run([payload(number) for number in range(6)], max_unknown=2)
    assert (report.stopped, report.counts["outcome_unknown"], report.counts["done"]) == (False, 3, 3)
