"""What tests share: how many cases properties try, a sandbox, and a client of it."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import InMemoryExampleDatabase

from homerun_helpers import Homerun
from homerun_helpers.sandbox import Sandbox

# A busy machine is no reason to fail.
ANY_SPEED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=40, **ANY_SPEED)
settings.register_profile("thorough", max_examples=500, **ANY_SPEED)
# For scripts/fuzz: another program finds the cases, hypothesis only shrinks those that fail.
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
    """A running sandbox, one for each process that runs tests; no rate limit."""
    with Sandbox(seed=1, applications=250, rate_limit=None) as running:
        yield running


@pytest.fixture
def homerun(sandbox):
    """A client of the sandbox with a key for everything."""
    with Homerun(sandbox.key(), base_url=sandbox.url, rate_limit=None) as client:
        yield client
