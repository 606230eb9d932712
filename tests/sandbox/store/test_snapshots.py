"""Snapshots: the data as it was, with the contents of uploads."""

import gc
import os
import sqlite3
from contextlib import suppress

import pytest

from homerun_helpers.sandbox._seed.seed import Seed, fill
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.keys import StoredKey
from homerun_helpers.sandbox._store.shape import unpack
from homerun_helpers.sandbox._store.store import SandboxStore
from tests.sandbox.store.making import application, content_of, contents, everything, upload

FILTER = Filter()


@pytest.fixture
def filled(store):
    fill(store, Seed(1, 12, 3))
    return store


def test_restored_data_is_what_it_was(filled):
    """Additions are gone, deletions and changes are undone, and the order is the same."""
    before, snapshot = everything(filled), filled.snapshot()
    newest, other, *_ = filled.applications.page(FILTER, 20, 0)
    filled.applications.remove(newest["id"])
    filled.applications.change(unpack(other) | {"first_name": "Ada"})
    application(filled, "ap_new")
    filled.notes.add("ap_new", {"note": "Call on Monday."})
    filled.restore(snapshot)
    assert everything(filled) == before


def test_snapshot_can_be_restored_again(filled):
    """A snapshot is the same after a restore."""
    before, snapshot = everything(filled), filled.snapshot()
    for _ in range(3):
        application(filled, "ap_new")
        filled.restore(snapshot)
    assert everything(filled) == before


def test_records_added_after_a_restore_are_the_newest(store):
    """An application that is added after a restore comes first in a listing."""
    application(store, "ap_1")
    snapshot = store.snapshot()
    application(store, "ap_2")
    store.restore(snapshot)
    application(store, "ap_3")
    assert store.applications.ids(FILTER) == ["ap_3", "ap_1"]


def test_snapshot_is_opaque_and_unchangeable(filled):
    """The text of a snapshot has counts only, and no personal data."""
    snapshot = filled.snapshot()
    assert repr(snapshot) == "<Snapshot of 3 vacancies, 12 applications>"
    with pytest.raises(AttributeError):
        snapshot.database = None


def test_keys_and_settings_are_not_part_of_it(filled):
    """A key and a setting that were made after the snapshot are still there."""
    snapshot = filled.snapshot()
    filled.keys.add(StoredKey("digest", "name", frozenset()))
    filled.settings.set("secret", "x")
    filled.restore(snapshot)
    assert [key.digest for key in filled.keys.all()] == ["digest"]
    assert filled.settings.get("secret") == "x"


def test_cleared_store_has_keys_only(filled):
    """`clear` removes every record and upload, and leaves the keys."""
    application(filled, "ap_1")
    upload(filled)
    filled.keys.add(StoredKey("digest", "name", frozenset()))
    filled.clear()
    assert everything(filled) == {"vacancies": [], "applications": [], "notes": [], "files": []}
    assert contents(filled) == {}
    assert len(filled.keys.all()) == 1


def test_store_that_was_cleared_is_not_new(store):
    """A store that was emptied on purpose is not filled again at the next start."""
    store.clear()
    assert not store.is_new


def test_restoring_lasts(reopened):
    """What was restored is there when the file is opened again."""
    store = reopened()
    application(store, "ap_1")
    upload(store, id="cv")
    before, snapshot = everything(store), store.snapshot()
    store.applications.remove("ap_1")
    store.restore(snapshot)
    store = reopened()
    assert everything(store) == before
    assert content_of(store, "cv") == b"Dear Ted"


def test_restoring_is_all_or_nothing(filled):
    """A restore within a transaction that fails did not happen."""
    snapshot = filled.snapshot()
    application(filled, "ap_new")
    upload(filled, "ap_new", id="cv")
    before = everything(filled)
    with suppress(KeyError), filled.transaction():
        filled.restore(snapshot)
        raise KeyError
    assert everything(filled) == before
    assert filled.files.get("cv") is not None


def test_deleted_upload_comes_back_whole(store):
    """A snapshot has the contents of uploads, and keeps them when they are deleted in the store."""
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    store.applications.remove("ap_1")
    assert store.files.get("cv") is None
    store.restore(snapshot)
    assert content_of(store, "cv") == b"Dear Ted"


def test_upload_after_the_snapshot_goes_when_it_is_restored(store):
    """Its row and its content are removed."""
    application(store)
    snapshot = store.snapshot()
    upload(store, id="cv")
    store.restore(snapshot)
    assert store.files.get("cv") is None
    assert contents(store) == {}


def test_restored_content_outlives_its_snapshot(store):
    """The store has the content itself after a restore."""
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    store.applications.remove("ap_1")
    store.restore(snapshot)
    del snapshot
    gc.collect()
    assert content_of(store, "cv") == b"Dear Ted"


def test_collected_snapshot_closes_its_database(store):
    """Tests that take many snapshots leave no connection open."""
    snapshot = store.snapshot()
    database = snapshot.database
    del snapshot
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError):
        database.all("SELECT 1")


def test_file_whose_content_is_missing_is_no_hindrance(store):
    """The rest is restored; the file is as incomplete as it was."""
    application(store)
    upload(store, id="cv")
    store._database.run("DELETE FROM contents")
    snapshot = store.snapshot()
    store.clear()
    store.restore(snapshot)
    assert [file.id for file in store.files.of("ap_1")] == ["cv"]
    assert content_of(store, "cv") is None


@pytest.mark.parametrize("content", [None, b"Dear Ted"])
def test_snapshot_fits_every_store(filled, tmp_path, content):
    """What one store holds can be restored in another, with or without uploads."""
    application(filled)
    if content is not None:
        upload(filled, id="cv", content=content)
    other = SandboxStore(tmp_path / "other.db")
    application(other, "ap_other")
    other.restore(filled.snapshot())
    assert everything(other) == everything(filled)
    assert content_of(other, "cv") == content
    assert not other.is_new
    other.close()


def test_snapshot_outlives_its_store(reopened):
    """It can be restored after the store was closed, also into the same file."""
    store = reopened()
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    store.applications.remove("ap_1")
    store = reopened()
    for _ in range(2):
        store.restore(snapshot)
        assert content_of(store, "cv") == b"Dear Ted"
        store.clear()


def test_snapshot_within_a_transaction_is_refused(store):
    """It would wait for the transaction that waits for it."""
    with store.transaction(), pytest.raises(RuntimeError, match="within a transaction"):
        store.snapshot()
    assert store.snapshot() is not None


def test_snapshots_survive_in_the_parent_of_a_forked_child(store):
    """The child that ends closes nothing of the parent's."""
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    child = os.fork()
    if child == 0:
        del snapshot
        gc.collect()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    store.restore(snapshot)
    assert content_of(store, "cv") == b"Dear Ted"
