"""Files to upload: names, contents, and the forms in which callers may pass them."""

import io
import os
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from homerun_helpers._files.uploads import Content, FileInput
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.testing.strategies._images import FORMATS
from homerun_helpers.testing.strategies._options import check_choice, check_count

_NAMES = (
    "cv.pdf",
    "CV Ada Lovelace (final).pdf",
    "résumé.docx",
    "履歴書.pdf",
    "cv",
    ".pdf",
    "ada.jpg",
    "a" * 200 + ".txt",
)
_HOSTILE_NAMES = (
    "../../etc/passwd", "C:\\Users\\ada\\cv.pdf", 'a"; filename="b.exe', "cv.pdf\r\nX: y", "cv\x00.pdf", "\u202efdp",
    "cv\ud800.pdf", "%2e%2e%2fcv.pdf", "CON", "-rf", "<b>.pdf", "a'b.pdf", " ", "..", "cv.pdf.",
)  # fmt: skip
# Lines that look like the boundary of a multipart body: as in RFC 2046, as of the client generator, and as of browsers.
_BOUNDARIES = (
    b"\r\n--boundary\r\n", b"\r\n--boundary--\r\n", b"+++", b"\r\n--+++\r\n", b"\r\n--+++--\r\n", b"\r\n--\r\n",
    b"----\r\n", b"------WebKitFormBoundary7MA4YWxkTrZu0gW--\r\n",
    b'\r\nContent-Disposition: form-data; name="type"\r\n\r\nresume\r\n',
)  # fmt: skip
_PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
_HEADS = (b"", _PDF, b"PK\x03\x04", b"\x00", b"\xef\xbb\xbfname,mail\r\n", b"<!DOCTYPE html><script>alert(1)</script>")
_MEDIA_TYPES = ("application/pdf", "text/plain; charset=utf-8", "application/octet-stream", "image/svg+xml")


def uploads(
    *,
    photos: bool = False,
    folder: str | os.PathLike[str] | None = None,
    max_bytes: int = 1000,
    hostile: bool = False,
) -> st.SearchStrategy[FileInput]:
    """Files in the forms that `upload_file` and `upload_photo` accept.

    The forms are bytes, binary file objects, `(name, content)`, `(name, content, MIME type)`, and paths if there is a
    folder. No file is empty. Some contents have lines that look like the boundary of a multipart body.

    Args:
        photos: whether the files are valid photos: JPEG, PNG or GIF.
        folder: an existing folder to write files to, so that paths are drawn too. None: no file is written.
        max_bytes: the maximal size of contents, 1 to 1,000,000 bytes, without the up to 300 bytes that photos and
            documents begin with.
        hostile: whether names have folders, quotes, line breaks and characters that file systems reject. Paths do not.

    Returns:
        A strategy of files. File objects are new in each example, at position 0.

    Raises:
        InvalidArgumentError: an option has an invalid value.

    Example:
        ```python
        from hypothesis import given, settings

        from homerun_helpers import Homerun
        from homerun_helpers.sandbox import Sandbox
        from homerun_helpers.testing import strategies as homerun

        sandbox = Sandbox(applications=1, rate_limit=None, serve=False).start()

        @settings(deadline=None)
        @given(homerun.uploads(photos=True))
        def test_photos_are_stored(file):
            with Homerun(sandbox.key(), base_url=sandbox.url, transport=sandbox.transport(), rate_limit=None) as client:
                client.job_applications.upload_photo(sandbox.application_ids()[0], file)

        test_photos_are_stored()
        ```
    """
    check_choice("photos", photos, (True, False), none=False)
    check_choice("hostile", hostile, (True, False), none=False)
    check_count("max_bytes", max_bytes, 1, 1_000_000)
    if folder is not None and not Path(folder).is_dir():
        raise InvalidArgumentError("folder", f"must be a folder that exists, or None; it is {folder!r}.")
    content = photo_contents(max_bytes) if photos else contents(max_bytes)
    return _forms(content, file_names(hostile=hostile), None if folder is None else Path(folder))


def file_names(*, hostile: bool) -> st.SearchStrategy[str]:
    """Names of files."""
    common = st.sampled_from(_NAMES)
    return common | st.sampled_from(_HOSTILE_NAMES) | st.text(st.characters(), max_size=20) if hostile else common


def contents(max_bytes: int = 1000) -> st.SearchStrategy[bytes]:
    """Contents of files of any kind."""
    pieces = st.lists(st.sampled_from(_BOUNDARIES) | st.binary(max_size=20), max_size=4).map(b"".join)
    plain = st.binary(max_size=max_bytes) | pieces.map(lambda data: data[:max_bytes])
    return st.builds(lambda head, data: head + data or b"0", st.sampled_from(_HEADS), plain)


def photo_contents(max_bytes: int = 1000, media_types: tuple[str, ...] = tuple(FORMATS)) -> st.SearchStrategy[bytes]:
    """Contents of valid photos in these formats."""
    makers = st.sampled_from([FORMATS[media_type][0] for media_type in media_types])
    side = st.integers(1, 17)
    comment = st.sampled_from([b"", *_BOUNDARIES]).map(lambda data: data[:max_bytes])
    return st.builds(lambda make, width, height, text: make(width, height, text), makers, side, side, comment)


@st.composite
def _forms(
    draw: st.DrawFn, content: st.SearchStrategy[bytes], names: st.SearchStrategy[str], folder: Path | None
) -> FileInput:
    data, given = draw(content), draw(names)
    forms = ["bytes", "file object", "name", "name and type", "bytearray", "memoryview", *(["path"] if folder else [])]
    form = draw(st.sampled_from(forms))
    if form == "path" and folder is not None:
        path = folder / draw(st.sampled_from(_NAMES))
        path.write_bytes(data)
        return path if draw(st.booleans()) else str(path)
    if form in ("name", "name and type"):
        part = io.BytesIO(data) if draw(st.booleans()) else data
        return (given, part) if form == "name" else (given, part, draw(st.sampled_from(_MEDIA_TYPES)))
    plain: dict[str, Callable[[bytes], Content]] = {"file object": io.BytesIO, "bytearray": bytearray, "bytes": bytes}
    return plain.get(form, memoryview)(data)
