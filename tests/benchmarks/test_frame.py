"""Workers, tables and results."""

import itertools
import json
import subprocess
import sys

import pytest

from benchmarks.contenders import Contender
from benchmarks.harness import LIMIT, ROOT, WorkerError, alternate, worker
from benchmarks.results import load
from benchmarks.summary import summary
from benchmarks.tables import Ratio, Row, Spread, Table

COLUMNS = ("time", "× limit", "refused")
TABLE = Table(
    "listing-0ms",
    "List",
    "How to read it.",
    COLUMNS,
    (
        Row.of(LIMIT, Spread.of([0.05, 0.04, 0.09], "s"), Ratio(1.0), 0),
        Row.crashed("requests loop", "HTTPError", COLUMNS),
    ),
)
MARKDOWN = """\
### List

How to read it.

|               |                      time | × limit | refused |
| ------------- | ------------------------: | ------: | ------: |
| limit         | 0.0500 s (0.0400..0.0900) |    1.00 |       0 |
| requests loop |          crash: HTTPError |       – |       – |
"""


def test_a_table_is_markdown_with_medians_and_spreads():
    """The columns of the Markdown are padded."""
    assert TABLE.markdown() == MARKDOWN


def test_a_table_is_json_with_numbers():
    """The JSON has numbers, and the name of the error of a crash."""
    assert json.loads(json.dumps(TABLE.json()))["rows"] == [
        {
            "label": "limit",
            "time": {"median": 0.05, "low": 0.04, "high": 0.09, "unit": "s"},
            "× limit": 1.0,
            "refused": 0,
        },
        {"label": "requests loop", "time": "crash: HTTPError", "× limit": None, "refused": None, "crash": "HTTPError"},
    ]


def test_a_worker_reports_the_last_line_that_it_prints():
    """The report of a worker is its last line."""
    assert worker(["-c", "print('so'); print('{\"seconds\": 1.5}')"]) == {"seconds": 1.5}


@pytest.mark.parametrize("program", ["print('{}'); raise SystemExit(3)", "print('no JSON')", "pass"])
def test_a_worker_without_a_report_is_an_error(program):
    """A worker that fails, or prints no JSON, is an error of the benchmark."""
    with pytest.raises(WorkerError):
        worker(["-c", program])


def test_a_missing_client_is_named():
    """The row of a missing client says how to install it."""
    assert Contender("x", "x", "import x", "no_such_module").missing == "not installed: scripts/install bench"
    assert Contender("x", "x", "import attrs", "attrs").missing is None


def test_workers_take_turns_and_one_that_crashed_is_not_run_again():
    """Clients are run in turns, and a client that crashed is left out of further rounds."""
    turns = itertools.count(1)
    fine, crashes = "print('{\"seconds\": 1}')", 'print(\'{"crash": "HTTPError"}\')'
    commands = {"a": ["-c", fine], "b": ["-c", crashes], "c": ["-c", fine]}
    reports = alternate(commands, 2, after=lambda: {"turn": next(turns)})
    assert {label: [report["turn"] for report in found] for label, found in reports.items()} == {
        "a": [1, 4],
        "b": [2],
        "c": [3, 5],
    }


def test_a_run_prints_markdown_and_saves_json(tmp_path):
    """One measure prints Markdown and saves one line of JSON, which the summary reads."""
    saved = tmp_path / "result.json"
    command = ["-m", "benchmarks", "codec", "--quick", "--client", "requests", "--json", str(saved)]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "### Decode" in done.stdout
    assert "| requests loop |" in done.stdout
    result = load(saved)
    assert [table["name"] for table in result["tables"]] == ["decode", "encode"]
    assert result["machine"]["cores"] > 0
    assert "| decode a page |" in summary(result)
    assert str(ROOT) not in saved.read_text("utf-8")
    assert len(saved.read_text("utf-8").splitlines()) == 1
