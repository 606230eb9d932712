"""A running sandbox, a client with a key for everything, and a clock that tests move."""

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox


class Clock:
    """Seconds since 1970, standing still until it is told to move."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sandbox(clock):
    with Sandbox(applications=40, clock=clock) as running:
        yield running


@pytest.fixture
def client(sandbox):
    """Makes clients for keys; without a key, for one with all scopes."""
    clients = []

    def make(key=None):
        headers = {"Authorization": f"Bearer {sandbox.key() if key is None else key}"}
        clients.append(httpx.Client(base_url=sandbox.url, headers=headers))
        return clients[-1]

    yield make
    for made in clients:
        made.close()


@pytest.fixture
def api(client):
    return client()


@pytest.fixture
def application(sandbox):
    """The id of an application in the first stage of the first vacancy."""
    return sandbox.add_application(first_name="Ada", last_name="Lovelace", email="ada@example.com")


@pytest.fixture
def details(api):
    """Reads one application in full."""

    def read(id, *include):
        response = api.get(f"/job-applications/{id}", params={"include[]": list(include)})
        return response.raise_for_status().json()["data"]

    return read


@pytest.fixture
def problems():
    """The parameters that a 400 complains about."""

    def read(response):
        assert response.status_code == 400, response.text
        return [detail["param"] for detail in response.json()["details"]]

    return read
