"""Files of V1 as uploads: the only part of the conversion that knows a folder."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from homerun_helpers._files.uploads import FileInput
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.files import decoded_content


def file_input(file: Mapping[str, Any], *, folder: str | os.PathLike[str] | None = None) -> FileInput:
    """What `upload_file` takes, of a file that `file_from_v1` made.

    A path in a payload cannot be trusted: the person who filled in the form could have named any file of this machine.
    So it is only taken below `folder`. No file is opened here.

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
    content = decoded_content(text) if isinstance(text, str) else None
    if content is None:
        raise InvalidArgumentError("file", "must have base64 text as its content.")
    return content


def _file_path(file: Mapping[str, Any], folder: str | os.PathLike[str] | None) -> Path:
    path = file.get("path")
    if not isinstance(path, str) or not path:
        raise InvalidArgumentError("file", "must have content (base64) or a path.")
    if folder is None:
        problem = "is needed: {file} names a file by its path, and files are read from that folder only."
        raise InvalidArgumentError("folder", problem, mentions=("file",))
    # Whatever system wrote it: a backslash, or the C: in front, is no part of a name here.
    if Path(path).is_absolute() or re.search(r"(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:|^\\|\x00", path):
        raise InvalidArgumentError(
            "file", "has a path that is absolute or leads out of {folder}.", mentions=("folder",)
        )
    return Path(folder) / path
