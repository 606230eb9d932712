import tracemalloc

import httpx
import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPG = b"\xff\xd8\xff\xe0" + bytes(100)
GIF = b"GIF89a" + bytes(100)
MAX_FILE_BYTES = 26_214_400
MAX_PHOTO_BYTES = 5_242_880


@pytest.fixture
def upload(api, application):
    """Uploads to /files, or to /photo when no type is given."""

    def post(file, type=None):
        # Parts without a file name are plain fields, and make the form multipart also without a file.
        path, parts = ("photo", {}) if type is None else ("files", {"type": (None, type)})
        parts |= {} if file is None else {"file": file}
        return api.post(f"/job-applications/{application}/{path}", files=parts)

    return post


@pytest.mark.parametrize("type", ["resume", "assignment"])
def test_file_is_listed_and_can_be_downloaded(application, details, upload, type):
    """The download has the bytes, the media type and the name of the upload."""
    content = bytes(range(256)) * 5000
    response = upload(("cv.pdf", content, "application/pdf"), type)
    file = response.json()["data"]
    assert (response.status_code, file["name"], file["type"]) == (200, "cv.pdf", type)
    got = httpx.get(details(application)["files"][0]["temporary_download_url"])
    assert got.content == content
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == 'attachment; filename="cv.pdf"'


@pytest.mark.parametrize("name", ["Zoë’s cv.pdf", "100% sure?.pdf", "a#b&c.txt", "no extension"])
def test_any_name_survives(upload, name):
    """A file with an unusual name can be downloaded under that name."""
    file = upload((name, b"x"), "resume").json()["data"]
    assert file["name"] == name
    assert httpx.get(file["temporary_download_url"]).content == b"x"


@pytest.mark.parametrize(("name", "kept"), [("../../etc/passwd", "passwd"), ("C:\\cv.pdf", "cv.pdf"), ("..", "file")])
def test_name_has_no_folders(upload, name, kept):
    """Folders are removed from a file's name."""
    assert upload((name, b"x"), "resume").json()["data"]["name"] == kept


def test_file_parts_that_look_like_boundaries_survive(upload):
    """Lines of a file that look like boundaries are kept."""
    content = b"\r\n--+++\r\nContent-Disposition: form-data\r\n\r\n--+++--\r\n"
    file = upload(("x.bin", content), "assignment").json()["data"]
    assert httpx.get(file["temporary_download_url"]).content == content


@pytest.mark.parametrize(
    ("file", "type", "wrong"),
    [
        (None, "resume", ["file"]),
        (("a", b"x"), "", ["type"]),
        (("a", b"x"), "photo", ["type"]),
        (None, "photo", ["type", "file"]),
        ((None, b"x"), "resume", ["file"]),
    ],
)
def test_bad_form_is_refused(problems, upload, file, type, wrong):
    """Type and file are both required; a field without a file name is no file."""
    assert problems(upload(file, type)) == wrong


@pytest.mark.parametrize(("path", "wrong"), [("files", ["type", "file"]), ("photo", ["file"])])
def test_no_body_has_no_file(api, application, problems, path, wrong):
    """A request without a body is answered as if type and file were missing."""
    assert problems(api.post(f"/job-applications/{application}/{path}")) == wrong


@pytest.mark.parametrize(("extra", "status"), [(0, 200), (1, 400)])
def test_file_has_at_most_25_mib(upload, extra, status):
    """A file of 25 MiB is accepted, one byte more is refused."""
    assert upload(("a.bin", bytes(MAX_FILE_BYTES + extra)), "resume").status_code == status


@pytest.mark.parametrize(("extra", "status"), [(0, 200), (1, 400)])
def test_photo_has_at_most_5_mib(upload, extra, status):
    """A photo of 5 MiB is accepted, one byte more is refused."""
    content = PNG + bytes(MAX_PHOTO_BYTES - len(PNG) + extra)
    assert upload(("a.png", content)).status_code == status


def test_body_over_the_limit_is_too_large(upload):
    """A body is refused by its Content-Length alone, and the connection stays usable."""
    assert upload(("a.png", bytes(8 * 1024 * 1024))).status_code == 413
    assert upload(("a.png", PNG)).status_code == 200


@pytest.fixture
def stream(api, application):
    """Uploads this many megabytes of zeros in chunks, without a Content-Length."""

    def post(path, megabytes):
        part = b'--x\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b'
        head = part % (b"type", b"", b"resume\r\n") + part % (b"file", b'; filename="a"', b"")
        pieces = iter([head, *([bytes(1_000_000)] * megabytes), b"\r\n--x--\r\n"])
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        return api.post(f"/job-applications/{application}/{path}", content=pieces, headers=headers)

    return post


def test_chunked_body_over_the_limit_is_too_large(stream):
    """A chunked body over the limit is refused while it is read."""
    assert stream("photo", 8).status_code == 413


def test_large_upload_is_not_held_in_memory(stream):
    """Server and client together need far less memory than the 25 MB of the upload."""
    tracemalloc.start()
    try:
        assert stream("files", 25).status_code == 200
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


@pytest.mark.parametrize("content", [PNG, JPG, GIF])
def test_photo_is_shown_with_the_application(sandbox, application, details, upload, content):
    """The answer is the application, whose photo is a link to the same bytes."""
    record = upload(("ada.bin", content)).json()["data"]
    assert record["id"] == application
    assert details(application)["personal_info"]["photo"] == record["personal_info"]["photo"]
    assert httpx.get(record["personal_info"]["photo"]).content == content


def test_photo_is_replaced(upload):
    """A second photo takes the place of the first."""
    first = upload(("a.png", PNG)).json()["data"]["personal_info"]["photo"]
    second = upload(("a.gif", GIF)).json()["data"]["personal_info"]["photo"]
    assert httpx.get(first).status_code == 404
    assert httpx.get(second).headers["Content-Type"] == "image/gif"


def test_photo_is_no_file(application, details, upload):
    """The list of files has resumes and assignments only."""
    upload(("a.png", PNG))
    assert details(application)["files"] == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"BM", b"<svg/>", b"RIFF0000WEBP"])
def test_photo_must_be_an_image(problems, upload, content):
    """The content of a photo decides, not its name."""
    assert problems(upload(("a.png", content, "image/png"))) == ["file"]


def test_photo_can_be_set_by_address(api, application, upload):
    """An address in an update takes the place of an upload, and null removes it."""
    uploaded = upload(("a.png", PNG)).json()["data"]["personal_info"]["photo"]
    for value in ("https://example.com/a.png", None):
        record = api.patch(f"/job-applications/{application}", json={"photo": value}).json()["data"]
        assert record["personal_info"]["photo"] == value
    assert httpx.get(uploaded).status_code == 404


@pytest.mark.parametrize("path", ["files", "photo"])
def test_unknown_application_gets_no_upload(api, path):
    """An upload for an unknown application is a 404, whatever the body is."""
    response = api.post(f"/job-applications/ap_unknown/{path}", files={"file": ("a", PNG)})
    assert response.status_code == 404


def test_application_deleted_during_an_upload_is_not_found(sandbox, api, application):
    """An upload whose application is deleted meanwhile is a 404, and is not kept."""

    def pieces():
        yield b'--x\r\nContent-Disposition: form-data; name="type"\r\n\r\nresume\r\n'
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        # More than any buffer holds: the server is reading it when the application is deleted.
        yield from [bytes(1_000_000)] * 20
        sandbox.delete_application(application)
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    path = f"/job-applications/{application}/files"
    assert api.post(path, content=pieces(), headers=headers).status_code == 404
    assert sandbox._state.store._database.all("SELECT * FROM contents") == []
