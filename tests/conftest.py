"""Shared by all tests: Hypothesis profiles, a sandbox, and a client for it."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import InMemoryExampleDatabase

from homerun_helpers import Homerun
from homerun_helpers.sandbox import Sandbox

# Slow examples on a busy machine are no failure.
ANY_SPEED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=40, **ANY_SPEED)
settings.register_profile("thorough", max_examples=500, **ANY_SPEED)
# For scripts/fuzz: the fuzzer finds the examples, Hypothesis only shrinks those that fail.
settings.register_profile(
    "fuzz",
    phases=[Phase.reuse, Phase.shrink],
    database=InMemoryExampleDatabase(),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def sandbox():
    """A running sandbox without a rate limit, one for each process that runs tests."""
    with Sandbox(seed=1, applications=250, rate_limit=None) as running:
        yield running


@pytest.fixture
def homerun(sandbox):
    """A client for the sandbox whose key has all scopes."""
    with Homerun(sandbox.key(), base_url=sandbox.url, rate_limit=None) as client:
        yield client
