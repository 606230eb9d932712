"""The `Retry-After` of an answer, and the pause that follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from homerun_helpers._ratelimit.limit import RateLimit

# Laravel's Retry-After is rounded down to a second.
RETRY_AFTER_ROUNDING_S = 1.0


def retry_after(headers: Mapping[str, str], wall: float) -> float | None:
    """The seconds that a `Retry-After` header asks to wait: given in seconds or as a date. None: no usable one.

    Args:
        headers: names in lower case.
        wall: the time of day, as UNIX time.
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:10])
    from datetime import UTC  # here, since both take a while to import
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(text)
        # Dates of HTTP are GMT, also in the form that does not say so (RFC 9110, 5.6.7: asctime).
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - wall)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# The longest hold that is shared, in seconds.
MAX_SHARED_PAUSE_S = 3600.0


def pause_for(retry_after: float | None, limit: RateLimit) -> float:
    """How long everybody of a key keeps still after a 429, in seconds.

    Without a `Retry-After` that is a whole window: the server's can have begun at any time within the last one.
    """
    return (limit.per if retry_after is None else retry_after) + RETRY_AFTER_ROUNDING_S


def shared_pause(seconds: float, limit: RateLimit) -> float:
    """For how much of that everybody heeds it: a server that errs by years must not silence a key for so long."""
    return min(seconds, max(MAX_SHARED_PAUSE_S, limit.per))
