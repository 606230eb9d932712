"""Names of generated modules and classes are names that somebody chose."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from homerun_client import models

PACKAGE = Path(__file__).resolve().parents[2] / "generated/homerun_client"
NUMBERED = re.compile(r"type_?\d|inline_?response|response_?\d|body_?\d|item_?\d", re.IGNORECASE)

MODELS = [
    "Department",
    "DisqualificationReason",
    "JobApplication",
    "JobApplicationDetails",
    "JobApplicationFile",
    "JobApplicationSource",
    "Location",
    "Meta",
    "Note",
    "PersonalInfo",
    "QuestionAnswer",
    "Stage",
    "Vacancy",
]
ENDPOINTS = [
    "job_application_files.upload_file",
    "job_application_files.upload_photo",
    "job_application_notes.create_note",
    "job_applications.create_job_application",
    "job_applications.delete_job_application",
    "job_applications.get_job_application",
    "job_applications.list_job_applications",
    "job_applications.update_job_application",
    "other.ping",
    "vacancies.get_vacancy",
    "vacancies.list_vacancies",
]


@pytest.mark.parametrize("name", MODELS)
def test_each_record_of_the_api_is_a_model(name):
    """A model is called what the record is called."""
    assert getattr(models, name).__name__ == name


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_operation_is_a_module_under_its_tag(name):
    """An endpoint module is called what the operation is called."""
    assert importlib.import_module(f"homerun_client.api.{name}").sync_detailed


def test_there_are_no_other_endpoint_modules():
    """Nothing was generated that the list above does not know."""
    found = {path for path in (PACKAGE / "api").glob("*/*.py") if path.stem != "__init__"}
    assert {f"{path.parent.name}.{path.stem}" for path in found} == set(ENDPOINTS)


def test_no_file_has_a_made_up_name():
    """A number in a name is the generator's way of saying that the spec gave none."""
    assert not [path.name for path in PACKAGE.rglob("*") if NUMBERED.search(path.stem)]


def test_no_class_has_a_made_up_name():
    """A number in a name is the generator's way of saying that the spec gave none."""
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")]
    classes = [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert len(classes) > 30
    assert not [name for name in classes if NUMBERED.search(name)]


def test_the_package_says_that_it_is_typed():
    """Type checkers use the annotations of a package only when it has this file."""
    assert (PACKAGE / "py.typed").is_file()


def test_every_module_says_that_it_is_generated():
    """Who opens a file sees at once that changes made there are lost."""
    first_lines = {path.read_text("utf-8").partition("\n")[0] for path in PACKAGE.rglob("*.py")}
    assert first_lines == {"# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost."}


def test_asking_for_a_model_that_does_not_exist_is_an_attribute_error():
    """Models are loaded late, and still behave like attributes of a module."""
    with pytest.raises(AttributeError, match="Candidate"):
        models.Candidate  # noqa: B018 - reading it is the point
