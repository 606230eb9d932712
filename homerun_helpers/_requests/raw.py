"""Requests that the generated client does not know."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from homerun_helpers._files.uploads import FileInput, open_upload
from homerun_helpers._http.addresses import check_path
from homerun_helpers._requests.checks import check_extra_params, check_json
from homerun_helpers.errors import InvalidArgumentError


@contextmanager
def _closing(stack: ExitStack, kwargs: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with stack:
        yield kwargs


def raw_request(
    method: str,
    path: str,
    params: Mapping[str, Any] | None,
    json: Any,
    files: Mapping[str, FileInput] | None,
) -> Any:
    """The request as keyword arguments of httpx, in a context that closes its files.

    Raises:
        InvalidArgumentError: an argument is wrong.
    """
    if not isinstance(method, str) or not re.fullmatch(r"[A-Za-z]+", method):
        raise InvalidArgumentError(f"method must be an HTTP method such as GET; it is {method!r}.")
    if not isinstance(path, str) or not path.startswith("/") or re.search(r"[?#\s]", path):
        raise InvalidArgumentError(
            "path must begin with / and hold no query, such as '/vacancies'; queries go into params."
        )
    check_path(path)
    kwargs: dict[str, Any] = {
        "method": method.upper(),
        "url": path,
        "params": check_extra_params(params),
    }
    stack = ExitStack()
    if files is not None:
        try:
            kwargs["files"] = [*_fields(json), *_files(files, stack)]
        except BaseException:
            stack.close()
            raise
    elif json is not None:
        kwargs["json"] = check_json(json, "json")
    return _closing(stack, kwargs)


def _fields(json: Any) -> list[tuple[str, tuple[None, bytes, None]]]:
    if json is None:
        return []
    if not isinstance(json, Mapping) or not all(isinstance(value, (str, int, float)) for value in json.values()):
        raise InvalidArgumentError("With files, json must be an object of texts and numbers: they become form fields.")
    texts = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in json.items()}
    return [(str(name), (None, text.encode("utf-8", "replace"), None)) for name, text in texts.items()]


def _files(files: Mapping[str, FileInput], stack: ExitStack) -> list[tuple[str, Any]]:
    if not isinstance(files, Mapping) or not all(isinstance(name, str) for name in files):
        raise InvalidArgumentError("files must be a mapping such as {'file': 'cv.pdf'}.")
    opened = {name: stack.enter_context(open_upload(file)) for name, file in files.items()}
    return [(name, upload.as_file().to_tuple()) for name, upload in opened.items()]
