"""The command as a group: help texts, `endpoints` and `scan`."""

import json

import click
import pytest
from click.testing import CliRunner

from homerun_helpers.migration import ENDPOINTS
from homerun_helpers.migration.cli import main
from tests.migration.cli.commands import process

COMMANDS = ["convert", "endpoints", "journal", "replay", "resolve", "scan"]


def test_another_command_line_can_take_in_the_group(folder):
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


def test_the_help_lists_all_commands(run):
    """Each with a description that fits one line."""
    output = run("--help").output
    listed = output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == COMMANDS
    assert not [line for line in listed if line.endswith("...")]


@pytest.mark.parametrize(
    ("package", "command"), [("click", ["endpoints"]), ("rich", ["replay", "x", "--journal", "j"])]
)
def test_without_a_package_the_command_says_what_to_install(folder, package, command):
    """In a sentence, without a traceback."""
    (folder / f"{package}.py").write_text(f"raise ModuleNotFoundError(name={package!r})\n")
    result = process(*command, env={"PYTHONPATH": str(folder), "HOMERUN_API_KEY": "key"})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"This command needs {package}, which is not installed: pip install 'homerun-helpers[cli]'\n"
    )


def test_endpoints_are_shown_as_text_and_as_json(run):
    """Each call of V1, with verb, path, helper and scope of V2."""
    text, data = run("endpoints").output, json.loads(run("endpoints", "--format", "json").output)
    assert [one["v1"] for one in data["endpoints"]] == [one.v1 for one in ENDPOINTS]
    assert "→ GET /vacancies\n      homerun.vacancies.list, with vacancies:read\n" in text
    assert "Deleting a file  gone" in text


def test_scan_prints_file_line_rule_and_the_v2_way(run, folder):
    """The exit code is 1, so that a script can act on it."""
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


def test_scan_prints_json(run, folder):
    """It includes the files that were not read."""
    (folder / "jobs.js").write_text("const x = 'https://api.homerun.co/v1/jobs'")
    (folder / "binary.js").write_bytes(b"\0")
    data = json.loads(run("scan", ".", "--format", "json").output)
    assert [(one["path"], one["line"], one["rule"], one["severity"]) for one in data["findings"]] == [
        ("jobs.js", 1, "jobs-endpoint", "certain"),
        ("jobs.js", 1, "v1-url", "certain"),
    ]
    assert data["skipped"] == [{"path": "binary.js", "reason": "binary"}]


def test_scan_without_findings_ends_with_0(run, folder):
    """It prints how much was read, or that there was nothing to read."""
    assert run("scan", ".").output == "There is no file of a kind that is scanned.\n"
    (folder / "a.py").write_text("x = 1")
    result = run("scan", ".", "--ignore", "*.js")
    assert (result.exit_code, result.output) == (0, "No uses of V1 in 1 file.\n")


def test_scan_of_a_missing_path_ends_with_2(run):
    """The error names the path."""
    result = run("scan", "nowhere")
    assert (result.exit_code, result.output) == (
        2,
        "Error: PATH... cannot be scanned: nowhere: there is no such file or folder.\n",
    )
