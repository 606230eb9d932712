"""A store with a file: what was committed is there the next time."""

import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

import pytest

from homerun_helpers.sandbox._seed.seed import Seed, fill
from homerun_helpers.sandbox._store.keys import Key
from homerun_helpers.sandbox._store.store import Store
from tests.sandbox.store.making import application, everything, upload


def test_data_survives(reopened):
    """Every row of every table comes back in its order."""
    store = reopened()
    fill(store, Seed(1, 20, 3))
    before = everything(store)
    assert everything(reopened()) == before
    assert [len(before[name]) for name in ("vacancies", "applications")] == [3, 20]


def test_uploads_survive(reopened):
    """The row leads to the same bytes."""
    store = reopened()
    application(store)
    upload(store, id="cv", content=bytes(range(256)))
    assert Path(reopened().files.get("cv").path).read_bytes() == bytes(range(256))


def test_keys_and_settings_survive(reopened):
    """A key that was given out stays valid."""
    store = reopened()
    key = Key("digest", "name", frozenset({"vacancies:read"}), plan=False)
    store.keys.add(key)
    store.settings.set("secret", "Ünïcode")
    store = reopened()
    assert store.keys.all() == [key]
    assert store.settings.get("secret") == "Ünïcode"


def test_same_data_as_in_memory(path):
    """A file changes nothing of what a seed makes."""
    with closing(Store()) as memory, closing(Store(path)) as file:
        for store in (memory, file):
            fill(store, Seed(7, 60, 8))
        assert everything(memory) == everything(file)


def test_store_is_new_until_it_was_filled(reopened):
    """Opening alone changes nothing about that."""
    assert reopened().is_new
    store = reopened()
    assert store.is_new
    fill(store, Seed(1, 1, 1))
    assert not store.is_new
    assert not reopened().is_new


def test_store_that_was_filled_with_nothing_is_not_new(reopened):
    """Or somebody who asked for no data would get some the next time."""
    fill(reopened(), Seed(1, 0, 0))
    assert not reopened().is_new


def test_store_is_new_after_a_filling_that_failed(reopened):
    """All of it happened or nothing."""
    store = reopened()
    with suppress(KeyError), store.transaction():
        fill(store, Seed(1, 2, 2))
        raise KeyError
    assert store.is_new
    assert not any(everything(reopened()).values())


def test_store_with_a_record_is_not_new(store):
    """However it came there."""
    application(store)
    assert not store.is_new


def test_path_may_be_text_and_relative(path, monkeypatch):
    """It is that of the moment of opening, wherever the process goes later."""
    monkeypatch.chdir(path.parent)
    with closing(Store("sandbox.db")) as store:
        monkeypatch.chdir("/")
        application(store)
        upload(store, id="cv")
        assert store.files.get("cv") is not None
    assert path.exists()


def test_nobody_else_can_read_it(path):
    """Neither the database and its log nor the contents of uploads."""
    with closing(Store(path)) as store:
        application(store)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes.pop("sandbox.db-files") == 0o700
    assert {"sandbox.db", "sandbox.db-wal"} <= modes.keys()
    assert {mode & 0o077 for mode in modes.values()} == {0}


def test_closing_leaves_the_database_and_the_contents_only(path):
    """Neither a lock nor a log: both can be copied, moved and thrown away."""
    Store(path).close()
    assert {file.name for file in path.parent.iterdir()} == {"sandbox.db", "sandbox.db-files"}


def test_closing_twice_is_closing_once(store):
    """The second time nothing happens."""
    store.close()
    store.close()


def test_empty_file_is_a_new_store(path):
    """As tempfile makes one."""
    path.touch()
    with closing(Store(path)) as store:
        assert store.is_new


def test_link_to_a_file_is_followed(path, tmp_path):
    """Lock and contents lie beside the file itself, so that all its names mean the same store."""
    link = tmp_path / "link.db"
    link.symlink_to(path)
    Store(link).close()
    assert link.is_symlink()
    assert path.with_name("sandbox.db-files").is_dir()


def test_log_of_a_deleted_database_does_not_come_back(path, tmp_path):
    """Who deletes the file after a crash starts from nothing, although its log is still there."""
    with closing(Store(path)) as store:
        application(store)
        log = path.with_name("sandbox.db-wal").read_bytes()
    path.unlink()
    path.with_name("sandbox.db-wal").write_bytes(log)
    with closing(Store(path)) as store:
        assert store.applications.get("ap_1") is None


def test_half_made_file_is_made_anew(path):
    """A process that died while it made the file leaves no trace."""
    path.with_name("sandbox.db-sandbox-new").write_bytes(b"SQLite format 3\0 and no more")
    path.with_name("sandbox.db-sandbox-new-journal").write_bytes(b"half")
    with closing(Store(path)) as store:
        assert store.is_new
    assert {file.name for file in path.parent.iterdir()} == {"sandbox.db", "sandbox.db-files"}


def test_others_can_read_while_it_is_open(path):
    """The command-line tool of SQLite shows what is there: the log is shared, the lock a file of its own."""
    with closing(Store(path)) as store, closing(sqlite3.connect(path)) as visitor:
        application(store)
        assert visitor.execute("SELECT id FROM applications").fetchall() == [("ap_1",)]
        assert visitor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_failed_change_is_undone_and_the_next_one_works(store):
    """Also when it was SQLite that refused."""
    application(store, "ap_0")
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        [application(store, id) for id in ("ap_1", "ap_0")]
    assert store.applications.get("ap_1") is None
    application(store, "ap_2")
    assert store.applications.get("ap_2") is not None
