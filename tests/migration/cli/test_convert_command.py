"""`convert` on real files and streams."""

import json
import os
import signal
import stat
import subprocess
import sys

import pytest

from tests.migration.cli.commands import PERSON, lines, process


def test_convert_takes_json_lines(run, folder):
    """One result for each line on the standard output, and the summary on the standard error."""
    (folder / "v1.jsonl").write_text(lines({"candidate": PERSON, "job": "job_1"}, {"candidate": PERSON}))
    result = run("convert", "application", "v1.jsonl")
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["vacancy_id"], second["email"]) == ("job_1", "ada@example.com")
    assert result.stderr.startswith("2 records, 2 complete in V2: ")


@pytest.mark.parametrize(
    ("text", "shape"), [('{"title": "A"}', dict), ('[{"title": "A"}]', list), ('{"data": [{"title": "A"}]}', list)]
)
def test_convert_keeps_the_shape_of_the_input(run, text, shape):
    """A record, a list, or an answer of V1 with a list."""
    result = json.loads(run("convert", "vacancy", "-", stdin=text).stdout)
    assert isinstance(result, shape)
    assert (result if shape is dict else result[0])["title"] == "A"


def test_convert_recognises_json_lines(run):
    """Also from the standard input, which has no name."""
    result = run("convert", "note", stdin=lines({"body": "a", "name": "T"}, {"body": "b", "name": "T"}))
    assert [json.loads(line)["note"] for line in result.stdout.splitlines()] == ["a", "b"]


def test_convert_names_missing_fields_without_values(run):
    """With file and record; the exit code is 1."""
    result = run(
        "convert", "application", stdin=lines({"candidate": {"first_name": "Secretname"}}, {"candidate": PERSON})
    )
    assert result.exit_code == 1
    assert "standard input:1: missing: last_name" in result.stderr
    assert "2 records, 1 complete in V2" in result.stderr
    assert "Secretname" not in result.stderr


def test_convert_writes_reports_with_values(run, folder):
    """A line for each record, in a file that only its owner can read."""
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
def test_convert_says_where_the_input_is_wrong(run, folder, text, message):
    """File and line. Nothing is written, and an earlier result stays."""
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
    """The error repeats nothing of the file."""
    if content is not None:
        (folder / "x.json").write_bytes(content)
    result = run("convert", "note", "x.json")
    assert (result.exit_code, result.output) == (2, f"Error: {message}\n")


def test_convert_of_json_lines_that_cannot_be_read_says_why(run, folder):
    """They are read line by line, with the same errors."""
    assert run("convert", "note", "x.jsonl").output == "Error: x.jsonl cannot be read: No such file or directory\n"
    (folder / "x.jsonl").write_bytes(b'\n{"body": "a", "name": "\xff"}\n')
    assert run("convert", "note", "x.jsonl").output == "Error: x.jsonl: not JSON that can be read: it is not UTF-8\n"


def test_convert_reports_a_file_that_cannot_be_written(run, folder):
    """Text that UTF-8 cannot encode is written as ASCII."""
    result = run("convert", "note", "-o", "nowhere/x.json", stdin='{"body": "a", "name": "T"}')
    assert (result.exit_code, result.output) == (
        2,
        "Error: nowhere/x.json cannot be written: No such file or directory\n",
    )
    result = run("convert", "vacancy", stdin=r'{"title": "\ud83d"}')
    assert json.loads(result.stdout)["title"] == "\ud83d"


def test_convert_names_each_problem_once(run):
    """With the first record that has it, and the number of the others."""
    result = run("convert", "note", stdin=lines(*[{"name": "T"}] * 30, {"body": "x"}))
    assert result.stderr.splitlines()[:2] == [
        "standard input:1 and 29 more: missing: note (V2 requires it for a note)",
        "standard input:31: missing: display_name (V2 requires it for a note)",
    ]


def test_candidates_need_ids(run, folder):
    """A candidate without one could not be found."""
    (folder / "c.json").write_text('[{"first_name": "Ada"}]')
    result = run("convert", "application", "--candidates", "c.json", stdin="{}")
    assert (result.exit_code, result.output) == (2, "Error: c.json, record 1: a candidate needs an `id`\n")


def test_convert_strict_stops_at_the_first_incomplete_record(run, folder):
    """It prints the place. There is no result, but the report is written."""
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
    """Payloads of V1 often named a candidate by its id only."""
    (folder / "candidates.json").write_text(json.dumps({"data": [{"id": "ca_1", **PERSON}]}))
    result = run(
        "convert", "application", "--candidates", "candidates.json", stdin='{"candidate": "ca_1", "job": "job_1"}'
    )
    assert json.loads(result.stdout)["first_name"] == "Ada"


def test_convert_replaces_an_earlier_result(run, folder):
    """The mode of the file stays."""
    path = folder / "v2.json"
    path.write_text("before")
    path.chmod(0o644)
    assert run("convert", "note", "-o", path, stdin='{"body": "é", "name": "T"}').exit_code == 0
    assert json.loads(path.read_text("utf-8"))["note"] == "é"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_convert_writes_into_a_pipe(folder):
    """A pipe or /dev/null is not replaced by a file."""
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        result = process("convert", "note", "-o", "pipe", input='{"body": "a", "name": "T"}')
        is_pipe = stat.S_ISFIFO((folder / "pipe").stat().st_mode)
        if not is_pipe:  # the reader would wait for ever
            reader.kill()
        output = reader.communicate(timeout=60)[0]
    assert (result.returncode, is_pipe) == (0, True)
    assert json.loads(output)["note"] == "a"


def test_an_interrupted_convert_is_no_incomplete_record(folder):
    """The exit code is that of Ctrl-C, and an earlier result stays."""
    os.mkfifo(folder / "v1.json")
    (folder / "v2.json").write_text("before")
    command = [sys.executable, "-m", "homerun_helpers.migration", "convert", "note", "v1.json", "-o", "v2.json"]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running,
        (folder / "v1.json").open("w"),  # it opens as soon as the command reads
    ):
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1]
    assert (running.returncode, said) == (130, "Interrupted.\n")
    assert (folder / "v2.json").read_text() == "before"


def test_convert_refuses_options_of_another_kind(run):
    """They are not ignored."""
    result = run("convert", "vacancy", "--candidates", "x.json", stdin="{}")
    assert (result.exit_code, "--candidates is for applications." in result.output) == (2, True)
    result = run("convert", "note", "--file-type", "resume", stdin="{}")
    assert (result.exit_code, "--file-type is for applications and files." in result.output) == (2, True)
