"""Files of V1."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.builder import DROPPED, ChangeLog, RecordBuilder
from homerun_helpers.migration.convert.fitting import Misfit
from homerun_helpers.migration.convert.json_paths import can_be_sent, join, json_object
from homerun_helpers.migration.convert.report import Change, Converted, finish
from homerun_helpers.migration.convert.rules import rule_for

FileType = Literal["resume", "assignment"]
# As in the enum of the spec.
_TYPES = ("resume", "assignment")
_CONTENT_NAMES = frozenset({"content", "data", "base64"})
_KNOWN = ("name", "type", "content", "path")
# The guide names none of them; these are the plausible ones.
_NEW_NAMES = {"filename": "name", "file_name": "name", "data": "content", "base64": "content"}
# V2 sets these itself.
_OWN = frozenset({"id", "created_at", "updated_at"})
_LINKS = frozenset({"url", "link", "download_url", "temporary_download_url"})


def file_from_v1(
    file: Mapping[str, Any], *, type: FileType | None = None, strict: bool = False
) -> Converted[dict[str, Any]]:
    """A file with what its upload needs: `type`, its `content` (base64) or `path`, and its `name` if it has one.

    The guide: "It is also now necessary to specify file type when uploading, which means you can upload more than just
    resume files." So what V1 took were resumes, but a file that does not say so has no type here unless you give one.

    Content is taken from `content`, `data` or `base64`, as base64 text (also URL-safe, also without its padding) or a
    `data:` URL; the name from `name`, `filename` or `file_name`. Links are not fetched: V1 is gone, and its links with
    it. They are reported, and so is what V2 has no place for; a file's `id`, `created_at` and `updated_at`, which V2
    sets itself, as removed. What this function has made stays as it is.

    Args:
        file: an object with a name and base64 content, or with a path.
        type: `resume` or `assignment`, for a file that has none of these as its type.
        strict: raise when something could not be carried over or is missing.

    Returns:
        The file, for `file_input`, and the report.

    Raises:
        InvalidArgumentError: `file` is no JSON object, or `type` is neither.
        MigrationError: with `strict`.

    Example:
        ```python
        from homerun_helpers.migration import file_from_v1, file_input

        old = {"name": "cv.txt", "content": "SGVsbG8="}
        file = file_from_v1(old, type="resume").result
        homerun.job_applications.upload_file(application_id, file_input(file), type=file["type"])
        ```
    """
    log = ChangeLog()
    result = convert_file(log, json_object(file, "file"), "", "", check_file_type(type, "type"))
    return finish(result, log.report(), "file", strict=strict)


def check_file_type(type: FileType | None, argument: str) -> FileType | None:
    """The type for files that have none.

    Args:
        type: the type.
        argument: the name of the argument that it was passed as, for errors.

    Raises:
        InvalidArgumentError: there is no such type.
    """
    if type is None or type in _TYPES:
        return type
    raise InvalidArgumentError(argument, "must be 'resume' or 'assignment', or None.")


def convert_file(log: ChangeLog, file: Mapping[str, Any], path: str, at: str, type: FileType | None) -> dict[str, Any]:
    """A file to upload, for the place `at` of the result. Missing fields are noted by their place below `path`."""
    builder = RecordBuilder(log, at, _fit, {"content": _inline})
    for name in _KNOWN:
        if name in file:
            builder.put(name, file[name], join(path, name))
    for old, new in _NEW_NAMES.items():
        if old in file:
            builder.put(new, file[old], join(path, old), "renamed", "V2 has one name for it")
    for name, value in file.items():
        if name in _LINKS:
            log.not_carried(join(path, name), value, "links are not fetched, and those of V1 are gone")
        elif name in _OWN:
            log.removed(join(path, name), value, "V2 gives a file its own when it is uploaded")
        elif name not in _KNOWN and name not in _NEW_NAMES:
            log.not_carried(join(path, name), value, "V2 takes no such field for a file")
    if "content" in builder.values and "path" in builder.values:
        log.not_carried(join(path, "path"), builder.values.pop("path"), "the content is there as well")
    if "type" not in builder.values and type is not None:
        builder.values["type"] = type
    _note_missing(log, builder.values, path)
    return builder.values


def _note_missing(log: ChangeLog, file: Mapping[str, Any], path: str) -> None:
    if "type" not in file:
        log.add("missing", join(path, "type"), reason=rule_for("file", "type").reason)
    if not is_sendable(file):
        log.add("missing", join(path, "content"), reason="without content or path there is nothing to upload")


def is_sendable(file: Mapping[str, Any]) -> bool:
    """Whether it has content or a path to upload."""
    return "content" in file or "path" in file


def why_not_sendable(changes: Iterable[Change]) -> str:
    """Why there is nothing to upload, by the changes that the conversion of the file noted."""
    # First the fields for the content, then the path; a link only if there is nothing else.
    lost = [(change.path.rpartition(".")[2], change.reason) for change in changes if change.kind == "not_carried"]
    for names in (_CONTENT_NAMES, {"path"}, _LINKS):
        for name, reason in lost:
            if name in names:
                return reason
    return "a file needs content (base64) or a path"


def _inline(log: ChangeLog, value: Any, path: str, to: str) -> Any:
    """The base64 text of a `data:` URL. Any other value stays."""
    found = re.match(r"data:[^,;]{0,100}(?:;[^,;]{1,100}){0,5};base64,", value) if isinstance(value, str) else None
    if found is None:
        return value
    log.add("converted", path, to, found[0], "the content is what follows the head of the data: URL")
    return value[found.end() :]


def _fit(name: str, value: Any) -> tuple[Any, list[Misfit]]:
    reason = _refusal(name, value)
    return (value, []) if reason is None else (DROPPED, [((), value, reason)])


def _refusal(name: str, value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip() or not can_be_sent(value):
        return f"{name} must be a text"
    if name == "type" and value not in _TYPES:
        return "a file's type is resume or assignment"
    if name == "content" and not decoded_content(value):
        return "content is not valid base64"
    return None


def decoded_content(text: str) -> bytes | None:
    """The bytes that base64 text stands for, in either alphabet, with or without padding; None if it is no base64."""
    # Mail programs, for example, break the lines.
    whole = "".join(text.split())
    body = whole.rstrip("=")
    padding = "=" * (-len(body) % 4)
    if whole not in (body, body + padding) or (re.search("[-_]", body) and re.search("[+/]", body)):
        return None
    try:
        return base64.b64decode(body.replace("-", "+").replace("_", "/") + padding, validate=True)
    except (ValueError, binascii.Error):
        return None
