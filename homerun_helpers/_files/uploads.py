"""Files to upload: opened, named, measured and checked before a byte is sent."""

from __future__ import annotations

import os
import re
from typing import IO, TypeAlias, get_args

from homerun_client import models
from homerun_client.operations import OPERATIONS

from homerun_helpers._files.sources import Upload, open_source, too_large
from homerun_helpers.errors import InvalidArgumentError, UnsupportedFileTypeError

__all__ = ["Content", "FileInput", "Upload", "check_file_type", "clean_name", "open_upload"]

Content: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]
FileInput: TypeAlias = Content | tuple[str, Content] | tuple[str, Content, str]
"""A file to upload: a path, bytes, a binary file object, or `(name, content)` or `(name, content, MIME type)`."""

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
    (b"%PDF-", "application/pdf", ".pdf"),
)
_LONGEST_SIGNATURE_BYTES = max(len(signature) for signature, _, _ in _SIGNATURES)


def open_upload(file: FileInput, operation: str | None = None) -> Upload:
    """Open a file for upload and check it against the limits of an operation, which are those of the spec.

    Args:
        file: what to send; see `FileInput`. A file object is sent from its position.
        operation: the name of the operation, such as `upload_file`; None when its limits are not known.

    Raises:
        FileTooLargeError: it is larger than the operation accepts.
        UnsupportedFileTypeError: its content is not of a type that the operation accepts.
        InvalidArgumentError: it cannot be read, is empty, or is not a file at all.
    """
    limits = OPERATIONS[operation] if operation else None
    max_bytes = limits.max_bytes if limits else None
    name, content, mime_type = _parts(file)
    upload, own_name = open_source(content, max_bytes)
    try:
        head = upload.read(_LONGEST_SIGNATURE_BYTES) if upload.size else b""
        upload.seek(0)
        detected, suffix = _detect(head)
        upload.file_name = clean_name(name or own_name or f"file{suffix}")
        _check_size(upload, max_bytes)
        upload.mime_type = _checked_mime_type(mime_type) or detected or _guess(upload.file_name)
        if limits and limits.media_types:
            _check_content(upload, detected, limits.media_types)
    except BaseException:
        upload.close()
        raise
    return upload


def _parts(file: FileInput) -> tuple[str | None, object, str | None]:
    if not isinstance(file, tuple):
        return None, file, None
    match file:
        case (str(name), content):
            return name, content, None
        case (str(name), content, str(mime_type)):
            return name, content, mime_type
    raise InvalidArgumentError(
        "file", "must be (name, content) or (name, content, MIME type) when it is given as a tuple."
    )


def clean_name(name: str) -> str:
    """A file name without folders, and without characters that would break a header."""
    last = re.split(r"[/\\]", name)[-1]
    last = last.encode("utf-8", "replace").decode("utf-8")  # names on Linux need not be valid Unicode
    clean = re.sub(r"[\x00-\x1f\x7f-\x9f]+", "_", last).strip()
    return "file" if clean in ("", ".", "..") else clean


def _checked_mime_type(mime_type: str | None) -> str | None:
    if mime_type is None:
        return None
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+(;[ -~]*)?", mime_type, re.ASCII):
        raise InvalidArgumentError("file", f"has the MIME type {mime_type!r}; it must look like application/pdf.")
    return mime_type


def _guess(file_name: str) -> str:
    import mimetypes  # here, since its first use reads the system's tables, which takes as long as sending some MB

    return mimetypes.guess_type(file_name)[0] or "application/octet-stream"


def _detect(head: bytes) -> tuple[str | None, str]:
    """The media type of a content by its first bytes, and the suffix of such files."""
    for signature, mime_type, suffix in _SIGNATURES:
        if head.startswith(signature):
            return mime_type, suffix
    return None, ""


def _check_size(upload: Upload, max_bytes: int | None) -> None:
    if upload.size == 0:
        raise InvalidArgumentError("file", f"is empty ({upload.file_name}): there is nothing to upload.")
    if max_bytes is not None and upload.size > max_bytes:
        raise too_large(max_bytes, f"{upload.file_name} has {upload.size:,} bytes")


def _check_content(upload: Upload, detected: str | None, allowed: tuple[str, ...]) -> None:
    if detected not in allowed:
        *others, last = [kind.removeprefix("image/").upper() for kind in allowed]
        kinds = f"{', '.join(others)} or {last}" if others else last
        found = f"is {detected}" if detected else "is none of these, whatever its name is"
        raise UnsupportedFileTypeError("file", f"must be {kinds}; the content of {upload.file_name} {found}.")
    upload.mime_type = detected


def check_file_type(kind: models.FileType) -> models.FileType:
    """The purpose of an uploaded file, as the API names it.

    Raises:
        InvalidArgumentError: the API knows no such purpose.
    """
    known = get_args(models.FileType)
    if kind not in known:
        raise InvalidArgumentError("type", f"must be {' or '.join(known)}; it is {kind!r}.")
    return kind
