"""A server of the benchmark, one for each test module."""

import pytest

from benchmarks.serving import serving


@pytest.fixture(scope="module")
def running():
    with serving(1000, per_page=20) as server:
        yield server


@pytest.fixture
def server(running):
    """The server without latency and limit, with its counts reset."""
    running.configure()
    return running
