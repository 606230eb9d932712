# Derived from homerun_helpers/_async/download.py by scripts/unasync. Change that file, not this one.
"""Download a file, without the API key and without leaving half of it behind."""

from __future__ import annotations

import tempfile
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import httpx
from homerun_client import AuthenticatedClient

from homerun_helpers._files.downloads import (
    MAX_REDIRECTS,
    SHOWN_PATH,
    download_error,
    link_of,
    put,
    redirected,
    target_of,
)
from homerun_helpers._http.attempts import Exchange
from homerun_helpers._http.transport import PolicyTransport
from homerun_helpers._runtime.concurrency import call_directly

if TYPE_CHECKING:
    from homerun_client.models import JobApplicationFile


def download(client: AuthenticatedClient, file: JobApplicationFile | str, to: str | PathLike[str]) -> Path:
    """Fetch a file's link into a file of its own, which takes its place at the end.

    The transport below the policy is used as it is: the policy would send the key along, and httpx' client would
    write the link, which is a secret, to its log.
    """
    link, target = link_of(file), target_of(file, to)
    transport: PolicyTransport = client.httpx_args["transport"]
    timeout = httpx.Timeout(client.timeout).as_dict()
    part: IO[bytes] = call_directly(
        tempfile.NamedTemporaryFile, dir=target.path.parent, prefix=f".{target.path.name[:40]}.", delete=False
    )
    try:
        with part:
            _fetch(transport, link, timeout, part)
        return call_directly(put, part.name, target)
    except BaseException:
        call_directly(Path(part.name).unlink, missing_ok=True)
        raise


def _fetch(transport: PolicyTransport, link: str, timeout: dict[str, Any], part: IO[bytes]) -> None:
    exchange = Exchange(httpx.Request("GET", link), SHOWN_PATH, transport.retries, None, transport.clock)
    while True:
        exchange.begin()
        try:
            status, headers = _attempt(transport, link, timeout, part)
        except httpx.RequestError as error:
            delay = exchange.failed(error)
        else:
            if status == 200:
                return
            again = exchange.after_status(status, headers)
            if again is None:
                raise download_error(status, headers)
            delay = again
        transport.clock.sleep(delay)


def _attempt(
    transport: PolicyTransport, link: str, timeout: dict[str, Any], part: IO[bytes]
) -> tuple[int, dict[str, str]]:
    part.seek(0)
    part.truncate()
    for _ in range(MAX_REDIRECTS + 1):
        request = httpx.Request("GET", link, headers={"Accept-Encoding": "identity"}, extensions={"timeout": timeout})
        with closing(transport.inner.handle_request(request)) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if response.is_redirect and "location" in headers:
                link = redirected(link, headers["location"])
                continue
            if response.status_code == 200:
                for piece in response.stream:
                    call_directly(part.write, piece)
            return response.status_code, headers
    return 310, {}  # no end to the redirects
