"""Bodies of a kind that an operation does not take are a 415, and when that is found out."""

import pytest

JSON = b'{"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}'
TAKES_JSON = [
    ("POST", "/job-applications"),
    ("PATCH", "/job-applications/{id}"),
    ("POST", "/job-applications/{id}/notes"),
]
TAKES_FORMS = [("POST", "/job-applications/{id}/files"), ("POST", "/job-applications/{id}/photo")]


@pytest.fixture
def send(api, application):
    """Sends a body under a media type to the application."""

    def request(method, path, kind, body=JSON, client=api):
        headers = {} if kind is None else {"Content-Type": kind}
        return client.request(method, path.format(id=application), content=body, headers=headers)

    return request


@pytest.mark.parametrize(("method", "path"), TAKES_JSON)
@pytest.mark.parametrize("kind", [None, "", "text/plain", "application/x-www-form-urlencoded", "text/json", "json"])
def test_body_must_be_called_json(sandbox, send, method, path, kind):
    """Even if it is JSON; nothing changes."""
    before = sandbox.application_ids()
    response = send(method, path, kind)
    assert response.status_code == 415
    assert response.json() == {"code": 415, "error": True, "message": "Unsupported Media Type"}
    assert sandbox.application_ids() == before


@pytest.mark.parametrize(("method", "path"), TAKES_FORMS)
@pytest.mark.parametrize("kind", [None, "application/json", "application/x-www-form-urlencoded", "image/png"])
def test_upload_must_be_called_multipart(send, method, path, kind):
    """Other forms have no place for a file."""
    assert send(method, path, kind).status_code == 415


@pytest.mark.parametrize(("method", "path"), TAKES_JSON + TAKES_FORMS)
def test_without_a_body_the_media_type_does_not_matter(problems, send, method, path):
    """What is missing is named instead."""
    assert problems(send(method, path, "text/plain", b""))


@pytest.mark.parametrize(("method", "path"), TAKES_JSON + TAKES_FORMS)
def test_key_counts_more_than_the_media_type(sandbox, client, send, method, path):
    """Who may not do it hears that first, and whose plan is not paid for."""
    assert send(method, path, "text/plain", client=client("nobody")).status_code == 401
    assert send(method, path, "text/plain", client=client(sandbox.key(plan=False))).status_code == 402
    assert send(method, path, "text/plain", client=client(sandbox.key([]))).status_code == 403


@pytest.mark.parametrize(("method", "path"), TAKES_JSON[1:] + TAKES_FORMS)
def test_unknown_application_counts_more_than_the_media_type(send, method, path):
    """There is nothing to send a body to."""
    assert send(method, path.format(id="ap_unknown"), "text/plain").status_code == 404


def test_form_in_chunks_is_refused_too(api, application):
    """Without a length the body is known by its first piece."""
    response = api.post(f"/job-applications/{application}/photo", content=iter([b"GIF89a"]))
    assert response.status_code == 415
