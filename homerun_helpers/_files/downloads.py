"""Downloads of candidates' files: the link, the path to write to, and the error when the link fails."""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from attrs import frozen
from homerun_client import models

from homerun_helpers._files.uploads import clean_name
from homerun_helpers._http.status_errors import from_response
from homerun_helpers.errors import APIStatusError, InvalidArgumentError

# Errors and logs show this instead of the link: a link is a secret, and may contain a candidate's name.
SHOWN_PATH = "/temporary-download"
MAX_REDIRECTS = 3


def link_of(file: models.JobApplicationFile | str) -> str:
    """The link to fetch.

    Raises:
        InvalidArgumentError: the file has no link, or the link is not http or https.
    """
    link = file.temporary_download_url if isinstance(file, models.JobApplicationFile) else file
    if not isinstance(link, str) or not link:
        raise InvalidArgumentError(
            "file", "must be a file of job_applications.get(…).files with a temporary_download_url, or its link."
        )
    return check_link(link)


def check_link(link: str) -> str:
    """A link that can be fetched.

    Raises:
        InvalidArgumentError: it is not http or https.
    """
    try:
        parts = urlsplit(link)
        _ = parts.port  # raises ValueError when it is not a number
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\x00-\x1f\x7f]", link)
    except ValueError:
        usable = False
    if not usable:
        raise InvalidArgumentError("file", "has an unusable link: it must begin with https:// or http://.")
    return link


def redirected(link: str, location: str) -> str:
    """The link that a redirect leads to.

    Args:
        link: the link that answered with the redirect.
        location: the `Location` header of the answer.

    Raises:
        InvalidArgumentError: the new link is not http or https, or the redirect goes from https to http.
    """
    try:
        target = urljoin(link, location)
    except ValueError:
        target = ""
    check_link(target)
    if urlsplit(link).scheme == "https" and urlsplit(target).scheme != "https":
        raise InvalidArgumentError("file", "has a link that redirects from https to http, which is not followed.")
    return target


@frozen
class Target:
    """The path that a download is written to.

    Attributes:
        path: the path; if it must not be replaced, the first choice of it.
        replaces: whether an existing file of that path is replaced.
    """

    path: Path
    replaces: bool


def target_of(file: models.JobApplicationFile | str, to: str | os.PathLike[str]) -> Target:
    """The path to write to.

    Raises:
        InvalidArgumentError: the folder does not exist, or `to` is a folder and the file has no name of its own.
    """
    path = Path(to)
    if path.is_dir():
        name = getattr(file, "name", None)
        if not isinstance(name, str) or re.split(r"[/\\]", name)[-1].strip() in (".", ".."):
            raise InvalidArgumentError(
                "to", f"is a folder ({path}), and the file has no name of its own: give the path of a file."
            )
        # The candidate chose the name: it must not make a hidden file, nor lead out of the folder (`C:x` on Windows).
        return Target(path / (clean_name(name).replace(":", "_").lstrip(".") or "file"), replaces=False)
    if not path.parent.is_dir():
        raise InvalidArgumentError("to", f"must be in a folder that exists; {path.parent} does not exist.")
    return Target(path, replaces=True)


def put(part: str, target: Target) -> Path:
    """Rename a finished download to its target, and return the path.

    If the target must not replace a file, the next free name is taken, such as `cv (2).pdf`. Several downloads may
    do so at the same time.
    """
    if target.replaces:
        Path(part).replace(target.path)
        return target.path
    for number in count(1):
        path = target.path if number == 1 else target.path.with_stem(f"{target.path.stem} ({number})")
        try:
            path.open("xb").close()  # this reserves the name
        except FileExistsError:
            continue
        Path(part).replace(path)
        return path
    raise AssertionError("unreachable: count() never ends")


def download_error(status: int, headers: dict[str, str]) -> APIStatusError:
    """The error for a link that answered with something else than the file."""
    kind = type(from_response("GET", SHOWN_PATH, status, headers, b""))
    hint = "The link may have expired: it is valid for 5 minutes. Get the application again for a new one."
    summary = f"The file could not be downloaded: {status}. {hint if status < 500 else 'Try again later.'}"
    return kind(summary, status=status, headers=headers, method="GET", path=SHOWN_PATH)
