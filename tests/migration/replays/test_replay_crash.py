"""Replays that are killed (kill -9, in processes) and run again: nothing is sent twice, and nothing is forgotten."""

import json
import os
import subprocess
import sys

import pytest

from homerun_helpers import Homerun
from homerun_helpers.migration import Journal, replay
from homerun_helpers.sandbox import Sandbox, faults
from tests.migration.replays.replay_worker import one
from tests.support.homerun_person import found, resolve_all
from tests.support.waiting import wait_until

STEPS = {"create": "/job-applications", "note 1": "/job-applications/*/notes", "file 1": "/job-applications/*/files"}


@pytest.fixture
def sandbox():
    """An empty sandbox with a socket, which other processes use."""
    with Sandbox(applications=0, rate_limit=None) as running:
        yield running


@pytest.fixture
def key(sandbox):
    """One key, since a journal belongs to one key."""
    return sandbox.key()


@pytest.fixture
def homerun(sandbox, key):
    with Homerun(key, base_url=sandbox.url, rate_limit=None) as client:
        yield client


@pytest.fixture
def start(sandbox, key):
    """Starts processes that replay. At the end, those that still run are killed."""
    started = []

    def begin(mode, *arguments):
        command = [sys.executable, "-m", "tests.migration.replays.replay_worker", mode, sandbox.url, key]
        started.append(
            subprocess.Popen(
                [*command, *map(str, arguments)],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def set_aside(journal):
    with Journal(journal) as open_journal:
        return {outcome.step for outcome in open_journal.set_aside()}


@pytest.mark.parametrize("first", [1, 4, 7, 10])
def test_a_replay_may_be_killed_at_any_line(homerun, start, tmp_path, first):
    """The next run sends what was not sent and nothing twice. A request with an unknown outcome is set aside."""
    told, errors = start("sweep", tmp_path, first, 12).communicate(timeout=100)
    points, asides = json.loads(told or "[]"), 0
    assert sum(point["killed"] for point in points) > 30, errors
    for point in points:
        line, journal = point["line"], tmp_path / f"{point['line']}.db"
        counts, aside = found(homerun, line), set_aside(journal)
        asides += len(aside)
        assert max(counts.values()) <= 1, point
        assert "create" in aside or all(counts[step] for step in STEPS.keys() - aside), point
        resolve_all(homerun, journal, line, one(line))
        assert replay(homerun, [one(line)], journal=journal).ok, point
        assert found(homerun, line) == dict.fromkeys(STEPS, 1), point
    assert 0 < asides < len(points) / 2


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_replay_that_is_killed_while_a_request_is_under_way_sets_it_aside(
    sandbox, homerun, start, tmp_path, step, when, mode
):
    """It is unknown whether the API did it. The next run does the rest."""
    journal = tmp_path / "replay.db"
    slow = sandbox.inject(faults.Delay(60, when=when), method="POST", path=STEPS[step])
    process = start(mode, journal, 1)
    wait_until(lambda: slow.met and (when == "before" or found(homerun, 1)[step]))
    process.kill()
    process.wait()
    sandbox.clear_faults()
    report = replay(homerun, [one(1)], journal=journal)
    assert [(outcome.state, outcome.step) for outcome in report.outcomes] == [("outcome_unknown", step)]
    resolve_all(homerun, journal, 1, one(1))
    assert replay(homerun, [one(1)], journal=journal).ok
    assert found(homerun, 1) == dict.fromkeys(STEPS, 1)


def test_a_second_process_is_refused_until_the_first_has_ended(sandbox, homerun, start, tmp_path):
    """Also when the first is killed. Two would send everything twice."""
    slow = sandbox.inject(faults.Delay(60), method="POST")
    first = start("sync", tmp_path / "replay.db", 1)
    wait_until(lambda: slow.met)
    sandbox.clear_faults()
    _, errors = start("async", tmp_path / "replay.db", 2).communicate(timeout=60)
    assert "JournalError" in errors
    assert "in use by another replay" in errors
    first.kill()
    first.wait()
    assert replay(homerun, [one(2)], journal=tmp_path / "replay.db").ok
    assert found(homerun, 2) == dict.fromkeys(STEPS, 1)
