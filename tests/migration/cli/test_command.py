"""The command, as a person runs it: in processes of its own, on real files, against the sandbox."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading

import click
import pytest
from click.testing import CliRunner

from homerun_helpers.migration import ENDPOINTS
from homerun_helpers.migration.cli import main
from homerun_helpers.migration.cli.progress import ReplayProgress, ReportingClock
from tests.support.clock import FakeClock
from tests.support.waiting import wait_until

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
COMMANDS = ["convert", "endpoints", "journal", "replay", "resolve", "scan"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder):
    """Runs the command in this process."""

    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)

    return run


def process(*arguments, env=None, **options):
    command = [sys.executable, "-m", "homerun_helpers.migration", *map(str, arguments)]
    environment = os.environ | (env or {})
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False, **options)


def lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values)


# The command itself ---------------------------------------------------------------------------------------------------


def test_it_is_a_group_that_another_command_line_can_take_in(folder):
    """As one of its commands."""
    outer = click.Group("homerun", commands=[main])
    result = CliRunner().invoke(outer, ["migration", "endpoints"])
    assert "Create an application" in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(run, command):
    """With examples, on lines of their own."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"\n    {command} " in result.output


def test_the_commands_are_these(run):
    """Each with a line that fits."""
    output = run("--help").output
    listed = output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == COMMANDS
    assert not [line for line in listed if line.endswith("...")]


def test_without_click_it_says_what_to_install(folder):
    """A sentence, not a traceback."""
    (folder / "click.py").write_text("raise ModuleNotFoundError(\"No module named 'click'\", name='click')\n")
    result = process("endpoints", env={"PYTHONPATH": str(folder)})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "This command needs click, which is not installed: pip install 'homerun-helpers[cli]'\n"


# endpoints ------------------------------------------------------------------------------------------------------------


def test_endpoints_are_shown_as_text_and_as_json(run):
    """Each call of V1, with verb, path, helper and scope of V2."""
    text, data = run("endpoints").output, json.loads(run("endpoints", "--format", "json").output)
    assert [one["v1"] for one in data["endpoints"]] == [one.v1 for one in ENDPOINTS]
    assert "→ GET /vacancies\n      homerun.vacancies.list, with vacancies:read\n" in text
    assert "Deleting a file  gone" in text


# scan -----------------------------------------------------------------------------------------------------------------


def test_scan_says_file_line_rule_and_the_v2_way(run, folder):
    """And ends with 1, so that a script can tell."""
    (folder / "jobs.py").write_text('get("https://api.homerun.co/v1")\n')
    result = run("scan", ".")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "jobs.py:1:5",
        '    get("https://api.homerun.co/v1")',
        "  v1-url  address of API V1 → https://api.homerun.co/v2 with a new key; the helpers know it",
        "",
        "1 use of V1 in 1 of 1 file: v1-url 1",
    ]


def test_scan_gives_json(run, folder):
    """With what was not read."""
    (folder / "jobs.js").write_text("const x = 'https://api.homerun.co/v1/jobs'")
    (folder / "binary.js").write_bytes(b"\0")
    data = json.loads(run("scan", ".", "--format", "json").output)
    assert [(one["path"], one["line"], one["rule"], one["severity"]) for one in data["findings"]] == [
        ("jobs.js", 1, "jobs-endpoint", "certain"),
        ("jobs.js", 1, "v1-url", "certain"),
    ]
    assert data["skipped"] == [{"path": "binary.js", "reason": "binary"}]


def test_scan_of_nothing_to_find_ends_with_0(run, folder):
    """And says how much it read, or that there was nothing."""
    assert run("scan", ".").output == "There is no file of a kind that is scanned.\n"
    (folder / "a.py").write_text("x = 1")
    result = run("scan", ".", "--ignore", "*.js")
    assert (result.exit_code, result.output) == (0, "No uses of V1 in 1 file.\n")


def test_scan_of_a_path_that_is_not_there_ends_with_2(run):
    """With the path."""
    result = run("scan", "nowhere")
    assert (result.exit_code, result.output) == (
        2,
        "Error: PATH... cannot be scanned: nowhere: there is no such file or folder.\n",
    )


# convert --------------------------------------------------------------------------------------------------------------


def test_convert_takes_json_lines(run, folder):
    """One result for each line, on the standard output; the report on the standard error."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON, "job": "job_1"}, {"candidate": PERSON}))
    result = run("convert", "application", "v1.jsonl")
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["vacancy_id"], second["email"]) == ("job_1", "ada@example.com")
    assert result.stderr.startswith("2 records, 2 complete in V2: ")


@pytest.mark.parametrize(
    ("text", "shape"), [('{"title": "A"}', dict), ('[{"title": "A"}]', list), ('{"data": [{"title": "A"}]}', list)]
)
def test_convert_keeps_the_form(run, text, shape):
    """A record, a list, or what V1 answered to a list."""
    result = json.loads(run("convert", "vacancy", "-", stdin=text).stdout)
    assert isinstance(result, shape)
    assert (result if shape is dict else result[0])["title"] == "A"


def test_convert_knows_lines_without_their_ending(run):
    """From the standard input, for example."""
    result = run("convert", "note", stdin=lines({"body": "a", "name": "T"}, {"body": "b", "name": "T"}))
    assert [json.loads(line)["note"] for line in result.stdout.splitlines()] == ["a", "b"]


def test_convert_names_what_is_missing_without_a_value(run):
    """File, record and field; and ends with 1."""
    result = run(
        "convert", "application", stdin=lines({"candidate": {"first_name": "Secretname"}}, {"candidate": PERSON})
    )
    assert result.exit_code == 1
    assert "standard input:1: missing: last_name" in result.stderr
    assert "2 records, 1 complete in V2" in result.stderr
    assert "Secretname" not in result.stderr


def test_convert_writes_reports_with_values(run, folder):
    """A line for each record, readable by its owner only."""
    (folder / "v1.json").write_text(json.dumps([{"candidate": PERSON, "notes": [{"body": "Call.", "name": "Ted"}]}]))
    result = run("convert", "application", "v1.json", "-o", "v2.json", "--report", "report.jsonl")
    report = json.loads((folder / "report.jsonl").read_text())
    assert (report["place"], report["attachments"]["notes"]) == (
        "v1.json, record 1",
        [{"note": "Call.", "display_name": "Ted"}],
    )
    assert "1 file or note goes in a call of its own: report.jsonl has what to send" in result.stderr
    assert stat.S_IMODE((folder / "report.jsonl").stat().st_mode) == 0o600
    assert json.loads((folder / "v2.json").read_text())[0]["email"] == "ada@example.com"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1}\n{"a": \n', "v1.jsonl:2:7: not JSON that can be read: Expecting value"),
        ('{"a": 1, "a": 2}\n', "v1.jsonl:1: not JSON that can be read: a key stands twice in one object"),
        ('{"a": NaN}\n', "v1.jsonl:1: not JSON that can be read: NaN is not JSON"),
        ("[" * 100_000, "v1.jsonl:1: not JSON that can be read: it is nested too deeply"),
        ('{"a": 1}\n[1]\n', "v1.jsonl:2: payload must be a JSON object; it is a list."),
    ],
)
def test_convert_of_what_is_no_record_says_where(run, folder, text, message):
    """File and line; nothing was written, and what was there is as it was."""
    (folder / "v1.jsonl").write_text(text)
    (folder / "v2.jsonl").write_text("before")
    result = run("convert", "application", "v1.jsonl", "-o", "v2.jsonl")
    assert (result.exit_code, result.output) == (2, f"Error: {message}\n")
    assert (folder / "v2.jsonl").read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["v1.jsonl", "v2.jsonl"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "x.json cannot be read: No such file or directory"),
        (b"\xff", "x.json: not JSON that can be read: it is not UTF-8"),
        (b"{", "x.json:1:2: not JSON that can be read: Expecting property name enclosed in double quotes"),
        (b'{"a": 1, "a": 2}', "x.json: not JSON that can be read: a key stands twice in one object"),
        (b'{"a": 1}, {"a": 2}', "x.json:1:9: not JSON that can be read: Extra data"),
    ],
)
def test_convert_of_a_file_that_cannot_be_read_says_why(run, folder, content, message):
    """Without repeating what is in it."""
    if content is not None:
        (folder / "x.json").write_bytes(content)
    result = run("convert", "note", "x.json")
    assert (result.exit_code, result.output) == (2, f"Error: {message}\n")


def test_convert_of_lines_that_are_not_there_says_why(run, folder):
    """They are read line by line, and the errors are the same."""
    assert run("convert", "note", "x.jsonl").output == "Error: x.jsonl cannot be read: No such file or directory\n"
    (folder / "x.jsonl").write_bytes(b'\n{"body": "a", "name": "\xff"}\n')
    assert run("convert", "note", "x.jsonl").output == "Error: x.jsonl: not JSON that can be read: it is not UTF-8\n"


def test_convert_writes_where_it_can(run, folder):
    """A folder that is not there is said; what UTF-8 has no bytes for is written in ASCII."""
    result = run("convert", "note", "-o", "nowhere/x.json", stdin='{"body": "a", "name": "T"}')
    assert (result.exit_code, result.output) == (
        2,
        "Error: nowhere/x.json cannot be written: No such file or directory\n",
    )
    result = run("convert", "vacancy", stdin=r'{"title": "\ud83d"}')
    assert json.loads(result.stdout)["title"] == "\ud83d"


def test_convert_names_each_problem_once(run):
    """With the first record that has it, and how many do: none is hidden by thousands of another."""
    result = run("convert", "note", stdin=lines(*[{"name": "T"}] * 30, {"body": "x"}))
    assert result.stderr.splitlines()[:2] == [
        "standard input:1 and 29 more: missing: note (V2 requires it for a note)",
        "standard input:31: missing: display_name (V2 requires it for a note)",
    ]


def test_candidates_need_ids(run, folder):
    """Or nothing could be found among them."""
    (folder / "c.json").write_text('[{"first_name": "Ada"}]')
    result = run("convert", "application", "--candidates", "c.json", stdin="{}")
    assert (result.exit_code, result.output) == (2, "Error: c.json, record 1: a candidate needs an `id`\n")


def test_convert_strict_stops_at_the_first(run, folder):
    """With its place, without a result, and with the report if there is one."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}, {"candidate": {}}))
    result = run("convert", "application", "v1.jsonl", "--strict", "-o", "v2.jsonl", "--report", "report.jsonl")
    assert (result.exit_code, result.output) == (
        1,
        (
            "Error: v1.jsonl:2: it is not complete in V2: missing first_name, last_name, email. "
            "Nothing was written. report.jsonl has the values.\n"
        ),
    )
    assert not (folder / "v2.jsonl").exists()
    assert [json.loads(line)["complete"] for line in (folder / "report.jsonl").read_text().splitlines()] == [
        True,
        False,
    ]


def test_convert_finds_candidates_by_their_id(run, folder):
    """V1's payloads often had only that."""
    (folder / "candidates.json").write_text(json.dumps({"data": [{"id": "ca_1", **PERSON}]}))
    result = run(
        "convert", "application", "--candidates", "candidates.json", stdin='{"candidate": "ca_1", "job": "job_1"}'
    )
    assert json.loads(result.stdout)["first_name"] == "Ada"


def test_convert_replaces_an_earlier_result(run, folder):
    """Its mode stays."""
    path = folder / "v2.json"
    path.write_text("before")
    path.chmod(0o644)
    assert run("convert", "note", "-o", path, stdin='{"body": "é", "name": "T"}').exit_code == 0
    assert json.loads(path.read_text("utf-8"))["note"] == "é"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_convert_writes_into_what_is_no_file(folder):
    """Such as a pipe, or /dev/null: it is written to, and not replaced by a file."""
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        result = process("convert", "note", "-o", "pipe", input='{"body": "a", "name": "T"}')
        is_pipe = stat.S_ISFIFO((folder / "pipe").stat().st_mode)
        if not is_pipe:  # nobody will ever write to the one that is read
            reader.kill()
        output = reader.communicate(timeout=60)[0]
    assert (result.returncode, is_pipe) == (0, True)
    assert json.loads(output)["note"] == "a"


def test_convert_refuses_options_of_other_kinds(run):
    """Rather than ignoring them."""
    result = run("convert", "vacancy", "--candidates", "x.json", stdin="{}")
    assert (result.exit_code, "--candidates is for applications." in result.output) == (2, True)
    result = run("convert", "note", "--file-type", "resume", stdin="{}")
    assert (result.exit_code, "--file-type is for applications and files." in result.output) == (2, True)


# replay ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def account(sandbox, monkeypatch):
    """A key and an address in the environment."""
    monkeypatch.setenv("HOMERUN_API_KEY", sandbox.key())
    monkeypatch.setenv("HOMERUN_BASE_URL", sandbox.url)
    return sandbox


def test_replay_sends_each_payload_once(run, folder, account):
    """The second time there is nothing left to do."""
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
    """And says what would stand in the way."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}, {"candidate": {}}))
    before = len(account.application_ids())
    result = run("replay", "v1.jsonl", "--journal", "j.db", "--dry-run", "-v")
    assert result.exit_code == 1
    assert len(account.application_ids()) == before
    assert "not_convertible" in result.stderr
    assert "ada@" not in result.output


def test_replay_without_a_key_is_an_error(run, folder, account, monkeypatch):
    """In a line, with what to do."""
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
    """The first Ctrl-C finishes the payload in hand, the second sets it aside; the next run sends the rest."""
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


def test_replay_does_not_send_what_would_lose_a_file(run, folder, account):
    """It says which and why, in the language of the command; the journal does, too."""
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
    """A dry run says which are missing."""
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


def test_replay_with_another_key_says_which_option_goes_on(run, folder, account, monkeypatch):
    """Keys rotate."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    run("replay", "v1.jsonl", "--journal", "j.db")
    monkeypatch.setenv("HOMERUN_API_KEY", account.key())
    result = run("replay", "v1.jsonl", "--journal", "j.db")
    assert (result.exit_code, "say so with --same-account." in result.output) == (2, True)
    assert run("replay", "v1.jsonl", "--journal", "j.db", "--same-account").exit_code == 0


def test_replay_counts_without_a_terminal(run, folder, account):
    """A line for each thousand, of how many."""
    (folder / "v1.jsonl").write_text(lines(*[{"candidate": {}}] * 2000))
    result = run("replay", "v1.jsonl", "--journal", "j.db", "--dry-run")
    assert result.stderr.splitlines() == ["1,000 of 2,000 payloads", "2,000 of 2,000 payloads"]


def test_replay_says_when_it_waits_for_the_rate_limit(capsys):
    """The clock of the client reports the wait; shorter ones than a second are not worth a line."""

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


def test_replay_says_what_can_be_no_journal(run, folder, account):
    """In a sentence."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    result = run("replay", "v1.jsonl", "--journal", "/")
    assert (result.exit_code, result.output) == (2, "Error: --journal must be the path of a file; / is a folder.\n")


def test_journal_lists_the_first_of_each_state_or_all_of_one(run, folder, account):
    """With position, reason and digest."""
    (folder / "v1.jsonl").write_text(lines(*[{"candidate": {"id": str(number)}} for number in range(25)]))
    run("replay", "v1.jsonl", "--journal", "j.db")
    some, every = run("journal", "j.db"), run("journal", "j.db", "--state", "not_convertible")
    assert some.stdout.count("not_convertible at create: V2 needs first_name, last_name, email (") == 20
    assert "and 5 more: python -m homerun_helpers.migration journal j.db --state not_convertible" in some.stderr
    assert every.stdout.count("not_convertible at create") == 25
    assert (some.exit_code, every.exit_code) == (0, 0)


def test_what_was_set_aside_is_shown_and_resolved(run, folder, account):
    """From the lost answer to the last word."""
    from homerun_helpers.sandbox import faults

    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON | {"last_name": "King"}}))
    account.inject(faults.Drop("after"), method="POST", path="/job-applications")
    sent = run("replay", "v1.jsonl", "--journal", "j.db")
    shown = run("journal", "j.db")
    digest = shown.stdout.rpartition("(")[2].partition(")")[0]
    assert (sent.exit_code, shown.exit_code) == (1, 1)
    assert "outcome_unknown at create" in shown.stdout
    assert run("resolve", "j.db", digest, "--created", account.application_ids()[0]).output == "Noted.\n"
    assert run("journal", "j.db").exit_code == 0
    assert run("replay", "v1.jsonl", "--journal", "j.db").exit_code == 0


def test_resolve_says_what_is_wrong(run, folder):
    """Here: that there is no journal."""
    result = run("resolve", "nowhere.db", "0" * 12, "--retry")
    assert result.exit_code == 2
    assert result.output.startswith("Error: There is no journal at ")


def test_resolve_names_its_options(run, folder, account):
    """Where `Journal.resolve` names arguments."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON}))
    run("replay", "v1.jsonl", "--journal", "j.db")
    result = run("resolve", "j.db", "0" * 12, "--retry", "--done")
    assert result.output == "Error: --created or --done or --retry must be given, exactly one of the three.\n"
    assert run("resolve", "j.db", "abc", "--retry").output.startswith("Error: DIGEST must be 8 to 64 hexadecimal")
    assert run("journal", "/").output == "Error: FILE must be the path of a file; / is a folder.\n"
