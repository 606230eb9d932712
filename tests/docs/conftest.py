"""Runs examples against the sandbox, as a reader would run them."""

import ast
import asyncio
import inspect
import struct
import zlib

import pytest

from homerun_helpers import AsyncHomerun, Homerun, HomerunError

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def png():
    """One white pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header, pixel = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0), zlib.compress(b"\x00\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory, with the files that examples upload."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cv.pdf").write_bytes(PDF)
    (tmp_path / "ada.png").write_bytes(png())
    return tmp_path


@pytest.fixture
def names(sandbox, folder, monkeypatch):
    """What an example may use without saying where it comes from; and a key and base URL in the environment."""
    monkeypatch.setenv("HOMERUN_API_KEY", sandbox.key())
    monkeypatch.setenv("HOMERUN_BASE_URL", sandbox.url)
    return {"__name__": "example", "folder": folder}


@pytest.fixture
def application(sandbox, folder):
    """Makes an application with a file, and gives its id."""

    def make(vacancy):
        made = sandbox.add_application(vacancy_id=vacancy)
        with Homerun(rate_limit=None) as homerun:
            homerun.job_applications.upload_file(made, folder / "cv.pdf", type="resume")
        return made

    return make


@pytest.fixture
def spare(names):
    """A client for blocks that use `homerun` without making it."""
    with Homerun(rate_limit=None) as homerun:
        yield homerun


def is_open(client):
    try:
        return isinstance(client, Homerun) and client.ping()
    except HomerunError:
        return False


async def run_async(code, names):
    async with AsyncHomerun(rate_limit=None) as names["homerun"]:
        await eval(code, names)  # noqa: S307 - our own examples


@pytest.fixture
def run(names, spare, sandbox, application):
    """Runs a block of code. With `await` or `async` at its top level it gets an async client, else a sync one.

    Blocks of one test share a namespace. Each begins with ids that exist and with a client that is open: the one that
    an earlier block made and left open, or else one that is closed by this fixture.
    """

    def run_block(code, place):
        names["vacancy_id"] = sandbox.vacancy_ids()[0]
        names["application_id"] = application(names["vacancy_id"])
        left_open = client if is_open(client := names.get("homerun")) else spare
        compiled = compile(code, place, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        if compiled.co_flags & inspect.CO_COROUTINE:
            asyncio.run(run_async(compiled, names))
            names["homerun"] = left_open
        else:
            names["homerun"] = left_open
            eval(compiled, names)  # noqa: S307 - our own examples

    return run_block
