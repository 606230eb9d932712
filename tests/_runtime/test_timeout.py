"""The time limit of a client."""

import httpx
import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers._runtime.clock import check_timeout


@pytest.mark.parametrize("seconds", [0.1, 5, 1e6, None])
def test_a_time_limit_is_a_number_or_none(seconds):
    """A time limit is a positive number of seconds; None means no limit."""
    assert check_timeout(seconds) == seconds


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), "5", True, httpx.Timeout(5)])
def test_what_is_no_time_limit_is_refused(seconds):
    """With a limit of zero every request would fail; other types are refused too."""
    with pytest.raises(InvalidArgumentError, match="timeout"):
        check_timeout(seconds)
