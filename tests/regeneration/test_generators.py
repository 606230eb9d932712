"""Trying another version of the generator says what it would change and which bridges it breaks.

The other versions are copies of the installed one, in a folder as `pip install --target` makes it.
"""

import shutil
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.tools import ROOT, run_tool

THINGS = Path(__file__).parent / "specs/things.yaml"
BRIDGES = {
    "spec.flatten_deep_objects", "spec.describe_parameters", "spec.drop_unused_schemas",
    *(f"templates/{path.name}" for path in (ROOT / "scripts/tools/regenerate/templates").glob("*.jinja")),
}  # fmt: skip


class Generator:
    """A copy of the installed generator, to be changed."""

    def __init__(self, folder):
        self.folder = folder
        package = Path(find_spec("openapi_python_client").origin).parent
        self.code = shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__"))
        metadata = distribution("openapi-python-client")._path
        shutil.copytree(metadata, folder / metadata.name)
        self.templates = self.code / "templates"

    def change(self, name, before, after):
        """Replace a text in one of its files."""
        text = (self.code / name).read_text("utf-8")
        assert before in text
        (self.code / name).write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def other(tmp_path):
    return Generator(tmp_path / "other")


@pytest.fixture
def trial(regenerate, output, other):
    """Tries the other generator on the small spec; returns the process, and the row of each bridge."""

    def run():
        before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
        result = regenerate("--with-generator", other.folder, "--spec", THINGS, "--output", output)
        assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
        rows = [line.split("  ") for line in result.stdout.splitlines() if line.startswith("  ")]
        cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
        return result, {row[0]: row[1:] for row in cells if len(row) == 3}

    return run


def test_every_bridge_of_the_pinned_generator_is_needed_and_holds(regenerate):
    """For the pinned generator each bridge closes a gap that is there."""
    result = regenerate("--bridges")
    assert result.returncode == 0, result.stdout + result.stderr
    rows = [line.split() for line in result.stdout.splitlines() if line.startswith("  ")]
    assert {row[0] for row in rows[1:]} == BRIDGES
    assert all(row[1:] == ["yes", "yes"] for row in rows[1:])


def test_the_same_generator_would_change_nothing(trial):
    """A copy of the installed generator changes no file and nothing that users notice."""
    result, bridges = trial()
    assert result.returncode == 0, result.stdout + result.stderr
    assert {tuple(found) for name, found in bridges.items() if name in BRIDGES} == {("yes", "yes")}
    assert "It would change no file." in result.stdout
    assert "The Python surface is the same" in result.stdout


def test_what_another_generator_would_change_is_counted_and_named(trial, other):
    """Each file that would differ is named, with its added and removed lines."""
    other.change(
        "templates/literal_enum.py.jinja", "from typing import Literal", "from typing import Literal\n\nMORE = 1"
    )
    result, _ = trial()
    assert "  models/colour.py  +2 -0" in result.stdout


@pytest.mark.parametrize("name", ["model.py.jinja", "client.py.jinja"])
def test_a_missing_template_of_the_generator_is_reported(trial, other, name):
    """The generator ignores an override of a template that it does not have, so this fails."""
    (other.templates / name).rename(other.templates / f"renamed_{name}")
    result, bridges = trial()
    assert result.returncode == 1
    assert bridges[f"templates/{name}"][1].startswith("GONE")
    assert "bridges do not hold" in result.stdout


def test_a_changed_template_of_the_generator_is_reported(trial, other):
    """An override may lack what is new in the template that it overrides, so this fails."""
    other.change("templates/types.py.jinja", "class Unset:", "# New.\nclass Unset:")
    result, bridges = trial()
    assert result.returncode == 1
    assert bridges["templates/types.py.jinja"][1].startswith("CHANGED")


def test_a_template_that_an_override_imports_from_is_watched_too(trial, other):
    """A changed template that an override imports from is reported, too."""
    other.change("templates/endpoint_macros.py.jinja", "{%", "{# New. #}{%")
    result, bridges = trial()
    assert result.returncode == 1
    assert bridges["endpoint_macros.py.jinja (imported)"][1].startswith("CHANGED")


def test_a_gap_that_the_generator_closed_is_reported(trial, other):
    """A bridge that is not needed any more is named."""
    other.change("templates/errors.py.jinja", "content.decode", "content.hex() or str")
    result, bridges = trial()
    assert bridges["templates/errors.py.jinja"][0] == "NO"
    assert "look whether they can go: templates/errors.py.jinja" in result.stdout


def test_a_generator_that_fails_is_reported_in_a_line(trial, other):
    """The error of a generator is one line, without a traceback."""
    (other.code / "cli.py").write_text("raise SystemExit('broken by this test')\n")
    result, bridges = trial()
    assert result.returncode == 1
    assert all(
        "broken by this test" in cell for found in bridges.values() for cell in found if cell.startswith("FAILS")
    )
    assert "the package cannot be made: broken by this test" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize(("name", "word"), [("model.py.jinja", "GONE"), ("endpoint_macros.py.jinja", "GONE")])
def test_regeneration_itself_refuses_a_generator_without_the_template(other, tmp_path, name, word):
    """A regeneration is refused when a template is missing, also in the pinned version."""
    (other.templates / name).unlink()
    made = ("--spec", THINGS, "--output", tmp_path / "output")
    result = run_tool("regenerate", *made, PYTHONPATH=str(other.folder))
    assert result.returncode == 2
    assert f"{name}: {word}" in result.stderr
    assert not (tmp_path / "output").exists()


def test_a_changed_template_is_accepted_by_a_command(other, tmp_path):
    """`--accept-templates` records the templates as they are, and the regeneration works again."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (other.templates / "errors.py.jinja").write_text("# New.\n")

    def run(*arguments):
        return run_tool("regenerate", *arguments, root=tmp_path, PYTHONPATH=str(other.folder))

    made = ("--spec", THINGS, "--output", tmp_path / "output")
    assert "errors.py.jinja: CHANGED" in run(*made).stderr
    assert run("--accept-templates").returncode == 0
    assert run(*made).returncode == 0
