"""A body of a media type that an operation does not take is a 415."""

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
    """JSON under another media type is a 415, and nothing changes."""
    before = sandbox.application_ids()
    response = send(method, path, kind)
    assert response.status_code == 415
    assert response.json() == {"code": 415, "error": True, "message": "Unsupported Media Type"}
    assert sandbox.application_ids() == before


@pytest.mark.parametrize(("method", "path"), TAKES_FORMS)
@pytest.mark.parametrize("kind", [None, "application/json", "application/x-www-form-urlencoded", "image/png"])
def test_upload_must_be_called_multipart(send, method, path, kind):
    """A form of another media type is a 415."""
    assert send(method, path, kind).status_code == 415


@pytest.mark.parametrize(("method", "path"), TAKES_JSON + TAKES_FORMS)
def test_without_a_body_the_media_type_does_not_matter(problems, send, method, path):
    """Without a body the answer names the missing fields, whatever the media type is."""
    assert problems(send(method, path, "text/plain", b""))


@pytest.mark.parametrize(("method", "path"), TAKES_JSON + TAKES_FORMS)
def test_key_counts_more_than_the_media_type(sandbox, client, send, method, path):
    """A key that is wrong, unpaid or without the scope is refused before the media type is looked at."""
    assert send(method, path, "text/plain", client=client("wrong-key")).status_code == 401
    assert send(method, path, "text/plain", client=client(sandbox.key(plan=False))).status_code == 402
    assert send(method, path, "text/plain", client=client(sandbox.key([]))).status_code == 403


@pytest.mark.parametrize(("method", "path"), TAKES_JSON[1:] + TAKES_FORMS)
def test_unknown_application_counts_more_than_the_media_type(send, method, path):
    """An unknown application is a 404, whatever the media type is."""
    assert send(method, path.format(id="ap_unknown"), "text/plain").status_code == 404


def test_form_in_chunks_is_refused_too(api, application):
    """A chunked body of a wrong media type is refused at its first piece."""
    response = api.post(f"/job-applications/{application}/photo", content=iter([b"GIF89a"]))
    assert response.status_code == 415
