# Derived from tests/_async/test_files.py by scripts/unasync. Change that file, not this one.
"""Uploads and downloads: exact to the byte, in every form, within the limits."""

import io
import os

import pytest
from homerun_client.models import JobApplicationFile

from homerun_helpers import (
    APIConnectionError,
    FileTooLargeError,
    Homerun,
    HomerunError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
    UnsupportedFileTypeError,
)
from tests.support.clock import FakeClock
from tests.support.faulty import Answer, Drop, FaultyServer
from tests.support.multipart import parts_of
from tests.support.records import CREATED
from tests.support.together import in_threads

CONTENT = b"%PDF-1.7\n--+++\r\n" + os.urandom(200_000)
LARGE = CONTENT.ljust(3_000_000, b".")  # more than is read at a time
PNG = b"\x89PNG\r\n\x1a\n" + bytes(500)
FILE = {"data": {"name": "cv.pdf", "type": "resume", "temporary_download_url": "http://127.0.0.1/x"}}


def client_of(server, **options):
    return Homerun("key", base_url=server.url, **{"_clock": FakeClock(), "rate_limit": None, **options})


def as_path(folder):
    path = folder / "cv.pdf"
    path.write_bytes(CONTENT)
    return path


FORMS = {
    "path": as_path,
    "text path": lambda folder: str(as_path(folder)),
    "bytes": lambda _: CONTENT,
    "bytearray": lambda _: bytearray(CONTENT),
    "file object": lambda folder: as_path(folder).open("rb"),
    "in memory": lambda _: io.BytesIO(CONTENT),
    "named bytes": lambda _: ("cv.pdf", CONTENT),
    "named path with type": lambda folder: ("résumé.pdf", as_path(folder), "application/pdf"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_file_arrives_byte_for_byte(form, tmp_path):
    """It is sent with a name and a media type, and with a random boundary."""
    file = FORMS[form](tmp_path)
    with FaultyServer(Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            homerun.job_applications.upload_file("ap_1", file, type="resume")
        fields = {part.name: part for part in parts_of(server.received[0])}
    assert fields["type"].content == b"resume"
    assert fields["file"].content == CONTENT
    assert fields["file"].file_name.endswith(".pdf")
    assert fields["file"].mime_type == "application/pdf"
    if hasattr(file, "close"):
        assert not file.closed
        file.close()


NAMES = {
    'quo"te.pdf': "quo%22te.pdf",  # as browsers send it
    "line\r\nbreak.pdf": "line_break.pdf",
    "/etc/passwd": "passwd",
    "C:\\Users\\ada.pdf": "ada.pdf",
    "Zoë Müller 履歴書.pdf": "Zoë Müller 履歴書.pdf",
    "": "file.pdf",
    "\udcff.pdf": "?.pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_any_name_arrives_as_one_name(name):
    """A name never breaks a header, never holds a folder and is never empty."""
    with FaultyServer(Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            homerun.job_applications.upload_file("ap_1", (name, CONTENT), type="resume")
        parts = {part.name: part for part in parts_of(server.received[0])}
    assert parts["file"].file_name == NAMES[name]
    assert parts["file"].content == CONTENT
    assert parts.keys() == {"type", "file"}


def test_a_file_object_is_sent_from_its_position_also_the_second_time():
    """After a 429 the same bytes are sent again."""
    file = io.BytesIO(b"header" + CONTENT)
    file.seek(6)
    with FaultyServer(Answer(429, headers={"Retry-After": "0"}), Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            homerun.job_applications.upload_file("ap_1", ("cv.pdf", file), type="resume")
        sent = [{part.name: part.content for part in parts_of(request)} for request in server.received]
    assert sent == [{"type": b"resume", "file": CONTENT}] * 2


def test_a_pipe_is_sent_and_sent_again():
    """A file that cannot be rewound is copied first."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as end:
        end.write(b"%PDF-small")
    with FaultyServer(Answer(429, headers={"Retry-After": "0"}), Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            with os.fdopen(reader, "rb") as pipe:
                homerun.job_applications.upload_file("ap_1", ("cv.pdf", pipe), type="resume")
        assert [parts_of(request)[1].content for request in server.received] == [b"%PDF-small"] * 2


def test_progress_is_told_from_0_to_the_whole_file():
    """`on_progress` gets how many bytes were sent and how many there are, never fewer than before."""
    told = []
    with FaultyServer(Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            homerun.job_applications.upload_file(
                "ap_1", LARGE, type="resume", on_progress=lambda *news: told.append(news)
            )
    assert told[0] == (0, len(LARGE))
    assert told[-1] == (len(LARGE), len(LARGE))
    assert told == sorted(told)
    assert len(told) > 3


def test_an_upload_whose_answer_is_lost_is_not_repeated():
    """The file may have arrived; the error says so."""
    with FaultyServer(Drop(), Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            with pytest.raises(APIConnectionError) as caught:
                homerun.job_applications.upload_file("ap_1", CONTENT, type="resume")
        assert caught.value.outcome_unknown
        assert len(server.received) == 1


def test_the_type_of_a_photo_is_told_by_its_content():
    """Its name may say something else; the media type is that of the content."""
    with FaultyServer(Answer(200, CREATED)) as server:
        with client_of(server) as homerun:
            homerun.job_applications.upload_photo("ap_1", ("ada.jpg", PNG))
            with pytest.raises(UnsupportedFileTypeError, match="JPEG, PNG or GIF"):
                homerun.job_applications.upload_photo("ap_1", ("ada.png", CONTENT))
        assert [parts_of(request)[0].mime_type for request in server.received] == ["image/png"]


def test_a_file_that_is_too_large_is_refused_before_a_byte_is_sent(tmp_path):
    """The limits are 25 MB for files and 5 MB for photos."""
    large, photo = tmp_path / "large.pdf", tmp_path / "photo.png"
    for path, size in ((large, 25 * 2**20 + 1), (photo, 5 * 2**20 + 1)):
        with path.open("wb") as file:
            file.write(PNG)
            file.truncate(size)
    with FaultyServer(Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            with pytest.raises(FileTooLargeError, match="25 MB"):
                homerun.job_applications.upload_file("ap_1", large, type="resume")
            with pytest.raises(FileTooLargeError, match="5 MB"):
                homerun.job_applications.upload_photo("ap_1", photo)
        assert server.received == []


def test_an_unknown_type_of_file_is_refused():
    """The API knows `resume` and `assignment`."""
    with Homerun("key", base_url="http://127.0.0.1:9/v2") as homerun:
        with pytest.raises(InvalidArgumentError, match="resume"):
            homerun.job_applications.upload_file("ap_1", CONTENT, type="cv")


def test_a_file_that_shrinks_while_it_is_sent_is_an_error(tmp_path):
    """The request announced the length of the whole file, so it cannot be completed."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(LARGE)

    def shrink(sent, _):
        if sent:
            os.truncate(path, 10)

    with FaultyServer(Answer(200, FILE)) as server:
        with client_of(server) as homerun:
            with pytest.raises(InvalidArgumentError, match="became shorter"):
                homerun.job_applications.upload_file("ap_1", path, type="resume", on_progress=shrink)


def test_any_request_can_send_files():
    """`request` sends a form when it is given files."""
    with FaultyServer(Answer(200, {"data": 1})) as server:
        with client_of(server) as homerun:
            files = {"file": ("a.txt", b"text")}
            homerun.request("POST", "/temporary-files", files=files, json={"kind": "x", "public": True})
        sent = {part.name: part.content for part in parts_of(server.received[0])}
    assert sent == {"kind": b"x", "public": b"true", "file": b"text"}


def test_a_download_is_whole_and_sends_no_key(tmp_path):
    """The host of the file is not the API."""
    with FaultyServer(Answer(200, CONTENT)) as server:
        with client_of(server) as homerun:
            link = server.url.replace("/v2", "/files/cv.pdf?signature=s3cret")
            path = homerun.job_applications.download_file(link, tmp_path / "cv.pdf")
        assert path.read_bytes() == CONTENT
        assert "authorization" not in server.received[0].headers
    assert [path.name for path in tmp_path.iterdir()] == ["cv.pdf"]


def test_a_download_that_breaks_off_is_begun_again(tmp_path):
    """What the first attempt has written is dropped."""
    with FaultyServer(Answer(200, CONTENT, cut=1000), Answer(500), Answer(200, CONTENT)) as server:
        with client_of(server) as homerun:
            path = homerun.job_applications.download_file(server.url + "/f", tmp_path / "cv.pdf")
    assert path.read_bytes() == CONTENT


def test_a_download_that_fails_leaves_the_old_file_alone(tmp_path):
    """A file appears whole or not at all, and no part of it stays in the folder."""
    target = tmp_path / "cv.pdf"
    target.write_bytes(b"old")
    with FaultyServer(Answer(200, CONTENT, cut=1000)) as server:
        with client_of(server) as homerun:
            with pytest.raises(APIConnectionError):
                homerun.job_applications.download_file(server.url + "/f?signature=s3cret", target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["cv.pdf"]


def test_an_expired_link_says_what_to_do(tmp_path):
    """Links are valid for 5 minutes. Neither the link nor a scope is in the error."""
    with FaultyServer(Answer(403, b"<Error>")) as server:
        with client_of(server) as homerun:
            with pytest.raises(PermissionDeniedError, match="5 minutes") as caught:
                homerun.job_applications.download_file(server.url + "/f?signature=s3cret", tmp_path / "cv.pdf")
    assert "s3cret" not in repr(caught.value) + str(caught.value.__dict__)
    assert caught.value.required_scope is None


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "odd"])
def test_an_error_of_a_download_may_be_compressed(coding, tmp_path):
    """Its body is not read, so it is not decoded either."""
    with FaultyServer(Answer(404, b"<Error>", headers={"Content-Encoding": coding})) as server:
        with client_of(server) as homerun:
            with pytest.raises(NotFoundError, match="5 minutes"):
                homerun.job_applications.download_file(server.url + "/f", tmp_path / "cv.pdf")
        assert len(server.received) == 1


def test_a_redirect_of_a_download_without_an_end_is_an_error(tmp_path):
    """Only a few are followed, and none of them is tried again."""
    with FaultyServer(Answer(302, headers={"Location": "/again"})) as server:
        with client_of(server) as homerun:
            with pytest.raises(HomerunError, match="310"):
                homerun.job_applications.download_file(server.url + "/f", tmp_path / "cv.pdf")
        assert len(server.received) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_of_a_download_is_followed_without_the_key(tmp_path):
    """Storage services redirect to other hosts."""
    with FaultyServer(Answer(302, headers={"Location": "/there"}), Answer(200, CONTENT)) as server:
        with client_of(server) as homerun:
            path = homerun.job_applications.download_file(server.url + "/f", tmp_path / "cv.pdf")
        assert path.read_bytes() == CONTENT
        assert [request.target for request in server.received] == ["/v2/f", "/there"]


@pytest.mark.parametrize("link", ["", "ftp://x/y", "file:///etc/passwd", "cv.pdf"])
def test_a_text_that_is_no_link_is_refused(link, tmp_path):
    """Only links with http and https are fetched."""
    with Homerun("key", base_url="http://127.0.0.1:9/v2") as homerun:
        with pytest.raises(InvalidArgumentError):
            homerun.job_applications.download_file(link, tmp_path / "cv.pdf")


def test_files_of_one_name_that_are_downloaded_at_once_do_not_replace_each_other(tmp_path):
    """Files of many candidates are called cv.pdf."""
    with FaultyServer(lambda request: Answer(200, request.target.encode())) as server:
        with client_of(server) as homerun:

            def fetch(number):
                file = JobApplicationFile(name="cv.pdf", temporary_download_url=f"{server.url}/{number}")
                return homerun.job_applications.download_file(file, tmp_path)

            paths = in_threads(fetch, range(8))
    assert len({path.read_bytes() for path in paths}) == len(set(paths)) == len(list(tmp_path.iterdir())) == 8
