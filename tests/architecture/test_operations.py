"""The spec is the list: every operation of openapi.yaml can be called, from sync and from async code."""

import importlib
import inspect
import re
from functools import partial
from pathlib import Path
from typing import get_overloads

import httpx
import pytest
import yaml
from homerun_client.operations import BODIES, OPERATIONS

from homerun_helpers import AsyncHomerun, Homerun, included
from homerun_helpers._operations import resource_of
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.vacancies import Vacancies
from tests.support.stub import advice

SPEC = yaml.safe_load((Path(__file__).resolve().parents[2] / "openapi.yaml").read_text("utf-8"))
METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")
# operationId, method, path
DECLARED = [
    (item[method]["operationId"], method.upper(), path)
    for path, item in SPEC["paths"].items()
    for method in METHODS
    if method in item
]
LISTS = {"list_vacancies": Vacancies.list, "list_job_applications": JobApplications.list}
BODIES_OF = {
    "CreateJobApplicationBody": JobApplications.create,
    "UpdateJobApplicationBody": JobApplications.update,
    "CreateNoteBody": JobApplications.add_note,
}
# What goes into the path, or says how much of a list is fetched.
NOT_SENT = ("self", "job_application_id", "include", "per_page", "start_page", "extra_params", "more_filters")
SAMPLES = {
    "string": "text",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
}
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


def call(homerun, vacancy, application, operation):
    found = calls(homerun, vacancy, application).get(operation)
    return found or pytest.fail(advice(snake(operation), operation), pytrace=False)


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


@pytest.mark.parametrize(("operation", "method", "path"), DECLARED)
def test_an_operation_has_a_helper(homerun, operation, method, path):
    """A new one is not forgotten: the failure says what to write."""
    assert callable(call(homerun, "job_1", "ap_1", operation))


def test_every_operation_that_is_called_here_is_in_the_spec(homerun):
    """One that left the spec leaves the helpers."""
    assert calls(homerun, "job_1", "ap_1").keys() <= {operation for operation, _, _ in DECLARED}


def sent_by(method):
    return [name for name in inspect.signature(method).parameters if name not in NOT_SENT]


@pytest.mark.parametrize(("name", "method"), LISTS.items())
def test_a_list_names_only_filters_of_the_spec(name, method):
    """A filter that left the spec leaves the signature."""
    assert set(sent_by(method)) <= OPERATIONS[name].filters.keys()


@pytest.mark.parametrize(("name", "filter"), [(name, one) for name in LISTS for one in OPERATIONS[name].filters])
def test_a_list_sends_each_filter(name, filter):
    """One that stands in the signature and goes nowhere would return everything."""
    sent = []

    def answer(request):
        sent.extend(one for one in request.url.params if one.startswith("filter["))
        return httpx.Response(200, json={"data": []})

    wanted = OPERATIONS[name].filters[filter]
    value = wanted.enum[0] if wanted.enum else SAMPLES[wanted.type]
    with Homerun("key", base_url="http://127.0.0.1:1", transport=httpx.MockTransport(answer)) as homerun:
        LISTS[name](getattr(homerun, resource_of(OPERATIONS[name])), **{filter: value}).first()
    assert [snake(one.removeprefix("filter[").removesuffix("]")) for one in sent] == [filter]


@pytest.mark.parametrize(("name", "method"), LISTS.items())
def test_a_list_asks_for_no_more_records_than_a_page_can_hold(name, method):
    """Unless told otherwise."""
    assert inspect.signature(method).parameters["per_page"].default <= OPERATIONS[name].largest_page


@pytest.mark.parametrize(("body", "method"), BODIES_OF.items())
def test_a_method_takes_the_fields_of_its_body(body, method):
    """All of them, and no others: a field that left the spec leaves the signature, a new one comes in."""
    assert sorted(sent_by(method)) == sorted(BODIES[body])


@pytest.mark.parametrize("include", sorted({one for row in OPERATIONS.values() for one in row.includes}))
def test_an_include_has_a_type_in_included(include):
    """Without an overload of its own it is Any."""
    known = [str(inspect.signature(overload).parameters["name"].annotation) for overload in get_overloads(included)]
    assert any(repr(include) in one for one in known), f'includes.py: add an @overload for Literal["{include}"]'


@pytest.mark.parametrize("name", [name for name, row in OPERATIONS.items() if row.max_bytes])
def test_an_upload_says_its_limits(name):
    """Those of the spec: size and, if not all will do, media types."""
    words = inspect.getdoc(getattr(JobApplications, name))
    limits = OPERATIONS[name]
    assert f"at most {limits.max_bytes // 2**20} MB" in " ".join(words.split())
    assert all(kind.removeprefix("image/").upper() in words for kind in limits.media_types)


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
    call(homerun, vacancy, application, operation)()
    sent = [request_line(request) for request in sandbox.journal[before:]]
    assert sent == [expected_line(method, path, vacancy, application)]


@pytest.mark.parametrize(("operation", "method", "path"), DECLARED)
async def test_an_operation_is_reached_by_an_async_helper(sandbox, vacancy, application, operation, method, path):
    """One call sends one request, the right one."""
    before = len(sandbox.journal)
    async with AsyncHomerun(sandbox.key(), base_url=sandbox.url, rate_limit=None) as homerun:
        await call(homerun, vacancy, application, operation)()
    sent = [request_line(request) for request in sandbox.journal[before:]]
    assert sent == [expected_line(method, path, vacancy, application)]
