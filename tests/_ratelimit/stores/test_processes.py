"""Real processes share one budget, and the server counts. Windows are scaled to a second; no time is asserted."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from homerun_helpers.sandbox import Sandbox

WORKER = Path(__file__).with_name("worker.py")


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_processes_together_never_exceed_the_limit(kind, mode, tmp_path, request):
    """Four processes send 160 requests at 40 a second: no window of the server holds more, and none is refused."""
    place = tmp_path / "budget.db" if kind == "sqlite" else request.getfixturevalue("redis_url")
    with Sandbox(seed=7, applications=1, rate_limit=None, window=1.0) as sandbox:
        command = [sys.executable, WORKER, kind, place, mode, sandbox.url, sandbox.key(name=mode), "40", "1.0", "40"]
        workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        answered = [json.loads(worker.communicate(timeout=60)[0]) for worker in workers]
        assert answered == [40] * 4
        assert {request.status for request in sandbox.journal} == {200}
        assert sandbox.most_in_window() <= 40
