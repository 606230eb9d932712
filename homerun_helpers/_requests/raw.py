"""Requests that the generated client does not know."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from homerun_helpers._http.addresses import check_path
from homerun_helpers._requests.checks import check_extra_params, check_json
from homerun_helpers.errors import InvalidArgumentError


@frozen
class RawRequest:
    """A request, checked.

    Attributes:
        kwargs: the keyword arguments of httpx, without a form.
        fields: the form's fields that are no files.
        files: the form's files, not opened yet; None: there is no form.
    """

    kwargs: dict[str, Any]
    fields: Mapping[str, str] = field(factory=dict)
    files: Mapping[str, Any] | None = None


def raw_request(
    method: str, path: str, params: Mapping[str, Any] | None, json: Any, files: Mapping[str, Any] | None
) -> RawRequest:
    """The request of these arguments.

    Raises:
        InvalidArgumentError: an argument is wrong.
    """
    if not isinstance(method, str) or not re.fullmatch(r"[A-Za-z]+", method):
        raise InvalidArgumentError("method", f"must be an HTTP method such as GET; it is {method!r}.")
    if not isinstance(path, str) or not path.startswith("/") or re.search(r"[?#\s]", path):
        raise InvalidArgumentError(
            "path",
            "must begin with / and must not contain a query, such as '/vacancies'; queries go into {params}.",
            mentions=("params",),
        )
    check_path(path)
    kwargs = {"method": method.upper(), "url": path, "params": check_extra_params(params, "params")}
    if files is not None:
        return RawRequest(kwargs, _checked_fields(json), _checked_files(files))
    if json is not None:
        kwargs["json"] = check_json(json, "json")
    return RawRequest(kwargs)


def _checked_fields(json: Any) -> dict[str, str]:
    """The other fields of a form with files, as text. A boolean is written as JSON writes it."""
    if json is None:
        return {}
    if not isinstance(json, Mapping) or not all(isinstance(value, (str, int, float)) for value in json.values()):
        raise InvalidArgumentError(
            "json",
            "must be an object of strings and numbers when there are {files}: they become form fields.",
            mentions=("files",),
        )
    return {str(name): str(value).lower() if isinstance(value, bool) else str(value) for name, value in json.items()}


def _checked_files(files: Any) -> Mapping[str, Any]:
    if not isinstance(files, Mapping) or not all(isinstance(name, str) for name in files):
        raise InvalidArgumentError("files", "must be a mapping such as {'file': 'cv.pdf'}.")
    return files
