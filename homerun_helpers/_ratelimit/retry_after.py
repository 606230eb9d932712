"""The `Retry-After` of an answer, and all that follows from it: waits of one request, and pauses of a whole key.

The rule is decided here alone. Retries, the budget and its stores get seconds.
"""

from __future__ import annotations

from collections.abc import Mapping

from homerun_helpers._ratelimit.limit import RateLimit

# Laravel rounds its Retry-After down to a whole second, so up to one second is missing from it.
RETRY_AFTER_ROUNDING_S = 1.0
# The longest pause of a whole key. A server that errs by years must not silence every client of the key for years.
MAX_SHARED_PAUSE_S = 3600.0


def retry_after(headers: Mapping[str, str], wall: float) -> float | None:
    """The seconds that a `Retry-After` header asks to wait: given in seconds or as a date. None: no usable one.

    Args:
        headers: names in lower case.
        wall: the time of day, as UNIX time.
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:10])
    from datetime import UTC  # imported here: both take a while, and few answers name a date
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(text)
        # Dates of HTTP are GMT, also in the form that does not say so (RFC 9110, 5.6.7: asctime).
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - wall)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def shortest_delay(retry_after: float | None) -> float:
    """How many seconds a request waits at least before its next attempt, by what the server asked for."""
    return 0.0 if retry_after is None else retry_after + RETRY_AFTER_ROUNDING_S


def pause_for(retry_after: float | None, limit: RateLimit) -> float:
    """For how many seconds no request of a key is sent after a 429.

    Without a `Retry-After` that is a whole window: the server's window can have begun at any time within the last one.
    """
    return shortest_delay(limit.per if retry_after is None else retry_after)


def shared_pause(seconds: float, limit: RateLimit) -> float:
    """The part of a pause that all clients of a key keep: at most an hour, or a window that is longer."""
    return min(seconds, max(MAX_SHARED_PAUSE_S, limit.per))
