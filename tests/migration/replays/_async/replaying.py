"""What tests of the replay share: clients of a sandbox, and what it was sent."""

from functools import cache

from homerun_helpers import (
    AsyncHomerun,
)
from homerun_helpers.migration import Journal
from tests.support.clock import FakeClock

PATHS = {"create": "/job-applications", "note 1": "/job-applications/*/notes", "file 1": "/job-applications/*/files"}


@cache
def key_of(sandbox):
    """The same key each time, since a journal belongs to one key."""
    return sandbox.key()


def client_of(sandbox, **options):
    options = {"rate_limit": None, "_clock": FakeClock(), **options}
    return AsyncHomerun(key_of(sandbox), base_url=sandbox.url, transport=sandbox.transport(), **options)


def posts(sandbox):
    """The requests that change something: the last part of the path, and the status."""
    sent = [entry for entry in sandbox.journal if entry.method == "POST"]
    return [(entry.path.rpartition("/")[2], entry.status) for entry in sent]


async def everything(sandbox):
    """All applications, in full."""
    async with client_of(sandbox) as homerun:
        return [
            await homerun.job_applications.get(name, include=["notes"]) for name in reversed(sandbox.application_ids())
        ]


def journal_of(tmp_path):
    return Journal(tmp_path / "replay.db")
