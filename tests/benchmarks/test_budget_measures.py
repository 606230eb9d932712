"""The measure of shared budgets counts what the server received, refused requests included."""

import json

import pytest

from benchmarks.harness import worker
from benchmarks.measures.budget import COLUMNS, Load, command, row, table
from benchmarks.redis_server import executable, redis_server
from benchmarks.serving import serving
from benchmarks.workers_budget import shares

LOAD = Load(total=18, limit=6, window=0.25)


@pytest.fixture(scope="module")
def server():
    """A server that counts its requests."""
    with serving(1, per_page=1) as one:
        yield one


def test_processes_on_one_budget_are_not_refused(server, tmp_path):
    """The server counts what the processes sent, and refuses nothing."""
    report = worker(command("sqlite", str(tmp_path), server.port, 3, LOAD))
    assert (report["requests"], report["refused"]) == (18, 0)
    assert report["most_in_window"] <= 6
    assert report["seconds"] > 0


def test_processes_share_a_budget_in_redis(server):
    """Processes share a budget in the Redis server of the environment."""
    with redis_server(executable()) as url:
        report = worker(command("redis", url, server.port, 2, LOAD))
    assert (report["requests"], report["refused"]) == (18, 0)


def test_refusals_are_counted(server):
    """Processes that share nothing are refused, and the refusals are counted."""
    report = worker(command("none", "", server.port, 3, LOAD))
    assert report["refused"] > 0
    assert report["requests"] == 18 + report["refused"]


def test_a_store_that_cannot_be_used_is_a_crash_of_the_client(server, tmp_path):
    """A store that fails is a crash in the report, and does not end the benchmark."""
    report = worker(command("sqlite", str(tmp_path / "no" / "folder"), server.port, 2, LOAD))
    assert report == {"crash": "StoreDownError"}
    assert row("x", LOAD, [report]).cells[0] == "crash: StoreDownError"


def test_the_table_has_the_worst_run():
    """The refusals in the table are those of the worst run."""
    reports = [{"seconds": 5.0, "refused": refused, "most_in_window": 60} for refused in (0, 1, 0)]
    cells = dict(zip(COLUMNS, row("x", Load(), reports).cells, strict=True))
    assert cells["refusals"] == 1
    assert cells["optimum"] == "4.5 s"
    assert cells["÷ optimum"].value == pytest.approx(5 / 4.5)


def test_the_table_is_json():
    """Counts are numbers, and a store that could not be measured has a row."""
    made = table(Load(), {"x": [{"seconds": 5.0, "refused": 0, "most_in_window": 60}]}, missing=["redis"])
    first, second = json.loads(json.dumps(made.json()))["rows"]
    assert (first["refusals"], first["most in any window"]) == (0, 60)
    assert "not installed" in second["time"]


@pytest.mark.parametrize("processes", [1, 4, 7])
def test_all_requests_are_distributed(processes):
    """The requests of all processes add up."""
    assert sum(shares(600, processes)) == 600
    assert len(shares(600, processes)) == processes
