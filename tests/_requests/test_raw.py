"""Requests that the generated client does not know."""

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers._files.forms import open_form
from homerun_helpers._requests.raw import raw_request
from tests.support.refusals import refused


def request(method="GET", path="/salaries", params=None, json=None, files=None):
    """The request as it is sent, with its files open."""
    raw = raw_request(method, path, params, json, files)
    return open_form(raw.kwargs, raw.fields, raw.files)


def test_a_request_is_made_of_its_arguments():
    """The method is written in upper case."""
    with request("post", "/salaries/1", {"a[]": ["x", "y"]}, {"b": None}) as kwargs:
        assert kwargs == {
            "method": "POST",
            "url": "/salaries/1",
            "params": {"a[]": ["x", "y"]},
            "json": {"b": None},
        }


@pytest.mark.parametrize("json", [0, False, "", [], {}])
def test_an_empty_body_is_a_body(json):
    """Only None sends no body."""
    with request(json=json) as kwargs:
        assert kwargs["json"] == json
    with request() as kwargs:
        assert "json" not in kwargs


@pytest.mark.parametrize("method", ["", "GET ", "GE T", "GET\r\nX: y", None, 5, "GÉT"])
def test_what_is_no_method_is_refused(method):
    """A method that is not a word would break the first line of the request."""
    with refused("method"):
        request(method)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "salaries",
        "https://evil.example/",
        "//evil.example/x",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\n",
        "/",
        "/a/../b",
        "/%2e%2e/b",
        "/\ud800",
        None,
        5,
    ],
)
def test_what_is_no_path_is_refused(path):
    """The key must not be sent to another host or path, and queries belong into `params`."""
    with pytest.raises(InvalidArgumentError, match="path"):
        request(path=path)


def test_the_error_of_a_path_names_where_queries_belong():
    """The other argument is spelled as the reader of the error knows it."""
    with refused("path", "queries go into params") as caught:
        request(path="/a?b=c")
    assert caught.value.sentence("--{}".format).startswith("--path must begin with /")
    assert caught.value.sentence("--{}".format).endswith("queries go into --params.")


def test_wrong_params_and_bodies_are_refused():
    """The error names the argument of request()."""
    with refused("params"):
        request(params={"a": None})
    with refused("json"):
        request(json={"a": float("nan")})


def test_files_are_sent_with_form_fields():
    """Texts and numbers of `json` become fields; booleans as JSON writes them."""
    with request("POST", json={"type": "resume", "n": 1, "b": True}, files={"file": ("cv.pdf", b"x")}) as kwargs:
        fields, (name, (file_name, content, mime)) = kwargs["files"][:3], kwargs["files"][3]
        assert fields == [("type", (None, b"resume", None)), ("n", (None, b"1", None)), ("b", (None, b"true", None))]
        assert (name, file_name, content.read(), mime) == ("file", "cv.pdf", b"x", "application/pdf")


@pytest.mark.parametrize("json", [[1], "x", {"a": None}, {"a": {}}, {"a": b"x"}])
def test_fields_that_are_no_text_are_refused(json):
    """The fields of a form are text, so only strings and numbers can become fields."""
    with refused("json", "form fields"):
        request("POST", json=json, files={"file": b"x"})


@pytest.mark.parametrize("files", [[("file", b"x")], b"x", "cv.pdf", {5: b"x"}, {None: b"x"}])
def test_files_that_are_no_mapping_of_names_are_refused(files):
    """Each file needs the name of its field."""
    with refused("files", "files must be a mapping"):
        request("POST", files=files)


def test_files_are_closed_at_the_end(tmp_path):
    """Files that were opened for the request are closed after it."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"%PDF-")
    with request("POST", files={"file": path}) as kwargs:
        upload = kwargs["files"][0][1][1]
        assert not upload._source.closed
    assert upload._source.closed


def test_files_are_closed_when_another_one_cannot_be_opened(tmp_path):
    """A file that stays open would be a warning, and so an error in these tests. The error names the field."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"%PDF-")
    with refused("files", "has a wrong file at 'b': it cannot be read: No such file or directory"):
        request("POST", files={"a": path, "b": tmp_path / "missing.pdf"})
