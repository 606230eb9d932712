"""A regeneration prints the changes that users notice, the next version, and an entry for the changelog."""

import re
from pathlib import Path

import pytest

from tools.regenerate import changes

ROOT = Path(__file__).resolve().parents[2]
THINGS = (Path(__file__).parent / "specs/things.yaml").read_text("utf-8")
POST = """    post:
      operationId: createThing
      summary: Create a thing
      tags: [Things]
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/Part"}}}
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
  /things/{thing_id}:
"""
WITH_POST = THINGS.replace("  /things/{thing_id}:\n", POST)
PART = "    Part:\n      type: object\n      required: [name]\n      properties:\n        name: {type: string}\n"
CODED = PART.replace("[name]", "[name, code]") + "        code: {type: string}\n"

# The spec before and after, what is said of it, and whether it breaks code.
CHANGES = {
    "a field": (
        THINGS,
        ("name: {type: string}\n        things", "nick: {type: string}\n        name: {type: string}\n        things"),
        "+ Owner.nick: str | Unset",
        False,
    ),
    "no field": (THINGS, ("        ratio: {type: number}\n", ""), "- Thing.ratio", True),
    "a value": (THINGS, ("enum: [red, green]", "enum: [red, green, blue]"), "+ Colour: 'blue'", False),
    "no value": (THINGS, ("enum: [red, green]", "enum: [red]"), "- Colour: 'green'", True),
    "a filter": (
        THINGS,
        ("owner_id: {desc", "size: {type: integer}\n        owner_id: {desc"),
        "+ things.list(size=…): int",
        False,
    ),
    "no filter": (
        THINGS,
        ("        owner_id: {description: Whose things., type: string}\n", ""),
        "- things.list(owner_id=…)",
        True,
    ),
    "an operation": (THINGS, ("  /things/{thing_id}:\n", POST), "+ create_thing: Create a thing", False),
    "no operation": (WITH_POST, (POST, "  /things/{thing_id}:\n"), "- create_thing", True),
    "an answer of more types": (
        THINGS,
        ("ratio: {type: number}", 'ratio: {type: [number, "null"]}'),
        "~ Thing.ratio is float | None | Unset, it was float | Unset",
        True,
    ),
    "an answer of fewer types": (
        THINGS,
        ('{type: [string, "null"], format: date}', "{type: string, format: date}"),
        "~ Thing.due is datetime.date, it was datetime.date | None",
        False,
    ),
    "a new model": (
        THINGS,
        ("owner: {$ref", 'other: {$ref: "#/components/schemas/Forgotten"}\n        owner: {$ref'),
        "+ Forgotten, a model",
        False,
    ),
    "an argument that must be given": (
        THINGS,
        (
            "description: Which page, counted from one.",
            "required: true\n          description: Which page, counted from one.",
        ),
        "must be given",
        True,
    ),
    "a field that must be sent": (WITH_POST, (PART, CODED), "+ Part.code: str", True),
}


def regenerated(regenerate, folder, before, after):
    spec = folder / "spec.yaml"
    for text in (before, after):
        spec.write_text(text, "utf-8")
        result = regenerate("--spec", spec, "--output", folder)
        assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(("before", "change", "line", "breaking"), CHANGES.values(), ids=CHANGES)
def test_what_users_can_notice_is_printed(regenerate, tmp_path, before, change, line, breaking):
    """A change has a line, says whether it breaks code, and decides the version."""
    after = before.replace(*change)
    assert after != before
    said = regenerated(regenerate, tmp_path, before, after)
    found = next(one for one in said.splitlines() if line in one)
    assert found.endswith("BREAKING") == breaking
    assert ("→ 0.2.0:" in said) == ("BREAKING" in said)
    assert "## [Unreleased]" in said


def test_the_changelog_is_proposed_in_its_own_form(regenerate, tmp_path):
    """The proposed entry has the changelog's sections, and marks what breaks code."""
    after = THINGS.replace("ratio:", "share:").replace("enum: [red, green]", "enum: [red, green, blue]")
    said = regenerated(regenerate, tmp_path, THINGS, after)
    assert said.partition("## [Unreleased]")[2].strip() == (
        "### Added\n\n- `Thing.share`: `float | Unset`.\n- `Colour: 'blue'`.\n\n"
        "### Removed\n\n- **Breaking:** `Thing.ratio`."
    )


def test_a_change_that_users_cannot_notice_needs_no_version(regenerate, tmp_path):
    """A comment in the spec needs no new version."""
    said = regenerated(regenerate, tmp_path, THINGS, THINGS + "# A comment.\n")
    assert "no new version is needed" in said
    assert "Unreleased" not in said


def test_nothing_is_said_of_a_package_that_is_new_or_the_same(regenerate, tmp_path):
    """For a new package, and for one that stays the same, no changes are printed."""
    for _ in range(2):
        said = regenerate("--spec", Path(__file__).parent / "specs/things.yaml", "--output", tmp_path).stdout
        assert not re.search(r"notice|version", said)


@pytest.mark.parametrize("edited", ["def broken(:\n", "", "sync = 5\n"])
def test_a_package_that_was_edited_by_hand_is_replaced_all_the_same(regenerate, output, edited):
    """A package that cannot be read any more is replaced, without a comparison."""
    module = output / "homerun_client/api/things/get_thing.py"
    text = module.read_text("utf-8")
    module.write_text(edited)
    result = regenerate("--spec", Path(__file__).parent / "specs/things.yaml", "--output", output)
    assert result.returncode == 0, result.stderr
    assert module.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("version", "breaking", "added", "following"),
    [
        ("0.1.0", True, True, "0.2.0"),
        ("0.1.9", False, True, "0.1.10"),
        ("1.4.2", True, False, "2.0.0"),
        ("1.4.2", False, True, "1.5.0"),
        ("1.4.2", False, False, "1.4.3"),
    ],
)
def test_the_version_follows_from_what_changed(version, breaking, added, following):
    """The next version follows semantic versioning."""
    assert changes.bump(version, breaking=breaking, added=added) == following
