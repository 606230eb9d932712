"""Runs the properties of the tests for a long time, guided by coverage.

A target is a part of the tests. Its properties are those that pytest tries with hypothesis, too.
"""

from pathlib import Path

from tools import ROOT

TARGETS = {
    "models": ["tests/models"],
    "wire": ["tests/properties/test_wire_values.py", "tests/_http/test_retries.py"],
    "multipart": ["tests/properties/test_multipart.py", "tests/properties/test_requests_at_the_sandbox.py"],
    "pages": ["tests/properties/test_listing_machine.py", "tests/properties/test_listings_under_change.py"],
    "budget": ["tests/properties/test_rate_limit.py", "tests/properties/test_retry_sequences.py"],
    "sandbox": ["tests/properties/test_sandbox_machine.py"],
}


def home(target: str) -> Path:
    """The folder of a target's corpus and findings, which the next run uses again."""
    return ROOT / ".fuzz" / target
