"""One store at a time for one file."""

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from homerun_helpers.sandbox._store.errors import StoreError, StoreInUseError
from homerun_helpers.sandbox._store.lock import lock
from homerun_helpers.sandbox._store.store import Store
from tests.sandbox.store.making import COMMAND, ENVIRONMENT, application


@pytest.fixture
def child(path):
    """Starts a process that does something with the path, and says what it does line by line."""
    started = []

    def start(what):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen([*COMMAND, what, path], env=ENVIRONMENT, text=True, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=10)


def test_second_store_of_a_process_is_refused(path):
    """The first goes on undisturbed."""
    first = Store(path)
    with pytest.raises(StoreInUseError, match="in use"):
        Store(path)
    application(first)
    first.close()
    second = Store(path)
    assert second.applications.get("ap_1") is not None
    second.close()


def test_other_name_for_the_same_file_is_refused(path, tmp_path):
    """A symbolic link is no second store."""
    store = Store(path)
    (tmp_path / "link.db").symlink_to(path)
    with pytest.raises(StoreInUseError):
        Store(tmp_path / "link.db")
    store.close()


def test_second_process_is_refused(path, child):
    """Until the first one closed it."""
    other = child("hold")
    assert other.stdout.readline() == "open\n"
    with pytest.raises(StoreInUseError, match="Stop that one first") as caught:
        Store(path)
    assert isinstance(caught.value, OSError)
    assert isinstance(caught.value, StoreError)
    other.communicate("close\n", timeout=20)
    Store(path).close()


def test_killed_process_locks_nobody_out(path, child):
    """The lock ends with the process; only the file that it was on stays."""
    other = child("hold")
    assert other.stdout.readline() == "open\n"
    other.kill()
    other.wait(timeout=20)
    assert path.with_name("sandbox.db-lock").exists()
    Store(path).close()


def test_forked_child_neither_keeps_nor_breaks_the_store(child):
    """It cannot use it, its end ends nothing, and the lock is not its own."""
    said, _ = child("fork").communicate(timeout=60)
    assert said.splitlines() == [
        "0 usable in the child",
        "True True True in the parent",
        "opened again while a child lives",
    ]


def test_forked_child_of_a_killed_process_locks_nobody_out(path, child):
    """Although it lives on and has inherited all open files."""
    parent = child("leave")
    living = int(parent.stdout.readline())
    try:
        parent.kill()
        parent.wait(timeout=20)
        Store(path).close()
    finally:
        os.kill(living, signal.SIGKILL)


def test_lock_has_one_holder_whoever_comes_and_goes(tmp_path):
    """Also in the moment when a holder deletes the file that others have opened already."""
    holders, most = [], []

    def come_and_go(_):
        for _ in range(200):
            with suppress(StoreInUseError):
                taken = lock(tmp_path / "lock")
                holders.append(taken)
                (tmp_path / "held").write_bytes(bytes(20_000))  # time for others to come
                most.append(len(holders))
                holders.remove(taken)
                taken.release()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(come_and_go, range(8))) == [None] * 8
    assert set(most) == {1}
    assert not (tmp_path / "lock").exists()
