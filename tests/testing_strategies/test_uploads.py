"""Files to upload in every form, and valid photos."""

import base64
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homerun_helpers import InvalidArgumentError
from homerun_helpers._files.uploads import open_upload
from homerun_helpers.testing import strategies as homerun
from homerun_helpers.testing.strategies._images import FORMATS
from tests.support.browser import browser, browser_page
from tests.testing_strategies.drawing import draws, examples


def content_of(file):
    """The bytes of a file in any form."""
    inner = file[1] if isinstance(file, tuple) else file
    if isinstance(inner, (str, Path)):
        return Path(inner).read_bytes()
    return inner.getvalue() if isinstance(inner, io.BytesIO) else bytes(inner)


@given(file=homerun.uploads() | homerun.uploads(hostile=True))
def test_every_file_can_be_uploaded(file):
    """The client opens every file, which has a name and content, and reads it unchanged."""
    wanted = content_of(file)
    with open_upload(file, "upload_file") as upload:
        assert upload.read() == wanted != b""
        assert upload.file_name


@given(file=homerun.uploads(photos=True))
def test_photos_are_recognised_by_their_content(file):
    """The client recognises the format of every photo by its content."""
    with open_upload(file, "upload_photo") as upload:
        assert upload.mime_type in FORMATS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_paths_name_existing_files(data, tmp_path):
    """With `folder` a drawn path names an existing file."""
    file = data.draw(homerun.uploads(folder=tmp_path))
    with open_upload(file, "upload_file") as upload:
        assert upload.size == len(content_of(file))


FORMS = {
    "bytes": lambda file: isinstance(file, bytes),
    "a bytearray": lambda file: isinstance(file, bytearray),
    "a memoryview": lambda file: isinstance(file, memoryview),
    "a file object": lambda file: isinstance(file, io.BytesIO),
    "a name and bytes": lambda file: isinstance(file, tuple) and len(file) == 2 and isinstance(file[1], bytes),
    "a name and a file object": lambda file: isinstance(file, tuple) and isinstance(file[1], io.BytesIO),
    "a name, bytes and a type": lambda file: isinstance(file, tuple) and len(file) == 3,
    "a line like a boundary": lambda file: b"\r\n--boundary" in content_of(file),
    "the generator's boundary": lambda file: b"+++" in content_of(file),
    "a PDF": lambda file: content_of(file).startswith(b"%PDF-"),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_and_content_occurs(form):
    """Each form that `upload_file` accepts occurs, and each kind of content."""
    assert draws(homerun.uploads(), FORMS[form])


@pytest.mark.parametrize("kind", [str, Path])
def test_paths_are_str_or_path_and_need_a_folder(tmp_path, kind):
    """Paths are drawn as str and as Path, and only with `folder`."""
    assert draws(homerun.uploads(folder=str(tmp_path)), lambda file: isinstance(file, kind))
    assert not any(isinstance(file, (str, Path)) for file in examples(homerun.uploads()))


def test_contents_have_at_most_max_bytes():
    """Contents have at most `max_bytes` bytes beyond what documents begin with."""
    assert all(len(content_of(file)) <= 350 for file in examples(homerun.uploads(max_bytes=30)))


@pytest.mark.parametrize("part", ["/", "\\", '"', "\n", "\x00", "\ud800"])
def test_names_are_hostile_only_with_hostile(part):
    """Hostile characters occur in names only with `hostile=True`."""

    def named(file):
        return isinstance(file, tuple) and part in file[0]

    assert draws(homerun.uploads(hostile=True), named)
    assert not any(map(named, examples(homerun.uploads())))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"photos": None}, "photos must be True or False"),
        ({"max_bytes": 0}, "max_bytes must be a whole number from 1 to 1,000,000"),
        ({"folder": "no/such/folder"}, "folder must be a folder that exists, or None; it is 'no/such/folder'"),
        ({"hostile": "very"}, "hostile must be True or False"),
    ],
)
def test_wrong_option_is_refused(arguments, message):
    """A wrong option is an error at once, which names the argument."""
    with pytest.raises(InvalidArgumentError, match=message) as caught:
        homerun.uploads(**arguments)
    assert caught.value.argument in arguments


SIZES = """links => Promise.all(links.map(async link => {
    const image = new Image();
    image.src = link;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
}))"""


def test_browser_decodes_the_photos():
    """A browser decodes the photos of each format in the right size, whatever their comment holds."""
    sizes = [(1, 1), (7, 3), (8, 8), (17, 9), (100, 1)]
    made = [
        (media_type, size, make(*size, comment))
        for media_type, (make, _) in FORMATS.items()
        for size in sizes
        for comment in (b"", b"\r\n--boundary\r\n" * 20)
    ]
    links = [f"data:{media_type};base64,{base64.b64encode(data).decode()}" for media_type, _, data in made]
    with browser() as chromium, browser_page(chromium) as (page, problems):
        assert [tuple(size) for size in page.evaluate(SIZES, links)] == [size for _, size, _ in made]
        assert problems == []
