"""The contents of uploads: BLOBs in the database, which go with the row of their file."""

import io
import os
import subprocess
import sys
import tracemalloc
from contextlib import suppress

import httpx
import pytest

from tests.sandbox.store.making import ENVIRONMENT, application, content_of, contents, upload


@pytest.mark.parametrize("size", [0, 1, 262_144, 262_145, 3_000_000])
def test_content_comes_back_byte_for_byte(store, size):
    """Whatever its length is, also an empty one."""
    application(store)
    content = os.urandom(size)
    file = upload(store, content=content, id="cv")
    assert store.files.get("cv") == file
    assert content_of(store, "cv") == content


def test_large_content_is_never_whole_in_memory(store, tmp_path):
    """Neither when it is stored, nor when it is read, nor when a snapshot of it is taken and restored."""
    application(store)
    path = tmp_path / "large"
    path.write_bytes(bytes(25 * 1024 * 1024))
    file = upload(store, content=b"", id="small")
    tracemalloc.start()
    try:
        with path.open("rb") as source:
            store.files.add(type(file)("cv", "ap_1", "resume", "cv", "text/plain", 25 * 1024 * 1024), source)
        snapshot = store.snapshot()
        store.clear()
        store.restore(snapshot)
        with (tmp_path / "copy").open("wb") as target:
            assert store.files.copy_content("cv", target)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "copy").stat().st_size == 25 * 1024 * 1024
    assert peak < 4_000_000


def test_upload_whose_content_cannot_be_read_is_not_added(store):
    """The row and the part of the content that was read are undone."""
    application(store)
    file, closed = upload(store, id="cv"), io.BytesIO()
    closed.close()
    with pytest.raises(ValueError, match="closed file"):
        store.files.add(type(file)("other", "ap_1", "resume", "cv", "text/plain", 10), closed)
    assert store.files.get("other") is None
    assert len(contents(store)) == 1


def test_file_without_its_content_is_answered_with_not_found(sandbox, api, application):
    """The link is valid and there is nothing to download: a 404, not an error of the server."""
    path = f"/job-applications/{application}/files"
    response = api.post(path, data={"type": "resume"}, files={"file": ("cv.txt", b"Dear Ted")})
    sandbox._state.store._database.run("DELETE FROM contents")
    assert httpx.get(response.json()["data"]["temporary_download_url"]).status_code == 404


def test_removed_application_takes_its_contents_with_it(store):
    """The contents of other applications stay."""
    for id in ("ap_1", "ap_2"):
        application(store, id)
        upload(store, id, id.encode())
    assert store.applications.remove("ap_1")
    assert list(contents(store).values()) == [b"ap_2"]
    assert not store.applications.remove("ap_1")


def test_removed_file_takes_its_content_with_it(store):
    """Nothing of it is left in the database."""
    application(store)
    upload(store, id="cv")
    store.files.remove("cv")
    assert contents(store) == {}
    assert content_of(store, "cv") is None


def test_removal_that_is_undone_leaves_the_content(store):
    """When the transaction fails, the file is whole."""
    application(store)
    upload(store, id="cv")
    with suppress(KeyError), store.transaction():
        store.files.remove("cv")
        store.applications.remove("ap_1")
        raise KeyError
    assert content_of(store, "cv") == b"Dear Ted"


def test_removing_no_file_does_nothing(store):
    """Neither with an unknown id nor with None."""
    store.files.remove("unknown")
    store.files.remove(None)


def test_download_ends_whole_when_its_file_is_deleted_meanwhile(sandbox, api, application):
    """A download that has begun does not need the upload any more."""
    content = os.urandom(5_000_000)
    path = f"/job-applications/{application}/files"
    response = api.post(path, data={"type": "resume"}, files={"file": ("cv.bin", content)})
    with httpx.stream("GET", response.json()["data"]["temporary_download_url"]) as answer:
        pieces = answer.iter_bytes(1000)
        start = next(pieces)
        sandbox.delete_application(application)
        assert start + b"".join(pieces) == content


def test_store_in_memory_leaves_no_file_behind(tmp_path):
    """What does not fit into SQLite's cache is in a temporary file without a name."""
    program = """
import io, os, sys
from homerun_helpers.sandbox._store.store import SandboxStore
from tests.sandbox.store.making import application, upload
store = SandboxStore()
application(store)
upload(store, content=bytes(8_000_000))
print(os.listdir(sys.argv[1]))
os._exit(0)
"""
    environment = ENVIRONMENT | {"SQLITE_TMPDIR": str(tmp_path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", program, tmp_path]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []
