"""`scripts/spec diff` as people and programs call it."""

import json
import shutil

import pytest
import yaml

from tests.spec.diff.seeds import SEEDS, seeded
from tests.support.tools import ROOT

OURS = ROOT / "openapi.yaml"
NONE, DOCUMENTED = [], ["summary", "another tag"]
ADDITIVE, BREAKING = [*DOCUMENTED, "operation added"], [*DOCUMENTED, "operation added", "upper bound narrowed"]


@pytest.fixture
def changed(ours, tmp_path):
    """Writes openapi.yaml with some of the seeded changes."""

    def write(names):
        path = tmp_path / "changed.yaml"
        path.write_text(yaml.safe_dump(dict(seeded(ours, *(SEEDS[name] for name in names)))), "utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("names", "flags", "code"),
    [
        (NONE, [], 0), (DOCUMENTED, [], 0), (ADDITIVE, [], 1), (BREAKING, [], 2),
        (DOCUMENTED, ["--fail-on", "documentation"], 1), (NONE, ["--fail-on", "documentation"], 0),
        (ADDITIVE, ["--fail-on", "breaking"], 0), (BREAKING, ["--fail-on", "breaking", "--json"], 2),
        (BREAKING, ["--fail-on", "never"], 0),
    ],
)  # fmt: skip
def test_the_exit_code_tells_the_worst_change(diff, changed, names, flags, code):
    """The code is 0 for documentation, 1 for additive and 2 for breaking changes, from the level of --fail-on on."""
    assert diff(OURS, changed(names), *flags).returncode == code


def test_the_text_is_grouped_by_operation(diff, changed):
    """The text has a section for each operation, names those that share a change, and has no colours in a file."""
    text = diff(OURS, changed(BREAKING)).stdout
    assert text.startswith("openapi.yaml → ")
    assert "\nGET /vacancies\n  breaking for callers  parameter perPage: maximum 100 → 50\n" in text
    assert "also in GET /job-applications" in text
    assert text.endswith("\n\n1 breaking for callers, 1 additive, 2 documentation.\n")
    assert "\033" not in text


def test_markdown_has_a_section_for_each_operation(diff, changed):
    """Markdown has a section for each operation, and characters that mean something in Markdown are escaped."""
    text = diff(OURS, changed([*BREAKING, "pattern of a filter"]), "--markdown").stdout
    assert "\n### `GET /vacancies`\n\n- **breaking for callers** parameter filter" in text
    assert "\n- **breaking for callers** parameter perPage: maximum 100 → 50 (also in GET /job-applications)\n" in text
    assert r"filter\[status\]: pattern ^(public\|private" in text


def test_json_has_the_texts_that_changed(diff, changed):
    """JSON has the counts, the line as it is printed, and the old and new text of documentation."""
    told = json.loads(diff(OURS, changed(BREAKING), "--json").stdout)
    assert (told["breaking"], told["additive"], told["documentation"]) == (1, 1, 2)
    by_line = {change["line"]: change for change in told["changes"]}
    assert by_line["GET /ping  summary changed"]["after"] == "Try the key"
    narrowed = by_line["GET /vacancies  parameter perPage: maximum 100 → 50"]
    assert (narrowed["level"], narrowed["also"]) == ("breaking", ["GET /job-applications"])


def test_without_the_vendors_document_it_says_how_to_get_it(tmp_path, diff):
    """Without .upstream/openapi.yaml the message names scripts/upstream; with it, it is the default."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    shutil.copy(OURS, tmp_path)
    told = diff(root=tmp_path)
    assert told.returncode == 3
    assert "run scripts/upstream" in told.stderr
    (tmp_path / ".upstream").mkdir()
    shutil.copy(OURS, tmp_path / ".upstream")
    told = diff(root=tmp_path)
    assert (told.returncode, told.stdout) == (0, "openapi.yaml → .upstream/openapi.yaml\n\nNo differences.\n")


PATHS = "openapi: 3.1.0\npaths:\n  /things:\n"
UNUSABLE = {
    "not YAML": ("paths: [", "cannot be read"),
    "not text": (b"\xff\xfe\x00", "cannot be read"),
    "a circle of YAML": ("paths: &a\n  b: *a\n", "cannot be read"),
    "a list": ("[1]", "not a mapping"),
    "nothing": ("", "not a mapping"),
    "Swagger 2": ("swagger: '2.0'\npaths: {}\n", "not OpenAPI 3"),
    "no paths": ("openapi: 3.1.0\n", "no paths"),
    "a path that is a number": (PATHS.replace("/things:", "/things: 5"), "/things is not a mapping"),
    "an operation that is a list": (PATHS + "    get: []\n", "GET /things is not a mapping"),
    "parameters that are text": (PATHS + "    get: {parameters: some}\n", "not an object"),
    "a body that is text": (PATHS + "    get: {requestBody: some}\n", "not an object"),
    "answers that are a list": (PATHS + "    get: {responses: [1]}\n", "not valid OpenAPI"),
    "a $ref to nothing": (PATHS + "    get: {requestBody: {$ref: '#/nowhere'}}\n", "#/nowhere points to nothing"),
    "a $ref to a file": (PATHS + "    get: {requestBody: {$ref: 'a.yaml#/b'}}\n", "points out of the document"),
    "a $ref to itself": (PATHS + "    get: {requestBody: {$ref: '#/paths/~1things/get/requestBody'}}\n", "to itself"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), UNUSABLE.values(), ids=UNUSABLE)
def test_garbage_is_an_error_with_a_reason(diff, tmp_path, text, reason):
    """An unusable document ends the command with 3 and a reason, without a traceback."""
    garbage = tmp_path / "garbage.yaml"
    garbage.write_bytes(text if isinstance(text, bytes) else text.encode())
    told = diff(garbage, garbage)
    assert told.returncode == 3, told.stdout
    assert reason in told.stderr
    assert "Traceback" not in told.stderr


def test_a_file_that_is_not_there_and_a_wrong_flag_are_errors(diff, tmp_path):
    """A missing file and a wrong flag end the command with 3."""
    told = diff(OURS, tmp_path / "missing.yaml")
    assert told.returncode == 3
    assert "missing.yaml cannot be read" in told.stderr
    assert diff("--fail-on", "sometimes").returncode == 3
