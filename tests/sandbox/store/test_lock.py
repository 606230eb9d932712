"""One store at a time for one file."""

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from homerun_helpers._runtime.lock import Lock
from homerun_helpers.sandbox._store.schema import StoreError, StoreInUseError
from homerun_helpers.sandbox._store.store import SandboxStore
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
    """The first store of a file goes on, and a second one is refused until the first is closed."""
    first = SandboxStore(path)
    with pytest.raises(StoreInUseError, match="in use"):
        SandboxStore(path)
    application(first)
    first.close()
    second = SandboxStore(path)
    assert second.applications.get("ap_1") is not None
    second.close()


def test_other_name_for_the_same_file_is_refused(path, tmp_path):
    """A symbolic link to an open file is refused as the file itself would be."""
    store = SandboxStore(path)
    (tmp_path / "link.db").symlink_to(path)
    with pytest.raises(StoreInUseError):
        SandboxStore(tmp_path / "link.db")
    store.close()


def test_second_process_is_refused(path, child):
    """A file that another process has open is refused until that process closes it."""
    other = child("hold")
    assert other.stdout.readline() == "open\n"
    with pytest.raises(StoreInUseError, match="Stop that one first") as caught:
        SandboxStore(path)
    assert isinstance(caught.value, OSError)
    assert isinstance(caught.value, StoreError)
    other.communicate("close\n", timeout=20)
    SandboxStore(path).close()


def test_killed_process_leaves_no_lock(path, child):
    """The lock ends with its process; the empty file that it was on may stay."""
    other = child("hold")
    assert other.stdout.readline() == "open\n"
    other.kill()
    other.wait(timeout=20)
    assert path.with_name("sandbox.db-lock").exists()
    SandboxStore(path).close()


def test_forked_child_neither_keeps_nor_breaks_the_store(child):
    """A forked child cannot use the store, and neither its end nor its life holds the lock."""
    said, _ = child("fork").communicate(timeout=60)
    assert said.splitlines() == [
        "0 usable in the child",
        "True True in the parent",
        "opened again while a child lives",
    ]


def test_forked_child_of_a_killed_process_holds_no_lock(path, child):
    """The child lives on with all files that it inherited, and the store can be opened."""
    parent = child("leave")
    living = int(parent.stdout.readline())
    try:
        parent.kill()
        parent.wait(timeout=20)
        SandboxStore(path).close()
    finally:
        os.kill(living, signal.SIGKILL)


def test_lock_has_one_holder_at_a_time(tmp_path):
    """Also when a holder deletes the file that other threads have opened already."""
    holders, most = [], []

    def take_and_release(_):
        for _ in range(200):
            with suppress(BlockingIOError):
                taken = Lock(tmp_path / "lock")
                holders.append(taken)
                (tmp_path / "held").write_bytes(bytes(20_000))  # time for other threads to try
                most.append(len(holders))
                holders.remove(taken)
                taken.release()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(take_and_release, range(8))) == [None] * 8
    assert set(most) == {1}
    assert not (tmp_path / "lock").exists()
