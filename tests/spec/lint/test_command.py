"""`scripts/spec lint` as people and CI call it."""

import os
import re

import pytest

from tests.spec.lint.conftest import OURS
from tests.support.tools import ROOT
from tools.spec.lint.command import RULES


def test_openapi_yaml_is_clean(lint):
    """openapi.yaml breaks none of this project's rules."""
    told = lint("--own-only")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith("openapi.yaml: nothing found.\n")


def test_a_finding_has_file_line_rule_and_advice(lint, tmp_path):
    """A finding has the form that editors can jump to, and findings are in the order of the file."""
    path = tmp_path / "spec.yaml"
    text = OURS.replace("      tags: [Other]\n", "").replace("        is_remote:\n", "        isRemote:\n")
    path.write_text(text, "utf-8")
    told = lint(path, "--own-only")
    first, second = told.stdout.splitlines()
    assert re.fullmatch(rf"{path}:\d+: operation-tag: GET /ping has no tag → give it one of those under `tags`", first)
    assert re.match(rf"{path}:\d+: field-name: Vacancy.isRemote is not in snake_case → ", second)
    assert (told.returncode, told.stderr) == (1, "2 findings.\n")


def test_redocly_is_run_too(lint, tmp_path):
    """Without --own-only, redocly's findings are printed in the same form and count."""
    path = tmp_path / "spec.yaml"
    path.write_text(OURS.replace("  license:", "  x-license:"), "utf-8")
    told = lint(path)
    assert re.search(rf"{path}:\d+: redocly/info-license: ", told.stdout), told.stdout + told.stderr
    assert told.returncode == 1


def test_the_rules_are_listed(lint):
    """`--rules` lists each rule with a sentence."""
    told = lint("--rules")
    lines = dict(line.split(maxsplit=1) for line in told.stdout.splitlines())
    assert lines == {rule.name: rule.says for rule in RULES}
    assert all(says.endswith(".") for says in lines.values())


GARBAGE = {
    "not YAML": "paths: [",
    "a list": "[1]",
    "nothing": "",
    "a circle": "paths: &a\n  b: *a\n",
    "no paths": "openapi: 3.1.0\n",
    "Swagger 2": "swagger: '2.0'\npaths: {}\n",
}


@pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_an_error_with_a_reason(lint, tmp_path, text):
    """An unusable document ends the command with 3 and a reason, without a traceback."""
    path = tmp_path / "spec.yaml"
    path.write_text(text, "utf-8")
    told = lint(path)
    assert told.returncode == 3
    assert told.stderr.startswith(f"spec lint: {path}")
    assert "Traceback" not in told.stderr


def test_an_invalid_document_is_not_checked_by_the_rules(lint, tmp_path):
    """A document that is not valid OpenAPI is reported as such, and no rule looks at it."""
    path = tmp_path / "spec.yaml"
    path.write_text("openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get: {tags: 5}\n", "utf-8")
    told = lint(path)
    assert told.stdout == f'{path}:5: openapi: 5 is not of type "array" → see the OpenAPI specification\n'
    assert told.returncode == 1


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("      name: page\n", "", "openapi"),
        ("      in: query\n", "      in: {a: 1}\n", "openapi"),
        ("\n      content:\n", "\n      content: [1]\n      x-content:\n", "openapi"),
        ("schemas/Pong", "schemas/Pang", "reference"),
        ("\n      properties:\n", "\n      properties: true\n      x-properties:\n", "openapi"),
    ],
)
def test_a_malformed_part_is_a_finding(lint, tmp_path, before, after, rule):
    """A malformed part is a finding, also where the validator fails on it."""
    path = tmp_path / "spec.yaml"
    assert before in OURS
    path.write_text(OURS.replace(before, after), "utf-8")
    told = lint(path, "--own-only")
    assert told.returncode == 1, told.stderr
    assert f": {rule}: " in told.stdout
    assert "Traceback" not in told.stderr


def test_true_is_a_schema_too(lint, tmp_path):
    """`true` is allowed wherever OpenAPI 3.1 allows a schema."""
    path = tmp_path / "spec.yaml"
    path.write_text(OURS.replace("- description: Any other JSON value.", "- true"), "utf-8")
    told = lint(path, "--own-only")
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_check_of_everything_runs_our_rules():
    """scripts/check runs scripts/spec lint."""
    assert "scripts/spec lint --own-only" in (ROOT / "scripts/check").read_text("utf-8")
    assert os.access(ROOT / "scripts/spec", os.X_OK)
