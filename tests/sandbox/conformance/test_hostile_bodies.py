"""Hostile bodies: the answer is never a 500, and always of the API's shape."""

import httpx
import pytest

from tests.support.conform_raw import check, request, send

LEAST = b'"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"'
JSON = b"Content-Type: application/json"
CHUNKED = b"Transfer-Encoding: chunked"


@pytest.fixture
def post(sandbox, application):
    """Posts a body byte by byte: a new application, or a file when it is a form."""
    key = f"Authorization: Bearer {sandbox.key()}".encode()

    def raw(body, *headers, path=b"", hang_up=False):
        length = [] if CHUNKED in headers else [b"Content-Length: %d" % len(body)]
        if any(header.startswith(b"Content-Length") for header in headers):
            length = []
        line = b"POST /v2/job-applications" + path.replace(b"ID", application.encode()) + b" HTTP/1.1"
        return send(sandbox.url, request(line, key, *headers, *length, body=body), hang_up=hang_up)

    return raw


def nested(depth):
    """A body of this many objects, one in the other."""
    return b"{" + LEAST + b', "custom_data": ' + b'{"a":' * (depth - 1) + b"1" + b"}" * depth


@pytest.mark.parametrize(
    "more",
    [
        b'"city": "\\u0000"',
        b'"city": "\\ud83d\\ude00"',
        b'"city": "a", "city": "b"',
        b'"custom_data": {"": {"__proto__": [], "\\u0000": -0.0}}',
        b'"custom_data": {"a": 1e308, "b": 123456789012345678901234567890}',
        b'"\\u0000": 1, "": 2',
    ],
)
def test_odd_json_is_kept(post, more):
    """Valid but unusual JSON is read back as it was sent; of repeated keys the last counts."""
    check(post(b"{" + LEAST + b", " + more + b"}", JSON), 201)


@pytest.mark.parametrize(("depth", "status"), [(512, 201), (513, 400), (5_000, 400), (200_000, 400)])
def test_json_is_as_deep_as_php_reads_it(post, depth, status):
    """JSON of the greatest allowed depth can be stored and read again."""
    answer = post(nested(depth), JSON)
    check(answer, status)
    if status == 201:
        assert answer.body["data"]["custom_data"]


@pytest.mark.parametrize(
    "body",
    [
        b"{" + LEAST + b', "custom_data": {"\\udc00": 1}}',
        b"{" + LEAST + b', "custom_data": {"a": ' + b"9" * 5_000 + b"}}",
        b"\xef\xbb\xbf{" + LEAST + b"}",
        b'{"first_name": "\xed\xa0\x80"}',
        b"\x00" * 1_000,
        b"[" * 200_000,
    ],
)
def test_odd_json_is_refused(post, body):
    """JSON that PHP could not read, or could not send again, is a 400."""
    check(post(body, JSON), 400)


def test_length_that_is_too_short_cuts_the_body(post):
    """A Content-Length that is too short leaves a body that is no JSON."""
    check(post(b"{" + LEAST + b"}", JSON, b"Content-Length: 3"), 400)


def test_length_that_is_too_long_creates_nothing(sandbox, post):
    """A client that goes away before its body is complete gets no answer, and nothing is created."""
    before = sandbox.application_ids()
    assert post(b"{" + LEAST + b"}", JSON, b"Content-Length: 500", hang_up=True) is None
    assert sandbox.application_ids() == before
    sandbox.stop()
    assert [entry.status for entry in sandbox.journal] == [499]


def test_enormous_length_is_too_large(post):
    """A body is refused by an enormous Content-Length alone."""
    check(post(b"{}", JSON, b"Content-Length: " + b"9" * 18), 413)


@pytest.mark.parametrize(("length", "status"), [(b"\xb2", 201), (b"-1", 201), (b"", 201), (b"9" * 5_000, 413)])
def test_length_that_is_no_number_is_overlooked(sandbox, length, status):
    """A Content-Length that is no number is ignored in process, where no server checks it first."""
    headers = {b"Authorization": f"Bearer {sandbox.key()}".encode(), b"Content-Length": length}
    with httpx.Client(base_url=sandbox.url, transport=sandbox.transport()) as client:
        fields = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
        assert client.post("/job-applications", json=fields, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"4\r\n{" + LEAST[:3] + b"\r\n0\r\n\r\n", 400),
        (b"%x\r\n{%b}\r\n0\r\n\r\n" % (len(LEAST) + 2, LEAST), 201),
        (b"0\r\n\r\n", 400),
        (b"zz\r\n", 400),
    ],
)
def test_body_in_chunks_is_read(post, body, status):
    """A chunked body is read whether it is whole, cut off, empty, or has a wrong length."""
    check(post(body, JSON, CHUNKED), status)


@pytest.mark.parametrize("path", [b"", b"/ap_unknown/notes"])
def test_broken_chunk_has_one_answer(sandbox, post, path):
    """A broken chunk has one answer, also where the operation has one too."""
    check(post(b"1\r\n{\r\nzz\r\n", JSON, CHUNKED, path=path), 400)
    sandbox.stop()
    assert len(sandbox.journal) == 1
    assert sandbox.journal[0].status < 500


def part(name, content, more=b""):
    head = b'--x\r\nContent-Disposition: form-data; name="' + name + b'"' + more
    return head + b"\r\n\r\n" + content + b"\r\n"


TYPE, END = part(b"type", b"resume"), b"--x--\r\n"
FILE = part(b"file", b"abc", b'; filename="a.txt"')


@pytest.fixture
def upload(post):
    """Posts a form as a file of the application."""

    def raw(form, kind=b"multipart/form-data; boundary=x"):
        return post(form, b"Content-Type: " + kind, path=b"/ID/files")

    return raw


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (TYPE + FILE + END, "a.txt"),
        (FILE + TYPE + END, "a.txt"),
        (TYPE + FILE + part(b"file", b"def", b'; filename="b.txt"') + END, "b.txt"),
        (TYPE + part(b"file", b"abc", b'; filename="\xff\x00.txt"') + END, "ÿ.txt"),
        (TYPE + part(b"file", b"abc", b'; filename="a"\r\nContent-Type: \xff\x01/;') + END, "a"),
        (TYPE + part(b"file", b"abc", b'; filename="a"') + part(b"other", b"\xff") + END, "a"),
    ],
)
def test_odd_form_is_kept(upload, form, name):
    """A form is read in any order, with two files, bytes that are no UTF-8, and further parts."""
    answer = upload(form)
    check(answer, 200)
    assert answer.body["data"]["name"] == name


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (part(b"type[a]", b"resume") + part(b"file[b]", b"abc", b'; filename="a"') + END, ["type", "file"]),
        (part(b"type[]", b"resume") + part(b"file[]", b"abc", b'; filename="a"') + END, ["type", "file"]),
        (TYPE + part(b"file", b"abc") + END, ["file"]),
        (TYPE + part(b"file", b"abc", b'; filename=""') + END, ["file"]),
        (part(b"type", b"resume", b'; filename="t"') + FILE + END, ["type"]),
        (TYPE + FILE, ["body"]),
        (TYPE + FILE[:-20], ["body"]),
        (b"", ["type", "file"]),
        (part(b"file", b"resume") + part(b"type", b"abc") + END, ["type", "file"]),
    ],
)
def test_odd_form_is_refused(upload, form, wrong):
    """Nested names, no name, a file in the place of a text and a missing end are refused."""
    answer = upload(form)
    check(answer, 400)
    assert [detail["param"] for detail in answer.body["details"]] == wrong


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (TYPE + FILE + END, b"multipart/form-data"),
        (TYPE + FILE + END, b"multipart/form-data; boundary="),
        (TYPE + FILE + END, b"multipart/form-data; boundary=\xff"),
        (TYPE + FILE + END, b"multipart/form-data; boundary=other"),
        (TYPE + FILE + END, b"multipart/form-data; boundary=" + b"x" * 5_000),
        (TYPE + FILE + END, b"multipart/form-data; boundary=x; charset=punycode"),
        (b"--x\r\n\r\nabc\r\n" + END, b"multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n" + END, b"multipart/form-data; boundary=x"),
        (b"--x\r\n" + b"A: b\r\n" * 2_000 + b"\r\nabc\r\n" + END, b"multipart/form-data; boundary=x"),
        (TYPE * 500 + END, b"multipart/form-data; boundary=x"),
        (TYPE + FILE * 50 + END, b"multipart/form-data; boundary=x"),
        (
            TYPE + part(b"file", b"abc", b'; filename="' + b"a" * 30_000 + b'"') + END,
            b"multipart/form-data; boundary=x",
        ),
    ],
)
def test_form_that_cannot_be_parsed_is_refused(upload, form, kind):
    """A missing or wrong boundary, parts without a name, too many parts and too long a name are a 400."""
    answer = upload(form, kind)
    check(answer, 400)
    assert [detail["param"] for detail in answer.body["details"]] == ["body"]


@pytest.mark.parametrize("charset", [b"utf-7", b"unicode_escape", b"idna", b"zlib", b"nope", b"\xff"])
def test_charset_of_a_form_brings_no_half_characters(upload, charset):
    """A file name with half a surrogate pair is changed into one that can be sent."""
    form = TYPE + part(b"file", b"abc", b'; filename="+2AA-\\ud800"') + END
    check(upload(form, b"multipart/form-data; boundary=x; charset=" + charset), 200)
