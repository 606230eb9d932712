"""Texts of outcomes, reports and errors: arguments in them are spelled for the reader."""

import copy
import pickle

import pytest

from homerun_helpers.migration import JournalError, ReplayOutcome
from homerun_helpers.migration.replays.counts import ReplayCounts
from homerun_helpers.migration.replays.outcome import _REASONS, STATES, in_python, meaning, spelled

DIGEST = "0123456789ab" + 52 * "0"


def option(name):
    return f"--{name.replace('_', '-')}"


def not_sent(error, **more):
    return ReplayOutcome(position=1, digest=DIGEST, state="not_convertible", step="file 1", error=error, **more)


def test_an_outcome_spells_arguments_in_python_by_default():
    """`str(outcome)` is for programs that call `replay`."""
    text = "1 not_convertible at file 1: it names a file by its path; say with `folder` where files may be read"
    assert str(not_sent("FolderNeeded")) == f"{text} (0123456789ab)"


def test_an_outcome_spells_arguments_as_the_reader_knows_them():
    """A command line shows its options, from the same outcome."""
    text = not_sent("NotCarried", params=("files[0]",)).sentence(option)
    assert (
        text == "1 not_convertible at file 1: V2 would not get all of it (see --allow-lossy): files[0] (0123456789ab)"
    )


def test_a_report_spells_the_argument_that_stopped_it():
    """What stopped the replay is data; the sentence is made when it is shown."""
    counts = ReplayCounts(5, stop_on_error=True, dry_run=False)
    counts.add(not_sent("MissingValue", params=("email",)))
    report = counts.report()
    assert (report.stopped, report.stop.by, report.stop.position) == (True, "stop_on_error", 1)
    assert report.reason == "payload 1 is not_convertible, and `stop_on_error` is set."
    assert "Stopped: payload 1 is not_convertible, and --stop-on-error is set." in report.text(option)


def test_payloads_in_a_row_that_were_set_aside_stop_a_replay():
    """The report says how many there were."""
    counts = ReplayCounts(2, stop_on_error=False, dry_run=False)
    for position in (1, 2):
        counts.add(ReplayOutcome(position=position, digest=DIGEST, state="outcome_unknown", is_news=True))
    report = counts.report()
    assert (report.stop.by, report.stop.in_a_row) == ("max_unknown", 2)
    assert report.reason == "2 payloads in a row were set aside. Is the API working?"


@pytest.mark.parametrize("template", _REASONS.values())
def test_no_reason_has_a_brace_left(template):
    """Each name in braces is one that can be spelled."""
    assert not {"{", "}"} & set(spelled(template, in_python))


def test_each_state_has_a_meaning():
    """A report gives it with the number of payloads."""
    assert all(meaning(state) for state in STATES)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_an_error_of_a_journal_keeps_the_names_of_arguments_in_a_copy(duplicate):
    """Python shows `same_account`, a command line `--same-account`."""
    error = duplicate(JournalError("Say so with {same_account}.", mentions=("same_account",)))
    assert (str(error), error.sentence(option)) == ("Say so with same_account.", "Say so with --same-account.")
