"""Files that are no store's: said clearly, and left as they are."""

import os
import sqlite3
from contextlib import closing

import pytest

from homerun_helpers.sandbox._store.errors import StoreError
from homerun_helpers.sandbox._store.store import Store


def refused(path):
    """The message of opening this path."""
    with pytest.raises(StoreError) as caught:
        Store(path)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


def contents(folder):
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def somebodys_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")


def later_version(path):
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def text(path):
    path.write_text("name,email\nAda,ada@example.com\n", "utf-8")


def log_of_somebody(path):
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
        (somebodys_database, "not a sandbox's"),
        (log_of_somebody, "not a sandbox's"),
        (later_version, "newer version of homerun-helpers"),
    ],
)
def test_file_of_something_else_is_left_alone(path, make, said):
    """Not a byte of it changes, and nothing comes to lie beside it."""
    make(path)
    before = contents(path.parent)
    message = refused(path)
    assert said in message
    assert str(path) in message
    assert contents(path.parent) == before


def test_damaged_file_is_said(path):
    """It opens like a store's and then makes no sense."""
    Store(path).close()
    head = path.read_bytes()[:4096]
    path.write_bytes(head + os.urandom(len(path.read_bytes()) - 4096))
    assert "damaged" in refused(path)


def test_cut_off_file_is_said(path):
    """As when a disk was full."""
    Store(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    assert "damaged" in refused(path)


def test_file_without_its_tables_is_said(path):
    """Somebody dropped one; nothing stays open or locked."""
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE files")
    assert "no such table" in refused(path)
    assert "no such table" in refused(path)


def test_folder_is_refused(tmp_path):
    """It needs the name of a file."""
    assert "is a folder" in refused(tmp_path)
    assert "is a folder" in refused("/")
    assert "is a folder" in refused("")


def test_missing_folder_is_said(tmp_path):
    """It is not made: the name may be misspelt."""
    assert f"{tmp_path / 'nowhere'} does not exist" in refused(tmp_path / "nowhere" / "sandbox.db")
    assert not (tmp_path / "nowhere").exists()


def test_pipe_is_refused(tmp_path):
    """Reading one would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in refused(tmp_path / "pipe")


def test_file_in_the_place_of_the_contents_is_said(path):
    """There is no folder for uploads then."""
    path.with_name("sandbox.db-files").touch()
    assert "sandbox.db-files" in refused(path)


def test_refused_path_can_be_used_once_the_reason_is_gone(path):
    """Nothing stays locked."""
    text(path)
    refused(path)
    path.unlink()
    Store(path).close()


def test_somebody_elses_lock_file_is_left_alone(path):
    """A lock of ours is empty: one that says something is another program's."""
    lock = path.with_name(f"{path.name}-lock")
    lock.write_bytes(b"4711")
    with pytest.raises(ValueError, match="somebody else's"):
        Store(path)
    assert lock.read_bytes() == b"4711"


def test_uploads_do_not_follow_a_link(path, tmp_path):
    """The folder of uploads is beside the file, and nowhere else."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path.with_name(f"{path.name}-files").symlink_to(elsewhere)
    with pytest.raises(ValueError, match="is a link"):
        Store(path)
