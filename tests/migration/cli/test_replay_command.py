"""`replay`, as a person runs it, against the sandbox."""

import json
import signal
import subprocess
import sys
import threading

import pytest

from homerun_helpers.migration.cli.progress import ReplayProgress, ReportingClock
from tests.migration.cli.commands import PERSON, lines, process
from tests.support.clock import FakeClock
from tests.support.waiting import wait_until


def test_replay_sends_each_payload_once(run, folder, account):
    """The second run has nothing left to do."""
    payloads = [
        {"candidate": PERSON, "job": account.vacancy_ids()[0], "notes": [{"body": "a", "name": "T"}]} for _ in range(2)
    ]
    payloads[1]["candidate"] = PERSON | {"first_name": "Grace"}
    (folder / "v1.jsonl").write_text(lines(*payloads))
    before = len(account.application_ids())
    first, again = (run("replay", "v1.jsonl", "--journal", "j.db") for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert len(account.application_ids()) == before + 2
    assert "2  done" in first.stdout
    assert "2  done in an earlier run" in again.stdout


def test_replay_dry_run_sends_nothing(run, folder, account):
    """It prints what would prevent sending."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}, {"candidate": {}}))
    before = len(account.application_ids())
    result = run("replay", "v1.jsonl", "--journal", "j.db", "--dry-run", "-v")
    assert result.exit_code == 1
    assert len(account.application_ids()) == before
    assert "not_convertible" in result.stderr
    assert "ada@" not in result.output


def test_replay_without_a_key_is_an_error(run, folder, account, monkeypatch):
    """The error says what to do."""
    monkeypatch.delenv("HOMERUN_API_KEY")
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    result = run("replay", "v1.jsonl", "--journal", "j.db")
    assert result.exit_code == 2
    assert "set the environment variable HOMERUN_API_KEY" in result.output


def interrupted(account, command, presses):
    """How a replay ends that is interrupted while its second payload is under way."""
    from homerun_helpers.sandbox import faults

    delay = 60 if presses == 2 else 2
    slow = account.inject(faults.Delay(delay, when="after"), method="POST", path="/job-applications", skip=1)
    there = len(account.application_ids()) + 2
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        wait_until(lambda: slow.met and len(account.application_ids()) == there)
        running.send_signal(signal.SIGINT)
        said = [running.stderr.readline() for _ in range(3)]
        if presses == 2:
            running.send_signal(signal.SIGINT)
        out, rest = running.communicate(timeout=60)
    account.clear_faults()
    return running.returncode, out, "".join(said) + rest


@pytest.mark.parametrize("presses", [1, 2])
def test_replay_can_be_stopped_and_run_again(folder, account, presses):
    """The first Ctrl-C finishes the current payload, the second one sets it aside. The next run sends the rest."""
    people = [PERSON | {"first_name": f"Ada{number}"} for number in range(5)]
    (folder / "v1.jsonl").write_text(lines(*({"candidate": person} for person in people)))
    before = len(account.application_ids())
    command = [sys.executable, "-m", "homerun_helpers.migration", "replay", "v1.jsonl", "--journal", "j.db", "-v"]
    code, out, err = interrupted(account, command, presses)
    assert (code, "Traceback" in err) == (130, False)
    assert err.startswith("1 done")
    assert "Stopping after the current payload. Press Ctrl-C again to stop at once." in err
    assert "The same command continues from here." in err
    assert ("2 outcome_unknown at create" in err) == (presses == 2)
    assert f"{2 if presses == 1 else 1}  done" in out
    again = process("replay", "v1.jsonl", "--journal", "j.db")
    assert again.returncode == presses - 1
    assert len(account.application_ids()) - before == 5


def test_an_interrupted_dry_run_needs_no_journal(folder, account):
    """It makes none, so there is nothing to print after the second Ctrl-C."""
    from homerun_helpers.sandbox import faults

    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON, "job": account.vacancy_ids()[0]}))
    slow = account.inject(faults.Delay(60), method="GET", path="/vacancies/*")
    command = [sys.executable, "-m", "homerun_helpers.migration", "replay", "v1.jsonl", "--journal", "j.db"]
    with subprocess.Popen([*command, "--dry-run"], stderr=subprocess.PIPE, text=True) as running:
        wait_until(lambda: slow.met)
        running.send_signal(signal.SIGINT)
        said = [running.stderr.readline() for _ in range(2)]
        running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=60)[1]
    account.clear_faults()
    assert (running.returncode, "Press Ctrl-C again" in said[1]) == (130, True)
    assert rest.splitlines() == ["Stopped at once. The same command continues from here.", "Interrupted."]


def test_replay_does_not_send_a_payload_that_would_lose_a_file(run, folder, account):
    """Replay and journal print which payload and why, and name the option."""
    file = {"content": "Secret!", "type": "resume"}
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON, "files": [file]}))
    before = len(account.application_ids())
    sent = run("replay", "v1.jsonl", "--journal", "j.db")
    shown = run("journal", "j.db")
    for result in (sent, shown):
        assert "1 not_convertible at create: V2 would not get all of it (see --allow-lossy): files[0]" in result.stdout
        assert "Secret" not in result.output
    assert (sent.exit_code, len(account.application_ids())) == (1, before)
    lossy = run("replay", "v1.jsonl", "--journal", "j.db", "--allow-lossy")
    assert (lossy.exit_code, len(account.application_ids())) == (0, before + 1)
    assert "V2 does not get files[0]: " in lossy.stdout


def test_replay_takes_the_vacancies_of_jobs_from_a_file(run, folder, account):
    """A dry run prints which are missing."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON, "job": "job_old"}))
    (folder / "jobs.json").write_text(json.dumps({"job_old": account.vacancy_ids()[0]}))
    dry = run("replay", "v1.jsonl", "--journal", "j.db", "--dry-run")
    assert "Homerun has no such vacancy; say with --jobs which vacancies the jobs of V1 became: job_old" in dry.stdout
    assert run("replay", "v1.jsonl", "--journal", "j.db", "--jobs", "jobs.json").exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1]", "--jobs must be a mapping of ids"),
        ("null", "--jobs must be a mapping of ids"),
        ('{"a": 1}', "--jobs must have texts only"),
        ("{", "not JSON that can be read"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_replay_says_what_is_wrong_with_the_file_of_jobs(run, folder, account, text, message):
    """Before anything is sent."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    if text is not None:
        (folder / "jobs.json").write_text(text)
    result = run("replay", "v1.jsonl", "--journal", "j.db", "--jobs", "jobs.json")
    assert (result.exit_code, result.output.startswith("Error: jobs.json"), message in result.output) == (2, True, True)


def test_replay_with_another_key_names_the_option_for_it(run, folder, account, monkeypatch):
    """A key can be replaced by a new one of the same account."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    run("replay", "v1.jsonl", "--journal", "j.db")
    monkeypatch.setenv("HOMERUN_API_KEY", account.key())
    result = run("replay", "v1.jsonl", "--journal", "j.db")
    assert (result.exit_code, "say so with --same-account." in result.output) == (2, True)
    assert run("replay", "v1.jsonl", "--journal", "j.db", "--same-account").exit_code == 0


def test_replay_prints_progress_without_a_terminal(run, folder, account):
    """A line for each thousand payloads, without escape codes."""
    (folder / "v1.jsonl").write_text(lines(*[{"candidate": {}}] * 2000))
    result = run("replay", "v1.jsonl", "--journal", "j.db", "--dry-run")
    assert result.stderr.splitlines() == ["1,000 of 2,000 payloads", "2,000 of 2,000 payloads"]


def test_replay_prints_waits_for_the_rate_limit(capsys):
    """The clock of the client reports them. Waits below a second are not printed."""

    class ReportingFakeClock(ReportingClock, FakeClock):
        """Reports waits, and does not wait."""

    with ReplayProgress(verbose=False) as progress:
        clock = ReportingFakeClock(progress)
        clock.sleep(42.4)
        clock.sleep(0.5)
        clock.wait(threading.Event(), 17.0)
        clock.wait(threading.Event(), 0.1)
    assert capsys.readouterr().err.splitlines() == [
        "waiting 42 s for the rate limit",
        "waiting 17 s for the rate limit",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--strict", "--allow-lossy"], "--allow-lossy and --strict contradict each other: pass one of them."),
        (["--folder", "nowhere"], "--folder must be a folder that exists; nowhere is none."),
        (["--max-unknown", "0"], "--max-unknown must be a whole number, 1 or more; it is 0."),
    ],
)
def test_replay_names_options_where_python_names_arguments(run, folder, account, arguments, message):
    """From the same error."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    result = run("replay", "v1.jsonl", "--journal", "j.db", *arguments)
    assert (result.exit_code, result.output) == (2, f"Error: {message}\n")


def test_replay_says_which_option_stopped_it(run, folder, account):
    """As the option is written."""
    (folder / "v1.jsonl").write_text(lines({"candidate": {}}))
    result = run("replay", "v1.jsonl", "--journal", "j.db", "--stop-on-error")
    assert "Stopped: payload 1 is not_convertible, and --stop-on-error is set.\n" in result.stdout


def test_replay_refuses_a_path_that_cannot_be_a_journal(run, folder, account):
    """The error names the option."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    result = run("replay", "v1.jsonl", "--journal", "/")
    assert (result.exit_code, result.output) == (2, "Error: --journal must be the path of a file; / is a folder.\n")
