"""Downloads: the link, the path to write to, and the error when the link fails."""

from pathlib import Path

import pytest
from homerun_client.models import JobApplicationFile

from homerun_helpers import NotFoundError, PermissionDeniedError, ServerError
from homerun_helpers._files.downloads import SHOWN_PATH, download_error, link_of, put, redirected, target_of
from tests.support.refusals import refused

LINK = "https://files.example/cv.pdf?signature=secret"


def file(**fields):
    return JobApplicationFile.from_dict({"id": "fi_1", **fields})


def test_a_file_or_a_link_of_one_can_be_fetched():
    """A link is used as it is, from a file or given by itself."""
    assert link_of(file(temporary_download_url=LINK)) == link_of(LINK) == LINK
    assert link_of("http://127.0.0.1:8000/cv ada.pdf") == "http://127.0.0.1:8000/cv ada.pdf"


@pytest.mark.parametrize(
    "thing",
    [
        file(),
        None,
        5,
        "",
        "cv.pdf",
        "//files.example/cv.pdf",
        "https://",
        "https:///cv.pdf",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "https://[::1",
        "https://files.example:99999/x",
        "https://files.example/x\r\nHost: evil.example",
        "https://files.example/\x00",
    ],
)
def test_what_has_no_link_is_refused_without_repeating_it(thing):
    """The link is a secret, so the error does not show it."""
    with refused("file") as caught:
        link_of(thing)
    assert "files.example" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("https://other.example/x", "https://other.example/x"),
        ("//other.example/x", "https://other.example/x"),
        ("/x", "https://files.example/x"),
        ("x?y=1", "https://files.example/a/x?y=1"),
        ("", "https://files.example/a/b"),
    ],
)
def test_redirects_are_followed_to_http_places(location, target):
    """A redirect to http or https is followed, also a relative one."""
    assert redirected("https://files.example/a/b", location) == target


@pytest.mark.parametrize("link", ["https://files.example/a", "HTTPS://files.example/a", "hTtPs://files.example/a"])
def test_redirects_from_https_to_http_are_refused(link):
    """A redirect from https to http is refused, also with the scheme in capitals."""
    with refused("file", "https to http"):
        redirected(link, "http://files.example/a")


def test_redirects_from_http_to_either_are_followed():
    """A redirect from http may lead to http or https."""
    assert redirected("http://127.0.0.1/a", "http://127.0.0.1/b") == "http://127.0.0.1/b"
    assert redirected("http://127.0.0.1/a", "HTTPS://x/b") == "HTTPS://x/b"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://x/y", "http://[::", "https://x:port/", "https:\x00"])
def test_redirects_to_no_http_place_are_refused(location):
    """A redirect to anything but http and https is refused."""
    with refused("file", "link"):
        redirected("https://files.example/a", location)


def test_a_path_is_written_to_as_it_is(tmp_path):
    """A path can be a string or a Path, of a file that exists or not."""
    target = tmp_path / "cv.pdf"
    assert target_of(file(name="other.pdf"), str(target)).path == target
    target.touch()
    assert target_of(LINK, target).path == target


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/passwd", "passwd"),
        ("a\r\nb.pdf", "a_b.pdf"),
        ("a\x00b", "a_b"),
        ("", "file"),
        ("folder/", "file"),
        ("  ", "file"),
        ("\ud800.pdf", "?.pdf"),
    ],
)
def test_in_a_folder_the_file_has_its_own_name_and_stays_there(tmp_path, name, expected):
    """The name was chosen by a candidate, and must not lead out of the folder."""
    assert target_of(file(name=name), tmp_path).path == tmp_path / expected


@pytest.mark.parametrize("thing", [file(), file(name=".."), file(name="a/."), LINK])
def test_in_a_folder_a_file_without_a_name_of_its_own_is_refused(tmp_path, thing):
    """Without a name of its own, a file cannot be put into a folder."""
    with refused("to", "folder"):
        target_of(thing, tmp_path)


def test_a_folder_that_does_not_exist_is_refused():
    """A folder that does not exist is refused before anything is fetched."""
    with refused("to", "does not exist"):
        target_of(LINK, Path("/no/such/folder/cv.pdf"))


@pytest.mark.parametrize(("status", "kind"), [(403, PermissionDeniedError), (404, NotFoundError), (503, ServerError)])
def test_the_error_of_a_link_says_what_to_do_and_shows_no_link(status, kind):
    """The error says that the link may have expired, shows no link, and names no scope."""
    error = download_error(status, {})
    assert type(error) is kind
    assert (error.status, error.path, error.message) == (status, SHOWN_PATH, str(error))
    assert ("expired" in str(error)) is (status < 500)
    assert getattr(error, "required_scope", None) is None


@pytest.mark.parametrize(
    ("name", "expected"), [(".bashrc", "bashrc"), ("C:x.pdf", "C_x.pdf"), ("...", "file"), ("a/../b.pdf", "b.pdf")]
)
def test_a_name_that_a_candidate_chose_stays_visible_and_in_its_folder(name, expected, tmp_path):
    """A name becomes neither a hidden file nor a path on another drive."""
    assert target_of(JobApplicationFile(name=name), tmp_path).path == tmp_path / expected


def test_a_file_in_a_folder_does_not_take_the_place_of_another(tmp_path):
    """Of several files of the same name, each gets a name of its own."""
    for content in ("one", "two", "three"):
        part = tmp_path / "part"
        part.write_text(content)
        put(str(part), target_of(JobApplicationFile(name="cv.pdf"), tmp_path))
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {"cv.pdf": "one", "cv (2).pdf": "two", "cv (3).pdf": "three"}


def test_a_whole_path_is_replaced(tmp_path):
    """A download to the path of a file replaces that file."""
    path, part = tmp_path / "cv.pdf", tmp_path / "part"
    path.write_text("old")
    part.write_text("new")
    assert put(str(part), target_of("https://x.example/y", path)) == path
    assert path.read_text() == "new"
