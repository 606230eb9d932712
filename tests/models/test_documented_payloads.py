"""The payloads that Homerun documents are read by the models that they belong to, and come back the same."""

import json
from pathlib import Path

import attrs
import pytest
from homerun_client import models

from tests.models.comparison import same

PAYLOADS = Path(__file__).parents[1] / "fixtures/payloads"

BELONGS_TO = {
    "create_job_application.request": models.CreateJobApplicationBody,
    "create_job_application.response": models.JobApplicationDetailsResponse,
    "create_note.request": models.CreateNoteBody,
    "create_note.response": models.NoteResponse,
    "delete_job_application.error": models.Error,
    "get_job_application.response": models.JobApplicationDetailsResponse,
    "get_vacancy.response": models.VacancyResponse,
    "list_job_applications.response": models.JobApplicationList,
    "list_vacancies.response": models.VacancyList,
    "meta": models.Meta,
    "update_job_application.request": models.UpdateJobApplicationBody,
    "update_job_application.response": models.JobApplicationDetailsResponse,
    "upload_file.response": models.JobApplicationFileResponse,
    "upload_photo.response": models.JobApplicationResponse,
}


def payload(name):
    body = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    return body["meta"] if name == "meta" else body


def unknown_fields(value):
    """The fields, at any depth, that the spec does not have; free data aside."""
    if isinstance(value, list):
        return [name for inner in value for name in unknown_fields(inner)]
    if not attrs.has(type(value)) or isinstance(value, models.CustomData):
        return []
    inner = [getattr(value, field.name) for field in attrs.fields(type(value)) if field.init]
    return [*value.additional_keys, *unknown_fields(inner)]


def test_every_payload_belongs_to_a_model():
    """None is left out."""
    assert {path.stem for path in PAYLOADS.glob("*.json")} == BELONGS_TO.keys()


@pytest.mark.parametrize("name", BELONGS_TO)
def test_a_payload_comes_back_the_same(name):
    """Read and written again, it says the same."""
    assert same(BELONGS_TO[name].from_dict(payload(name)).to_dict(), payload(name))


@pytest.mark.parametrize("name", BELONGS_TO)
def test_the_spec_knows_every_field_of_a_payload(name):
    """Nothing that is documented is missing in the spec."""
    assert unknown_fields(BELONGS_TO[name].from_dict(payload(name))) == []
