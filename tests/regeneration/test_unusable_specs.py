"""An unusable spec is refused with a reason, and the package stays as it was."""

import json
from pathlib import Path

import pytest

THINGS = (Path(__file__).parent / "specs/things.yaml").read_text("utf-8")
PART = "    Part:\n      type: object\n      required: [name]\n      properties:\n"
LISTED = "schema: {type: array, items: {type: string}}"
RAW = "        raw: {type: string, format: binary}\n"

UNUSABLE = {
    "not YAML": ("paths: [", "cannot be read"),
    "not text": (b"\xff\xfe\x00", "cannot be read"),
    "more than JSON": (THINGS + "x-key: !!binary aGk=\n", "cannot be read"),
    "a list": ("[1, 2]", "no paths"),
    "no paths": ("openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\n", "no paths"),
    "a path that is a number": (THINGS.replace("paths:\n", "paths:\n  /number: 5\n"), "/number"),
    "an operation that is a number": (THINGS.replace("paths:\n", "paths:\n  /number: {get: 5}\n"), "/number"),
    "an operation without a name": (THINGS.replace("operationId: getThing", "x-id: getThing"), "has no operationId"),
    "an operation without a tag": (THINGS.replace("tags: [Things]", "tags: []"), "has no tags"),
    "a $ref to nothing": (THINGS.replace('schemas/Owner"', 'schemas/Missing"'), "schemas/Missing points to nothing"),
    "a $ref to a parameter that is not there": (
        THINGS.replace("parameters:\n      - {name", 'parameters:\n      - $ref: "#/nowhere"\n      - {name'),
        "#/nowhere points to nothing",
    ),
    "a $ref to itself": (THINGS.replace("Size: {", 'Size: {$ref: "#/components/schemas/Size", '), "points to itself"),
    "a type that does not exist": (THINGS.replace("type: number", "type: decimal"), "'decimal' is not valid"),
    "an enum of several types": (THINGS.replace("enum: [1, 2, 3]", "enum: [1, two]"), "two"),
    "a type that no model can read": (THINGS.replace(PART, PART + RAW), "File"),
    "an answer that is a bare list": (
        THINGS.replace('schema: {$ref: "#/components/schemas/ThingList"}', LISTED),
        "GET /things answers 200 with JSON that is not an object",
    ),
    "a filter without fields": (
        THINGS.replace('schema: {$ref: "#/components/schemas/ThingFilter"}', "schema: {type: object}"),
        "filter has no properties",
    ),
}  # fmt: skip


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("text", "reason"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_spec_is_refused_and_nothing_changes(regenerate, output, tmp_path, text, reason):
    """The message says what is wrong, without a traceback, and the old package stays."""
    spec = tmp_path / "spec.yaml"
    spec.write_bytes(text.encode() if isinstance(text, str) else text)
    before = contents(output)
    result = regenerate("--spec", spec, "--output", output)
    assert result.returncode == 2
    assert reason in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert contents(output) == before


def test_a_missing_spec_is_named(regenerate, tmp_path):
    """The message names a file that does not exist."""
    result = regenerate("--spec", tmp_path / "missing.yaml", "--output", tmp_path)
    assert result.returncode == 2
    assert "missing.yaml cannot be read" in result.stderr


def test_a_date_in_the_spec_stays_text(things):
    """An unquoted date in the spec stays text, as in JSON."""
    assert json.loads((things / "homerun_client/openapi.json").read_text("utf-8"))["info"]["version"] == "2026-01-31"
