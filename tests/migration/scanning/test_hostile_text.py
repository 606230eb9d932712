"""Broken, large and hostile text: it is scanned in a time that grows with its length."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homerun_helpers.migration.scanning import scan_text
from homerun_helpers.migration.scanning.source import Source
from homerun_helpers.migration.scanning.tokens import FAMILIES, Effort, lex
from tests.migration.scanning.labelled import FILES

USE = 'BASE = "https://api.homerun.co/v1"\n'


def rules(text, path="client.py"):
    return [finding.rule.id for finding in scan_text(text, path)]


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
