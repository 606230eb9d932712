"""A regeneration is reproducible, and --check says when the package is out of date."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "generated/homerun_client"
THINGS = Path(__file__).parent / "specs/things.yaml"


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("hash_seed", ["random", "0", "4711"])
def test_two_runs_make_the_same_bytes(regenerate, things, tmp_path, hash_seed):
    """The output depends on neither the run nor the hash seed."""
    regenerate("--spec", THINGS, "--output", tmp_path, hash_seed=hash_seed)
    assert contents(tmp_path) == contents(things)


def test_the_committed_package_is_up_to_date(regenerate):
    """The committed package is what openapi.yaml makes."""
    result = regenerate("--check")
    assert result.returncode == 0, result.stderr


def test_check_accepts_what_was_just_made(regenerate, things):
    """`--check` passes right after a regeneration."""
    result = regenerate("--check", "--spec", THINGS, "--output", things)
    assert (result.returncode, result.stderr) == (0, "")


def test_check_names_what_a_changed_spec_changes(regenerate, output, tmp_path):
    """`--check` names each file that a changed spec makes differently."""
    changed = tmp_path / "changed.yaml"
    changed.write_text(THINGS.read_text("utf-8").replace("ratio:", "share:"), "utf-8")
    result = regenerate("--check", "--spec", changed, "--output", output)
    assert result.returncode == 1
    assert "differs:  models/thing.py" in result.stderr


def test_check_notices_a_change_of_the_spec_that_changes_no_code(regenerate, output, tmp_path):
    """A comment in the spec changes the recorded digest, so `--check` fails."""
    changed = tmp_path / "changed.yaml"
    changed.write_text(THINGS.read_text("utf-8") + "# A comment.\n", "utf-8")
    result = regenerate("--check", "--spec", changed, "--output", output)
    assert result.returncode == 1
    assert "differs:  generated.json" in result.stderr


def test_check_names_an_edited_file(regenerate, output):
    """`--check` names a generated file that was edited by hand."""
    with (output / "homerun_client/models/part.py").open("a") as file:
        file.write("# mine\n")
    result = regenerate("--check", "--spec", THINGS, "--output", output)
    assert result.returncode == 1
    assert "differs:  models/part.py" in result.stderr


def test_check_names_a_missing_file(regenerate, output):
    """`--check` names a generated file that was deleted."""
    (output / "homerun_client/models/part.py").unlink()
    result = regenerate("--check", "--spec", THINGS, "--output", output)
    assert result.returncode == 1
    assert "missing:  models/part.py" in result.stderr


def test_check_names_an_orphan(regenerate, output):
    """`--check` names a file that the generator does not make."""
    (output / "homerun_client/models/mine.py").touch()
    result = regenerate("--check", "--spec", THINGS, "--output", output)
    assert result.returncode == 1
    assert "orphan:   models/mine.py" in result.stderr


def test_check_changes_nothing(regenerate, output):
    """`--check` leaves an edited file as it is."""
    (output / "homerun_client/models/part.py").write_text("# mine\n")
    before = contents(output)
    regenerate("--check", "--spec", THINGS, "--output", output)
    assert contents(output) == before


def test_a_foreign_file_is_not_deleted(regenerate, output):
    """A file that no run made stops the regeneration, and is named."""
    (output / "homerun_client/models/part.py").unlink()
    (output / "homerun_client/models/mine.py").write_text("mine = 1\n")
    before = contents(output)
    result = regenerate("--spec", THINGS, "--output", output)
    assert result.returncode == 2
    assert "models/mine.py" in result.stderr
    assert contents(output) == before


def test_a_model_that_left_the_spec_leaves_the_package(regenerate, output, tmp_path):
    """A file that an earlier run made is removed when the spec does not ask for it any more."""
    smaller = tmp_path / "smaller.yaml"
    text = THINGS.read_text("utf-8").replace('        counts: {$ref: "#/components/schemas/Counts"}\n', "")
    smaller.write_text(text, "utf-8")
    result = regenerate("--spec", smaller, "--output", output)
    assert "- models/counts.py" in result.stdout
    assert not (output / "homerun_client/models/counts.py").exists()


def test_another_version_of_the_generator_is_refused(regenerate, tmp_path):
    """A generator of another version than the pinned one is refused."""
    scripts = shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    pins = (scripts / "requirements.txt").read_text("utf-8")
    (scripts / "requirements.txt").write_text(re.sub("(openapi-python-client==).*", r"\g<1>0.0.1", pins), "utf-8")
    result = regenerate("--spec", THINGS, "--output", tmp_path / "output", root=tmp_path)
    assert result.returncode == 2
    assert "0.0.1 is pinned" in result.stderr
    assert not (tmp_path / "output").exists()


def test_the_record_names_the_generator_and_its_version():
    """generated.json names the pinned version of the generator."""
    record = json.loads((COMMITTED / "generated.json").read_text("utf-8"))
    pin = record["generator"].replace(" ", "==")
    assert pin in (ROOT / "scripts/requirements.txt").read_text("utf-8").splitlines()


def test_the_record_holds_the_digest_of_the_spec():
    """generated.json has the SHA-256 of openapi.yaml."""
    record = json.loads((COMMITTED / "generated.json").read_text("utf-8"))
    assert record["spec_sha256"] == hashlib.sha256((ROOT / "openapi.yaml").read_bytes()).hexdigest()
