# Derived from tests/migration/replays/_async/test_replay.py by scripts/unasync. Change that file, not this one.
"""Payloads of V1 sent into V2: each at most once, and all of it."""

import base64
import sqlite3
from contextlib import closing
from functools import cache

import httpx
import pytest

from homerun_helpers import (
    APIConnectionError,
    AuthenticationError,
    Homerun,
    InvalidArgumentError,
    PermissionDeniedError,
    RateLimit,
    RateLimitError,
    RetryPolicy,
)
from homerun_helpers.migration import Converted, Journal, JournalError, application_from_v1, payload_digest, replay
from homerun_helpers.migration.replays.journal_db import Book
from homerun_helpers.sandbox import Sandbox, faults
from tests.support.clock import FakeClock
from tests.support.v1_payloads import NOTE, RESUME, payload

PATHS = {"create": "/job-applications", "note 1": "/job-applications/*/notes", "file 1": "/job-applications/*/files"}


@pytest.fixture
def empty():
    """A sandbox without applications and without a rate limit."""
    with Sandbox(applications=0, rate_limit=None, serve=False) as running:
        yield running


@cache
def key_of(sandbox):
    """The same key each time: a journal is of one."""
    return sandbox.key()


def client_of(sandbox, **options):
    options = {"rate_limit": None, "_clock": FakeClock(), **options}
    return Homerun(key_of(sandbox), base_url=sandbox.url, transport=sandbox.transport(), **options)


@pytest.fixture
def run(empty, tmp_path):
    """Replays payloads into the sandbox, always with the same journal."""

    def replay_into(payloads, **options):
        with client_of(empty) as homerun:
            return replay(homerun, payloads, journal=tmp_path / "replay.db", **options)

    return replay_into


def posts(sandbox):
    """What was sent that changes something: path without ids, and status."""
    sent = [entry for entry in sandbox.journal if entry.method == "POST"]
    return [(entry.path.rpartition("/")[2], entry.status) for entry in sent]


def everything(sandbox):
    """All applications, in full."""
    with client_of(sandbox) as homerun:
        return [homerun.job_applications.get(name, include=["notes"]) for name in reversed(sandbox.application_ids())]


def journal_of(tmp_path):
    return Journal(tmp_path / "replay.db")


def test_payloads_become_applications_with_their_notes_and_files(empty, run):
    """In their order, all of each."""
    report = run([payload(1, notes=[NOTE, NOTE], files=[RESUME]), payload(2)])
    one, two = everything(empty)
    assert report.ok
    assert report.counts["done"] == 2
    assert [one.personal_info.email, two.personal_info.email] == ["1@example.com", "2@example.com"]
    assert [note.note for note in one.notes] == ["Call on Monday."] * 2
    assert [file.name for file in one.files] == ["cv.pdf"]
    assert not two.files


def test_a_second_run_sends_nothing(empty, run):
    """Not even a ping."""
    payloads = [payload(1, notes=[NOTE]), payload(2, files=[RESUME])]
    run(payloads)
    empty.clear_journal()
    report = run(payloads)
    assert report.counts["done_before"] == 2
    assert not empty.journal


def test_a_payload_that_is_there_twice_is_sent_once(empty, run):
    """However its names are ordered."""
    report = run([payload(1), dict(reversed(payload(1).items())), payload(1)])
    assert (report.counts["done"], report.counts["duplicate"]) == (1, 2)
    assert len(empty.application_ids()) == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", PATHS)
def test_a_request_whose_answer_is_lost_is_set_aside_and_never_sent_again(empty, run, tmp_path, step, when):
    """Whether it was done or not; the others go on."""
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


def test_notes_and_files_after_a_lost_one_are_sent(empty, run):
    """One that is set aside holds up no other."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["note 1"])
    report = run([payload(1, notes=[NOTE, NOTE], files=[RESUME])])
    (one,) = everything(empty)
    assert report.outcomes[0].step == "note 1"
    assert (len(one.notes), len(one.files)) == (2, 1)


def test_what_a_person_says_is_there_is_gone_on_with(empty, run, tmp_path):
    """Its notes and files follow, and nothing is created again."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    payloads = [payload(1, notes=[NOTE], files=[RESUME])]
    report = run(payloads)
    with journal_of(tmp_path) as journal:
        journal.resolve(report.outcomes[0].digest, created=empty.application_ids()[0])
    assert (run(payloads)).counts["done"] == 1
    (one,) = everything(empty)
    assert (len(one.notes), len(one.files)) == (1, 1)


@pytest.mark.parametrize("step", PATHS)
def test_what_a_person_says_is_not_there_is_sent_again(empty, run, tmp_path, step):
    """Once."""
    empty.inject(faults.Drop("before"), method="POST", path=PATHS[step])
    payloads = [payload(1, notes=[NOTE], files=[RESUME])]
    report = run(payloads)
    with journal_of(tmp_path) as journal:
        journal.resolve(report.outcomes[0].digest[:8], retry=True)
    assert (run(payloads)).ok
    (one,) = everything(empty)
    assert (len(one.notes), len(one.files)) == (1, 1)


def test_a_note_that_a_person_found_is_not_sent_again(empty, run, tmp_path):
    """Then the payload is done."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["note 1"])
    report = run([payload(1, notes=[NOTE])])
    with journal_of(tmp_path) as journal:
        journal.resolve(report.outcomes[0].digest, done=True)
    assert (run([payload(1, notes=[NOTE])])).counts["done_before"] == 1
    assert len((everything(empty))[0].notes) == 1


def test_what_the_api_refuses_is_told_by_its_fields_and_not_sent_again(empty, run):
    """Unless that is asked for."""
    payloads = [payload(1, job="job_unknown"), payload(2)]
    report = run(payloads)
    empty.clear_journal()
    again = run(payloads)
    assert [(one.state, one.step, one.status) for one in report.outcomes] == [("refused", "create", 400)]
    assert again.outcomes[0].state == "refused"
    assert not empty.journal
    run(payloads, retry_refused=True)
    assert posts(empty) == [("job-applications", 400)]


def test_a_refused_note_does_not_hold_up_the_files(empty, run):
    """The outcome says which it was."""
    empty.inject(faults.Status(400), method="POST", path=PATHS["note 1"])
    report = run([payload(1, notes=[NOTE], files=[RESUME])])
    assert posts(empty) == [("job-applications", 201), ("notes", 400), ("files", 200)]
    assert (report.outcomes[0].step, report.outcomes[0].error) == ("note 1", "BadRequestError")


def test_what_lacks_something_is_told_by_the_names_and_not_sent(empty, run):
    """Payloads behind it are."""
    report = run([{"candidate": {"first_name": "Ada"}}, payload(2)])
    assert report.outcomes[0].params == ("last_name", "email")
    assert str(report.outcomes[0]).startswith("1 not_convertible at create: V2 needs last_name, email")
    assert len(empty.application_ids()) == 1


def test_what_was_not_convertible_is_looked_at_anew(run):
    """With a better `convert`, it is sent."""
    incomplete = {"first_name": "Ada", "last_name": "L"}
    assert (run([incomplete])).counts["not_convertible"] == 1
    report = run([incomplete], convert=lambda one: application_from_v1({**one, "email": "ada@example.com"}))
    assert report.counts["done"] == 1


def test_what_v2_does_not_know_is_not_sent(empty, run):
    """When a `convert` of one's own goes wrong."""

    def convert(one):
        body, report = application_from_v1(one)
        return Converted({**body, "shoe_size": 38}, report)

    assert (run([payload(1)], convert=convert)).outcomes[0].state == "not_convertible"
    assert not posts(empty)


def test_a_problem_that_is_known_is_not_noted_again(run, tmp_path):
    """So a second look costs nothing."""
    times = []
    for _ in range(2):
        report = run([{}])
        with journal_of(tmp_path) as journal:
            times += [one.at for one in journal.outcomes("not_convertible")]
    assert report.outcomes[0].position == 1
    assert times[0] == times[1]


def test_a_report_stays_small(run):
    """The journal has the rest."""
    report = run([{"a": number} for number in range(1002)], dry_run=True)
    assert (len(report.outcomes), report.omitted) == (1000, 2)
    assert str(report).endswith("and 2 more: they are in the journal")


@pytest.mark.parametrize("odd", [7, None, [], "text", {"a": {1, 2}}, {1: "a"}])
def test_what_is_no_payload_is_said_and_passed_by(run, odd):
    """It stops nothing."""
    report = run([odd, payload(2)])
    assert (report.counts["not_convertible"], report.counts["done"]) == (1, 1)


def test_files_are_read_from_the_folder_that_is_named(empty, run, tmp_path):
    """Byte for byte, whatever their folder is called in the payload."""
    (tmp_path / "cvs").mkdir()
    (tmp_path / "cvs" / "ada.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    file = {"path": "cvs/ada.pdf", "type": "resume"}
    assert (run([payload(1, files=[file])], folder=tmp_path)).ok
    (one,) = everything(empty)
    with client_of(empty) as homerun:
        got = homerun.job_applications.download_file(one.files[0], tmp_path / "got.pdf")
    assert got.read_bytes() == b"%PDF-1.7 \x00\xff"


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ({"path": "gone.pdf"}, "FileNotFoundError"),
        ({"path": "/etc/hostname"}, "OutsideFolder"),
        ({"path": "../secret"}, "OutsideFolder"),
        ({"path": "link"}, "OutsideFolder"),
        ({"path": "."}, "InvalidArgumentError"),
        ({"path": "huge.pdf"}, "FileTooLargeError"),
        ({"path": "a\0b"}, "ValueError"),
    ],
)
def test_a_file_that_cannot_be_sent_is_found_before_the_application_is_created(empty, run, tmp_path, file, error):
    """Nothing is half written, and no file is read that the caller did not offer."""
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"key")
    (folder / "link").symlink_to(tmp_path / "secret")
    with (folder / "huge.pdf").open("wb") as huge:
        huge.truncate(26 * 2**20)
    report = run([payload(1, notes=[NOTE], files=[RESUME, {"type": "resume", **file}])], folder=folder)
    found = report.outcomes[0]
    assert (found.state, found.step, found.error) == ("not_convertible", "file 2", error)
    assert not posts(empty)


def test_without_a_folder_no_file_is_read(run):
    """What a payload names is a candidate's word."""
    report = run([payload(1, files=[{"path": "/etc/hostname", "type": "resume"}])])
    assert report.outcomes[0].error == "FolderNeeded"
    assert "say with `folder`" in str(report.outcomes[0])


def test_what_v2_has_no_place_for_is_counted_or_refused(run):
    """It is counted when it is sent; strict sends nothing of it."""
    lossy = payload(1, content=[{"name": "shoe size", "value": 38, "position": "Engineer"}])
    strict = run([lossy], strict=True)
    assert (strict.outcomes[0].state, strict.outcomes[0].error) == ("not_convertible", "NotCarried")
    report = run([lossy])
    assert (report.counts["done"], report.lossy, report.ok) == (1, 1, True)
    assert "1  of them with parts that V2 has no place for" in str(report)
    assert "V2 does not get content[0].position: " in str(report)
    assert "Engineer" not in str(report)


LOSSY = {
    "files[0]": payload(1, files=[{"content": "not base64!", "type": "resume"}]),
    "files": payload(1, files="cv.pdf"),
    "notes[0]": payload(1, notes=[{"body": 7, "name": "Ted"}]),
    "phone_number": payload(1, phone_number=["no", "number"]),
    "candidate.phone": {"candidate": {**payload(1)["candidate"], "phone": {"no": "number"}}},
    "candidate.birthday": {"candidate": {**payload(1)["candidate"], "birthday": "someday"}},
}


@pytest.mark.parametrize("path", LOSSY)
def test_what_would_lose_a_field_a_file_or_a_note_is_not_sent(empty, run, tmp_path, path):
    """Unless that is asked for; either way it is told, and in the journal."""
    report = run([LOSSY[path]])
    assert (report.outcomes[0].state, report.outcomes[0].params) == ("not_convertible", (path,))
    assert not report.ok
    assert not posts(empty)
    sent = run([LOSSY[path]], allow_lossy=True)
    assert (sent.counts["done"], sent.lossy) == (1, 1)
    with journal_of(tmp_path) as journal:
        assert [one.lost[0].partition(": ")[0] for one in journal.outcomes("done")] == [path]


@pytest.mark.parametrize("claimed", [False, True])
def test_what_was_made_stays_made_when_the_rest_may_not_be_sent(empty, run, tmp_path, claimed):
    """A run with other options forgets nothing."""
    one = payload(1, phone_number=["no"], notes=[NOTE])
    if claimed:
        empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
        digest = (run([one], allow_lossy=True)).outcomes[0].digest
        with journal_of(tmp_path) as journal:
            journal.resolve(digest, created=empty.application_ids()[0])
    else:
        empty.inject(faults.Status(403), method="POST", path=PATHS["note 1"])
        with pytest.raises(PermissionDeniedError):
            run([one], allow_lossy=True)
    assert (run([one])).counts["not_convertible"] == 1
    assert (run([one], allow_lossy=True)).ok
    assert [len(there.notes) for there in everything(empty)] == [1]


def test_a_wrong_id_gives_nobody_the_notes_of_somebody_else(empty, run, tmp_path):
    """The e-mail is compared before anything is sent; then the right id can be said."""
    run([payload(2)])
    other = empty.application_ids()[0]
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    payloads = [payload(1, notes=[NOTE], files=[RESUME])]
    digest = (run(payloads)).outcomes[0].digest
    empty.clear_journal()
    for wrong, error in ((other, "OtherCandidate"), ("ap_nobody", "NoSuchApplication")):
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


def test_an_application_that_cannot_be_read_now_is_asked_for_again(empty, run, tmp_path):
    """And never created a second time."""
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


def test_what_the_conversion_made_of_a_payload_is_not_sent_as_another(empty, run):
    """In the same run or a later one; its notes were sent with it."""
    old = payload(1, job={"id": empty.vacancy_ids()[0]}, notes=[NOTE])
    new = application_from_v1(old).result
    report = run([old, new])
    assert (report.counts["done"], report.counts["duplicate"]) == (1, 1)
    assert (run([new])).counts["duplicate"] == 1
    assert (run([old, new], dry_run=True)).counts["duplicate"] == 1
    assert len(empty.application_ids()) == 1


def test_the_same_application_with_other_notes_is_a_matter_for_a_person(empty, run):
    """It is not created twice, and its notes are not dropped without a word."""
    run([payload(1)])
    report = run([payload(1, notes=[NOTE])])
    assert (report.outcomes[0].state, report.outcomes[0].error) == ("not_convertible", "SameApplication")
    assert len(empty.application_ids()) == 1


def test_another_key_needs_a_word(empty, run, tmp_path):
    """It could be another account's; once said, it is known."""
    run([payload(1)])
    with Homerun(empty.key(), base_url=empty.url, transport=empty.transport(), rate_limit=None) as other:
        with pytest.raises(JournalError, match="same_account=True"):
            replay(other, [payload(2)], journal=tmp_path / "replay.db")
        assert (replay(other, [], journal=tmp_path / "replay.db", same_account=True)).ok
        assert (replay(other, [payload(2)], journal=tmp_path / "replay.db")).ok
    assert key_of(empty).encode() not in (tmp_path / "replay.db").read_bytes()


def test_jobs_become_the_vacancies_that_are_named(empty, run):
    """Others stay as they are."""
    first, second = empty.vacancy_ids()[:2]
    report = run([payload(1, job="job_old"), payload(2, job={"id": second})], jobs={"job_old": first})
    assert report.ok
    assert [one.vacancy_id for one in everything(empty)] == [first, second]


def test_a_dry_run_looks_up_each_vacancy_once(empty, run):
    """And says which are unknown."""
    known = empty.vacancy_ids()[0]
    payloads = [payload(number, job=job) for number, job in enumerate(["job_old", known, "job_old", known])]
    report = run(payloads, dry_run=True)
    assert [(one.position, one.error, one.params) for one in report.outcomes] == [
        (1, "UnknownVacancy", ("job_old",)),
        (3, "UnknownVacancy", ("job_old",)),
    ]
    assert [entry.method for entry in empty.journal] == ["GET", "GET"]


def test_a_dry_run_whose_key_may_not_see_vacancies_says_so(empty, tmp_path):
    """It is no reason to fail."""
    key = empty.key(["job-applications:write"])
    with Homerun(key, base_url=empty.url, transport=empty.transport(), rate_limit=None) as narrow:
        report = replay(narrow, [payload(1, job="job_1")], journal=tmp_path / "replay.db", dry_run=True)
    assert report.counts["ready"] == 1
    assert "The vacancies were not looked up: PermissionDeniedError." in str(report)


@pytest.mark.parametrize("path", ["/", "a\0b", b"replay.db", "", 7])
def test_what_can_be_no_journal_is_refused(empty, path):
    """With a sentence, and before anything is sent."""
    with client_of(empty) as homerun:
        with pytest.raises(InvalidArgumentError, match="journal must be the path of a file"):
            replay(homerun, [payload(1)], journal=path)
    assert not empty.journal


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE steps SET state = 'odd'",
        "UPDATE steps SET params = '7'",
        "UPDATE steps SET at = 'yesterday'",
        "UPDATE steps SET at = x'00'",
        "UPDATE payloads SET lost = '{'",
        "UPDATE payloads SET application_id = NULL",
        "UPDATE payloads SET application_id = x'00'",
        "DELETE FROM steps",
    ],
)
def test_by_a_spoiled_journal_nothing_is_sent(empty, run, tmp_path, spoil):
    """It says that it is damaged."""
    payloads = [payload(1, notes=[NOTE])]
    run(payloads)
    with closing(sqlite3.connect(tmp_path / "replay.db", isolation_level=None)) as connection:
        connection.execute(spoil)
    empty.clear_journal()
    with pytest.raises(JournalError, match="damaged"):
        run(payloads)
    assert not posts(empty)


def test_a_dry_run_sends_nothing_and_makes_no_journal(empty, run, tmp_path):
    """It says what would be."""
    report = run([payload(1), payload(1), {"candidate": {}}], dry_run=True)
    assert {state: count for state, count in report.counts.items() if count} == {
        "ready": 1,
        "duplicate": 1,
        "not_convertible": 1,
    }
    assert not list(tmp_path.iterdir())
    assert not empty.journal


def test_a_dry_run_knows_what_the_journal_has_and_adds_nothing(run, tmp_path):
    """What was done is done."""
    run([payload(1)])
    report = run([payload(1), payload(2), {}], dry_run=True)
    assert (report.counts["done_before"], report.counts["ready"], report.counts["not_convertible"]) == (1, 1, 1)
    with journal_of(tmp_path) as journal:
        assert sum(journal.counts().values()) == 1


def test_progress_and_outcomes_are_told_after_each(run):
    """The total is known when the payloads have a length, or when it is said."""
    told, seen = [], []
    run([payload(1), payload(2)], on_progress=lambda *numbers: told.append(numbers), on_outcome=seen.append)
    run(iter([payload(1)]), on_progress=lambda *numbers: told.append(numbers))
    run(iter([payload(1)]), total=7, on_progress=lambda *numbers: told.append(numbers))
    assert told == [(1, 2), (2, 2), (1, None), (1, 7)]
    assert [one.state for one in seen] == ["done", "done"]


def test_payloads_are_asked_for_one_by_one(empty, run):
    """When the second is asked for, the first is there."""
    counts = []

    def payloads():
        for number in range(3):
            counts.append(len(empty.application_ids()))
            yield payload(number)

    assert (run(payloads())).total == 3
    assert counts == [0, 1, 2]


def test_an_error_of_the_input_ends_the_run_and_the_next_goes_on(empty, run):
    """What was sent is noted."""

    def broken():
        yield payload(1)
        raise KeyError("line 2")

    with pytest.raises(KeyError):
        run(broken())
    assert (run([payload(1), payload(2)])).counts["done_before"] == 1
    assert len(empty.application_ids()) == 2


def test_a_key_that_is_not_accepted_ends_the_run_before_anything_is_sent(empty, tmp_path):
    """Every payload would meet the same."""
    with Homerun("wrong", base_url=empty.url, transport=empty.transport(), rate_limit=None) as stranger:
        with pytest.raises(AuthenticationError) as caught:
            replay(stranger, [payload(1)], journal=tmp_path / "replay.db")
    assert not posts(empty)
    assert "Run it again" in caught.value.__notes__[0]


def test_a_scope_that_is_missing_ends_the_run_and_a_better_key_finishes_it(empty, run, tmp_path):
    """The application is created once; its note follows."""
    key = empty.key(["job-applications:write"])
    payloads = [payload(1, notes=[NOTE]), payload(2)]
    with Homerun(key, base_url=empty.url, transport=empty.transport(), rate_limit=None) as narrow:
        with pytest.raises(PermissionDeniedError):
            replay(narrow, payloads, journal=tmp_path / "replay.db")
    with journal_of(tmp_path) as journal:
        assert [str(one)[:39] for one in journal.outcomes()] == ["1 failed at note 1: the key lacks a sco"]
    assert (run(payloads, same_account=True)).ok
    assert [len(one.notes or []) for one in everything(empty)] == [1, 0]


def test_a_budget_that_is_used_up_ends_the_run_and_sets_nothing_aside(empty, run, tmp_path):
    """What waited for its turn was not sent, and goes out in the next run."""
    limit = RateLimit(2, 60.0, max_wait=1.0)
    with client_of(empty, rate_limit=limit) as homerun:
        with pytest.raises(RateLimitError):
            replay(homerun, [payload(1), payload(2)], journal=tmp_path / "replay.db")
    report = run([payload(1), payload(2)])
    assert (report.counts["done_before"], report.counts["done"], len(report.outcomes)) == (1, 1, 0)


class Unplugged(httpx.BaseTransport):
    """A network that is down for whatever changes something."""

    def __init__(self, inner):
        self._inner = inner

    def handle_request(self, request):
        if request.method == "POST":
            raise httpx.ConnectError("down", request=request)
        return self._inner.handle_request(request)


def test_a_network_that_is_down_ends_the_run_and_sets_nothing_aside(empty, run, tmp_path):
    """What was never sent goes out in the next run."""
    transport = Unplugged(empty.transport())
    with Homerun(
        key_of(empty), base_url=empty.url, transport=transport, rate_limit=None, retries=RetryPolicy(max_attempts=1)
    ) as homerun:
        with pytest.raises(APIConnectionError):
            replay(homerun, [payload(1)], journal=tmp_path / "replay.db")
    with journal_of(tmp_path) as journal:
        assert [(one.state, one.error) for one in journal.outcomes()] == [("failed", "APIConnectionError")]
    assert (run([payload(1)])).counts["done"] == 1


class Impatient(FakeClock):
    """Somebody presses Ctrl-C in the first pause."""

    def sleep(self, _):
        raise KeyboardInterrupt


def test_a_run_that_ends_while_it_waits_sets_nothing_aside(empty, run, tmp_path):
    """A request that was refused with 429 is not under way: it was not done."""
    empty.inject(faults.Status(429, retry_after=5), method="POST")
    with client_of(empty, _clock=Impatient()) as homerun:
        with pytest.raises(KeyboardInterrupt):
            replay(homerun, [payload(1)], journal=tmp_path / "replay.db")
    assert posts(empty) == [("job-applications", 429)]
    assert (run([payload(1)])).counts["done"] == 1


class Garbling(httpx.BaseTransport):
    """Answers to changes have something else in them than the API sent."""

    def __init__(self, inner, *changes):
        self._inner, self._changes = inner, changes

    def handle_request(self, request):
        with closing(self._inner.handle_request(request)) as answer:
            content = b"".join([piece for piece in answer.stream])
        for old, new in self._changes if request.method == "POST" else ():
            content = content.replace(old, new)
        return httpx.Response(answer.status_code, content=content)


def test_an_answer_that_says_what_was_done_is_enough(empty, run, tmp_path):
    """It need not be readable in full."""
    odd = Garbling(empty.transport(), (b'"rating":null', b'"rating":"much"'), (b'"name":"cv.pdf"', b'"name":1'))
    with Homerun(key_of(empty), base_url=empty.url, transport=odd, rate_limit=None) as homerun:
        report = replay(homerun, [payload(1, files=[RESUME])], journal=tmp_path / "replay.db")
    assert report.counts["done"] == 1
    with journal_of(tmp_path) as journal:
        assert [one.application_id for one in journal.outcomes()] == empty.application_ids()


@pytest.mark.parametrize("id", ["", '"id":1,', '"id":"",'])
def test_an_application_whose_id_is_not_told_is_set_aside(empty, run, tmp_path, id):
    """It is there, but where?"""
    odd = Garbling(empty.transport(), (b'"id":"ap_', id.encode() + b'"other":"ap_'))
    with Homerun(key_of(empty), base_url=empty.url, transport=odd, rate_limit=None) as homerun:
        replay(homerun, [payload(1, notes=[NOTE])], journal=tmp_path / "replay.db")
    report = run([payload(1, notes=[NOTE])])
    assert [(one.state, one.step) for one in report.outcomes] == [("outcome_unknown", "create")]
    assert posts(empty) == [("job-applications", 201)]


def test_a_journal_that_breaks_ends_the_run_before_anything_more_is_sent(empty, run, tmp_path):
    """What cannot be noted must not go out."""

    def break_it(_):
        with closing(sqlite3.connect(tmp_path / "replay.db")) as connection:
            connection.execute("DROP TABLE steps")

    with pytest.raises(JournalError, match="cannot be used"):
        run([payload(1), payload(2)], on_outcome=break_it)
    assert len(empty.application_ids()) == 1


def test_a_sick_api_ends_the_run_before_everything_is_set_aside(empty, run):
    """So many in a row are no accident."""
    empty.inject(faults.Status(503), method="POST", times=None)
    report = run([payload(number) for number in range(10)], max_unknown=3)
    assert (report.stopped, report.counts["outcome_unknown"], report.total) == (True, 3, 3)
    empty.clear_faults()
    assert (run([payload(number) for number in range(10)])).counts["done"] == 7


def test_answers_between_them_show_that_the_api_is_well(empty, run):
    """Only those in a row count."""
    for skip in range(3):
        empty.inject(faults.Drop(), method="POST", skip=skip)
    report = run([payload(number) for number in range(6)], max_unknown=2)
    assert (report.stopped, report.counts["outcome_unknown"], report.counts["done"]) == (False, 3, 3)


class Meddling(httpx.BaseTransport):
    """Somebody else sends the payload while this run greets the API: a copy of the journal's lock was no lock."""

    def __init__(self, inner, journal):
        self._inner, self._journal = inner, journal

    def handle_request(self, request):
        with closing(sqlite3.connect(self._journal, isolation_level=None)) as connection:
            digest = payload_digest(payload(1))
            connection.execute("INSERT INTO payloads (digest, position) VALUES (?, 1)", (digest,))
            values = (digest, 0, "create", "sending", "2023-12-01T00:00:00+00:00")
            connection.execute("INSERT INTO steps (digest, place, step, state, at) VALUES (?, ?, ?, ?, ?)", values)
        return self._inner.handle_request(request)


def test_what_somebody_else_sent_meanwhile_is_not_sent(empty, run, tmp_path):
    """The journal is asked right before a request goes out."""
    transport = Meddling(empty.transport(), tmp_path / "replay.db")
    with Homerun(key_of(empty), base_url=empty.url, transport=transport, rate_limit=None) as homerun:
        with pytest.raises(JournalError, match="changed by somebody else"):
            replay(homerun, [payload(1)], journal=tmp_path / "replay.db")
    assert (run([payload(1)])).counts["outcome_unknown"] == 1
    assert not posts(empty)


def test_the_first_error_can_end_the_run(empty, run):
    """What an earlier run told already does not."""
    empty.inject(faults.Drop(), method="POST")
    payloads = [payload(1), payload(2, job="job_unknown"), payload(3)]
    first, second, third = [run(payloads, stop_on_error=True) for _ in range(3)]
    assert (first.stopped, first.total, first.outcomes[0].state) == (True, 1, "outcome_unknown")
    assert (second.stopped, second.total, second.outcomes[1].state) == (True, 2, "refused")
    assert (third.stopped, third.counts["done"]) == (False, 1)
    assert "payload 1 is outcome_unknown" in str(first)


def test_a_journal_belongs_to_one_base_url(empty, run, tmp_path):
    """What was sent there was not sent here."""
    run([payload(1)])
    with Homerun("key", base_url="https://api.example.com/v2") as other:
        with pytest.raises(JournalError, match=r"belongs to .*https://api\.example\.com/v2"):
            replay(other, [payload(1)], journal=tmp_path / "replay.db")


def test_a_journal_that_is_in_use_is_refused(empty, run, tmp_path):
    """Nothing is sent."""
    run([])
    with closing(Book(tmp_path / "replay.db", base_url=None, may_make=False)):
        with pytest.raises(JournalError, match="in use by another replay"):
            run([payload(1)])
    assert not empty.journal


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_unknown": 0},
        {"max_unknown": True},
        {"folder": "/nowhere/at/all"},
        {"convert": "v1"},
        {"jobs": [1]},
        {"allow_lossy": True, "strict": True},
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_made(run, tmp_path, wrong):
    """The message says what is allowed."""
    with pytest.raises(InvalidArgumentError, match=next(iter(wrong))):
        run([payload(1)], **wrong)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("single", [payload(1), "payload", b"payload", 7])
def test_what_is_no_series_of_payloads_is_refused(run, tmp_path, single):
    """A single one goes into a list."""
    with pytest.raises(InvalidArgumentError, match="payloads must be"):
        run(single)
    assert not list(tmp_path.iterdir())


def test_another_client_is_refused(tmp_path):
    """Sync and async do not mix."""
    with pytest.raises(InvalidArgumentError, match="client must be a"):
        replay(object(), [], journal=tmp_path / "replay.db")


def test_nothing_of_what_candidates_sent_is_in_journal_report_or_error(empty, run, tmp_path):
    """Digests, ids, places and names of fields are."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    secret = {"first_name": "Xanthippe", "last_name": "Qwertz", "email": "xanthippe@example.com"}
    note = {"body": "Xanthippe called", "name": "Xanthippe"}
    file = {"name": "Xanthippe.pdf", "type": "resume", "content": base64.b64encode(b"Xanthippe").decode()}
    broken = {"candidate": secret, "files": [{"path": "Xanthippe.pdf", "type": "resume"}]}
    payloads = [{"candidate": secret, "notes": [note], "files": [file]}, broken, {"candidate": {**secret, "email": 1}}]
    report = run(payloads, folder=tmp_path)
    noted = (tmp_path / "replay.db").read_bytes()
    assert sum(report.counts.values()) == 3
    for text in (noted, str(report).encode(), repr(report).encode()):
        assert b"anthippe" not in text
        assert b"Qwertz" not in text
