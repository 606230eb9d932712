"""Look-ups in the generated table of operations."""

import pytest
from homerun_client.api.vacancies import list_vacancies
from homerun_client.operations import OPERATIONS

from homerun_helpers._operations import find_operation, helper_of, known_scopes, operation_of, resource_of


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_every_operation_is_found_by_its_method_and_path(operation):
    """With any ids in it, quoted ones too."""
    path = operation.path.replace("{vacancy_id}", "va_1").replace("{job_application_id}", "a%2Fb")
    assert find_operation(operation.method, path) is operation
    assert find_operation(operation.method.lower(), path) is operation


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/unknown"),
        ("GET", "/vacancies/"),
        ("GET", "/vacancies/va_1/x"),
        ("GET", "/v2/vacancies"),
        ("PUT", "/vacancies"),
        ("", ""),
        ("GET", "/vacancies\n"),
    ],
)
def test_another_request_is_no_operation(method, path):
    """Nothing is guessed."""
    assert find_operation(method, path) is None


def test_the_scopes_are_those_of_all_operations_and_includes():
    """Sorted, each once."""
    assert "job-application-notes:read" in known_scopes()
    assert list(known_scopes()) == sorted(set(known_scopes()))
    assert all(set(operation.scopes) <= set(known_scopes()) for operation in OPERATIONS.values())


def test_the_operation_of_an_endpoint_module_is_found():
    """Of another module there is none."""
    assert operation_of(list_vacancies) is OPERATIONS["list_vacancies"]
    assert operation_of(pytest) is None
    assert operation_of(None) is None


@pytest.mark.parametrize(
    ("name", "resource", "helper"),
    [
        ("list_vacancies", "vacancies", "vacancies.list"),
        ("get_job_application", "job_applications", "job_applications.get"),
        ("create_note", "job_application_notes", "create_note"),
    ],
)
def test_an_operation_is_called_as_callers_write_it(name, resource, helper):
    """By the helper, when it is of a whole resource."""
    assert (resource_of(OPERATIONS[name]), helper_of(OPERATIONS[name])) == (resource, helper)
