"""Files of V1."""

import base64
import binascii
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from homerun_helpers._files.uploads import FileInput
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.builder import GONE, Draft, Ledger
from homerun_helpers.migration.convert.fitting import Misfit
from homerun_helpers.migration.convert.json_paths import can_be_sent, join, json_object
from homerun_helpers.migration.convert.report import Change, Converted, finish
from homerun_helpers.migration.convert.rules import rule_for

FileType = Literal["resume", "assignment"]
# As in the spec's enum; a closed one, since it is sent.
_TYPES = ("resume", "assignment")
_CONTENT_NAMES = frozenset({"content", "data", "base64"})
_KNOWN = ("name", "type", "content", "path")
# The guide names none of them; these are the plausible ones.
_NEW_NAMES = {"filename": "name", "file_name": "name", "data": "content", "base64": "content"}
# V2 gives them itself.
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
    gives itself, as removed. What this function has made stays as it is.

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
    ledger = Ledger()
    result = convert_file(ledger, json_object(file, "The file"), "", "", check_file_type(type))
    return finish(result, ledger.report(), "The file", strict=strict)


def check_file_type(type: FileType | None) -> FileType | None:
    """The type for files that have none.

    Raises:
        InvalidArgumentError: there is no such type.
    """
    if type is None or type in _TYPES:
        return type
    raise InvalidArgumentError("The type of files must be 'resume' or 'assignment', or None.")


def convert_file(ledger: Ledger, file: Mapping[str, Any], path: str, at: str, type: FileType | None) -> dict[str, Any]:
    """A file to upload, which will stand at `at`; what is missing is noted by its place below `path`."""
    draft = Draft(ledger, at, _fit, {"content": _inline})
    for name in _KNOWN:
        if name in file:
            draft.put(name, file[name], join(path, name))
    for old, new in _NEW_NAMES.items():
        if old in file:
            draft.put(new, file[old], join(path, old), "renamed", "V2 has one name for it")
    for name, value in file.items():
        if name in _LINKS:
            ledger.not_carried(join(path, name), value, "links are not fetched, and those of V1 are gone")
        elif name in _OWN:
            ledger.removed(join(path, name), value, "V2 gives a file its own when it is uploaded")
        elif name not in _KNOWN and name not in _NEW_NAMES:
            ledger.not_carried(join(path, name), value, "V2 takes no such field for a file")
    if "content" in draft.values and "path" in draft.values:
        ledger.not_carried(join(path, "path"), draft.values.pop("path"), "the content is there as well")
    if "type" not in draft.values and type is not None:
        draft.values["type"] = type
    _note_missing(ledger, draft.values, path)
    return draft.values


def _note_missing(ledger: Ledger, file: Mapping[str, Any], path: str) -> None:
    if "type" not in file:
        ledger.add("missing", join(path, "type"), reason=rule_for("file", "type").reason)
    if not is_sendable(file):
        ledger.add("missing", join(path, "content"), reason="without content or path there is nothing to upload")


def is_sendable(file: Mapping[str, Any]) -> bool:
    """Whether there is something to upload."""
    return "content" in file or "path" in file


def why_not_sendable(changes: Iterable[Change]) -> str:
    """Why there is nothing to upload, by what was noted while the file was converted."""
    # What stands where the content should be; links only if there is nothing else.
    lost = [(change.path.rpartition(".")[2], change.reason) for change in changes if change.kind == "not_carried"]
    for names in (_CONTENT_NAMES, {"path"}, _LINKS):
        for name, reason in lost:
            if name in names:
                return reason
    return "a file needs content (base64) or a path"


def _inline(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """The base64 text of a `data:` URL, and anything else as it is."""
    found = re.match(r"data:[^,;]{0,100}(?:;[^,;]{1,100}){0,5};base64,", value) if isinstance(value, str) else None
    if found is None:
        return value
    ledger.add("converted", path, to, found[0], "the content is what follows the head of the data: URL")
    return value[found.end() :]


def _fit(name: str, value: Any) -> tuple[Any, list[Misfit]]:
    reason = _refusal(name, value)
    return (value, []) if reason is None else (GONE, [((), value, reason)])


def _refusal(name: str, value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip() or not can_be_sent(value):
        return f"{name} must be a text"
    if name == "type" and value not in _TYPES:
        return "a file's type is resume or assignment"
    if name == "content" and not _content(value):
        return "content is not valid base64"
    return None


def _content(text: str) -> bytes | None:
    """What base64 stands for: in either alphabet, with or without its padding."""
    # Mail programs and others break the lines.
    whole = "".join(text.split())
    body = whole.rstrip("=")
    padding = "=" * (-len(body) % 4)
    if whole not in (body, body + padding) or (re.search("[-_]", body) and re.search("[+/]", body)):
        return None
    try:
        return base64.b64decode(body.replace("-", "+").replace("_", "/") + padding, validate=True)
    except (ValueError, binascii.Error):
        return None


def file_input(file: Mapping[str, Any], *, folder: str | os.PathLike[str] | None = None) -> FileInput:
    """What `upload_file` takes, of a file that `file_from_v1` made.

    A path in a payload is somebody else's word: whoever filled in a form could have named any file of this machine. So
    it is taken below `folder` only. Nothing is opened here.

    Args:
        file: an object with `content` (base64) or `path`, and perhaps a `name`.
        folder: where the files are that paths name; None: a path is refused.

    Raises:
        InvalidArgumentError: there is no content and no path, the content is not base64, or the path is absolute or
            leads out of the folder.

    Example:
        ```python
        from homerun_helpers.migration import file_input

        print(file_input({"name": "cv.txt", "content": "SGVsbG8="}))  # ('cv.txt', b'Hello')
        ```
    """
    content = _file_content(file) if "content" in file else _file_path(file, folder)
    name = file.get("name")
    return (name, content) if isinstance(name, str) else content


def _file_content(file: Mapping[str, Any]) -> bytes:
    text = file["content"]
    content = _content(text) if isinstance(text, str) else None
    if content is None:
        raise InvalidArgumentError("The file's content must be base64 text.")
    return content


def _file_path(file: Mapping[str, Any], folder: str | os.PathLike[str] | None) -> Path:
    path = file.get("path")
    if not isinstance(path, str) or not path:
        raise InvalidArgumentError("A file must have content (base64) or a path.")
    if folder is None:
        raise InvalidArgumentError("The file is given by its path: say in which folder the files are (folder=…).")
    # Whatever system wrote it: a backslash, or the C: in front, is no part of a name here.
    if Path(path).is_absolute() or re.search(r"(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:|^\\|\x00", path):
        raise InvalidArgumentError("The file's path is absolute or leads out of the folder.")
    return Path(folder) / path
