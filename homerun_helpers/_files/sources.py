"""What an upload is read from: a path, bytes, or a file object of the caller."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
from pathlib import Path
from typing import IO, Any

from homerun_client.types import File

from homerun_helpers.errors import FileTooLargeError, InvalidArgumentError

# A source that cannot be rewound is copied: up to this size in memory, beyond it on disk.
_MAX_COPY_IN_MEMORY_BYTES = 1 << 20
_COPY_PIECE_BYTES = 1 << 16


class Upload(io.RawIOBase):
    """A file as it is sent: from the position of the caller's file to its end. It can be read again from its start.

    Attributes:
        file_name: the name that is sent, without folders and control characters.
        mime_type: the media type that is sent.
        size: how many bytes are sent.
        read_bytes: how many of them were read so far.
    """

    def __init__(self, source: IO[bytes], start: int, size: int, *, owned: bool) -> None:
        super().__init__()
        self._source = source
        self._start = start
        self._owned = owned
        self.size = size
        self.read_bytes = 0
        self.file_name = "file"
        self.mime_type = "application/octet-stream"

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True: it can be sent again."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, never more than `size` in total: what is added to the file later is not sent.

        Raises:
            InvalidArgumentError: the file ends before all bytes that were announced were read.
        """
        left = self.size - self.read_bytes
        piece = self._source.read(left if size < 0 else min(size, left)) if left else b""
        if left and not piece:
            # The length was announced: without an error, the server would wait for the rest.
            raise InvalidArgumentError(
                "file",
                f"became shorter while it was sent: {self.file_name} had {self.size:,} bytes, and ended after "
                f"{self.read_bytes:,} of them. The upload was stopped.",
            )
        self.read_bytes += len(piece)
        return piece

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a position and return it; 0 is the position of the caller's file when the upload was made."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self.read_bytes, os.SEEK_END: self.size}[whence]
        self.read_bytes = min(self.size, max(0, base + offset))
        self._source.seek(self._start + self.read_bytes)
        return self.read_bytes

    def tell(self) -> int:
        """The position."""
        return self.read_bytes

    def close(self) -> None:
        """Close a file that was opened for the upload; a file object of the caller stays open."""
        if self._owned and not self.closed:
            self._source.close()
        super().close()

    def as_file(self) -> File:
        """The upload as the generated client takes it."""
        return File(payload=self, file_name=self.file_name, mime_type=self.mime_type)  # type: ignore[arg-type]  # it reads


def open_source(content: object, max_bytes: int | None) -> tuple[Upload, str | None]:
    """The upload of a content, and the name that the content itself has.

    Args:
        content: a path, bytes, or a binary file object, which is sent from its position.
        max_bytes: the largest size that is accepted; None means any.

    Raises:
        InvalidArgumentError: it cannot be read, or is none of these.
        FileTooLargeError: it had to be copied and has more than `max_bytes`.
    """
    if isinstance(content, (bytes, bytearray, memoryview)):
        data = bytes(content)
        return Upload(io.BytesIO(data), 0, len(data), owned=True), None
    if isinstance(content, (str, os.PathLike)):
        return _open_path(Path(content))
    if callable(getattr(content, "read", None)):
        name = getattr(content, "name", None)  # an int for a file that was opened by its number
        name = name if isinstance(name, str) else None
        return _open_object(content, max_bytes, "" if name is None else f" ({name})"), name
    raise InvalidArgumentError(
        "file",
        "must be a path, bytes, a binary file object, or (name, content[, MIME type]); "
        f"it is a {type(content).__name__}.",
    )


def _open_path(path: Path) -> tuple[Upload, str | None]:
    try:
        # To open a named pipe would block until another program writes to it.
        source = None if path.is_fifo() else path.open("rb")
    except IsADirectoryError:
        raise InvalidArgumentError("file", f"is a folder ({path}).") from None
    except OSError as error:
        raise InvalidArgumentError("file", f"cannot be read: {error.strerror or 'it is no file'} ({path}).") from error
    except ValueError as error:
        raise InvalidArgumentError("file", "has a path with a NUL character in it.") from error
    if source is None:
        raise InvalidArgumentError("file", f"is a pipe ({path}): open it and pass the file object instead of its path.")
    return Upload(source, 0, os.fstat(source.fileno()).st_size, owned=True), path.name


def _open_object(source: Any, max_bytes: int | None, shown: str) -> Upload:
    try:
        _check_binary(source, shown)
        seekable = source.seekable() if hasattr(source, "seekable") else hasattr(source, "seek")
        if not seekable:
            return _copy(source, max_bytes)
        start: int = source.tell()
        source.seek(0, os.SEEK_END)  # not its result: that is None for an mmap
        size: int = source.tell() - start
        source.seek(start)
    except InvalidArgumentError:
        raise
    except ValueError as error:  # also io.UnsupportedOperation, for a file that is open for writing
        raise InvalidArgumentError("file", f"is closed, or not open for reading{shown}.") from error
    except OSError as error:
        raise InvalidArgumentError(
            "file", f"cannot be read: {error.strerror or type(error).__name__}{shown}."
        ) from error
    return Upload(source, start, max(0, size), owned=False)


def _check_binary(source: Any, shown: str) -> None:
    if inspect.iscoroutinefunction(source.read):  # such as Starlette's UploadFile
        raise InvalidArgumentError("file", f"is read with await{shown}: pass the file object in it, such as its .file.")
    # The text files of tempfile and codecs are not TextIOBase.
    if isinstance(source, io.TextIOBase) or isinstance(source.read(0), str):
        raise InvalidArgumentError("file", f"is open as text{shown}: open it in binary mode, open(…, 'rb').")


def _copy(source: Any, max_bytes: int | None) -> Upload:
    """A copy of a source that can be read only once, such as a pipe: a request may have to be sent twice."""
    import tempfile  # here, since importing it takes long

    copy: Any = tempfile.SpooledTemporaryFile(max_size=_MAX_COPY_IN_MEMORY_BYTES)  # noqa: SIM115 - the upload closes it
    size = 0
    with contextlib.ExitStack() as stack:
        stack.callback(copy.close)
        while piece := source.read(_COPY_PIECE_BYTES):
            size += copy.write(piece)
            if max_bytes is not None and size > max_bytes:
                raise too_large(max_bytes, f"it has more than {max_bytes:,} bytes")
        copy.seek(0)
        stack.pop_all()
    return Upload(copy, 0, size, owned=True)


def too_large(max_bytes: int, found: str) -> FileTooLargeError:
    """The error for a file above the limit; `found` says how large it is."""
    return FileTooLargeError("file", f"must have at most {max_bytes / 2**20:.0f} MB ({max_bytes:,} bytes); {found}.")
