"""The payloads in Homerun's documentation survive a round trip through their models."""

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
    """The fields, at any depth, that the spec does not define; free data does not count."""
    if isinstance(value, list):
        return [name for inner in value for name in unknown_fields(inner)]
    if not attrs.has(type(value)) or isinstance(value, models.CustomData):
        return []
    inner = [getattr(value, field.name) for field in attrs.fields(type(value)) if field.init]
    return [*value.additional_keys, *unknown_fields(inner)]


def test_every_documented_payload_has_a_model():
    """Every payload in the fixtures is assigned to a model."""
    assert {path.stem for path in PAYLOADS.glob("*.json")} == BELONGS_TO.keys()


@pytest.mark.parametrize("name", BELONGS_TO)
def test_documented_payload_survives_a_round_trip(name):
    """A documented payload has the same meaning after it was read and written."""
    assert same(BELONGS_TO[name].from_dict(payload(name)).to_dict(), payload(name))


@pytest.mark.parametrize("name", BELONGS_TO)
def test_spec_defines_every_documented_field(name):
    """The spec defines every field of the documented payloads."""
    assert unknown_fields(BELONGS_TO[name].from_dict(payload(name))) == []
