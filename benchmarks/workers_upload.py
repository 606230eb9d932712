"""Uploads one file with one client, measures it, and prints a report.

    python -m benchmarks.workers_upload CLIENT PORT FILE [--stall]

Each client is made, and its connection opened by a ping, before the time is taken. With `--stall` a heartbeat runs
beside the upload of an async client, and no time is reported.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.gauges import above, heartbeat, idle_memory
from benchmarks.harness import ROOT, Report
from benchmarks.receiver import arrived

PEERS = ROOT / ".bench/peers"
TARGET = "/job-applications/ap_1/files"
KEY = "key"
NAME, KIND = "cv.pdf", "application/pdf"
Send = Callable[[Path], object]
AsyncSend = Callable[[Path], Awaitable[object]]


@contextlib.contextmanager
def limit(url: str) -> Iterator[Send]:
    """A socket, a multipart body made by hand, and sendfile."""
    host, port = url.removeprefix("http://").partition("/")[0].split(":")
    with socket.create_connection((host, int(port))) as connection:
        yield lambda path: _by_hand(connection, path)


def _by_hand(connection: socket.socket, path: Path) -> None:
    boundary = os.urandom(16).hex().encode()
    first = (
        b'--%b\r\nContent-Disposition: form-data; name="type"\r\n\r\nresume\r\n--%b\r\nContent-Disposition: form-data; '
        b'name="file"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n' % (boundary, boundary)
    )
    last = b"\r\n--%b--\r\n" % boundary
    with path.open("rb") as file:
        length = len(first) + os.fstat(file.fileno()).st_size + len(last)
        connection.sendall(
            b"POST /v2%b HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer key\r\nContent-Length: %d\r\n"
            b"Content-Type: multipart/form-data; boundary=%b\r\n\r\n%b" % (TARGET.encode(), length, boundary, first)
        )
        connection.sendfile(file)
    connection.sendall(last)
    if not connection.recv(1 << 16).startswith(b"HTTP/1.1 200"):
        raise RuntimeError


@contextlib.contextmanager
def ours(url: str) -> Iterator[Send]:
    """`upload_file` of this package."""
    from homerun_helpers import Homerun

    with Homerun(KEY, base_url=url) as homerun:
        homerun.ping()
        yield lambda path: homerun.job_applications.upload_file("ap_1", path, type="resume")


@contextlib.asynccontextmanager
async def ours_async(url: str) -> AsyncIterator[AsyncSend]:
    """The same for asyncio."""
    from homerun_helpers import AsyncHomerun

    async with AsyncHomerun(KEY, base_url=url) as homerun:
        await homerun.ping()
        yield lambda path: homerun.job_applications.upload_file("ap_1", path, type="resume")


@contextlib.contextmanager
def requests(url: str) -> Iterator[Send]:
    """`files=` of requests."""
    import requests as library

    with library.Session() as session:
        session.headers["Authorization"] = f"Bearer {KEY}"
        session.get(f"{url}/ping")

        def send(path: Path) -> None:
            with path.open("rb") as file:
                form = {"data": {"type": "resume"}, "files": {"file": (NAME, file, KIND)}}
                session.post(url + TARGET, **form).raise_for_status()  # type: ignore[arg-type]  # a dict of arguments

        yield send


@contextlib.contextmanager
def httpx(url: str) -> Iterator[Send]:
    """`files=` of httpx."""
    import httpx as library

    with library.Client(headers={"Authorization": f"Bearer {KEY}"}) as client:
        client.get(f"{url}/ping")

        def send(path: Path) -> None:
            with path.open("rb") as file:
                form = {"data": {"type": "resume"}, "files": {"file": (NAME, file, KIND)}}
                client.post(url + TARGET, **form).raise_for_status()  # type: ignore[arg-type]  # a dict of arguments

        yield send


@contextlib.asynccontextmanager
async def httpx_async(url: str) -> AsyncIterator[AsyncSend]:
    """The same for asyncio."""
    import httpx as library

    async with library.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}) as client:
        await client.get(f"{url}/ping")

        async def send(path: Path) -> None:
            with path.open("rb") as file:
                form = {"data": {"type": "resume"}, "files": {"file": (NAME, file, KIND)}}
                (await client.post(url + TARGET, **form)).raise_for_status()  # type: ignore[arg-type]  # a dict of arguments

        yield send


def _bare(url: str) -> tuple[Any, Any, Callable[[Any], Any]]:
    sys.path.insert(0, str(PEERS))
    package, models, types = (importlib.import_module(f"homerun_bare{name}") for name in ("", ".models", ".types"))
    endpoint = importlib.import_module("homerun_bare.api.job_application_files.upload_file")

    def body(file: Any) -> Any:
        content = types.File(payload=file, file_name=NAME, mime_type=KIND)
        return models.UploadFileBody(models.FileType.RESUME, content)

    return package.AuthenticatedClient(base_url=url, token=KEY), endpoint, body


@contextlib.contextmanager
def bare(url: str) -> Iterator[Send]:
    """openapi-python-client's output."""
    client, endpoint, body = _bare(url)
    with client:
        client.get_httpx_client().get("/ping")

        def send(path: Path) -> None:
            with path.open("rb") as file:
                endpoint.sync_detailed("ap_1", client=client, body=body(file))

        yield send


@contextlib.asynccontextmanager
async def bare_async(url: str) -> AsyncIterator[AsyncSend]:
    """The same for asyncio."""
    client, endpoint, body = _bare(url)
    async with client:
        await client.get_async_httpx_client().get("/ping")

        async def send(path: Path) -> None:
            with path.open("rb") as file:
                await endpoint.asyncio_detailed("ap_1", client=client, body=body(file))

        yield send


@contextlib.contextmanager
def openapi_generator(url: str) -> Iterator[Send]:
    """OpenAPI Generator's output for Python, which takes a path or the content."""
    sys.path.insert(0, str(PEERS))
    library = importlib.import_module("homerun_openapi_generator")
    with library.ApiClient(library.Configuration(host=url, access_token=KEY)) as client:
        library.OtherApi(client).ping()
        files = library.JobApplicationFilesApi(client)
        yield lambda path: files.upload_file("ap_1", library.FileType.RESUME, str(path))


SYNC = {
    "limit": limit,
    "ours": ours,
    "requests": requests,
    "httpx": httpx,
    "bare": bare,
    "openapi-generator": openapi_generator,
}
ASYNC = {"ours-async": ours_async, "httpx-async": httpx_async, "bare-async": bare_async}


def run(client: str, url: str, path: Path) -> Report:
    """Seconds that an upload took, and the bytes of memory it needed."""
    with SYNC[client](url) as send:
        idle, began = idle_memory(), time.perf_counter()
        send(path)
        return {"seconds": time.perf_counter() - began, "memory": above(idle)}


async def run_async(client: str, url: str, path: Path, *, stall: bool) -> Report:
    """The same, or the longest pause of the event loop."""
    async with ASYNC[client](url) as send:
        if stall:
            async with heartbeat() as pauses:
                await send(path)
            return {"stall": max(pauses)}
        idle, began = idle_memory(), time.perf_counter()
        await send(path)
        return {"seconds": time.perf_counter() - began, "memory": above(idle)}


def main(client: str, port: str, file: str, *flags: str) -> None:
    """Upload, and report whether the file arrived as it was sent."""
    path, url = Path(file), f"http://127.0.0.1:{port}/v2"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()  # this also puts the file into the system's cache
    if client in SYNC:
        report = run(client, url, path)
    else:
        report = asyncio.run(run_async(client, url, path, stall="--stall" in flags))
    print(json.dumps(report | {"whole": arrived(int(port), digest)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
