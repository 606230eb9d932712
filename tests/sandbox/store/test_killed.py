"""A process is killed in the middle of its work; every change that it said to be done is there."""

import itertools
import random
import sqlite3
import subprocess
from collections import defaultdict
from contextlib import closing

import pytest

from homerun_helpers.sandbox._store.store import SandboxStore
from tests.sandbox.store.child import content
from tests.sandbox.store.making import COMMAND, ENVIRONMENT, content_of


def killed(path, lines):
    """The words of a writing process that is killed as soon as it has said this many lines."""
    command = [*COMMAND, "write", path]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        said = list(itertools.islice(process.stdout, lines))
        process.kill()
        # It went on meanwhile: its lines until its end count too.
        said += process.stdout
    return [line.split() for line in said]


def check(path, numbers):
    """Every change that was said is there whole, and the database is sound."""
    with closing(SandboxStore(path)) as store, closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        files = {id for (id,) in database.execute("SELECT id FROM files")}
        assert database.execute("SELECT count(*) FROM contents").fetchone() == (len(files),)
        assert all(content_of(store, id) == content(id) for id in files)
        sure = numbers["added"] - numbers["removing"]
        assert {f"file_{number}" for number in sure} <= files
        gone = {f"file_{number}" for number in numbers["removed"]} | {
            f"junk_{number}" for number in numbers["restored"]
        }
        assert not gone & files


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_loses_nothing_that_was_committed(path, seed):
    """After each kill contents are whole, none is without a row, the database is sound, and the file is not locked."""
    rng = random.Random(seed)
    numbers = defaultdict(set)
    for _ in range(4):
        for what, number in killed(path, rng.choice([0, 1, rng.randrange(2, 80)])):
            numbers[what].add(int(number))
        check(path, numbers)
