"""One holder at a time, and none that is dead."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from homerun_helpers._runtime.lock import Lock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal-lock"


def test_the_second_is_refused_until_the_first_lets_go(path):
    """Then nothing is left of it."""
    first = Lock(path)
    with pytest.raises(BlockingIOError):
        Lock(path)
    first.release()
    first.release()
    assert not path.exists()
    Lock(path).release()


def test_a_file_that_is_left_behind_locks_nobody_out(path):
    """The lock is the system's."""
    path.touch()
    Lock(path).release()


def test_a_file_with_something_in_it_is_no_lock(path):
    """It stays."""
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        Lock(path)
    assert path.read_text() == "mine"


def test_of_many_that_hurry_one_has_it(path):
    """Also while others delete the file."""
    holders, most = [], []

    def hurry(_):
        try:
            lock = Lock(path)
        except BlockingIOError:
            return
        holders.append(1)
        most.append(len(holders))
        holders.pop()
        lock.release()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hurry, range(4000)))
    assert max(most) == 1


def test_a_forked_child_does_not_unlock(path):
    """Its parent goes on."""
    lock = Lock(path)
    pid = os.fork()
    if not pid:
        lock.release()
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    with pytest.raises(BlockingIOError):
        Lock(path)
    lock.release()
