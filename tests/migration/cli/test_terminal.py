"""What the command prints in a terminal, and elsewhere."""

import pytest

from tests.migration.cli.commands import PERSON, in_terminal, lines, process, without_codes

LOSSY = {"candidate": PERSON, "files": [{"content": "Secret!", "type": "resume"}]}


@pytest.fixture
def files(folder):
    """Payloads, and code that uses V1."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON | {"city": "London"}}, LOSSY))
    (folder / "jobs.py").write_text('requests.get("https://api.homerun.co/v1/jobs", auth=(KEY, ""))\n')
    (folder / "notes.txt").write_text("Of no kind that is scanned: the error names those that are.")
    return folder


def commands(journal):
    return [
        ["endpoints"],
        ["scan", "jobs.py"],
        ["scan", "notes.txt"],
        ["convert", "application", "v1.jsonl", "-o", "v2.jsonl"],
        ["replay", "v1.jsonl", "--journal", journal, "--dry-run"],
        ["replay", "v1.jsonl", "--journal", journal],
        ["journal", journal],
    ]


@pytest.mark.parametrize("columns", [80, 120])
def test_lines_fit_a_terminal(files, account, columns):
    """They break between words."""
    for command in commands(f"{columns}.db"):
        shown = without_codes(in_terminal(*command, columns=columns)).replace("\r\n", "\n")
        lines_left = [line.rpartition("\r")[2] for line in shown.split("\n")]  # a bar is drawn again and again
        assert [line for line in lines_left if len(line) > columns] == [], command


def test_a_replay_draws_a_bar_in_a_terminal(files, account):
    """It counts the payloads, and the report follows."""
    shown = without_codes(in_terminal("replay", "v1.jsonl", "--journal", "j.db"))
    assert "2 of 2 payloads ━" in shown
    assert "1  not convertible: something is missing, or a file cannot be sent\r\n" in shown


def test_an_error_before_the_first_payload_draws_no_bar(files, account):
    """The error stands alone."""
    shown = without_codes(in_terminal("replay", "v1.jsonl", "--journal", "/"))
    assert shown.strip() == "Error: --journal must be the path of a file; / is a folder."


def test_a_verbose_replay_draws_no_bar(files, account):
    """It prints a line for each payload instead."""
    shown = in_terminal("replay", "v1.jsonl", "--journal", "j.db", "-v")
    assert "2 of 2 payloads" not in shown
    assert "\n2 not_convertible at create: " in without_codes(shown)


def test_without_a_terminal_there_are_no_escape_codes(files, account):
    """Each line of a report stays whole, so that `grep` finds it."""
    for command in commands("j.db"):
        result = process(*command)
        assert "\x1b" not in result.stdout + result.stderr, command
    assert "files[0] (" in next(line for line in result.stdout.splitlines() if line.startswith("2 not_convertible"))
