# Derived from tests/migration/replays/_async/conftest.py by scripts/unasync. Change that file, not this one.
"""An empty sandbox, and a replay into it."""

import pytest

from homerun_helpers.migration import replay
from homerun_helpers.sandbox import Sandbox
from tests.migration.replays._sync.replaying import client_of


@pytest.fixture
def empty():
    """A sandbox without applications and without a rate limit."""
    with Sandbox(applications=0, rate_limit=None, serve=False) as running:
        yield running


@pytest.fixture
def run(empty, tmp_path):
    """Replays payloads into the sandbox, always with the same journal."""

    def replay_into(payloads, **options):
        with client_of(empty) as homerun:
            return replay(homerun, payloads, journal=tmp_path / "replay.db", **options)

    return replay_into
