"""An empty sandbox, and a replay into it."""

import pytest

from homerun_helpers.migration import areplay
from homerun_helpers.sandbox import Sandbox
from tests.migration.replays._async.replaying import client_of


@pytest.fixture
def empty():
    """A sandbox without applications and without a rate limit."""
    with Sandbox(applications=0, rate_limit=None, serve=False) as running:
        yield running


@pytest.fixture
def run(empty, tmp_path):
    """Replays payloads into the sandbox, always with the same journal."""

    async def replay_into(payloads, **options):
        async with client_of(empty) as homerun:
            return await areplay(homerun, payloads, journal=tmp_path / "replay.db", **options)

    return replay_into
