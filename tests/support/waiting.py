"""Waiting for what another thread or process does."""

import time


def wait_until(holds, seconds=20):
    """Return as soon as a condition holds; fail when it does not within so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.002)
