import httpx
import pytest

from homerun_helpers.sandbox import Sandbox

PATHS = [
    ("/ping", "GET, HEAD"),
    ("/job-applications", "GET, HEAD, POST"),
    ("/job-applications/ap_1", "DELETE, GET, HEAD, PATCH"),
    ("/job-applications/ap_1/notes", "POST"),
]


@pytest.mark.parametrize("path", ["/nope", "/job-applications/a/b/c", "/../v1/jobs", "/ping/"])
def test_unknown_path_is_not_found(api, path):
    """The 404 of an unknown path is JSON of the API's shape."""
    response = api.get(path)
    assert response.status_code == 404
    assert response.json() == {"code": 404, "error": True, "message": "Not found"}


@pytest.mark.parametrize(("path", "allowed"), PATHS)
def test_wrong_method_names_the_right_ones(api, path, allowed):
    """A 405 lists every method of the path."""
    response = api.put(path)
    assert response.status_code == 405
    assert response.json()["code"] == 405
    assert response.headers["Allow"] == allowed


@pytest.mark.parametrize(("path", "allowed"), PATHS)
def test_options_names_the_methods(sandbox, path, allowed):
    """OPTIONS is answered as by Laravel: without a key, without a body, and at no cost to a budget."""
    response = httpx.options(f"{sandbox.url}{path}")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Allow"] == allowed
    assert "X-RateLimit-Limit" not in response.headers


def test_options_of_an_unknown_path_is_not_found(sandbox):
    """OPTIONS of an unknown path is a 404."""
    assert httpx.options(f"{sandbox.url}/nope").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "TRACE", "BREW"])
def test_wrong_method_needs_no_key(sandbox, method):
    """A 405 comes before the key is checked, as in Laravel."""
    response = httpx.request(method, f"{sandbox.url}/vacancies")
    assert response.status_code == 405
    assert response.json() == {"code": 405, "error": True, "message": "Method Not Allowed"}


def test_head_of_what_cannot_be_read_is_not_allowed(api):
    """HEAD of a path without GET is a 405."""
    assert api.head("/job-applications/ap_1/notes").status_code == 405


@pytest.mark.parametrize("path", ["/ping", "/vacancies", "/job-applications"])
def test_head_answers_like_get_without_a_body(api, path):
    """HEAD has GET's status and length."""
    got, head = api.get(path), api.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_internal_error_is_json_too():
    """An error inside the sandbox, here of its clock, is a 500 of the API's shape."""
    times = iter([1.0])
    with Sandbox(applications=0, clock=lambda: next(times)) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        response = httpx.get(f"{sandbox.url}/ping", headers=headers)
    assert response.status_code == 500
    assert response.json() == {"code": 500, "error": True, "message": "Internal Server Error"}
