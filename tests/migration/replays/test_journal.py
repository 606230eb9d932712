"""The journal's file: what it takes, what it refuses, and how a person resolves what was set aside."""

import os
import pickle
import sqlite3
import stat
from contextlib import closing

import pytest

from homerun_helpers import HomerunError, InvalidArgumentError
from homerun_helpers.migration import Journal, JournalError, payload_digest
from homerun_helpers.migration.replays.journal_db import JournalDatabase
from homerun_helpers.migration.replays.journal_file import journal_file
from homerun_helpers.migration.replays.plan import Problem

URL = "http://localhost/v2"
ONE, TWO = payload_digest({"a": 1}), payload_digest({"a": 2})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "replay.db"


@pytest.fixture
def begun(path):
    """A journal in which a request of one payload is under way, and its notes wait."""
    database = JournalDatabase(path, base_url=URL, may_make=True)
    database.begin(ONE, 1, ["create", "note 1", "note 2"])
    database.mark_sending(ONE, "create")
    database.close()
    return path


def somebody_elses(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")


def states(path, digest=ONE):
    database = JournalDatabase(path, base_url=None, may_make=False)
    rows = database.entry(digest).rows
    database.close()
    return {row.step: row.state for row in rows}


def test_only_the_owner_can_read_the_journal(path):
    """Also the files that SQLite makes beside it, with any umask."""
    before = os.umask(0)
    try:
        database = JournalDatabase(path, base_url=URL, may_make=True)
        database.begin(ONE, 1, ["create"])
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(["replay.db", "replay.db-lock", "replay.db-wal", "replay.db-shm"], 0o600)
    assert [file.name for file in path.parent.iterdir()] == ["replay.db"]


def test_the_note_of_a_request_is_on_the_disk_before_it_is_sent(path):
    """SQLite waits for the disk at each commit, and another connection sees the note."""
    database = JournalDatabase(path, base_url=URL, may_make=True)
    database.begin(ONE, 1, ["create"])
    database.mark_sending(ONE, "create")
    other = sqlite3.connect(path)
    assert other.execute("SELECT state FROM steps").fetchall() == [("sending",)]
    with database.transaction() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    other.close()
    database.close()


@pytest.mark.parametrize("state", ["sending", "done", "outcome_unknown", "refused"])
def test_only_a_waiting_request_may_be_sent(path, state):
    """So no request is sent twice."""
    database = JournalDatabase(path, base_url=URL, may_make=True)
    database.begin(ONE, 1, ["create"])
    database.put(ONE, "create", state)
    with pytest.raises(JournalError, match="was sent already"):
        database.mark_sending(ONE, "create")
    database.begin(ONE, 1, ["create"])
    with pytest.raises(JournalError, match="was sent already"):
        database.mark_sending(ONE, "create")
    database.close()


@pytest.mark.parametrize("state", ["done", "outcome_unknown", "refused"])
def test_only_a_request_under_way_waits_again(path, state):
    """A request that was done would be sent again."""
    database = JournalDatabase(path, base_url=URL, may_make=True)
    database.begin(ONE, 1, ["create"])
    database.put(ONE, "create", state)
    database.mark_waiting(ONE, "create")
    database.close()
    assert states(path) == {"create": state}


def test_a_journal_to_read_must_exist(path):
    """No file is made."""
    with pytest.raises(JournalError, match="There is no journal at"):
        Journal(path)
    assert not list(path.parent.iterdir())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_text("A diary, not a database. " * 100), "file is not a database"),
        (somebody_elses, "no journal of a replay"),
        (lambda path: path.mkdir(), "unable to open database file"),
        (lambda path: path.with_name("replay.db-lock").write_text("mine"), "is not the lock of a journal"),
    ],
)
def test_a_file_that_is_no_journal_is_refused_and_stays_unchanged(path, make, message):
    """Also by a replay, which may make a journal."""
    make(path)
    before = {file.name: file.is_file() and file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(JournalError, match=message):
        JournalDatabase(path, base_url=URL, may_make=True)
    after = {file.name: file.is_file() and file.read_bytes() for file in path.parent.iterdir()}
    assert after == before


def test_a_journal_of_a_newer_version_is_refused(begun):
    """It may mean something that this version does not know."""
    with closing(sqlite3.connect(begun)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(JournalError, match="newer version"):
        Journal(begun)


def test_an_empty_file_becomes_a_journal(path):
    """A process that was killed may have left one."""
    path.touch()
    JournalDatabase(path, base_url=URL, may_make=True).close()
    with Journal(path) as journal:
        assert journal.base_url == URL
        assert repr(journal) == f"Journal(base_url={URL!r})"


def test_a_journal_in_a_missing_folder_is_an_error(tmp_path):
    """Before anything is sent."""
    with pytest.raises(JournalError, match="No such file or directory"):
        JournalDatabase(tmp_path / "nowhere" / "replay.db", base_url=URL, may_make=True)


def test_a_journal_is_open_once(begun):
    """By any of its names. After it is closed it can be opened again."""
    link = begun.with_name("link.db")
    link.symlink_to(begun)
    with closing(JournalDatabase(begun, base_url=None, may_make=False)), pytest.raises(JournalError, match="in use"):
        JournalDatabase(journal_file(link, "journal"), base_url=None, may_make=False)
    JournalDatabase(journal_file(link, "journal"), base_url=None, may_make=False).close()


def test_closing_twice_is_safe_and_using_it_then_is_an_error(begun):
    """The error is a JournalError."""
    journal = Journal(begun)
    journal.close()
    journal.close()
    with pytest.raises(JournalError, match="closed"):
        journal.counts()


def test_a_request_under_way_is_set_aside(begun):
    """With its place, step and time."""
    with Journal(begun) as journal:
        (outcome,) = journal.set_aside()
        assert (outcome.position, outcome.step, outcome.digest) == (1, "create", ONE)
        assert outcome.at.utcoffset().total_seconds() == 0
        assert journal.counts()["outcome_unknown"] == 1
        assert str(outcome) == f"1 outcome_unknown at create ({ONE[:12]})"


def test_a_named_application_has_its_id(begun):
    """Its notes wait."""
    with Journal(begun) as journal:
        journal.resolve(ONE, created="ap_1")
        assert [outcome.application_id for outcome in journal.outcomes()] == ["ap_1"]
    assert states(begun) == {"create": "claimed", "note 1": "waiting", "note 2": "waiting"}


def test_a_resolution_can_be_changed(begun):
    """Until the next replay."""
    with Journal(begun) as journal:
        journal.resolve(ONE, created="ap_1")
        journal.resolve(ONE, created="ap_2")
        assert [outcome.application_id for outcome in journal.outcomes()] == ["ap_2"]
        journal.resolve(ONE, retry=True)
        assert [outcome.application_id for outcome in journal.outcomes()] == [None]
        journal.resolve(ONE, created="ap_3")
    assert states(begun)["create"] == "claimed"


def test_a_journal_can_be_read_while_a_replay_runs(begun):
    """Only `resolve` has to wait."""
    with closing(JournalDatabase(begun, base_url=None, may_make=False)), Journal(begun) as journal:
        assert len(journal.set_aside()) == 1
        with pytest.raises(JournalError, match="in use"):
            journal.resolve(ONE, retry=True)
    assert [file.name for file in begun.parent.iterdir()] == ["replay.db"]


def test_a_damaged_page_is_found_when_the_journal_is_opened(begun):
    """Before anything is sent."""
    content = bytearray(begun.read_bytes())
    content[-4096:] = b"\xaa" * 4096  # an index that a look does not touch
    begun.write_bytes(content)
    with pytest.raises(JournalError, match=r"damaged|malformed"):
        Journal(begun)


def test_a_request_that_was_not_done_waits_again(begun):
    """The beginning of the digest is enough to name it."""
    with Journal(begun) as journal:
        journal.resolve(ONE[:8], retry=True)
        assert not journal.set_aside()
    assert states(begun)["create"] == "waiting"


def test_the_step_is_needed_when_several_are_set_aside(begun):
    """The error names the steps."""
    database = JournalDatabase(begun, base_url=URL, may_make=False)
    database.put(ONE, "create", "done", "ap_1")
    for step in ("note 1", "note 2"):
        database.mark_sending(ONE, step)
    database.close()
    with Journal(begun) as journal:
        with pytest.raises(InvalidArgumentError, match="step is needed, since several were set aside: note 1, note 2"):
            journal.resolve(ONE, done=True)
        journal.resolve(ONE, step="note 2", done=True)
        journal.resolve(ONE, retry=True)
    assert states(begun) == {"create": "done", "note 1": "waiting", "note 2": "done"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "^created or done or retry must be given"),
        ({"retry": True, "done": True}, "^created or done or retry must be given"),
        ({"created": "ap_1", "retry": True}, "^created or done or retry must be given"),
        ({"done": True}, "^created is for an application, and done for a note or a file; this request is create"),
        ({"step": "note 1", "done": True}, "^digest has no request note 1 that was set aside"),
        ({"created": " "}, "must be the id of a record"),
        ({"created": 7}, "must be a string"),
        ({"created": "job_1"}, "must be the id of an application"),
        ({"digest": "abc", "retry": True}, "8 to 64 hexadecimal digits"),
        ({"digest": TWO, "retry": True}, "^digest is of no payload in the journal"),
    ],
)
def test_a_wrong_resolution_is_refused_and_changes_nothing(begun, arguments, message):
    """The error names the argument and says what is allowed."""
    with Journal(begun) as journal, pytest.raises(InvalidArgumentError, match=message):
        journal.resolve(**{"digest": ONE, **arguments})
    assert states(begun)["create"] == "sending"


def test_a_refused_request_can_be_tried_again(path):
    """For example when the cause was removed."""
    database = JournalDatabase(path, base_url=URL, may_make=True)
    database.begin(ONE, 1, ["create"])
    database.put_problem(ONE, 1, Problem("refused", "BadRequestError", status=400, params=("email",)))
    database.close()
    with Journal(path) as journal:
        assert not journal.set_aside()
        journal.resolve(ONE, retry=True)
    assert states(path)["create"] == "waiting"


def test_many_payloads_are_read_in_their_order(path):
    """In parts; those of one state can be read alone."""
    database = JournalDatabase(path, base_url=URL, may_make=True)
    with database.transaction():
        for number in range(1, 1202):
            database.begin(payload_digest(number), number, ["create"])
            database.put(payload_digest(number), "create", "done" if number % 2 else "refused")
    database.close()
    with Journal(path) as journal:
        assert [outcome.position for outcome in journal.outcomes()] == list(range(1, 1202))
        assert [outcome.position for outcome in journal.outcomes("refused")] == list(range(2, 1202, 2))
        assert journal.counts()["done"] == 601


def test_outcomes_and_errors_pickle(begun):
    """For other processes."""
    with Journal(begun) as journal:
        outcomes = journal.set_aside()
    assert pickle.loads(pickle.dumps(outcomes)) == outcomes
    error = pickle.loads(pickle.dumps(JournalError("gone")))
    assert (str(error), isinstance(error, HomerunError)) == ("gone", True)
