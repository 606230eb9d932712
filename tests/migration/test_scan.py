"""The scanner: which files it reads, what it says, and what it keeps to itself."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import scan
from homerun_helpers.migration._scan.source import Source
from homerun_helpers.migration._scan.tokens import FAMILIES, lex
from homerun_helpers.migration.scanning import scan_text
from tests.migration.labelled import FILES

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
def test_what_others_wrote_is_passed_over(tmp_path, folder):
    """Unless it is asked for by name."""
    inside = tmp_path / folder
    inside.mkdir()
    (inside / "client.py").write_text(USE)
    assert not scan(tmp_path)
    assert len(scan(inside)) == 1


def test_an_environment_of_any_name_is_passed_over(tmp_path):
    """It has a `pyvenv.cfg`."""
    (tmp_path / "env311").mkdir()
    (tmp_path / "env311/pyvenv.cfg").touch()
    (tmp_path / "env311/client.py").write_text(USE)
    assert not scan(tmp_path)


def test_patterns_are_passed_over(tmp_path):
    """By name, and by the path below the folder."""
    for name in ("a.min.js", "old/b.py", "c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(USE)
    assert paths(scan(tmp_path, ignore=["*.min.js", "old/*"]), tmp_path) == ["c.py"]
    assert paths(scan(tmp_path, ignore=["old/"]), tmp_path) == ["a.min.js", "c.py"]


def test_links_lead_nowhere(tmp_path):
    """Neither out of the tree nor round in it."""
    (tmp_path / "out.py").write_text(USE)
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "round").symlink_to(tree)
    (tree / "out.py").symlink_to(tmp_path / "out.py")
    assert scan(tree).files == 0


def test_a_file_that_is_named_twice_is_read_once(tmp_path):
    """Whether by itself or by its folder."""
    (tmp_path / "a.py").write_text(USE)
    assert len(scan(tmp_path, tmp_path / "a.py", tmp_path)) == 1


def test_large_and_binary_files_are_said_to_be_skipped(tmp_path):
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
    """What matters is ASCII."""
    (tmp_path / "a.py").write_text(f"# Café\n{USE}", encoding)
    assert [finding.line for finding in scan(tmp_path)] == [2]


def test_broken_bytes_are_no_reason_to_stop(tmp_path):
    """A file that is in no encoding at all."""
    (tmp_path / "a.py").write_bytes(b"# \xff\xfe\x80\n" + USE.encode())
    assert len(scan(tmp_path)) == 1


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    """Rather than nothing found."""
    with pytest.raises(InvalidArgumentError, match="there is no such file or folder"):
        scan(tmp_path / "nowhere")
    with pytest.raises(InvalidArgumentError, match="does not know this kind of file"):
        scan_text(USE, "notes.txt")
    (tmp_path / "notes.txt").write_text(USE)
    with pytest.raises(InvalidArgumentError, match="not a kind of file that is scanned"):
        scan(tmp_path / "notes.txt")


@pytest.mark.parametrize("name", [".env", ".env.production", "settings.env", "app.yaml", "app.ini"])
def test_configuration_is_read(tmp_path, name):
    """Where addresses often stand; the values beside them are not shown."""
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
    """At its end, or alone above it; all rules or those that it names."""
    assert rules(text) == []


def test_a_comment_silences_nothing_else():
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
    """Whatever it looks like, and wherever it stands."""
    found = scan_text(code.format(key=key), path)
    assert found
    assert not [finding.excerpt for finding in found if key in finding.excerpt + str(finding) + repr(finding)]


def test_an_excerpt_shows_no_personal_data():
    """Neither of stored records nor of code that has some in it."""
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
    """What a person looks for: names, addresses, fields."""
    code = 'jobs = requests.get("https://api.homerun.co/v1/jobs", auth=(KEY, ""))["data"]'
    assert {finding.excerpt for finding in scan_text(code, "a.py")} == {code}


def test_an_excerpt_of_a_long_line_is_short():
    """It shows what is around the place."""
    code = "a = 1;" * 300 + 'b = "https://api.homerun.co/v1";' + "c = 2;" * 300
    (finding,) = scan_text(code, "a.js")
    assert "https://api.homerun.co/v1" in finding.excerpt
    assert len(finding.excerpt) < 120


# How it holds up ------------------------------------------------------------------------------------------------------


def test_a_stored_export_is_one_finding_of_a_kind():
    """Not one for each of thousands of records, and without going through all of them for each."""
    record = '{"tmp_department": "Design", "tmp_location": "Utrecht"}'
    text = "[" + ",\n".join([record] * 5000) + "]"
    assert rules(text, "jobs.json") == ["tmp-department", "v1-record", "tmp-location"]


@pytest.mark.parametrize("family", sorted(set(FAMILIES.values())))
@given(text=st.text(alphabet=st.sampled_from("\"'`/*#{}[]()<?=\\\n$:;,.-ab1é"), max_size=60))
def test_no_text_is_too_broken(family, text):
    """Tokens stand in their order and are what the text has there."""
    tokens, _ = lex(text, family)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert all(list(Source.of(text, family).regions(index)) for index in range(len(tokens)))


@given(file=st.sampled_from(FILES), cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_half_a_file_is_scanned(file, cut):
    """Code that breaks off anywhere, or begins anywhere, as in a merge conflict."""
    first, last = sorted(int(part * len(file.text)) for part in cut)
    text = file.text[:first] + file.text[last:]
    assert all(finding.line <= text.count("\n") + 1 for finding in scan_text(text, file.name))


@pytest.mark.parametrize(
    "text",
    ['"' * 20_000, "`${" * 10_000, "(" * 30_000, "/*" * 20_000, '"""' * 10_000, "<<<A\n" * 5_000, "a.b(" * 8_000],
)
@pytest.mark.parametrize("path", ["a.py", "a.js", "a.php", "a.json", "a.sh"])
def test_hostile_text_takes_no_time(path, text):
    """It is read in one go: a pattern that tried again and again would meet the time limit of tests."""
    scan_text("<?php " + USE + text, path)
