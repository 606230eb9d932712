"""A store with a file: every committed change is there when the file is opened again."""

import sqlite3
import stat
from contextlib import closing, suppress

import pytest

from homerun_helpers.sandbox._seed.seed import Seed, fill
from homerun_helpers.sandbox._store.keys import StoredKey
from homerun_helpers.sandbox._store.schema import APPLICATION_ID, SCHEMA, VERSION
from homerun_helpers.sandbox._store.store import SandboxStore
from tests.sandbox.store.making import application, content_of, everything, upload


def test_data_survives(reopened):
    """Every row of every table comes back in its order."""
    store = reopened()
    fill(store, Seed(1, 20, 3))
    before = everything(store)
    assert everything(reopened()) == before
    assert [len(before[name]) for name in ("vacancies", "applications")] == [3, 20]


def test_uploads_survive(reopened):
    """An upload has the same bytes after the file was opened again."""
    store = reopened()
    application(store)
    upload(store, id="cv", content=bytes(range(256)))
    assert content_of(reopened(), "cv") == bytes(range(256))


def test_keys_and_settings_survive(reopened):
    """Keys and settings are the same after the file was opened again."""
    store = reopened()
    key = StoredKey("digest", "name", frozenset({"vacancies:read"}), plan=False)
    store.keys.add(key)
    store.settings.set("secret", "Ünïcode")
    store = reopened()
    assert store.keys.all() == [key]
    assert store.settings.get("secret") == "Ünïcode"


def test_same_data_as_in_memory(path):
    """The same seed makes the same rows in memory and in a file."""
    with closing(SandboxStore()) as memory, closing(SandboxStore(path)) as file:
        for store in (memory, file):
            fill(store, Seed(7, 60, 8))
        assert everything(memory) == everything(file)


def test_store_is_new_until_it_was_filled(reopened):
    """Opening a file without filling it leaves it new."""
    assert reopened().is_new
    store = reopened()
    assert store.is_new
    fill(store, Seed(1, 1, 1))
    assert not store.is_new
    assert not reopened().is_new


def test_store_that_was_filled_with_nothing_is_not_new(reopened):
    """A sandbox that was asked for no data stays empty at its next start."""
    fill(reopened(), Seed(1, 0, 0))
    assert not reopened().is_new


def test_store_is_new_after_a_filling_that_failed(reopened):
    """A filling whose transaction fails leaves no record."""
    store = reopened()
    with suppress(KeyError), store.transaction():
        fill(store, Seed(1, 2, 2))
        raise KeyError
    assert store.is_new
    assert not any(everything(reopened()).values())


def test_store_with_a_record_is_not_new(store):
    """An application that was added makes a store count as filled."""
    application(store)
    assert not store.is_new


def test_path_may_be_text_and_relative(path, monkeypatch):
    """A relative path is resolved when the store is opened, wherever the process goes later."""
    monkeypatch.chdir(path.parent)
    with closing(SandboxStore("sandbox.db")) as store:
        monkeypatch.chdir("/")
        application(store)
        upload(store, id="cv")
        assert store.files.get("cv") is not None
    assert path.exists()


def test_other_users_of_the_machine_cannot_read_it(path):
    """Neither the database nor the files that SQLite keeps beside it are readable for group or others."""
    with closing(SandboxStore(path)) as store:
        application(store)
        upload(store)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert {"sandbox.db", "sandbox.db-wal"} <= modes.keys()
    assert {mode & 0o077 for mode in modes.values()} == {0}


def test_closed_store_is_one_file(path):
    """It has uploads too, and neither a lock nor a log is beside it: it can be copied, moved and deleted."""
    with closing(SandboxStore(path)) as store:
        application(store)
        upload(store, id="cv")
    assert {file.name for file in path.parent.iterdir()} == {"sandbox.db"}
    moved = path.rename(path.with_name("moved.db"))
    with closing(SandboxStore(moved)) as store:
        assert content_of(store, "cv") == b"Dear Ted"


def test_closing_twice_is_closing_once(store):
    """The second `close` does nothing."""
    store.close()
    store.close()


def test_empty_file_is_a_new_store(path):
    """An empty file, as tempfile makes one, becomes a new store."""
    path.touch()
    with closing(SandboxStore(path)) as store:
        assert store.is_new


def test_link_to_a_file_is_followed(path, tmp_path):
    """What SQLite keeps beside the file is beside the file itself, and the link stays a link."""
    link = tmp_path / "link.db"
    link.symlink_to(path)
    SandboxStore(link).close()
    assert link.is_symlink()
    assert {file.name for file in tmp_path.iterdir()} == {"sandbox.db", "link.db"}


def test_log_of_a_deleted_database_does_not_come_back(path, tmp_path):
    """A store starts empty where the database was deleted after a crash and its log is still there."""
    with closing(SandboxStore(path)) as store:
        application(store)
        log = path.with_name("sandbox.db-wal").read_bytes()
    path.unlink()
    path.with_name("sandbox.db-wal").write_bytes(log)
    with closing(SandboxStore(path)) as store:
        assert store.applications.get("ap_1") is None


@pytest.mark.parametrize("pages", [0, 1, 2, 99])
def test_half_made_file_is_made_anew(path, pages):
    """A new file of which a killed process wrote some pages, and SQLite's journal, is made anew at the next start."""
    journal = path.with_name("sandbox.db-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # the journal is written before the end of the transaction
        connection.execute("BEGIN")
        marks = [f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION}"]
        for statement in [*SCHEMA.split(";"), *marks]:
            connection.execute(statement)
        connection.execute("INSERT INTO settings VALUES ('a', ?)", ["x" * 100_000])
        undo = journal.read_bytes()
        connection.execute("COMMIT")
    assert undo.startswith(bytes.fromhex("d9d505f920a163d7"))  # what SQLite begins a journal with
    path.write_bytes(path.read_bytes()[: pages * 4096])
    journal.write_bytes(undo)
    with closing(SandboxStore(path)) as store:
        assert store.is_new
    assert {file.name for file in path.parent.iterdir()} == {"sandbox.db"}


def test_others_can_read_while_it_is_open(path):
    """Another program, such as the command-line tool of SQLite, can read the file while a store has it open."""
    with closing(SandboxStore(path)) as store, closing(sqlite3.connect(path)) as visitor:
        application(store)
        assert visitor.execute("SELECT id FROM applications").fetchall() == [("ap_1",)]
        assert visitor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_failed_change_is_undone_and_the_next_one_works(store):
    """A change that SQLite refuses leaves nothing behind, and the store can be changed again."""
    application(store, "ap_0")
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        [application(store, id) for id in ("ap_1", "ap_0")]
    assert store.applications.get("ap_1") is None
    application(store, "ap_2")
    assert store.applications.get("ap_2") is not None


def test_transaction_whose_commit_fails_is_undone_and_the_next_one_works(store):
    """A change that SQLite refuses only when it is committed leaves nothing behind, and no transaction open."""

    def note_on_nothing():
        with store.transaction():
            store._database.run("PRAGMA defer_foreign_keys = ON")
            store.notes.add("ap_unknown", {"note": "Call on Monday."})

    with pytest.raises(sqlite3.IntegrityError):
        note_on_nothing()
    assert store.notes.of("ap_unknown") == []
    application(store)
    assert store.snapshot().rows("applications")
