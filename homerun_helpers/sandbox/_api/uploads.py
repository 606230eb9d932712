"""Multipart bodies: read as a stream, checked, and stored."""

import mimetypes
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Message

from homerun_helpers.sandbox._api.bodies import limited
from homerun_helpers.sandbox._api.errors import Problems, invalid, unsupported_media_type

# What a body may have besides the file: boundaries, part headers, the other fields.
_AROUND_BYTES = 1024 * 1024
# What may follow a form's last boundary; usually that is a line break.
_AFTER_END_BYTES = 1024
# Up to this size a copy takes about as long as starting a thread.
_SMALL_BYTES = 1024 * 1024
T = TypeVar("T")
_SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


@asynccontextmanager
async def form(request: Request, most: int) -> AsyncIterator[FormData]:
    """The form's fields and files; a file over 1 MB is kept on disk until the block ends.

    Without a body there are none.

    Raises:
        ApiError: 400 for a form that cannot be parsed; 413 when the body is longer than a file of
            `most` bytes could make it; 415 for a body that is not said to be multipart.
    """
    body = limited(request, most + _AROUND_BYTES)
    if _kind(request) != "multipart/form-data":
        # Laravel would read fields, though no file, of other forms and of JSON: see bodies.py.
        async for piece in body.stream():
            if piece:
                raise unsupported_media_type()
        yield FormData()
        return
    parsed = await _parsed(_with_end(body))
    try:
        yield parsed
    finally:
        await parsed.close()


def the_file(fields: FormData, most: int, problems: Problems) -> UploadFile:
    """The field "file".

    Raises:
        ApiError: 400 when it is missing or longer than `most` bytes, and for the problems that the
            form already had.
    """
    file = fields.get("file")
    if isinstance(file, str):
        problems.add("file", "The file field must be a file.")
    elif file is None or not file.filename:
        problems.add("file", "The file field is required.")
    elif (file.size or 0) > most:
        limit = most // 1024
        problems.add("file", f"The file field must not be greater than {limit} kilobytes.")
    problems.check()
    if not isinstance(file, UploadFile):
        raise TypeError(file)
    return file


async def image_type(file: UploadFile) -> str:
    """The media type that the content itself shows.

    Raises:
        ApiError: 400 if it is no jpg, png or gif.
    """
    start = await file.read(16)
    await file.seek(0)
    for signature, type in _SIGNATURES.items():
        if start.startswith(signature):
            return type
    raise invalid({"param": "file", "message": "The file field must be a file of type: jpg, png, gif."})


def file_name(file: UploadFile) -> str:
    """The name under which the file is kept: without folders, and without control characters."""
    # A charset that the form names may allow half surrogate pairs, which could not be sent again.
    whole = (file.filename or "").encode("utf-8", "replace").decode()
    name = re.split(r"[/\\]", whole)[-1]
    name = re.sub(r"[\x00-\x1f\x7f]", "", name).strip()
    return "file" if name in {"", ".", ".."} else name


def media_type(file: UploadFile) -> str:
    """The media type that the client named, or the one that the name suggests."""
    named = file.content_type
    if named is not None and _MEDIA_TYPE.fullmatch(named):
        return named
    return mimetypes.guess_type(file_name(file))[0] or "application/octet-stream"


def _kind(request: Request) -> str:
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _with_end(request: Request) -> Request:
    """The request, refusing with 400 a form that ends without its last boundary: some of it is missing.

    The parser would not say so, and leave the file that it was about to write open.
    """
    _, options = parse_options_header(request.headers.get("Content-Type"))
    end = b"--%b--" % options.get(b"boundary", b"")
    tail = b""

    async def receive() -> Message:
        nonlocal tail
        message = await request.receive()
        kept = len(end) + _AFTER_END_BYTES
        tail = (tail + message.get("body", b"")[-kept:])[-kept:]
        over = message["type"] == "http.request" and not message.get("more_body", False)
        if over and tail and end not in tail:
            raise invalid({"param": "body", "message": "The form has no end."})
        return message

    return Request(request.scope, receive)


async def _parsed(request: Request) -> FormData:
    try:
        return await request.form(max_files=10, max_fields=100)
    except UnicodeError as error:
        # The charset that the form names exists in Python, but cannot decode this text.
        raise invalid({"param": "body", "message": "The form is not encoded as it says."}) from error


async def run_sized(size: int, work: Callable[[], T]) -> T:
    """What `work` returns; in a thread when `size` bytes would hold up other requests."""
    return work() if size <= _SMALL_BYTES else await run_in_threadpool(work)
