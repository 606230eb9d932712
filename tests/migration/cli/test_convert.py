"""`convert` with odd input: nothing is lost, and no partial result is written."""

import contextlib
import io
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from homerun_helpers.migration.cli import main
from tests.migration.cli.commands import PERSON, lines

NOTE = {"body": "Call.", "name": "Ted"}


@pytest.fixture
def run(folder):
    """Runs the command in this process."""

    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, ["convert", *map(str, arguments)], input=stdin)

    return run


# Candidates and jobs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "payload",
    [
        {"candidate": 77},
        {"candidate": "77"},
        {"candidate": {"id": 77}},
        {"candidate": {"id": "77", "first_name": "Ada"}},
        {"candidate": None, "candidate_id": 77},
        {"candidate[id]": "77"},
    ],
)
def test_a_candidate_is_found_by_any_form_of_its_id(run, folder, payload):
    """It fills in fields that the payload does not have."""
    (folder / "candidates.json").write_text(json.dumps([{"id": "77", **PERSON}]))
    result = run("application", "--candidates", "candidates.json", "--strict", stdin=json.dumps(payload))
    assert result.exit_code == 0, result.output
    assert PERSON.items() <= json.loads(result.stdout).items()


def test_a_payload_with_its_own_candidate_is_converted(run, folder):
    """Its values come first, and another value is reported. The rest of the file is converted."""
    (folder / "candidates.json").write_text(json.dumps([{"id": 77, **PERSON}]))
    payloads = [{"candidate": {"id": 77, **PERSON, "first_name": "Augusta"}}, {"candidate": 77}, {"candidate": 78}]
    result = run("application", "--candidates", "candidates.json", stdin=lines(*payloads))
    assert [json.loads(line).get("first_name") for line in result.stdout.splitlines()] == ["Augusta", "Ada", None]
    assert "standard input:1: not carried: stored candidate.first_name" in result.stderr
    assert "standard input:3: missing: first_name" in result.stderr
    assert result.exit_code == 1


def test_two_candidates_with_one_id_are_an_error(run, folder):
    """The error names both places. The same candidate twice is none."""
    (folder / "c.jsonl").write_text(lines({"id": 77, **PERSON}, {"id": 77, **PERSON}, {"id": "77"}))
    result = run("application", "--candidates", "c.jsonl", stdin="{}")
    assert (result.exit_code, result.output) == (
        2,
        "Error: c.jsonl:3: another candidate with the same `id` stands at c.jsonl:1\n",
    )


@pytest.mark.parametrize("kind", ["application", "record"])
def test_jobs_become_vacancies(run, folder, kind):
    """By a file with the ids. A job that is not in it is named."""
    (folder / "jobs.json").write_text('{"17": "vac_1"}')
    records = [{"id": "ap_1", **PERSON, "job": 17}, {"id": "ap_2", **PERSON, "job": 18}]
    result = run(kind, "--jobs", "jobs.json", stdin=lines(*records))
    assert [json.loads(line).get("vacancy_id") for line in result.stdout.splitlines()] == ["vac_1", None]
    assert "standard input:2: not carried: job (" in result.stderr
    assert result.exit_code == 1


def test_jobs_are_for_applications_and_records(run):
    """The option is not ignored for other kinds."""
    result = run("note", "--jobs", "x.json", stdin="{}")
    assert (result.exit_code, "--jobs is for applications and records." in result.output) == (2, True)


# Files ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "x.json", "--report", "./x.json"], "-o and --report are the same file"),
        (["-o", "v1.json"], "FILE and -o are the same file"),
        (["--report", "link.json"], "FILE and --report are the same file"),
        (["--report", "-"], "-o and --report are the standard input or output"),
        (["-o", "jobs.json", "--jobs", "jobs.json"], "--jobs and -o are the same file"),
    ],
)
def test_no_file_is_named_twice(run, folder, options, message):
    """One of the two would be lost."""
    (folder / "v1.json").write_text(json.dumps({"id": "ap_1"}))
    (folder / "link.json").symlink_to("v1.json")
    (folder / "jobs.json").write_text("{}")
    result = run("record", "v1.json", *options)
    assert result.exit_code == 2
    assert message in result.output
    assert (folder / "v1.json").read_text() == '{"id": "ap_1"}'
    assert not (folder / "x.json").exists()


def test_two_files_cannot_both_be_the_standard_input(run):
    """The second would be empty."""
    result = run("application", "--candidates", "-", stdin="{}")
    assert (result.exit_code, "FILE and --candidates are the standard input" in result.output) == (2, True)


def test_output_and_report_may_both_be_dev_null(run):
    """Nothing is lost there."""
    assert run("note", "-o", os.devnull, "--report", os.devnull, stdin=json.dumps(NOTE)).exit_code == 0


# What stands beside the records ---------------------------------------------------------------------------------------


def test_values_beside_the_list_are_reported(run, folder):
    """The report has the values, and the exit code is 1. Keys about the list itself are ignored."""
    answer = {"data": [NOTE], "candidates": [PERSON], "has_more": False, "meta": {"page": 1}, "links": {}, "x": None}
    result = run("note", "--report", "report.jsonl", stdin=json.dumps(answer))
    assert result.exit_code == 1
    assert "standard input: not carried: candidates (it stands beside `data`, and only that is converted)" in (
        result.stderr
    )
    assert "1 record, 1 complete in V2" in result.stderr
    last = json.loads((folder / "report.jsonl").read_text().splitlines()[-1])
    assert [(one["path"], one["value"]) for one in last["changes"]] == [("candidates", [PERSON])]


# Lines ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_a_line_feed_ends_a_line(run, folder, sign, ending):
    """No other character that Python's splitlines() takes, from the standard input or a file."""
    sign = json.dumps(sign) if sign < " " else f'"{sign}"'
    text = f'{{"body": {sign}, "name": "T"}}{ending}' * 2
    (folder / "notes.jsonl").write_bytes(text.encode())
    for arguments, stdin in ((["note"], text), (["note", "notes.jsonl"], None)):
        result = run(*arguments, stdin=stdin)
        assert "2 records" in result.stderr


def test_one_line_is_json_lines_by_option_or_name(run, folder):
    """Otherwise it is one record, and the result is indented."""
    (folder / "one.jsonl").write_text(lines({"id": "job_1"}))
    assert run("vacancy", "--lines", stdin=lines({"id": "job_1"})).stdout == '{"id": "job_1"}\n'
    assert run("vacancy", "one.jsonl").stdout == '{"id": "job_1"}\n'
    assert run("vacancy", stdin=lines({"id": "job_1"})).stdout == '{\n  "id": "job_1"\n}\n'


@pytest.mark.parametrize("number", ["1e400", "-1e999"])
def test_a_number_that_is_too_large_is_refused(run, folder, number):
    """Python would read it as infinity, which is no JSON."""
    (folder / "v1.jsonl").write_text(f'{{"id": "job_1", "x": 4.5}}\n{{"x": {number}}}\n')
    result = run("vacancy", "v1.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: v1.jsonl:2: not JSON that can be read: a number in it is too large\n"


def test_an_error_leaves_no_partial_result(run):
    """Also on the standard output."""
    result = run("note", stdin=lines(NOTE, NOTE) + "null\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: standard input:3: note must be a JSON object; it is null.\n"


def test_strict_names_the_option_for_the_report(run):
    """And no attribute of Python."""
    result = run("note", "--strict", stdin=lines(NOTE, {**NOTE, "colour": "red"}))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: standard input:2: it is not complete in V2: not carried colour. Nothing was written. "
        "With --report FILE, the values are kept there.\n"
    )


# Summary --------------------------------------------------------------------------------------------------------------


def test_fields_that_v2_removed_are_no_loss(run):
    """The summary counts them separately."""
    jobs = [{"id": "job_1", "active_time": [{"opened_at": 1}]}, {"id": "job_2"}]
    result = run("vacancy", "--strict", stdin=json.dumps(jobs))
    assert result.exit_code == 0
    assert "standard input, record 1: removed: active_time" in result.stderr
    assert "2 records, 2 complete in V2, 1 of them without what V2 has no more: 1 removed\n" in result.stderr


def test_a_problem_of_many_elements_is_printed_once(run):
    """With the number of the others."""
    record = {"id": "ap_1", "notes": [7, 8, 9]}
    result = run("record", stdin=lines(record, record))
    assert result.stderr.count("not carried: notes[0]") == 1
    assert "standard input:1 and 5 more: not carried: notes[0]" in result.stderr


# Streams --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--help"], ["convert", "--help"], ["endpoints"], ["scan", "."]])
def test_a_stream_that_cannot_write_an_arrow_gets_another_sign(folder, arguments):
    """Such as a pipe on Windows. There is no traceback."""
    (folder / "jobs.py").write_text('get("https://api.homerun.co/v1/jobs")\n')
    done = subprocess.run(
        [sys.executable, "-m", "homerun_helpers.migration", *arguments],
        capture_output=True,
        timeout=60,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )
    assert done.returncode == (1 if arguments[0] == "scan" else 0), done.stderr
    assert b"Traceback" not in done.stderr


def test_output_can_go_to_a_stream_in_memory(folder):
    """It takes every character."""
    with contextlib.redirect_stdout(io.StringIO()) as stream:
        main(["convert", "--help"], standalone_mode=False)
    assert "→" in stream.getvalue()
