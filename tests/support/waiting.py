"""Waits for another thread or process."""

import time


def wait_until(holds, seconds=20):
    """Return as soon as a condition holds; fail if it does not hold within this many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "The condition did not hold in time."
        time.sleep(0.002)
