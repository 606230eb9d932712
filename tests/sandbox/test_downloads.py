import httpx
import pytest


@pytest.fixture
def link(api, application):
    """A new link to an uploaded resume."""
    path = f"/job-applications/{application}/files"
    response = api.post(path, data={"type": "resume"}, files={"file": ("cv.txt", b"Dear Ted")})
    return response.json()["data"]["temporary_download_url"]


def test_link_needs_no_key(sandbox, link):
    """A link is outside the API, on the same loopback port, and works without a key."""
    assert httpx.URL(link).host == "127.0.0.1"
    assert not httpx.URL(link).path.startswith("/v2")
    assert httpx.get(link).text == "Dear Ted"


def test_link_ignores_a_key(link):
    """A link works with any key, and uses none of its budget."""
    response = httpx.get(link, headers={"Authorization": "Bearer wrong-key"})
    assert response.status_code == 200
    assert "X-RateLimit-Limit" not in response.headers


def test_link_is_valid_for_five_minutes(link, clock):
    """A link works one second before its end; then it is forbidden."""
    clock.advance(299)
    assert httpx.get(link).status_code == 200
    clock.advance(1)
    expired = httpx.get(link)
    assert expired.status_code == 403
    assert expired.json()["code"] == 403


def test_each_reading_brings_a_fresh_link(application, details, link, clock):
    """An application that is read later has a link that is valid longer."""
    clock.advance(200)
    later = details(application)["files"][0]["temporary_download_url"]
    clock.advance(200)
    assert httpx.get(link).status_code == 403
    assert httpx.get(later).status_code == 200


def test_links_can_be_expired_at_once(sandbox, application, details, link):
    """`expire_links` ends the links so far, and later links are valid."""
    sandbox.expire_links()
    assert httpx.get(link).status_code == 403
    fresh = details(application)["files"][0]["temporary_download_url"]
    assert httpx.get(fresh).status_code == 200


@pytest.mark.parametrize("old", ["-", "/files/", "0"])
def test_forged_link_is_forbidden(link, old):
    """A link whose id, time or signature was changed is a 403."""
    origin, _, path = link.partition("/files/")
    forged = f"/files/{path}".replace(old, f"{old}1", 1)
    assert httpx.get(origin + forged).status_code == 403


def test_link_of_a_deleted_application_is_gone(sandbox, application, link):
    """The files of a deleted application cannot be downloaded."""
    sandbox.delete_application(application)
    assert httpx.get(link).status_code == 404


def test_link_answers_head_and_ranges(link):
    """HEAD and Range are answered as by a file server, so that a download can be resumed."""
    assert httpx.head(link).headers["Content-Length"] == "8"
    part = httpx.get(link, headers={"Range": "bytes=5-"})
    assert (part.status_code, part.text) == (206, "Ted")


def test_seeded_resume_is_a_pdf(sandbox, details):
    """A seeded resume is the same PDF each time."""
    found = [file for id in sandbox.application_ids()[:5] for file in details(id)["files"]]
    first, again = (httpx.get(found[0]["temporary_download_url"]) for _ in range(2))
    assert first.content.startswith(b"%PDF-")
    assert first.content == again.content
    assert first.headers["Content-Type"] == "application/pdf"


def test_seeded_photo_is_a_png(api, clock):
    """A seeded photo is a PNG, and its link does not expire."""
    records = api.get("/job-applications", params={"perPage": 100}).json()["data"]
    photos = [record["personal_info"]["photo"] for record in records]
    clock.advance(3600)
    response = httpx.get(next(filter(None, photos)))
    assert response.content.startswith(b"\x89PNG")
    assert response.headers["Content-Type"] == "image/png"
