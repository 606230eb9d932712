# Derived from homerun_helpers/_async/download.py by scripts/unasync. Change that file, not this one.
"""Download a file, without the API key and without leaving half of it behind."""

import tempfile
from os import PathLike
from pathlib import Path
from typing import IO

from homerun_client import AuthenticatedClient
from homerun_client.models import JobApplicationFile

from homerun_helpers._files.downloads import link_of, put, target_of
from homerun_helpers._files.fetching import fetch
from homerun_helpers._http.session import session_of
from homerun_helpers._runtime.concurrency import call_directly
from homerun_helpers._runtime.steps import perform


def download(client: AuthenticatedClient, file: JobApplicationFile | str, to: str | PathLike[str]) -> Path:
    """Fetch a file's link into a file of its own, which takes its place at the end.

    Returns:
        The path of the file.

    Raises:
        InvalidArgumentError: the file has no link, or `to` is not usable.
        HomerunError: the link does not give the file.
    """
    link, target, session = link_of(file), target_of(file, to), session_of(client)
    part: IO[bytes] = call_directly(
        tempfile.NamedTemporaryFile, dir=target.path.parent, prefix=f".{target.path.name[:40]}.", delete=False
    )
    try:
        with part:
            perform(fetch(session, link, part, client.timeout))
        return call_directly(put, part.name, target)
    except BaseException:
        call_directly(Path(part.name).unlink, missing_ok=True)
        raise
