"""Precision and recall of the scanner on its corpus: uses of V1 in five languages, and code that looks like them."""

import ast
import re
import textwrap
from pathlib import Path

import pytest

from homerun_helpers.migration.scanning import scan, scan_text
from homerun_helpers.migration.scanning.rules import RULES
from tests.migration.scanning.labelled import FILES, Score, scores

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = scores(FILES, lambda file, _: file.language)
BY_RULE = scores(FILES, lambda _, rule: rule)
DOCUMENT = (ROOT / "docs/migrate-from-v1.md").read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_findings_of_a_file_match_its_labels(file):
    """Line by line: none is missing, and none is a false alarm."""
    found = file.found()
    assert {"missed": sorted(file.expected - found), "wrong": sorted(found - file.expected)} == {
        "missed": [],
        "wrong": [],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_precision_and_recall_of_a_language(language):
    """At least the values that the documentation promises."""
    assert LANGUAGES[language].precision >= 0.95
    assert LANGUAGES[language].recall >= 0.95


@pytest.mark.parametrize("rule", RULES)
def test_precision_and_recall_of_a_rule(rule):
    """Each rule is met at least twice in the corpus."""
    assert BY_RULE[rule].right >= 2
    assert BY_RULE[rule].precision >= 0.95
    assert BY_RULE[rule].recall >= 0.95


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_written_in_one_file_of_the_package(rule):
    """The second file that a new rule needs is one of the corpus, with labels."""
    texts = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "homerun_helpers/migration").rglob("*.py")}
    files = [
        path
        for path, tree in texts.items()
        if any(isinstance(node, ast.Constant) and node.value == rule for node in ast.walk(tree))
    ]
    assert [path.parent.name for path in files] == ["rules"]


def test_the_corpus_has_files_without_findings():
    """Without hard cases the precision would mean nothing."""
    assert sum(not file.expected for file in FILES) >= 20
    assert {file.language for file in FILES if not file.expected} == set(LANGUAGES)


def figures():
    """The table of the documentation."""
    yield "| language | files | uses of V1 | found | false alarms |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for language, score in sorted(LANGUAGES.items()):
        files = sum(file.language == language for file in FILES)
        yield f"| {language} | {files} | {score.right + score.missed} | {score.right} | {score.wrong} |"


def test_the_documented_figures_are_the_measured_ones():
    """When the corpus grows, copy the table from the failure."""
    table = "\n".join(figures())
    assert table in DOCUMENT, f"docs/migrate-from-v1.md must have this table:\n\n{table}"


# The same file, written in another way.

CODE = [
    file
    for file in FILES
    if file.expected and file.name.endswith((".py", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".php"))
]


def other_quotes(text):
    """Simple strings in the other quotes."""
    return re.sub(
        r"(?<![\w\\\"'`])(['\"])([\w./:-]*)\1(?![\"'`])", lambda match: match[0].translate({34: 39, 39: 34}), text
    )


def indented(text):
    """All of it inside of a block."""
    return textwrap.indent(text, "    ")


def crowded(text):
    """With CRLF line ends, and another API's code behind it."""
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize("change", [other_quotes, crowded])
def test_quotes_and_line_ends_make_no_difference(change):
    """Precision and recall stay above their limits over all files."""
    score = Score()
    for file in CODE:
        found = {(finding.line, finding.rule.id) for finding in scan_text(change(file.text), file.name)}
        score.add(set(file.expected), found)
    assert score.precision >= 0.95
    assert score.recall >= 0.95


GREENHOUSE = next(file for file in FILES if file.name == "greenhouse.py").text


@pytest.mark.parametrize("file", [file for file in CODE if file.name.endswith(".py")], ids=lambda file: file.name)
def test_calls_of_another_system_in_the_same_file_are_not_found(file):
    """They look the same, but go to another API."""
    lines = file.text.count("\n")
    found = scan_text(file.text + "\n\n" + GREENHOUSE, file.name)
    assert [str(finding) for finding in found if finding.line > lines + 1] == []


def test_this_project_uses_v2_only():
    """Its examples, its client and its sandbox have no use of V1."""
    found = scan(
        ROOT / "examples", ROOT / "homerun_helpers/_async", ROOT / "generated", ROOT / "homerun_helpers/sandbox"
    )
    assert found.files > 100
    assert [str(finding) for finding in found if "replay" not in finding.path] == []


def test_other_packages_give_no_findings():
    """Here packages for HTTP, tests and templates."""
    import click
    import httpx
    import jinja2
    import pytest

    packages = [Path(module.__file__).parent for module in (httpx, click, jinja2, pytest)]
    found = scan(*packages)
    assert found.files > 60
    assert list(map(str, found)) == []


BLOCK = re.compile(r"^(<!-- not run: [^\n]+\n)?```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("reason", "code"), BLOCK.findall(DOCUMENT))
def test_the_scanner_finds_the_old_code_of_the_document_only(reason, code):
    """Its blocks that do not run are for V1, the others for V2."""
    assert bool(scan_text(code, "block.py")) == bool(reason)
