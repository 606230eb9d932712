"""The spec is the list: every operation of openapi.yaml can be called, from sync and from async code."""

import importlib
import inspect
import re
from functools import partial
from pathlib import Path

import pytest
import yaml
from homerun_client.operations import OPERATIONS

from homerun_helpers import AsyncHomerun

SPEC = yaml.safe_load((Path(__file__).resolve().parents[2] / "openapi.yaml").read_text("utf-8"))
METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")
# operationId, method, path
DECLARED = [
    (item[method]["operationId"], method.upper(), path)
    for path, item in SPEC["paths"].items()
    for method in METHODS
    if method in item
]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def calls(homerun, vacancy, application):
    """How each operation is called, given the ids of a vacancy and of an application."""
    applications = homerun.job_applications
    ada = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
    return {
        "ping": homerun.ping,
        "listVacancies": homerun.vacancies.list().first,
        "getVacancy": partial(homerun.vacancies.get, vacancy),
        "listJobApplications": applications.list().first,
        "createJobApplication": partial(applications.create, **ada),
        "getJobApplication": partial(applications.get, application),
        "updateJobApplication": partial(applications.update, application, city="London"),
        "deleteJobApplication": partial(applications.delete, application),
        "createNote": partial(applications.add_note, application, note="Call.", display_name="Ted"),
        "uploadFile": partial(applications.upload_file, application, ("cv.pdf", b"%PDF-1.7"), type="resume"),
        "uploadPhoto": partial(applications.upload_photo, application, PNG),
    }


def snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def request_line(request):
    return request.method, request.path.removeprefix("/v2")


def expected_line(method, path, vacancy, application):
    return method, path.format(vacancy_id=vacancy, job_application_id=application)


@pytest.fixture
def application(sandbox):
    return sandbox.add_application()


@pytest.fixture
def vacancy(sandbox):
    return sandbox.vacancy_ids()[0]


def test_every_operation_is_called_here(homerun):
    """A new one is not forgotten."""
    assert calls(homerun, "job_1", "ap_1").keys() == {operation for operation, _, _ in DECLARED}


@pytest.mark.parametrize(("operation", "method", "path"), DECLARED)
def test_an_operation_is_in_the_table(operation, method, path):
    """With the method and path that the spec says."""
    row = OPERATIONS[snake(operation)]
    assert (row.method, row.path) == (method, path)


@pytest.mark.parametrize(("operation", "method", "path"), DECLARED)
def test_an_operation_has_a_generated_module(operation, method, path):
    """With functions for sync and for async code, brief and detailed."""
    module = importlib.import_module(f"homerun_client.api.{OPERATIONS[snake(operation)].module}")
    assert inspect.isfunction(module.sync)
    assert inspect.isfunction(module.sync_detailed)
    assert inspect.iscoroutinefunction(module.asyncio)
    assert inspect.iscoroutinefunction(module.asyncio_detailed)


@pytest.mark.parametrize(("operation", "method", "path"), DECLARED)
def test_an_operation_is_reached_by_a_helper(sandbox, homerun, vacancy, application, operation, method, path):
    """One call sends one request, the right one."""
    before = len(sandbox.journal)
    calls(homerun, vacancy, application)[operation]()
    sent = [request_line(request) for request in sandbox.journal[before:]]
    assert sent == [expected_line(method, path, vacancy, application)]


@pytest.mark.parametrize(("operation", "method", "path"), DECLARED)
async def test_an_operation_is_reached_by_an_async_helper(sandbox, vacancy, application, operation, method, path):
    """One call sends one request, the right one."""
    before = len(sandbox.journal)
    async with AsyncHomerun(sandbox.key(), base_url=sandbox.url, rate_limit=None) as homerun:
        await calls(homerun, vacancy, application)[operation]()
    sent = [request_line(request) for request in sandbox.journal[before:]]
    assert sent == [expected_line(method, path, vacancy, application)]
