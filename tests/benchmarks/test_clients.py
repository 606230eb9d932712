"""The compared clients do the same work."""

import asyncio
import importlib
import json

import httpx
import msgspec
import pytest

from benchmarks import corpus

CORPUS = list(corpus.applications(1000))


def plain(record):
    """A record of any client as JSON."""
    return record.to_dict() if hasattr(record, "to_dict") else msgspec.to_builtins(record)


async def gathered(records):
    return [record async for record in records]


@pytest.mark.parametrize("name", ["limit", "ours", "requests_loop", "httpx_loop"])
def test_a_client_lists_every_record_in_order_with_all_that_it_says(server, name):
    """A client lists every record in order, with every field."""
    client = importlib.import_module(f"benchmarks.clients.{name}")
    assert [plain(record) for record in client.records(server.url, per_page=20)] == CORPUS


def test_the_async_client_lists_the_same(server):
    """The async client lists the same records in the same order."""
    from benchmarks.clients import ours_async

    records = asyncio.run(gathered(ours_async.records(server.url, per_page=20)))
    assert [plain(record) for record in records] == CORPUS


@pytest.mark.parametrize("name", ["limit", "ours", "requests_loop", "httpx_loop"])
def test_a_client_encodes_what_it_decoded(name):
    """A page that is decoded and encoded again holds the same records."""
    client = importlib.import_module(f"benchmarks.clients.{name}")
    body = corpus.pages(20, per_page=20)[0]
    assert json.loads(client.encode(client.decode(client.prepare(body))))["data"] == CORPUS[:20]


@pytest.mark.parametrize("name", ["limit", "ours"])
def test_a_client_that_knows_the_limit_is_never_refused(server, name):
    """A client that knows the limit uses up each window, and is never refused."""
    server.configure(limit=10, window=0.05, sliding=True)
    client = importlib.import_module(f"benchmarks.clients.{name}")
    assert sum(1 for _ in client.records(server.url, per_page=20, limit=10, window=0.05)) == 1000
    counted = server.stats()
    assert (counted["requests"], counted["refused"]) == (50, 0)


def test_a_loop_without_a_rate_limit_crashes(server):
    """A loop that does not know the limit crashes, and the report says so."""
    from benchmarks.clients import httpx_loop

    server.configure(limit=6, window=3600.0)
    with pytest.raises(httpx.HTTPStatusError):
        list(httpx_loop.records(server.url, per_page=20))
