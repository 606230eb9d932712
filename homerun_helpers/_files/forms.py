"""Multipart forms: their fields, and their files, opened until the request was sent."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any

from homerun_helpers._files.uploads import FileInput, Upload, open_upload
from homerun_helpers.errors import InvalidArgumentError


def open_form(
    kwargs: dict[str, Any], fields: Mapping[str, str], files: Mapping[str, FileInput] | None
) -> AbstractContextManager[dict[str, Any]]:
    """A request with a form, as keyword arguments of httpx, in a context manager that closes the files.

    All files are open when this returns; when one cannot be opened, the others are closed again.

    Args:
        kwargs: the request without the form.
        fields: the form's other fields.
        files: the files by the names of their fields; None: there is no form.

    Raises:
        InvalidArgumentError: a file cannot be sent.
    """
    if files is None:
        return nullcontext(kwargs)
    with ExitStack() as stack:
        opened = {name: stack.enter_context(_open(name, file)) for name, file in files.items()}
        parts = [
            *((name, (None, text.encode("utf-8", "replace"), None)) for name, text in fields.items()),
            *((name, upload.as_file().to_tuple()) for name, upload in opened.items()),
        ]
        return _closing(stack.pop_all(), {**kwargs, "files": parts})


def _open(name: str, file: FileInput) -> Upload:
    try:
        return open_upload(file)
    except InvalidArgumentError as error:
        raise InvalidArgumentError("files", f"has a wrong file at {name!r}: it {error.problem}") from error


@contextmanager
def _closing(stack: ExitStack, kwargs: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with stack:
        yield kwargs
