"""Files of any content and name are sent byte for byte, under a safe name."""

import io
from types import SimpleNamespace

import httpx
from hypothesis import example, given
from hypothesis import strategies as st

from homerun_helpers import Homerun, InvalidArgumentError
from homerun_helpers._files.uploads import clean_name
from tests.support.multipart import parts_of

# Delimiters and headers of multipart bodies, and pieces of them.
LINES = [b"--", b"+++", b"\r\n", b"\n", b"\r", b"--+++", b"Content-Disposition: form-data", b"\r\n\r\n", b"\x00", b'"']
contents = st.binary(max_size=300) | st.lists(st.sampled_from(LINES) | st.binary(max_size=4), max_size=20).map(b"".join)
names = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    ["a\r\nContent-Type: text/html", 'x".pdf', "x\\", "..", "%22.pdf", "é.pdf", "\ud800", " ", "a/b\\c"]
)


class Recorder(httpx.BaseTransport):
    """Keeps the body of the request and answers like the API."""

    def handle_request(self, request):
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.body = b"".join(request.stream)
        self.request = SimpleNamespace(headers=headers, body=self.body)
        return httpx.Response(200, json={"data": {"name": "x", "type": "resume"}})


def sent(file, type="resume"):
    recorder = Recorder()
    with Homerun("key", base_url="http://127.0.0.1:1/v2", rate_limit=None, transport=recorder) as homerun:
        homerun.job_applications.upload_file("ap_1", file, type=type)
    return recorder


@given(content=contents.filter(bool))
@example(content=b"\r\n--+++\r\nContent-Disposition: form-data\r\n\r\nx\r\n--+++--\r\n")
def test_content_arrives_byte_for_byte(content):
    """The content arrives unchanged, and Content-Length is the length of the body."""
    recorder = sent(("cv.pdf", content, "application/pdf"))
    parts = {part.name: part for part in parts_of(recorder.request)}
    assert parts["file"].content == content
    assert parts["type"].content == b"resume"
    assert int(recorder.request.headers["content-length"]) == len(recorder.body)


@given(content=contents.filter(bool), cut=st.integers(0, 300))
def test_file_object_is_sent_from_its_position(content, cut):
    """A file object is sent from its current position to its end."""
    file = io.BytesIO(content)
    file.seek(min(cut, len(content) - 1))
    rest = content[file.tell() :]
    (part,) = [part for part in parts_of(sent(("cv", file)).request) if part.name == "file"]
    assert part.content == rest


@given(content=contents.filter(bool))
def test_each_request_has_its_own_boundary(content):
    """A file that contains the boundary of an earlier request arrives unchanged."""
    first = sent(("a", content))
    boundary = first.request.headers["content-type"].partition("boundary=")[2].encode()
    attack = b"\r\n--" + boundary + b"--\r\n" + content
    (part,) = [part for part in parts_of(sent(("a", attack)).request) if part.name == "file"]
    assert part.content == attack


@given(name=names)
def test_name_arrives_cleaned_in_its_own_part(name):
    """A file name arrives as `clean_name` returns it, and adds no part or header."""
    parts = parts_of(sent((name, b"x", "text/plain")).request)
    assert sorted(part.name for part in parts) == ["file", "type"]
    (part,) = [part for part in parts if part.name == "file"]
    # Browsers and this package write the characters that would end a name as %22, %0D and %0A.
    assert part.file_name.replace("%22", '"') == clean_name(name).replace("%22", '"')
    assert (part.content, part.mime_type) == (b"x", "text/plain")


@given(mime=st.text(max_size=20) | st.sampled_from(["text/html\r\nX: y", "a/b", "a/b;c=d", "/", "é/é"]))
def test_media_type_is_sent_unchanged_or_refused(mime):
    """A media type is sent unchanged or refused, and adds no header."""
    try:
        recorder = sent(("a", b"x", mime))
    except InvalidArgumentError:
        return
    (part,) = [part for part in parts_of(recorder.request) if part.name == "file"]
    assert part.mime_type == mime
