"""Requests that the generated client does not know."""

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers._requests.raw import raw_request


def request(method="GET", path="/salaries", params=None, json=None, files=None):
    return raw_request(method, path, params, json, files)


def test_a_request_goes_out_as_given():
    """The method in upper case."""
    with request("post", "/salaries/1", {"a[]": ["x", "y"]}, {"b": None}) as kwargs:
        assert kwargs == {
            "method": "POST",
            "url": "/salaries/1",
            "params": {"a[]": ["x", "y"]},
            "json": {"b": None},
        }


@pytest.mark.parametrize("json", [0, False, "", [], {}])
def test_an_empty_body_is_a_body(json):
    """Only None sends none."""
    with request(json=json) as kwargs:
        assert kwargs["json"] == json
    with request() as kwargs:
        assert "json" not in kwargs


@pytest.mark.parametrize("method", ["", "GET ", "GE T", "GET\r\nX: y", None, 5, "GÉT"])
def test_what_is_no_method_is_refused(method):
    """It would end up in the request's first line."""
    with pytest.raises(InvalidArgumentError, match="method"):
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
    """The key goes nowhere else, and queries go into params."""
    with pytest.raises(InvalidArgumentError, match="path"):
        request(path=path)


def test_wrong_params_and_bodies_are_refused():
    """As everywhere."""
    with pytest.raises(InvalidArgumentError, match="extra_params"):
        request(params={"a": None})
    with pytest.raises(InvalidArgumentError, match="json"):
        request(json={"a": float("nan")})


def test_files_are_sent_with_form_fields():
    """Texts and numbers of `json` become fields; booleans as JSON writes them."""
    with request("POST", json={"type": "resume", "n": 1, "b": True}, files={"file": ("cv.pdf", b"x")}) as kwargs:
        fields, (name, (file_name, content, mime)) = kwargs["files"][:3], kwargs["files"][3]
        assert fields == [("type", (None, b"resume", None)), ("n", (None, b"1", None)), ("b", (None, b"true", None))]
        assert (name, file_name, content.read(), mime) == ("file", "cv.pdf", b"x", "application/pdf")


@pytest.mark.parametrize("json", [[1], "x", {"a": None}, {"a": {}}, {"a": b"x"}])
def test_fields_that_are_no_text_are_refused(json):
    """A form has nothing else."""
    with pytest.raises(InvalidArgumentError, match="form fields"):
        request("POST", json=json, files={"file": b"x"})


@pytest.mark.parametrize("files", [[("file", b"x")], b"x", "cv.pdf", {5: b"x"}, {None: b"x"}])
def test_files_that_are_no_mapping_of_names_are_refused(files):
    """Other libraries take lists; here each file has one name."""
    with pytest.raises(InvalidArgumentError, match="files must be a mapping"):
        request("POST", files=files)


def test_files_are_closed_at_the_end(tmp_path):
    """Those that were opened for the request."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"%PDF-")
    with request("POST", files={"file": path}) as kwargs:
        upload = kwargs["files"][0][1][1]
        assert not upload._source.closed
    assert upload._source.closed


def test_files_are_closed_when_another_one_cannot_be_opened(tmp_path):
    """Nothing stays open: a warning of an open file would be an error here."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"%PDF-")
    with pytest.raises(InvalidArgumentError, match="cannot be read"):
        request("POST", files={"a": path, "b": tmp_path / "missing.pdf"})
