"""The scanner: which files it reads, what it finds, and what it does not show."""

import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import scan
from homerun_helpers.migration.cli import main
from homerun_helpers.migration.cli.scan import scan as scan_command
from homerun_helpers.migration.scanning import scan_text

USE = 'BASE = "https://api.homerun.co/v1"\n'
URL = '"https://api.homerun.co/v1/jobs"'


def rules(text, path="client.py"):
    return [finding.rule.id for finding in scan_text(text, path)]


def paths(found, root):
    return [os.path.relpath(finding.path, root) for finding in found]


def test_a_finding_says_where_what_and_the_v2_way(tmp_path):
    """Path, line, column, rule, and verb, path and helper of V2."""
    (tmp_path / "jobs.py").write_text("import x\n\n" + USE + 'get(BASE + "/jobs")\n')
    first, second = scan(tmp_path)
    assert (first.path, first.line, first.column) == (str(tmp_path / "jobs.py"), 3, 8)
    assert str(second).endswith(
        ":4:12: jobs-endpoint: jobs endpoint → jobs are vacancies (GET /vacancies, homerun.vacancies.list())"
    )


@pytest.mark.parametrize("folder", [".git", "node_modules", "vendor", ".venv", "site-packages", "__pycache__"])
def test_folders_of_installed_packages_are_skipped(tmp_path, folder):
    """Unless they are named as a path to scan."""
    inside = tmp_path / folder
    inside.mkdir()
    (inside / "client.py").write_text(USE)
    assert not scan(tmp_path)
    assert len(scan(inside)) == 1


def test_a_virtual_environment_of_any_name_is_skipped(tmp_path):
    """It has a file `pyvenv.cfg`."""
    (tmp_path / "env311").mkdir()
    (tmp_path / "env311/pyvenv.cfg").touch()
    (tmp_path / "env311/client.py").write_text(USE)
    assert not scan(tmp_path)


def test_files_that_match_a_pattern_are_skipped(tmp_path):
    """By name, or by the path below the folder."""
    for name in ("a.min.js", "old/b.py", "c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(USE)
    assert paths(scan(tmp_path, ignore=["*.min.js", "old/*"]), tmp_path) == ["c.py"]
    assert paths(scan(tmp_path, ignore=["old/"]), tmp_path) == ["a.min.js", "c.py"]


def test_links_are_not_followed(tmp_path):
    """They could lead out of the folder, or in a circle."""
    (tmp_path / "out.py").write_text(USE)
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "round").symlink_to(tree)
    (tree / "out.py").symlink_to(tmp_path / "out.py")
    assert scan(tree).files == 0


def test_a_file_that_is_named_twice_is_read_once(tmp_path):
    """Also when it is named by itself and by its folder."""
    (tmp_path / "a.py").write_text(USE)
    assert len(scan(tmp_path, tmp_path / "a.py", tmp_path)) == 1


def test_large_and_binary_files_are_reported_as_skipped(tmp_path):
    """With the reason, and without a finding."""
    (tmp_path / "large.js").write_text(USE + "x" * 2_000_000)
    (tmp_path / "binary.py").write_bytes(USE.encode() + b"\0")
    found = scan(tmp_path)
    assert [(Path(one.path).name, one.reason) for one in found.skipped] == [
        ("binary.py", "binary"),
        ("large.js", "over 2 MB"),
    ]
    assert (found.files, len(found)) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_any_encoding_is_read(tmp_path, encoding):
    """The rules look for ASCII only."""
    (tmp_path / "a.py").write_text(f"# Café\n{USE}", encoding)
    assert [finding.line for finding in scan(tmp_path)] == [2]


def test_a_file_in_no_encoding_is_scanned(tmp_path):
    """Bytes that are no text do not stop the scan."""
    (tmp_path / "a.py").write_bytes(b"# \xff\xfe\x80\n" + USE.encode())
    assert len(scan(tmp_path)) == 1


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    """An empty result would look like success."""
    with pytest.raises(InvalidArgumentError, match="there is no such file or folder"):
        scan(tmp_path / "nowhere")
    with pytest.raises(InvalidArgumentError, match=r"has an ending that the scanner does not know: notes\.txt"):
        scan_text(USE, "notes.txt")
    (tmp_path / "notes.txt").write_text(USE)
    with pytest.raises(InvalidArgumentError, match="not a kind of file that is scanned"):
        scan(tmp_path / "notes.txt")


@pytest.mark.parametrize("name", [".env", ".env.production", "settings.env", "app.yaml", "app.ini"])
def test_configuration_is_scanned(tmp_path, name):
    """Addresses often stand there. The values next to them are not shown."""
    (tmp_path / name).write_text("# homerun\nHOMERUN_URL=https://api.homerun.co/v1 hunter2\n")
    (finding,) = scan(tmp_path)
    assert (finding.line, finding.excerpt) == (2, "HOMERUN_URL=https://api.homerun.co/v1 …")


@pytest.mark.parametrize(
    "text",
    [
        'x = "https://api.homerun.co/v1"  # homerun: ignore',
        '# homerun: ignore\nx = "https://api.homerun.co/v1"',
        'x = "https://api.homerun.co/v1"  # homerun: ignore[v1-url]',
    ],
)
def test_a_comment_silences_a_line(text):
    """At the end of the line or alone above it; for all rules or for those that it names."""
    assert rules(text) == []


def test_a_comment_silences_only_its_line_and_rules():
    """Other rules and other lines are still found."""
    text = 'x = "https://api.homerun.co/v1/jobs"  # homerun: ignore[v1-url]\n' + USE
    assert rules(text) == ["jobs-endpoint", "v1-url"]


def test_a_folder_that_cannot_be_read_is_reported(tmp_path):
    """Here a path that is too long for the system. The rest is scanned."""
    (tmp_path / "a.py").write_text(USE)
    parent = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=parent)
        parent, left = os.open("d" * 250, os.O_RDONLY, dir_fd=parent), parent
        os.close(left)
    os.close(parent)
    found = scan(tmp_path)
    assert (len(found), [one.unreadable for one in found.skipped]) == (1, [True])


def test_a_pipe_is_not_read(tmp_path):
    """Only regular files are read."""
    os.mkfifo(tmp_path / "a.py")
    assert [one.reason for one in scan(tmp_path).skipped] == ["not a regular file"]
    with pytest.raises(InvalidArgumentError, match="not a regular file"):
        scan(tmp_path / "a.py")


def test_a_key_attached_to_its_switch_is_found():
    """Of curl only: other programs have other switches."""
    assert "basic-auth" in rules("curl -u$KEY: https://api.homerun.co/v1/jobs", "a.sh")
    assert "basic-auth" not in rules("sort -unk1 https://api.homerun.co/v1/jobs", "a.sh")


def test_a_date_in_a_variable_is_found():
    """By its name, and by what the code does with it."""
    text = 'const { created_at } = await get("https://api.homerun.co/v1/jobs"); x = new Date(created_at * 1000)'
    assert "unix-time" in rules(text, "a.js")
    assert "unix-time" not in rules(text.replace("* 1000", "* 2"), "a.js")


def test_a_folder_without_files_to_scan_is_no_success(tmp_path):
    """The exit code is 2: a check of a project in another language must not pass."""
    (tmp_path / "main.go").write_text(USE)
    assert CliRunner().invoke(main, ["scan", str(tmp_path)]).exit_code == 2


def test_the_command_prints_no_control_characters(tmp_path):
    """File names come from outside."""
    (tmp_path / "a\x1b\n.py").write_text(USE)
    (tmp_path / "b\x07.py").write_bytes(b"\0")
    result = CliRunner().invoke(main, ["scan", str(tmp_path)])
    assert result.exit_code == 1
    assert all(line.isprintable() for line in result.output.split("\n"))
    assert r"a\x1b\n.py:1:8" in result.output


def test_an_interrupted_scan_is_no_finding(tmp_path):
    """The exit code is that of Ctrl-C."""

    class Interrupting(os.PathLike):
        def __fspath__(self):
            raise KeyboardInterrupt

    context = click.Context(scan_command)
    context.params = {"paths": (Interrupting(),), "ignore": (), "form": "text"}
    with pytest.raises(click.exceptions.Exit) as stopped:
        scan_command.invoke(context)
    assert stopped.value.exit_code == 130


def test_fields_that_are_appended_to_a_form_are_found():
    """If one of them is of an application. A job alone may be anything."""
    form = f'post({URL}, body); body.append("job", 1); body.append("content[a]", 2);'
    assert [one for one in rules(form, "a.js") if one.endswith("-field")] == ["content-field"]
    whole = form + ' body.append("candidate", 3)'
    fields = [one for one in rules(whole, "a.js") if one.endswith("-field")]
    assert fields == ["job-field", "content-field", "candidate-field"]
