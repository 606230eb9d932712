"""Snapshots: the data as it was, with the contents of uploads."""

import gc
from contextlib import suppress
from pathlib import Path

import pytest

from homerun_helpers.sandbox._seed.seed import Seed, fill
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.keys import Key
from homerun_helpers.sandbox._store.shape import unpack
from homerun_helpers.sandbox._store.store import Store
from tests.sandbox.store.making import application, everything, on_disk, upload

FILTER = Filter()


@pytest.fixture
def filled(store):
    fill(store, Seed(1, 12, 3))
    return store


def test_restored_data_is_what_it_was(filled):
    """Additions are gone, deletions and changes are undone, and the order is the same."""
    before, snapshot = everything(filled), filled.snapshot()
    newest, other, *_ = filled.applications.page(FILTER, 20, 0)
    filled.remove_application(newest["id"])
    filled.applications.change(unpack(other) | {"first_name": "Ada"})
    application(filled, "ap_new")
    filled.notes.add("ap_new", {"note": "Call on Monday."})
    filled.restore(snapshot)
    assert everything(filled) == before


def test_snapshot_can_be_restored_again(filled):
    """Nothing changes it."""
    before, snapshot = everything(filled), filled.snapshot()
    for _ in range(3):
        application(filled, "ap_new")
        filled.restore(snapshot)
    assert everything(filled) == before


def test_records_added_after_a_restore_are_the_newest(store):
    """As they would have been without it."""
    application(store, "ap_1")
    snapshot = store.snapshot()
    application(store, "ap_2")
    store.restore(snapshot)
    application(store, "ap_3")
    assert store.applications.ids(FILTER) == ["ap_3", "ap_1"]


def test_snapshot_is_opaque_and_unchangeable(filled):
    """Its text has no personal data."""
    snapshot = filled.snapshot()
    assert repr(snapshot) == "<Snapshot of 3 vacancies, 12 applications>"
    with pytest.raises(AttributeError):
        snapshot.tables = ()


def test_keys_and_settings_are_not_part_of_it(filled):
    """A key that was made later is still valid."""
    snapshot = filled.snapshot()
    filled.keys.add(Key("digest", "name", frozenset()))
    filled.settings.set("secret", "x")
    filled.restore(snapshot)
    assert [key.digest for key in filled.keys.all()] == ["digest"]
    assert filled.settings.get("secret") == "x"


def test_cleared_store_has_keys_only(filled):
    """As after restoring a snapshot of nothing."""
    application(filled, "ap_1")
    upload(filled)
    filled.keys.add(Key("digest", "name", frozenset()))
    filled.clear()
    assert everything(filled) == {"vacancies": [], "applications": [], "notes": [], "files": []}
    assert on_disk(filled) == set()
    assert len(filled.keys.all()) == 1


def test_store_that_was_cleared_is_not_new(store):
    """Somebody wanted it to be empty."""
    store.clear()
    assert not store.is_new


def test_restoring_lasts(reopened):
    """It is in the file when it returns."""
    store = reopened()
    application(store, "ap_1")
    upload(store, id="cv")
    before, snapshot = everything(store), store.snapshot()
    store.remove_application("ap_1")
    store.restore(snapshot)
    store = reopened()
    assert everything(store) == before
    assert Path(store.files.get("cv").path).read_bytes() == b"Dear Ted"


def test_restoring_is_all_or_nothing(filled):
    """Within a transaction that fails it did not happen."""
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
    """A content stays on disk as long as a snapshot may need it."""
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    store.remove_application("ap_1")
    assert store.files.get("cv") is None
    store.restore(snapshot)
    assert Path(store.files.get("cv").path).read_bytes() == b"Dear Ted"


def test_upload_after_the_snapshot_goes_when_it_is_restored(store):
    """Row and content."""
    application(store)
    snapshot = store.snapshot()
    upload(store, id="cv")
    store.restore(snapshot)
    assert store.files.get("cv") is None
    assert on_disk(store) == set()


def test_content_goes_with_the_last_snapshot_that_needs_it(store):
    """With the next change after that, so that nothing is piled up by tests that take many."""
    application(store)
    upload(store)
    snapshots = [store.snapshot(), store.snapshot()]
    store.remove_application("ap_1")
    for left in (1, 1, 0):
        assert len(on_disk(store)) == 1
        del snapshots[left:]
        gc.collect()
        application(store, f"ap_{len(snapshots)}")
        store.remove_application(f"ap_{len(snapshots)}")
    assert on_disk(store) == set()


def test_restored_content_outlives_its_snapshot(store):
    """It belongs to a row again."""
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    store.remove_application("ap_1")
    store.restore(snapshot)
    del snapshot
    gc.collect()
    application(store, "ap_2")
    assert store.files.get("cv") is not None


def test_content_that_was_missing_before_is_no_hindrance(store):
    """The rest can be restored; the file is as missing as it was."""
    application(store)
    Path(upload(store, id="cv").path).unlink()
    snapshot = store.snapshot()
    store.clear()
    store.restore(snapshot)
    assert [file.id for file in store.files.of("ap_1")] == ["cv"]
    assert store.files.get("cv") is None


def test_snapshot_without_uploads_fits_every_store(filled, tmp_path):
    """Seed once, restore anywhere."""
    other = Store(tmp_path / "other.db")
    other.restore(filled.snapshot())
    assert everything(other) == everything(filled)
    assert not other.is_new
    other.close()


def test_snapshot_with_uploads_fits_its_own_store_only(store, tmp_path):
    """Another one has not got the contents; it stays as it is."""
    application(store)
    upload(store)
    other = Store(tmp_path / "other.db")
    application(other, "ap_other")
    with pytest.raises(ValueError, match="1 uploaded file"):
        other.restore(store.snapshot())
    assert other.applications.ids(FILTER) == ["ap_other"]
    other.close()


def test_snapshot_fits_the_same_file_as_long_as_the_contents_are_there(reopened):
    """From then on the store that is open now keeps them."""
    store = reopened()
    application(store)
    upload(store, id="cv")
    snapshot = store.snapshot()
    store = reopened()
    for _ in range(2):
        store.restore(snapshot)
        assert store.files.get("cv") is not None
        store.clear()


def test_closed_store_keeps_no_content_for_snapshots(reopened):
    """They end with it: what they alone held is deleted."""
    store = reopened()
    application(store)
    upload(store)
    snapshot = store.snapshot()
    store.remove_application("ap_1")
    store.close()
    assert on_disk(store) == set()
    with pytest.raises(ValueError, match="1 uploaded file"):
        reopened().restore(snapshot)
