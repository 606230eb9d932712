"""When to try again, and how long to wait before that. Decisions only: nothing here waits or sends."""

from collections.abc import Callable
from enum import Enum

from attrs import field, frozen

from homerun_helpers._ratelimit.retry_after import shortest_delay
from homerun_helpers.errors import InvalidArgumentError

# Methods that have the same effect when they are done twice (RFC 9110, 9.2.2). A PATCH of this API sets
# fields to values, so it is one of them; a POST makes another record.
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"})
# Methods that change nothing.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Outcome(Enum):
    """What became of an attempt, as far as its sender can know.

    Example:
        ```python
        from homerun_helpers import Outcome, RetryPolicy

        assert RetryPolicy().may_repeat("POST", Outcome.NEVER_SENT)
        assert not RetryPolicy().may_repeat("POST", Outcome.AMBIGUOUS)
        ```
    """

    NEVER_SENT = "never sent"
    """No connection was made, so the server did not see the request."""
    REFUSED = "refused"
    """The server turned the request down before it did anything (429)."""
    AMBIGUOUS = "ambiguous"
    """It was sent, and the server may or may not have done it: time-out, lost connection, 5xx."""


def _positive(_instance: object, attribute: object, value: float) -> None:
    try:
        fits = not isinstance(value, (bool, str)) and float(value) >= 0  # 10**400 is more than time has
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        name = getattr(attribute, "name", "")
        raise InvalidArgumentError(name, f"must be a number of seconds, 0 or more; it is {value!r}.")


def _attempts(_instance: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidArgumentError("max_attempts", f"must be a whole number, 1 or more; it is {value!r}.")


@frozen(kw_only=True)
class RetryPolicy:
    """How often and for how long a request is tried again.

    What is tried again depends on what became of the attempt, not on its status alone: a request that never
    reached the server or was refused with 429 is always repeated; after a time-out, a lost connection or a 5xx
    only GET, PATCH and DELETE are, since a POST could make a second record. Delays grow by a factor of two and are
    drawn between 0 and that ("full jitter"), so that many clients do not come back at once; a longer `Retry-After`
    of the server counts instead.

    Args:
        max_attempts: how often a request is sent at most, 1 or more; 1 switches retries off.
        base_delay: the longest delay before the second attempt, in seconds.
        max_delay: the longest delay before any attempt, in seconds.
        total: after this many seconds no further attempt is made; waiting for the rate limit does not count.

    Raises:
        InvalidArgumentError: a number is out of range.

    Example:
        ```python
        from homerun_helpers import Homerun, RetryPolicy

        impatient = Homerun(retries=RetryPolicy(max_attempts=2, total=5.0))
        impatient.close()
        ```
    """

    max_attempts: int = field(default=4, validator=_attempts)
    base_delay: float = field(default=0.5, validator=_positive)
    max_delay: float = field(default=8.0, validator=_positive)
    total: float = field(default=60.0, validator=_positive)

    def may_repeat(self, method: str, outcome: Outcome) -> bool:
        """Whether a request may be sent again after such an outcome without doing something twice."""
        return outcome is not Outcome.AMBIGUOUS or method.upper() in REPEATABLE

    def delay(
        self,
        attempt: int,
        elapsed: float,
        draw: Callable[[], float],
        retry_after: float | None = None,
    ) -> float | None:
        """How many seconds to wait before the next attempt; None when there is none.

        Args:
            attempt: how many attempts were made.
            elapsed: seconds since the first one began, waits for the rate limit not counted.
            draw: gives a number from 0 to 1.
            retry_after: what the server asked for, in seconds.
        """
        if attempt >= self.max_attempts:
            return None
        # The exponent is bounded: 2.0 ** 1100 would be an OverflowError.
        longest = min(self.max_delay, self.base_delay * 2.0 ** min(attempt - 1, 60))
        wait = max(draw() * longest, shortest_delay(retry_after))
        return wait if elapsed + wait <= self.total else None
