"""A process is killed in the middle of its work; what it said to be done is done."""

import itertools
import random
import sqlite3
import subprocess
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from homerun_helpers.sandbox._store.store import Store
from tests.sandbox.store.child import content
from tests.sandbox.store.making import COMMAND, ENVIRONMENT, on_disk


def killed(path, lines):
    """What a writing process said in all, when it is killed as soon as it has said so many lines."""
    command = [*COMMAND, "write", path]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        said = list(itertools.islice(process.stdout, lines))
        process.kill()
        # It went on while we read: what it said until its end counts too.
        said += process.stdout
    return [line.split() for line in said]


def check(path, numbers):
    """What was said is true, and nothing is half there."""
    with closing(Store(path)) as store, closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        files = dict(database.execute("SELECT id, content FROM files"))
        assert on_disk(store) == set(files.values())
        assert all(Path(store.files.get(id).path).read_bytes() == content(id) for id in files)
        sure = numbers["added"] - numbers["removing"]
        assert {f"file_{number}" for number in sure} <= files.keys()
        gone = {f"file_{number}" for number in numbers["removed"]} | {
            f"junk_{number}" for number in numbers["restored"]
        }
        assert not gone & files.keys()


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_loses_nothing_that_was_committed(path, seed):
    """Whole contents, no orphans, a sound database and no lock: round after round on the same file."""
    rng = random.Random(seed)
    numbers = defaultdict(set)
    for _ in range(4):
        for what, number in killed(path, rng.choice([0, 1, rng.randrange(2, 80)])):
            numbers[what].add(int(number))
        check(path, numbers)
