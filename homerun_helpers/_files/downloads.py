"""Downloads of candidates' files: what to fetch, where to put it, what went wrong. Decisions only."""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from attrs import frozen
from homerun_client import models

from homerun_helpers._files.uploads import clean_name
from homerun_helpers._http.status_errors import from_response
from homerun_helpers.errors import APIStatusError, InvalidArgumentError, PermissionDeniedError

if TYPE_CHECKING:
    from homerun_client.models import JobApplicationFile


# What stands in errors and logs instead of the link: that is a secret, and may hold a candidate's name.
SHOWN_PATH = "/temporary-download"
MOST_REDIRECTS = 3


def link_of(file: JobApplicationFile | str) -> str:
    """The link to fetch.

    Raises:
        InvalidArgumentError: there is none, or it is not http or https.
    """
    link = file.temporary_download_url if isinstance(file, models.JobApplicationFile) else file
    if not isinstance(link, str) or not link:
        raise InvalidArgumentError(
            "This file has no temporary_download_url. Pass a file of job_applications.get(…).files, or a link."
        )
    return check_link(link)


def check_link(link: str) -> str:
    """A link that can be fetched.

    Raises:
        InvalidArgumentError: it is not http or https.
    """
    try:
        parts = urlsplit(link)
        _ = parts.port  # raises when it is no number
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\x00-\x1f\x7f]", link)
    except ValueError:
        usable = False
    if not usable:
        raise InvalidArgumentError("The file's link is not one: it must begin with https:// or http://.")
    return link


def redirected(link: str, location: str) -> str:
    """Where a redirect leads.

    Raises:
        InvalidArgumentError: not to http or https, or from https to http.
    """
    try:
        target = urljoin(link, location)
    except ValueError:
        target = ""
    check_link(target)
    if urlsplit(link).scheme == "https" and urlsplit(target).scheme != "https":
        raise InvalidArgumentError("The file's link leads from https to http; that is not followed.")
    return target


@frozen
class Target:
    """Where a download goes.

    Attributes:
        path: the path, or the first choice of it.
        replaces: whether it takes the place of a file that is there.
    """

    path: Path
    replaces: bool


def target_of(file: JobApplicationFile | str, to: str | os.PathLike[str]) -> Target:
    """The path to write to.

    Raises:
        InvalidArgumentError: its folder does not exist, or it names a folder and the file has no name.
    """
    path = Path(to)
    if path.is_dir():
        name = getattr(file, "name", None)
        if not isinstance(name, str) or re.split(r"[/\\]", name)[-1].strip() in (".", ".."):
            raise InvalidArgumentError(f"{path} is a folder, and the file has no name of its own: give a whole path.")
        # The name is the candidate's choice: it must neither hide nor leave the folder (`C:x` on Windows).
        return Target(path / (clean_name(name).replace(":", "_").lstrip(".") or "file"), replaces=False)
    if not path.parent.is_dir():
        raise InvalidArgumentError(f"The folder {path.parent} does not exist.")
    return Target(path, replaces=True)


def put(part: str, target: Target) -> Path:
    """Give a downloaded file its name, at once and whole; returns its path.

    Where it must not replace another, the next free name is taken, `cv (2).pdf`, also when many are put at once.
    """
    if target.replaces:
        Path(part).replace(target.path)
        return target.path
    for number in count(1):
        path = target.path if number == 1 else target.path.with_stem(f"{target.path.stem} ({number})")
        try:
            path.open("xb").close()  # the name is ours now
        except FileExistsError:
            continue
        Path(part).replace(path)
        return path
    raise AssertionError("unreachable: there is always a next number")


def download_error(status: int, headers: dict[str, str]) -> APIStatusError:
    """The error for a link that does not give the file."""
    error = from_response("GET", SHOWN_PATH, status, headers, b"")
    hint = "The link may have expired: it is valid for 5 minutes. Get the application again for a new one."
    error.args = (f"The file could not be downloaded: {status}. {hint if status < 500 else 'Try again later.'}",)
    error.message = str(error.args[0])
    if isinstance(error, PermissionDeniedError):
        error.required_scope = None
    return error
