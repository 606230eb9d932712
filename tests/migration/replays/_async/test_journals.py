"""Which journal a replay accepts, and when it trusts it."""

import sqlite3
from contextlib import closing

import httpx
import pytest

from homerun_helpers import (
    AsyncHomerun,
    InvalidArgumentError,
)
from homerun_helpers.migration import JournalError, areplay, payload_digest
from homerun_helpers.migration.replays.journal_db import JournalDatabase
from tests.migration.replays._async.replaying import client_of, key_of, posts
from tests.support.v1_payloads import NOTE, payload


async def test_another_key_is_refused_unless_it_is_of_the_same_account(empty, run, tmp_path):
    """It could be a key of another account. After `same_account` the journal knows it."""
    await run([payload(1)])
    async with AsyncHomerun(empty.key(), base_url=empty.url, transport=empty.transport(), rate_limit=None) as other:
        with pytest.raises(JournalError, match="say so with same_account"):
            await areplay(other, [payload(2)], journal=tmp_path / "replay.db")
        assert (await areplay(other, [], journal=tmp_path / "replay.db", same_account=True)).ok
        assert (await areplay(other, [payload(2)], journal=tmp_path / "replay.db")).ok
    assert key_of(empty).encode() not in (tmp_path / "replay.db").read_bytes()


async def test_a_journal_belongs_to_one_base_url(empty, run, tmp_path):
    """What was sent to one API was not sent to another."""
    await run([payload(1)])
    async with AsyncHomerun("key", base_url="https://api.example.com/v2") as other:
        with pytest.raises(JournalError, match=r"belongs to .*https://api\.example\.com/v2"):
            await areplay(other, [payload(1)], journal=tmp_path / "replay.db")


async def test_a_journal_that_is_in_use_is_refused(empty, run, tmp_path):
    """Nothing is sent."""
    await run([])
    with closing(JournalDatabase(tmp_path / "replay.db", base_url=None, may_make=False)):
        with pytest.raises(JournalError, match="in use by another replay"):
            await run([payload(1)])
    assert not empty.journal


@pytest.mark.parametrize("path", ["/", "a\0b", b"replay.db", "", 7])
async def test_a_path_that_cannot_be_a_journal_is_refused(empty, path):
    """The error names the argument, and nothing is sent."""
    async with client_of(empty) as homerun:
        with pytest.raises(InvalidArgumentError, match="journal must be the path of a file"):
            await areplay(homerun, [payload(1)], journal=path)
    assert not empty.journal


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE steps SET state = 'odd'",
        "UPDATE steps SET params = '7'",
        "UPDATE steps SET at = 'yesterday'",
        "UPDATE steps SET at = x'00'",
        "UPDATE payloads SET lost = '{'",
        "UPDATE payloads SET application_id = NULL",
        "UPDATE payloads SET application_id = x'00'",
        "DELETE FROM steps",
    ],
)
async def test_nothing_is_sent_with_a_damaged_journal(empty, run, tmp_path, spoil):
    """The error says that it is damaged."""
    payloads = [payload(1, notes=[NOTE])]
    await run(payloads)
    with closing(sqlite3.connect(tmp_path / "replay.db", isolation_level=None)) as connection:
        connection.execute(spoil)
    empty.clear_journal()
    with pytest.raises(JournalError, match="damaged"):
        await run(payloads)
    assert not posts(empty)


async def test_a_journal_that_breaks_ends_the_run_before_anything_more_is_sent(empty, run, tmp_path):
    """A request that cannot be noted is not sent."""

    def break_it(_):
        with closing(sqlite3.connect(tmp_path / "replay.db")) as connection:
            connection.execute("DROP TABLE steps")

    with pytest.raises(JournalError, match="cannot be used"):
        await run([payload(1), payload(2)], on_outcome=break_it)
    assert len(empty.application_ids()) == 1


class NotingTransport(httpx.AsyncBaseTransport):
    """Notes that another process sends the payload, while this run checks its key."""

    def __init__(self, inner, journal):
        self._inner, self._journal = inner, journal

    async def handle_async_request(self, request):
        with closing(sqlite3.connect(self._journal, isolation_level=None)) as connection:
            digest = payload_digest(payload(1))
            connection.execute("INSERT INTO payloads (digest, position) VALUES (?, 1)", (digest,))
            values = (digest, 0, "create", "sending", "2023-12-01T00:00:00+00:00")
            connection.execute("INSERT INTO steps (digest, place, step, state, at) VALUES (?, ?, ?, ?, ?)", values)
        return await self._inner.handle_async_request(request)


async def test_a_request_that_another_process_sent_is_not_sent(empty, run, tmp_path):
    """The journal is read right before a request is sent."""
    transport = NotingTransport(empty.transport(), tmp_path / "replay.db")
    async with AsyncHomerun(key_of(empty), base_url=empty.url, transport=transport, rate_limit=None) as homerun:
        with pytest.raises(JournalError, match="changed by another program"):
            await areplay(homerun, [payload(1)], journal=tmp_path / "replay.db")
    assert (await run([payload(1)])).counts["outcome_unknown"] == 1
    assert not posts(empty)
