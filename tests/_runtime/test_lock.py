"""A lock has one holder at a time, and ends with its process."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from homerun_helpers._runtime.lock import Lock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal-lock"


def test_a_second_lock_is_refused_until_the_first_is_released(path):
    """Releasing deletes the file, and twice is safe."""
    first = Lock(path)
    with pytest.raises(BlockingIOError):
        Lock(path)
    first.release()
    first.release()
    assert not path.exists()
    Lock(path).release()


def test_a_file_that_is_left_behind_is_no_lock(path):
    """The system holds the lock, not the file."""
    path.touch()
    Lock(path).release()


def test_a_file_with_content_is_refused(path):
    """It is not deleted."""
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        Lock(path)
    assert path.read_text() == "mine"


def test_of_many_threads_one_has_the_lock(path):
    """Also while other threads delete the file."""
    holders, most = [], []

    def take(_):
        try:
            lock = Lock(path)
        except BlockingIOError:
            return
        holders.append(1)
        most.append(len(holders))
        holders.pop()
        lock.release()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(take, range(4000)))
    assert max(most) == 1


def test_a_forked_child_does_not_unlock(path):
    """Its parent keeps the lock."""
    lock = Lock(path)
    pid = os.fork()
    if not pid:
        lock.release()
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    with pytest.raises(BlockingIOError):
        Lock(path)
    lock.release()
