"""Files to upload: opened, named, measured and checked before a byte is sent."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import re
from pathlib import Path
from typing import IO, Any, TypeAlias, get_args

from homerun_client import models
from homerun_client.operations import OPERATIONS
from homerun_client.types import File

from homerun_helpers.errors import FileTooLargeError, InvalidArgumentError, UnsupportedFileTypeError

Content: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]
FileInput: TypeAlias = Content | tuple[str, Content] | tuple[str, Content, str]
"""A file to upload: a path, bytes, a binary file object, or `(name, content)` or `(name, content, MIME type)`."""

# Files that cannot be rewound are copied; up to this size in memory, then on disk.
_SPOOL_IN_MEMORY = 1 << 20
_PIECE = 1 << 16
_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
    (b"%PDF-", "application/pdf", ".pdf"),
)


class Upload(io.RawIOBase):
    """A file as it is sent: from where the caller's file stood to its end, as often as needed.

    Attributes:
        file_name: how it will be called, without folders and control characters.
        mime_type: its media type.
        size: how many bytes are sent.
        sent: how many of them were read by now.
    """

    def __init__(self, source: IO[bytes], start: int, size: int, *, owned: bool) -> None:
        super().__init__()
        self._source = source
        self._start = start
        self._owned = owned
        self.size = size
        self.sent = 0
        self.file_name = "file"
        self.mime_type = "application/octet-stream"

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes: it can be sent again."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes. Never more than `size` in total: what the file grows by later is not sent."""
        left = self.size - self.sent
        piece = self._source.read(left if size < 0 else min(size, left)) if left else b""
        if left and not piece:
            raise InvalidArgumentError(
                f"{self.file_name} became shorter while it was sent: {self.sent:,} of {self.size:,} bytes were there. "
                "The upload was broken off."
            )
        self.sent += len(piece)
        return piece

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a position; 0 is where the caller's file stood."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self.sent, os.SEEK_END: self.size}[whence]
        self.sent = min(self.size, max(0, base + offset))
        self._source.seek(self._start + self.sent)
        return self.sent

    def tell(self) -> int:
        """The position."""
        return self.sent

    def close(self) -> None:
        """Close what was opened for the upload; a caller's own file stays open."""
        if self._owned and not self.closed:
            self._source.close()
        super().close()

    def as_file(self) -> File:
        """The upload as the generated client takes it."""
        return File(payload=self, file_name=self.file_name, mime_type=self.mime_type)  # type: ignore[arg-type]  # it reads


def open_upload(file: FileInput, operation: str | None = None) -> Upload:
    """Open a file for upload and check it against the limits of an operation.

    Args:
        file: what to send; see `FileInput`. A file object is sent from where it stands.
        operation: `upload_file` or `upload_photo`; None: no limits are known.

    Raises:
        FileTooLargeError: it is larger than the operation accepts.
        UnsupportedFileTypeError: its content is not of a type that the operation accepts.
        InvalidArgumentError: it cannot be read, is empty, or is not a file at all.
    """
    limits = OPERATIONS[operation] if operation else None
    most = limits.max_bytes if limits else None
    name, content, mime = _parts(file)
    upload, own_name = _open(content, most, name)
    try:
        head = upload.read(16) if upload.size else b""
        upload.seek(0)
        sniffed, ending = _sniff(head)
        upload.file_name = clean_name(name or own_name or f"file{ending}")
        _check_size(upload, most)
        upload.mime_type = _mime(mime) or sniffed or _guess(upload.file_name)
        if limits and limits.media_types:
            _check_type(upload, sniffed, limits.media_types)
    except BaseException:
        upload.close()
        raise
    return upload


def _parts(file: FileInput) -> tuple[str | None, Content, str | None]:
    if not isinstance(file, tuple):
        return None, file, None
    match file:
        case (str(name), content):
            return name, content, None
        case (str(name), content, str(mime)):
            return name, content, mime
    raise InvalidArgumentError("A file given as a tuple must be (name, content) or (name, content, MIME type).")


def _open(content: Content, most: int | None, name: str | None) -> tuple[Upload, str | None]:
    if isinstance(content, (bytes, bytearray, memoryview)):
        data = bytes(content)
        return Upload(io.BytesIO(data), 0, len(data), owned=True), None
    if isinstance(content, (str, os.PathLike)):
        return _open_path(Path(content))
    if callable(getattr(content, "read", None)):
        own = getattr(content, "name", None)  # an int for a file that was opened by its number
        label = own if isinstance(own, str) else None
        return _open_object(content, most, name or label or "The file"), label
    raise InvalidArgumentError(
        "file must be a path, bytes, a binary file object, or (name, content[, MIME type]); "
        f"it is a {type(content).__name__}."
    )


def _open_path(path: Path) -> tuple[Upload, str | None]:
    try:
        # Opening a named pipe would wait for a writer, perhaps for ever.
        source = None if path.is_fifo() else path.open("rb")
    except IsADirectoryError:
        raise InvalidArgumentError(f"{path} is a folder, not a file.") from None
    except OSError as error:
        raise InvalidArgumentError(f"{path} cannot be read: {error.strerror or 'it is no file'}.") from error
    except ValueError as error:  # a NUL in the path
        raise InvalidArgumentError("The path of the file holds a NUL character.") from error
    if source is None:
        raise InvalidArgumentError(f"{path} is a pipe: open it and pass the file object instead of its path.")
    return Upload(source, 0, os.fstat(source.fileno()).st_size, owned=True), path.name


def _open_object(source: Any, most: int | None, label: str) -> Upload:
    try:
        _check_binary(source, label)
        seekable = source.seekable() if hasattr(source, "seekable") else hasattr(source, "seek")
        if not seekable:
            return _spool(source, most, label)
        start: int = source.tell()
        source.seek(0, os.SEEK_END)  # what it returns is None for an mmap
        size: int = source.tell() - start
        source.seek(start)
    except InvalidArgumentError:
        raise
    except ValueError as error:  # also UnsupportedOperation: it is open for writing
        raise InvalidArgumentError(f"{label} is closed, or not open for reading.") from error
    except OSError as error:
        raise InvalidArgumentError(f"{label} cannot be read: {error.strerror or type(error).__name__}.") from error
    return Upload(source, start, max(0, size), owned=False)


def _check_binary(source: Any, label: str) -> None:
    if inspect.iscoroutinefunction(source.read):  # such as Starlette's UploadFile
        raise InvalidArgumentError(f"{label} is read with await: pass the file object in it, such as its .file.")
    # Not every file that is open as text is a TextIOBase: those of tempfile and codecs are not.
    if isinstance(source, io.TextIOBase) or isinstance(source.read(0), str):
        raise InvalidArgumentError(f"{label} is open as text: open it in binary mode, open(…, 'rb').")


def _spool(source: Any, most: int | None, label: str) -> Upload:
    # A pipe or a socket can be read once; a request may have to be sent twice.
    import tempfile  # here, since it takes a while to import

    spool: Any = tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY)  # noqa: SIM115 - the upload closes it
    size = 0
    with contextlib.ExitStack() as stack:
        stack.callback(spool.close)
        while piece := source.read(_PIECE):
            size += spool.write(piece)
            if most is not None and size > most:
                raise _too_large(label, f"more than {most:,} bytes", most)
        spool.seek(0)
        stack.pop_all()  # all is well: the upload closes it
    return Upload(spool, 0, size, owned=True)


def clean_name(name: str) -> str:
    """A file name that says nothing of folders and breaks no header.

    Raises:
        InvalidArgumentError: it is not a string.
    """
    last = re.split(r"[/\\]", name)[-1]
    last = last.encode("utf-8", "replace").decode("utf-8")  # lone surrogates: names that are no text
    clean = re.sub(r"[\x00-\x1f\x7f-\x9f]+", "_", last).strip()
    return "file" if clean in ("", ".", "..") else clean


def _mime(mime: str | None) -> str | None:
    if mime is None:
        return None
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+(;[ -~]*)?", mime, re.ASCII):
        raise InvalidArgumentError(f"The MIME type must look like application/pdf; it is {mime!r}.")
    return mime


def _guess(file_name: str) -> str:
    import mimetypes  # here, since it reads the system's tables at first, which takes as long as sending some MB

    return mimetypes.guess_type(file_name)[0] or "application/octet-stream"


def _sniff(head: bytes) -> tuple[str | None, str]:
    for signature, mime, ending in _SIGNATURES:
        if head.startswith(signature):
            return mime, ending
    return None, ""


def _check_size(upload: Upload, most: int | None) -> None:
    if upload.size == 0:
        raise InvalidArgumentError(f"{upload.file_name} is empty; there is nothing to upload.")
    if most is not None and upload.size > most:
        raise _too_large(upload.file_name, f"{upload.size / 2**20:.1f} MB", most)


def _too_large(name: str, size: str, most: int) -> FileTooLargeError:
    return FileTooLargeError(
        f"{name} has {size}; Homerun accepts at most {most / 2**20:.0f} MB ({most:,} bytes). Nothing was sent."
    )


def _check_type(upload: Upload, sniffed: str | None, allowed: tuple[str, ...]) -> None:
    if sniffed not in allowed:
        *others, last = [kind.removeprefix("image/").upper() for kind in allowed]
        kinds = f"{', '.join(others)} or {last}" if others else last
        found = f"its content is {sniffed}" if sniffed else "its content is none of them, whatever its name says"
        raise UnsupportedFileTypeError(f"{upload.file_name}: a photo must be {kinds}; {found}. Nothing was sent.")
    upload.mime_type = sniffed


def check_file_type(kind: models.FileType) -> models.FileType:
    """What an uploaded file is.

    Raises:
        InvalidArgumentError: the API knows no such type.
    """
    known = get_args(models.FileType)
    if kind not in known:
        raise InvalidArgumentError(f"type {kind!r} does not exist: use {' or '.join(known)}. Nothing was sent.")
    return kind
