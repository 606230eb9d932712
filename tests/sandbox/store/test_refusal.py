"""A file that is no sandbox's is refused with the reason, and left as it is."""

import os
import sqlite3
from contextlib import closing

import pytest

from homerun_helpers.sandbox._store.schema import StoreError
from homerun_helpers.sandbox._store.store import SandboxStore
from tests.sandbox.store.making import application, upload


def refused(path):
    """The message of opening this path."""
    with pytest.raises(StoreError) as caught:
        SandboxStore(path)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


def contents(folder):
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def customers_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")


def later_version(path):
    SandboxStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def text(path):
    path.write_text("name,email\nAda,ada@example.com\n", "utf-8")


def customers_log(path):
    """A database in WAL mode that was not closed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE customers (name TEXT)")
        log = path.with_name(f"{path.name}-wal").read_bytes()
    path.with_name(f"{path.name}-wal").write_bytes(log)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (text, "no SQLite database"),
        (customers_database, "not a sandbox's"),
        (customers_log, "not a sandbox's"),
        (later_version, "newer version of homerun-helpers"),
    ],
)
def test_file_of_something_else_is_left_alone(path, make, said):
    """Not a byte of the file changes, and no other file appears beside it."""
    make(path)
    before = contents(path.parent)
    message = refused(path)
    assert said in message
    assert str(path) in message
    assert contents(path.parent) == before


def test_damaged_file_is_refused(path):
    """A file with a sound head and random pages behind it is reported as damaged."""
    SandboxStore(path).close()
    head = path.read_bytes()[:4096]
    path.write_bytes(head + os.urandom(len(path.read_bytes()) - 4096))
    assert "damaged" in refused(path)


def test_cut_off_file_is_refused(path):
    """A file that was cut off, as when a disk was full, is reported as damaged."""
    SandboxStore(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    assert "damaged" in refused(path)


def test_file_without_its_tables_is_refused(path):
    """A missing table is named; the file is neither left open nor locked."""
    SandboxStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE files")
    assert "no such table" in refused(path)
    assert "no such table" in refused(path)


def test_folder_is_refused(tmp_path):
    """A folder is not a place for a database; the message says so."""
    assert "is a folder" in refused(tmp_path)
    assert "is a folder" in refused("/")
    assert "is a folder" in refused("")


def test_missing_folder_is_refused(tmp_path):
    """A missing folder is not made, since its name may be misspelt."""
    assert f"{tmp_path / 'nowhere'} does not exist" in refused(tmp_path / "nowhere" / "sandbox.db")
    assert not (tmp_path / "nowhere").exists()


def test_pipe_is_refused(tmp_path):
    """A named pipe is refused, since reading it would wait without end."""
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in refused(tmp_path / "pipe")


def test_refused_path_can_be_used_once_the_reason_is_gone(path):
    """A path that was refused is not left locked."""
    text(path)
    refused(path)
    path.unlink()
    SandboxStore(path).close()


def test_lock_file_of_another_program_is_left_alone(path):
    """A file in the place of the lock that is not empty is another program's, and is not written to."""
    lock = path.with_name(f"{path.name}-lock")
    lock.write_bytes(b"4711")
    with pytest.raises(ValueError, match="another program's file"):
        SandboxStore(path)
    assert lock.read_bytes() == b"4711"


def test_uploads_go_nowhere_but_into_the_file(path, tmp_path):
    """What is beside the file under a similar name is left alone."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path.with_name(f"{path.name}-files").symlink_to(elsewhere)
    with closing(SandboxStore(path)) as store:
        application(store)
        upload(store)
    assert list(elsewhere.iterdir()) == []


def test_file_of_the_older_layout_is_refused_with_its_reason(path):
    """The message names the folder of uploads that belongs to it, and says what to do."""
    SandboxStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    before = contents(path.parent)
    message = refused(path)
    assert "older version of homerun-helpers" in message
    assert "sandbox.db-files" in message
    assert contents(path.parent) == before
