"""Look-ups in the generated table of operations."""

import pytest
from homerun_client.operations import OPERATIONS

from homerun_helpers._operations import find_operation, known_scopes


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
