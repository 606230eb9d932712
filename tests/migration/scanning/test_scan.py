"""The scanner: which files it reads, what it finds, and what it does not show."""

import os
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import scan
from homerun_helpers.migration.cli import main
from homerun_helpers.migration.cli.scan import scan as scan_command
from homerun_helpers.migration.scanning import scan_text
from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import FAMILIES, Effort, lex
from tests.migration.scanning.labelled import FILES

USE = 'BASE = "https://api.homerun.co/v1"\n'


def rules(text, path="client.py"):
    return [finding.rule.id for finding in scan_text(text, path)]


def paths(found, root):
    return [os.path.relpath(finding.path, root) for finding in found]


# What is read ---------------------------------------------------------------------------------------------------------


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


# What is silenced -----------------------------------------------------------------------------------------------------


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


# What is shown --------------------------------------------------------------------------------------------------------

KEYS = [
    ("a.py", 'requests.get("https://api.homerun.co/v1/jobs", auth=("{key}", ""))'),
    ("a.py", 'requests.get("https://{key}:@api.homerun.co/v1/jobs")'),
    ("a.py", 'requests.get("https://api.homerun.co/v1/jobs?key={key}")'),
    ("a.py", 'HEAD = {{"Authorization": "Basic {key}"}}; BASE = "https://api.homerun.co/v1"'),
    ("a.js", 'const HOMERUN_KEY = "{key}", BASE = "https://api.homerun.co/v1"'),
    ("a.js", 'axios.get("https://api.homerun.co/v1/jobs", {{ auth: {{ username: "{key}" }} }})'),
    ("a.php", '<?php curl_setopt($c, CURLOPT_USERPWD, "{key}:"); $b = "https://api.homerun.co/v1";'),
    ("a.sh", "curl -u {key}: https://api.homerun.co/v1/jobs"),
    ("a.sh", 'curl -u "{key}:" "https://api.homerun.co/v1/jobs"'),
    ("a.json", '{{"url": "https://api.homerun.co/v1/jobs", "auth": {{"type": "basic", "user": "{key}"}}}}'),
]


@pytest.mark.parametrize(
    "key", ["jM5G1NlcvwA6hjjRJL5SqPoHt1cVmtZ1", "deadbeefdeadbeefdeadbeefdeadbeef", "hunter", "secret_key"]
)
@pytest.mark.parametrize(("path", "code"), KEYS)
def test_an_excerpt_shows_no_key(path, code, key):
    """Whatever the key looks like, and wherever it stands."""
    found = scan_text(code.format(key=key), path)
    assert found
    assert not [finding.excerpt for finding in found if key in finding.excerpt + str(finding) + repr(finding)]


def test_an_excerpt_shows_no_personal_data():
    """Neither from stored records nor from code that contains some."""
    record = (
        '{"candidate": {"first_name": "Ada", "email": "ada@example.com"}, "job": "Countess", "content": "Born 1815"}'
    )
    code = USE + 'post(BASE + "/applications", {"candidate": {"first_name": "Ada", "email": "ada@example.com"}})'
    shown = " ".join(
        finding.excerpt for text, path in [(record, "a.json"), (code, "a.py")] for finding in scan_text(text, path)
    )
    assert '"candidate"' in shown
    assert not [word for word in ("Ada", "ada@", "Countess", "1815") if word in shown]


def test_an_excerpt_shows_the_code():
    """Names, addresses and fields are shown."""
    code = 'jobs = requests.get("https://api.homerun.co/v1/jobs", auth=(KEY, ""))["data"]'
    assert {finding.excerpt for finding in scan_text(code, "a.py")} == {code}


def test_an_excerpt_of_a_long_line_is_short():
    """It shows the code around the place."""
    code = "a = 1;" * 300 + 'b = "https://api.homerun.co/v1";' + "c = 2;" * 300
    (finding,) = scan_text(code, "a.js")
    assert "https://api.homerun.co/v1" in finding.excerpt
    assert len(finding.excerpt) < 120


# How it holds up ------------------------------------------------------------------------------------------------------


def test_a_stored_export_is_one_finding_of_a_kind():
    """Not one for each of thousands of records; and the time grows with the size of the file only."""
    record = '{"tmp_department": "Design", "tmp_location": "Utrecht"}'
    text = "[" + ",\n".join([record] * 5000) + "]"
    assert rules(text, "jobs.json") == ["tmp-department", "v1-record", "tmp-location"]


@pytest.mark.parametrize("family", sorted(set(FAMILIES.values())))
@given(text=st.text(alphabet=st.sampled_from("\"'`/*#{}[]()<?=\\\n$:;,.-ab1é"), max_size=60))
def test_any_text_can_be_lexed(family, text):
    """The tokens stand in order, and each is a part of the text."""
    tokens, _ = lex(text, family)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert all(list(Source.of(text, family).regions(index)) for index in range(len(tokens)))


@given(file=st.sampled_from(FILES), cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_part_of_a_file_can_be_scanned(file, cut):
    """Code that begins or ends anywhere, as in a merge conflict."""
    first, last = sorted(int(part * len(file.text)) for part in cut)
    text = file.text[:first] + file.text[last:]
    assert all(finding.line <= text.count("\n") + 1 for finding in scan_text(text, file.name))


@pytest.mark.parametrize(
    "text",
    ['"' * 20_000, "`${" * 10_000, "(" * 30_000, "/*" * 20_000, '"""' * 10_000, "<<<A\n" * 5_000, "a.b(" * 8_000],
)
@pytest.mark.parametrize("path", ["a.py", "a.js", "a.php", "a.json", "a.sh"])
def test_hostile_text_is_scanned_in_one_pass(path, text):
    """A pattern that is tried again and again would exceed the time limit of tests."""
    scan_text("<?php " + USE + text, path)


# What other people's text may do --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "code", "hidden"),
    [
        ("a.py", 'get("https://api.homerun.co/v1/candidates/ada@example.com/notes")', "ada"),
        ("a.py", 'get("https://api.homerun.co/v1/candidates/ada-lovelace/notes")', "lovelace"),
        ("a.js", "new Client('https://api.homerun.co/v1', 'mysecretapikey')", "mysecretapikey"),
        ("a.js", "x = {mysecret: 1, 'mysecretapikey': 'https://api.homerun.co/v1'}", "mysecretapikey"),
        ("a.js", "x('https://api.homerun.co/v1', 'https://hooks.example.com/mysecretapikey')", "mysecretapikey"),
        ("a.sh", "curl -umysecretapikey: https://api.homerun.co/v1/jobs", "mysecretapikey"),
        ("a.sh", "curl https://api.homerun.co/v1/jobs -H Authorization:Basic mysecretapikey==", "mysecretapikey"),
        ("a.py", 'x = "https://api.homerun.co/v1"; y = \'mysecretapikey', "mysecretapikey"),
    ],
)
def test_an_excerpt_shows_only_known_words(path, code, hidden):
    """A word may be a key, and a part of a path the name of a person."""
    found = scan_text(code, path)
    assert found
    assert not [finding.excerpt for finding in found if hidden in finding.excerpt]


def test_control_characters_are_escaped():
    """Those of a file and those of its name: a terminal would obey them."""
    found = scan_text('x = "https://api.homerun.co/v1" \x1b \x07 \u202e', "a\x1b]0;\n.py")
    assert [str(finding).isprintable() and finding.excerpt.isprintable() for finding in found] == [True]
    assert r"\x1b" in found[0].excerpt


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


def test_addresses_in_stored_data_are_one_finding_of_a_kind():
    """It says how many more there are. Stored requests are given one by one."""
    link = '{"name": "cv", "url": "https://api.homerun.co/v1/applications/1/files/2"}'
    found = scan_text("[" + ",\n".join([link] * 30) + "]", "files.json")
    assert [(one.line, one.more) for one in found] == [(1, 29)] * len(found)
    request = link.replace('"name"', '"method": "GET", "name"')
    assert {one.line for one in scan_text(f"[{request},\n{request}]", "files.json")} == {1, 2}


def test_findings_of_a_rule_are_bounded():
    """At most a hundred are given for a file, and the last says how many more there are."""
    found = scan_text(USE * 150, "a.py")
    assert (len(found), sum(1 + one.more for one in found)) == (100, 150)


URL = '"https://api.homerun.co/v1/jobs"'
GROWING = [
    ("a.json", lambda n: "[" * n + URL),
    ("a.sh", lambda n: "curl" + " https://api.homerun.co/v1/jobs" * n),
    ("a.js", lambda n: f"x({URL})" + f".get({URL})" * n),
    ("a.js", lambda n: f"x({{url: {URL}, " + "job: 1, candidate: 2, body: 1, name: 2, " * n + "})"),
    ("a.py", lambda n: f"x({URL}, " + "data=1, auth=(1, 2), " * n + ")"),
    ("a.js", lambda n: f"x = {URL}" + "(" * n + "]" * n),
    ("a.js", lambda n: f"f({{url: {URL}, job: x.created_at," * n),
]


def calls(text, path):
    """How many functions are called for a text."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        scan_text(text, path)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("path", "text"), GROWING)
def test_the_work_grows_with_the_length_of_the_text(path, text):
    """Twice the text takes twice the steps, not four times."""
    assert calls(text(800), path) < 2.5 * calls(text(400), path)


@pytest.mark.parametrize("family", sorted(set(FAMILIES.values())))
@pytest.mark.parametrize("part", ['\\"', "\\'", "\\`", "<!--", '\\"""', "<<<A\n", "=/["])
def test_strings_that_are_never_closed_are_given_up(family, part):
    """At most a few times the length of the text is tried."""
    text = "<?php " + part * 10_000
    effort = Effort(text)
    lex(text, family, effort)
    assert effort.spent <= effort.most + len(text)


def test_a_key_attached_to_its_switch_is_found():
    """Of curl only: other programs have other switches."""
    assert "basic-auth" in rules("curl -u$KEY: https://api.homerun.co/v1/jobs", "a.sh")
    assert "basic-auth" not in rules("sort -unk1 https://api.homerun.co/v1/jobs", "a.sh")


def test_a_date_in_a_variable_is_found():
    """By its name, and by what the code does with it."""
    text = 'const { created_at } = await get("https://api.homerun.co/v1/jobs"); x = new Date(created_at * 1000)'
    assert "unix-time" in rules(text, "a.js")
    assert "unix-time" not in rules(text.replace("* 1000", "* 2"), "a.js")


# The command ----------------------------------------------------------------------------------------------------------


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

    with pytest.raises(click.exceptions.Exit) as stopped:
        scan_command.callback(paths=(Interrupting(),), ignore=(), form="text")
    assert stopped.value.exit_code == 130


def test_fields_that_are_appended_to_a_form_are_found():
    """If one of them is of an application. A job alone may be anything."""
    form = f'post({URL}, body); body.append("job", 1); body.append("content[a]", 2);'
    assert [one for one in rules(form, "a.js") if one.endswith("-field")] == ["content-field"]
    whole = form + ' body.append("candidate", 3)'
    fields = [one for one in rules(whole, "a.js") if one.endswith("-field")]
    assert fields == ["job-field", "content-field", "candidate-field"]
