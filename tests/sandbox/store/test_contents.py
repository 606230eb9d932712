"""The contents of uploads: where they lie, what leads to them, when they go."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from homerun_helpers.sandbox._store.store import Store
from tests.sandbox.store.making import application, on_disk, upload


def tamper(path, content):
    """Write another name into the row of the only file, as somebody could who has the database."""
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute("UPDATE files SET content = ?", (content,)).rowcount == 1


@pytest.fixture
def one_upload(reopened):
    """A closed file with one application and one upload."""
    store = reopened()
    application(store)
    upload(store, id="cv")
    store.close()


def test_row_has_a_name_and_no_address(path, one_upload, tmp_path):
    """So the database and its folder can be moved together."""
    with closing(sqlite3.connect(path)) as connection:
        (name,) = connection.execute("SELECT content FROM files").fetchone()
    assert (tmp_path / "sandbox.db-files" / name).read_bytes() == b"Dear Ted"


def test_moved_store_finds_its_contents(path, one_upload, tmp_path):
    """In another folder, under another name."""
    (tmp_path / "elsewhere").mkdir()
    moved = path.rename(tmp_path / "elsewhere" / "other.db")
    path.with_name("sandbox.db-files").rename(moved.with_name("other.db-files"))
    with closing(Store(moved)) as store:
        assert Path(store.files.get("cv").path).read_bytes() == b"Dear Ted"


@pytest.mark.parametrize(
    "name", ["../../secret", "../secret", "/etc/passwd", "a/b", "..", ".", "", "a\\b", "C:x", "a\0b"]
)
def test_row_leads_nowhere_else(path, one_upload, reopened, tmp_path, name):
    """Not even where a file is: such a row counts as no file."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    tamper(path, name)
    store = reopened()
    assert store.files.get("cv") is None
    assert store.files.of("ap_1") == []
    assert store.remove_application("ap_1")
    assert (tmp_path / "secret").exists()


def test_row_with_a_whole_address_of_a_content_leads_nowhere(path, one_upload, reopened):
    """Also when it is the right one."""
    store = reopened()
    address = store.files.get("cv").path
    store.close()
    tamper(path, address)
    assert reopened().files.get("cv") is None


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_content_is_an_ordinary_file(one_upload, reopened, tmp_path, kind):
    """Not a link to somewhere else."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    store = reopened()
    content = Path(store.files.get("cv").path)
    content.unlink()
    content.symlink_to(tmp_path / "secret") if kind == "link" else content.mkdir()
    assert store.files.get("cv") is None


def test_file_outside_of_the_folder_is_not_added(store, tmp_path):
    """The mistake is the caller's."""
    application(store)
    file = upload(store, id="cv")
    for elsewhere in (tmp_path / store.new_content().name, store.directory / "cv", store.directory / "a/b"):
        with pytest.raises(ValueError, match="folder"):
            store.files.add(replace(file, id="2", path=str(elsewhere)))


def test_missing_content_is_no_file(store):
    """The application still lists it; there is nothing to download."""
    application(store)
    Path(upload(store, id="cv").path).unlink()
    assert store.files.get("cv") is None
    assert [file.id for file in store.files.of("ap_1")] == ["cv"]
    store.remove_file("cv")
    assert store.files.of("ap_1") == []


def test_missing_content_is_answered_with_not_found(sandbox, api, application):
    """The link is valid and leads to nothing: no error of the server's."""
    path = f"/job-applications/{application}/files"
    response = api.post(path, data={"type": "resume"}, files={"file": ("cv.txt", b"Dear Ted")})
    for content in sandbox._world.store.directory.iterdir():
        content.unlink()
    assert httpx.get(response.json()["data"]["temporary_download_url"]).status_code == 404


def test_new_contents_have_names_of_their_own(store):
    """Also where ids come again, as they do after a reset: a content is never written over."""
    assert len({store.new_content() for _ in range(1_000)}) == 1_000


def test_removed_application_takes_its_contents_with_it(store):
    """Those of others stay."""
    for id in ("ap_1", "ap_2"):
        application(store, id)
        upload(store, id)
    kept = Path(store.files.get("file_of_ap_2").path).name
    assert store.remove_application("ap_1")
    assert on_disk(store) == {kept}
    assert not store.remove_application("ap_1")


def test_content_goes_after_the_commit_only(store):
    """When the change is undone, the file is whole."""
    application(store)
    upload(store, id="cv")
    with suppress(KeyError), store.transaction():
        store.remove_file("cv")
        store.remove_application("ap_1")
        raise KeyError
    assert Path(store.files.get("cv").path).read_bytes() == b"Dear Ted"
    store.remove_file("cv")
    assert on_disk(store) == set()


def test_removing_no_file_does_nothing(store):
    """Neither with an unknown id nor with none."""
    store.remove_file("unknown")
    store.remove_file(None)


def test_contents_without_a_row_go_when_the_file_is_opened(one_upload, reopened):
    """What a killed process left behind; what the sandbox did not put there stays."""
    store = reopened()
    kept = on_disk(store)
    store.new_content().write_bytes(b"half an upl")
    others = {"notes.txt", "0" * 32, "upload-of-mine"}
    for name in others:
        (store.directory / name).write_text("mine", "utf-8")
    assert on_disk(reopened()) == kept | others


def test_contents_in_memory_go_with_the_store(store):
    """The folder of a store without a file is temporary."""
    application(store)
    upload(store)
    store.close()
    assert store.directory.exists() is ("sandbox.db" in str(store.directory))
