"""Generated modules and classes have the names of the API, none that the generator made up."""

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
    """The model of a record has the record's name."""
    assert getattr(models, name).__name__ == name


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_operation_is_a_module_under_its_tag(name):
    """The module of an operation has the operation's name."""
    assert importlib.import_module(f"homerun_client.api.{name}").sync_detailed


def test_there_are_no_other_endpoint_modules():
    """There are no endpoint modules besides those of the list above."""
    found = {path for path in (PACKAGE / "api").glob("*/*.py") if path.stem != "__init__"}
    assert {f"{path.parent.name}.{path.stem}" for path in found} == set(ENDPOINTS)


def test_no_file_has_a_made_up_name():
    """No file has a number in its name: the generator numbers what has no name in the spec."""
    assert not [path.name for path in PACKAGE.rglob("*") if NUMBERED.search(path.stem)]


def test_no_class_has_a_made_up_name():
    """No class has a number in its name: the generator numbers what has no name in the spec."""
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")]
    classes = [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert len(classes) > 30
    assert not [name for name in classes if NUMBERED.search(name)]


def test_the_package_says_that_it_is_typed():
    """The package has py.typed, which type checkers look for."""
    assert (PACKAGE / "py.typed").is_file()


def test_every_module_says_that_it_is_generated():
    """The first line of each module says that changes made there are lost."""
    first_lines = {path.read_text("utf-8").partition("\n")[0] for path in PACKAGE.rglob("*.py")}
    assert first_lines == {"# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost."}


def test_asking_for_a_model_that_does_not_exist_is_an_attribute_error():
    """Models are imported on demand; an unknown name is an AttributeError."""
    with pytest.raises(AttributeError, match="Candidate"):
        models.Candidate  # noqa: B018 - reading it is the point
