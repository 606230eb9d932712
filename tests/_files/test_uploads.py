"""Files to upload: opened, named, measured and checked before a byte is sent."""

import codecs
import io
import mmap
import os
import tempfile
import threading
import zipfile
from contextlib import suppress
from functools import partial

import pytest
from homerun_client.operations import OPERATIONS

from homerun_helpers import FileTooLargeError, UnsupportedFileTypeError
from homerun_helpers._files import uploads
from homerun_helpers._files.uploads import check_file_type, clean_name, open_upload
from homerun_helpers._http.progress import ProgressReport
from tests.support.refusals import refused

JPEG = b"\xff\xd8\xff\xe0 and so on"
PNG = b"\x89PNG\r\n\x1a\n and so on"
GIF = b"GIF89a and so on"
PDF = b"%PDF-1.7 and so on"
LIMITS = {name: OPERATIONS[name].max_bytes for name in ("upload_file", "upload_photo")}


class Unseekable(io.RawIOBase):
    """A file object as a socket gives it, which can be read only once."""

    def __init__(self, pieces):
        super().__init__()
        self.pieces = list(pieces)

    def readable(self):
        return True

    def read(self, size=-1):
        if size == 0 or not self.pieces:
            return b""
        piece = self.pieces.pop(0)
        if isinstance(piece, Exception):
            raise piece
        return piece


@pytest.fixture
def cv(tmp_path):
    path = tmp_path / "cv.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def pipe():
    """Makes the reading end of a pipe that these bytes are written to."""
    threads = []

    def make(content):
        read_end, write_end = os.pipe()

        def feed():
            with suppress(BrokenPipeError), os.fdopen(write_end, "wb", buffering=0) as stream:
                stream.write(content)

        threads.append(threading.Thread(target=feed))
        threads[-1].start()
        return os.fdopen(read_end, "rb")

    yield make
    for thread in threads:
        thread.join(20)


def sparse(path, size, head=b""):
    """A file of this size that takes no space on the disk."""
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(size)
    return path


def taken(file, operation=None):
    """What is sent: content, name and media type."""
    with open_upload(file, operation) as upload:
        content = upload.read()
        assert len(content) == upload.size
        return content, upload.file_name, upload.mime_type


def test_a_path_is_sent_with_its_name(cv):
    """A path can be a Path or a string."""
    expected = (PDF, "cv.pdf", "application/pdf")
    assert taken(cv) == taken(str(cv)) == expected


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_are_sent_under_a_name_that_fits(kind):
    """Bytes without a name get one that fits their type."""
    assert taken(kind(PDF)) == (PDF, "file.pdf", "application/pdf")
    assert taken(kind(b"text")) == (b"text", "file", "application/octet-stream")


def test_a_bytearray_that_is_changed_later_changes_nothing():
    """A bytearray is copied when the upload is opened."""
    data = bytearray(PDF)
    with open_upload(data) as upload:
        data[:] = b"x"
        assert upload.read() == PDF


def test_a_memoryview_of_larger_items_is_sent_whole():
    """The size of a memoryview is its number of bytes, not of items."""
    with open_upload(memoryview(b"12345678").cast("I")) as upload:
        assert (upload.size, upload.read()) == (8, b"12345678")


def test_a_file_object_is_sent_from_where_it_stands(cv):
    """A file object is sent from its position, can be sent again from there, and stays open."""
    with cv.open("rb") as stream:
        stream.seek(5)
        with open_upload(stream) as upload:
            assert stream.tell() == 5
            assert (upload.size, upload.read(), upload.tell()) == (len(PDF) - 5, PDF[5:], len(PDF) - 5)
            upload.seek(0)
            assert (stream.tell(), upload.read()) == (5, PDF[5:])
        assert not stream.closed


def test_a_file_object_has_its_own_name(cv):
    """A file object has the name of its path without folders, or none if it was opened by its number."""
    with cv.open("rb") as stream:
        assert taken(stream)[1] == "cv.pdf"
    with open(os.open(cv, os.O_RDONLY), "rb") as stream:  # noqa: PTH123 - by its number
        assert taken(stream)[1] == "file.pdf"


def test_a_name_and_a_media_type_can_be_given(cv):
    """The media type is the given one, or else that of the content, or else that of the name."""
    assert taken(("Ada.docx", b"text"))[1:] == (
        "Ada.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    assert taken(("Ada.txt", PDF))[1:] == ("Ada.txt", "application/pdf")
    assert taken(("Ada.txt", cv, "text/x-cv; charset=utf-8"))[1:] == ("Ada.txt", "text/x-cv; charset=utf-8")
    assert taken(("Ada", b"text"))[1:] == ("Ada", "application/octet-stream")


@pytest.mark.parametrize("mime", ["", "pdf", "application/", "/pdf", "a/b/c", "a/b\r\nX: y", "a/b;\x00", "ä/b", " a/b"])
def test_what_is_no_media_type_is_refused(mime):
    """A media type that would break its header is refused."""
    with refused("file", "MIME type"):
        open_upload(("a", b"x", mime))


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("cv.pdf", "cv.pdf"),
        ("/home/ada/cv.pdf", "cv.pdf"),
        ("C:\\Users\\ada\\cv.pdf", "cv.pdf"),
        ("../../cv.pdf", "cv.pdf"),
        ('a "quoted" name.pdf', 'a "quoted" name.pdf'),
        ("a\r\nX-Header: b.pdf", "a_X-Header: b.pdf"),
        ("a\x00\x1f\x7f\x85b", "a_b"),
        ("履歴書 – Adá 🚀.pdf", "履歴書 – Adá 🚀.pdf"),
        ("\ud800\udfffx", "??x"),
        ("", "file"),
        ("   ", "file"),
        ("folder/", "file"),
        ("\t", "_"),
    ],
)
def test_names_are_cleaned(name, clean):
    """A name has no folders, and no characters that break a header."""
    assert clean_name(name) == clean
    with open_upload((name, b"x")) as upload:
        assert upload.file_name == (clean if name else "file")


def test_a_path_with_bytes_that_are_no_text_can_be_sent(tmp_path):
    """A file name on Linux need not be valid Unicode."""
    path = os.fsencode(tmp_path) + b"/cv-\xff.pdf"
    with open(path, "wb") as stream:  # noqa: PTH123 - a path of bytes
        stream.write(PDF)
    content, name, _ = taken(os.fsdecode(path))
    assert (content, name) == (PDF, "cv-?.pdf")


@pytest.mark.parametrize(
    "file",
    [None, 5, object(), [b"x"], {"a": 1}, (b"x",), ("a",), (None, b"x"), ("a", b"x", None), ("a", b"x", 5), ("a",) * 4],
)
def test_what_is_no_file_is_refused(file):
    """Other types and other tuples are refused; the error says what can be given."""
    with refused("file", r"\(name, content"):
        open_upload(file)


def test_what_is_no_file_in_a_tuple_is_refused():
    """The content in a tuple is checked as one that stands alone."""
    with refused("file", "file must be"):
        open_upload(("a", [b"x"]))


@pytest.mark.parametrize("path", ["missing.pdf", "cv.pdf/below", "a\x00b", "x" * 5000, ""])
def test_a_path_that_cannot_be_read_is_refused(tmp_path, monkeypatch, cv, path):
    """A path that is missing, too long or not valid is refused before anything is sent."""
    monkeypatch.chdir(tmp_path)
    with refused("file", r"cannot be read|NUL|folder"):
        open_upload(path)


def test_a_folder_is_refused(tmp_path):
    """The path of a folder is refused."""
    with refused("file", "is a folder"):
        open_upload(tmp_path)


def test_the_path_of_a_pipe_is_refused(tmp_path):
    """Opening a named pipe would block until another program writes to it."""
    os.mkfifo(tmp_path / "fifo")
    with refused("file", "is a pipe"):
        open_upload(tmp_path / "fifo")


@pytest.mark.parametrize("file", [b"", ("a", b""), io.BytesIO(), io.BytesIO(b"read"), Unseekable([])])
def test_an_empty_file_is_refused(file):
    """An empty file is refused, and so is one that was read to its end before."""
    if isinstance(file, io.BytesIO):
        file.seek(0, os.SEEK_END)
    with refused("file", "is empty"):
        open_upload(file)


def test_a_file_object_that_stands_behind_its_end_is_empty():
    """A file object whose position is behind its end has nothing to send."""
    stream = io.BytesIO(b"abc")
    stream.seek(10)
    with refused("file", "is empty"):
        open_upload(stream)


def test_files_that_are_open_as_text_are_refused(cv):
    """Text files of every kind are refused: they give characters, not bytes."""
    openers = [
        lambda: cv.open(encoding="utf-8"),
        lambda: io.StringIO("text"),
        lambda: codecs.getreader("utf-8")(cv.open("rb")),
        lambda: tempfile.SpooledTemporaryFile(mode="w+"),  # noqa: SIM115 - closed below
        lambda: tempfile.NamedTemporaryFile("w+"),  # noqa: SIM115 - closed below
    ]
    for opener in openers:
        with opener() as stream, refused("file", "binary mode"):
            open_upload(stream)


def test_a_closed_file_and_one_for_writing_are_refused(tmp_path, cv):
    """A file that is closed or open for writing is refused."""
    with cv.open("rb") as stream:
        pass
    with refused("file", "is closed, or not open for reading"):
        open_upload(stream)
    with cv.open("ab") as stream, refused("file", "not open for reading"):
        open_upload(stream)


def test_a_file_that_is_read_with_await_is_refused():
    """An upload of a web framework is refused; the error names the file object in it."""

    class UploadFile:
        async def read(self):
            return b""

    with refused("file", r"pass the file object in it, such as its \.file"):
        open_upload(UploadFile())


def test_a_mapped_file_is_sent(cv):
    """A memory-mapped file can be sent, though its `seek` does not return the position."""
    with cv.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert taken(mapped)[0] == PDF


def test_a_file_in_an_archive_is_sent(tmp_path):
    """A file in a zip archive has its own name, without the folders of the archive."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("2026/cv.pdf", PDF)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive, archive.open("2026/cv.pdf") as stream:
        assert taken(stream) == (PDF, "cv.pdf", "application/pdf")


def test_a_pipe_is_copied_so_that_it_can_be_sent_again(pipe):
    """A pipe can be read once; its copy can be read again."""
    with pipe(PDF) as stream, open_upload(("cv.pdf", stream)) as upload:
        assert upload.read() == PDF
        upload.seek(0)
        assert upload.read() == PDF


def test_a_large_pipe_is_copied_to_disk(pipe):
    """A large copy is on disk, and is closed with the upload."""
    content = os.urandom(1 << 20) * 3
    with pipe(content) as stream, open_upload(stream, "upload_file") as upload:
        assert (upload.size, upload.read()) == (len(content), content)
    assert upload._source.closed


def test_a_pipe_that_gives_too_much_is_refused_as_too_large(pipe):
    """Copying stops as soon as there are more bytes than the limit."""
    with (
        pipe(PNG + bytes(LIMITS["upload_photo"])) as stream,
        refused("file", "more than 5,242,880", error=FileTooLargeError),
    ):
        open_upload(stream, "upload_photo")


def test_a_stream_that_breaks_off_is_an_error_of_its_own():
    """When reading fails, nothing is sent and the copy is closed."""
    stream = Unseekable([b"x" * 100, b"x" * (1 << 21), OSError(104, "Connection reset by peer")])
    with refused("file", "cannot be read: Connection reset by peer"):
        open_upload(stream)


@pytest.mark.parametrize(("operation", "most"), LIMITS.items())
def test_a_byte_too_much_is_refused(tmp_path, operation, most):
    """A file of exactly the limit is accepted; the error names the limit."""
    with open_upload(sparse(tmp_path / "fits.png", most, PNG), operation) as upload:
        assert upload.size == most
    with refused("file", rf"must have at most \d+ MB \({most:,} bytes\); large.png has", error=FileTooLargeError):
        open_upload(sparse(tmp_path / "large.png", most + 1, PNG), operation)


def test_only_what_is_sent_counts(tmp_path):
    """Of a file object in the middle of a large file, only the rest counts."""
    most = LIMITS["upload_file"]
    with sparse(tmp_path / "large.bin", most + 10).open("rb") as stream:
        stream.seek(10)
        with open_upload(stream, "upload_file") as upload:
            assert upload.size == most


def test_without_an_operation_there_is_no_limit(tmp_path):
    """Without an operation, a file of any size is accepted."""
    with open_upload(sparse(tmp_path / "large.bin", 1 << 33)) as upload:
        assert upload.size == 1 << 33


@pytest.mark.parametrize(
    ("content", "mime"), [(JPEG, "image/jpeg"), (PNG, "image/png"), (GIF, "image/gif"), (b"GIF87a...", "image/gif")]
)
def test_a_photo_is_known_by_its_content(content, mime):
    """The content decides, and not the name or the given type."""
    assert taken(("ada.txt", content), "upload_photo")[2] == mime
    assert taken(("ada.webp", content, "image/webp"), "upload_photo")[2] == mime


@pytest.mark.parametrize(
    "content", [PDF, b"text", b"GIF88a", b"\x89PN", b"\xff\xd8", b"RIFF\0\0\0\0WEBPVP8 ", b"<svg/>"]
)
def test_what_is_no_photo_is_refused(content):
    """The content decides, and not the name or the given type."""
    with refused("file", "must be JPEG, PNG or GIF; the content of ada.png", error=UnsupportedFileTypeError):
        open_upload(("ada.png", content, "image/png"), "upload_photo")


def test_a_photo_is_known_by_what_is_sent_of_it():
    """The type of a photo is that of the bytes from the position on."""
    stream = io.BytesIO(b"garbage" + PNG)
    stream.seek(7)
    with open_upload(stream, "upload_photo") as upload:
        assert (upload.mime_type, upload.file_name) == ("image/png", "file.png")


def test_a_file_that_is_refused_is_closed(cv):
    """A file that was opened for the upload is closed; a file object of the caller keeps its position."""
    with cv.open("rb") as stream:
        stream.seek(3)
        with refused("file", error=UnsupportedFileTypeError):
            open_upload(stream, "upload_photo")
        assert (stream.closed, stream.tell()) == (False, 3)
    with refused("file", error=UnsupportedFileTypeError):
        open_upload(cv, "upload_photo")  # one that stays open would be a warning, and so an error


def test_what_a_file_grows_by_is_not_sent(cv):
    """What is added to a file after it was opened is not sent, since its length was announced."""
    with open_upload(cv) as upload:
        with cv.open("ab") as stream:
            stream.write(b"more")
        assert upload.read() == PDF
        assert upload.read(10) == b""


def test_a_file_that_shrinks_breaks_the_upload_off(tmp_path):
    """With fewer bytes than announced, the server would wait, so the upload is an error."""
    path = sparse(tmp_path / "cv.pdf", 1 << 20)
    with open_upload(path) as upload:
        os.truncate(path, 1 << 19)
        assert len(upload.read(1 << 19)) == 1 << 19
        with refused("file", r"became shorter.*cv\.pdf had 1,048,576 bytes, and ended after 524,288"):
            upload.read()


def test_reading_in_pieces_gives_the_whole(cv):
    """Reading in pieces of any size gives the whole content."""
    for size in (1, 3, 7, 100):
        with open_upload(cv) as upload:
            assert b"".join(iter(partial(upload.read, size), b"")) == PDF
            assert upload.read_bytes == len(PDF)


def test_seeking_stays_within_what_is_sent(cv):
    """Seeking from the start, the position or the end stays between 0 and the size."""
    with cv.open("rb") as stream:
        stream.seek(2)
        with open_upload(stream) as upload:
            size = upload.size
            assert [upload.seek(4), upload.seek(2, os.SEEK_CUR), upload.seek(0, os.SEEK_END)] == [4, 6, size]
            assert [upload.seek(-1), upload.seek(10**9)] == [0, size]
            upload.seek(0)
            assert upload.read(1) == PDF[2:3]


def test_an_upload_closes_what_it_opened(cv):
    """Closing an upload twice is no error."""
    upload = open_upload(cv)
    upload.close()
    upload.close()
    assert upload._source.closed
    assert upload.closed


def test_an_upload_is_a_file_for_the_generated_client(cv):
    """The generated client gets the name, the upload itself and the media type."""
    with open_upload(cv) as upload:
        assert upload.as_file().to_tuple() == ("cv.pdf", upload, "application/pdf")
        assert (upload.readable(), upload.seekable()) == (True, True)


def test_progress_is_told_when_there_is_news(cv):
    """Progress is told when it changes, and from 0 again for a second attempt."""
    told = []
    with open_upload(cv) as upload:
        report = ProgressReport(upload, lambda sent, total: told.append((sent, total)))
        for step in (lambda: None, lambda: upload.read(4), lambda: None, upload.read, lambda: upload.seek(0)):
            step()
            report.tell(report.read_bytes)
    size = len(PDF)
    assert told == [(0, size), (4, size), (size, size), (0, size)]


def test_types_of_files_are_those_of_the_api():
    """A purpose that the API does not have is refused."""
    assert check_file_type("resume") == "resume"
    for kind in ("Resume", "", None, 5, ["resume"]):
        with refused("type", "must be assignment or resume"):
            check_file_type(kind)


def test_every_photo_format_of_the_spec_is_known_by_its_content():
    """Every media type that the spec allows for a photo has a signature here."""
    known = {mime for _, mime, _ in uploads._SIGNATURES}
    assert {kind for row in OPERATIONS.values() for kind in row.media_types} <= known
