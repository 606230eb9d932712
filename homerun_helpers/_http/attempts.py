"""One request with all its attempts, as a procedure of steps: wait for the budget, send, read, wait, give up."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import httpx
from attrs import define, evolve

from homerun_helpers._http.hooks import AttemptHooks, BeforeSend, NotSent
from homerun_helpers._http.retries import SAFE, Outcome, RetryPolicy
from homerun_helpers._http.status_errors import safe_path
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.retry_after import pause_for, retry_after, shared_pause
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import CallStep, Steps
from homerun_helpers.errors import APIConnectionError, APITimeoutError, HomerunError

logger = logging.getLogger("homerun_helpers")

# No connection, so the server cannot have seen the request.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

# The request itself cannot be sent, however often.
_OWN_FAULT = (httpx.LocalProtocolError, httpx.UnsupportedProtocol)

# `max_wait` must be above 0. A request that has used up its own gets this, so that the budget refuses any further wait.
_LEAST_WAIT_S = 0.001


@define(eq=False)
class Attempt:
    """What one attempt is made of.

    Attributes:
        send: sends the request and reads the answer.
        budget: where it takes its slot; not asked when the request has no limit.
    """

    send: Steps[httpx.Response]
    budget: Any = None


class Attempts:
    """The attempts of one request.

    Args:
        method: the request's method.
        path: its path below the base URL, for errors and logs.
        is_replayable: whether its body can be sent again.
        retries: when to try again.
        clock: the time.
        limit: the limit that each attempt is sent under, or None for none.
        hooks: are told of each attempt.
    """

    def __init__(
        self,
        method: str,
        path: str,
        *,
        is_replayable: bool,
        retries: RetryPolicy,
        clock: Clock,
        limit: RateLimit | None = None,
        hooks: AttemptHooks | None = None,
    ) -> None:
        self._method = method
        self._path = path
        self._is_replayable = is_replayable
        self._retries = retries
        self._clock = clock
        self._limit = limit
        self._hooks = hooks
        self._attempt = 0
        self._refused = 0  # attempts that the server refused: they do not count, as long as max_wait lasts
        self._spent_s = 0.0  # waits for the rate limit not counted
        self._waited_s = 0.0  # for the rate limit
        self._began = 0.0
        self._is_ambiguous = False

    def steps(self, prepare: Callable[[], Attempt]) -> Steps[httpx.Response]:
        """Send the request until its answer is final.

        Args:
            prepare: makes an attempt; called anew for each.

        Returns:
            The answer; also an error that is not worth another attempt.

        Raises:
            APIConnectionError: there was no answer.
            HomerunError: there was no slot for an attempt, or it could not be made.
        """
        while True:
            response, delay = yield from self._one(prepare)
            if delay is None:
                final: httpx.Response = response
                return final
            if self._hooks is not None and not self.outcome_unknown:
                yield NotSent(self._hooks)
            yield CallStep(partial(self._clock.sleep, delay), partial(self._clock.async_sleep, delay))

    def _one(self, prepare: Callable[[], Attempt]) -> Steps[tuple[Any, float | None]]:
        """One attempt: its answer, and how long to wait before the next; None: the answer is final."""
        budget: Any = None
        limit, slot, headers, pause = self._limit_left(), None, None, None
        try:
            attempt = prepare()
            budget, queued = attempt.budget, self._clock.now()
            if limit is not None:
                slot = yield from budget.acquire(limit, self._clock)
            if self._hooks is not None:
                yield BeforeSend(self._hooks)
            self._begin(queued)
            response = yield from attempt.send
            headers = response.headers
            pause = self._shared_pause(response.status_code, headers)
            self._log(response.status_code)
            return response, self._delay_after(response.status_code, headers, pause)
        except httpx.RequestError as error:
            return None, self._delay_after_error(error)
        except HomerunError as error:  # not sent: what became of earlier attempts still counts
            error.outcome_unknown |= self.outcome_unknown
            raise
        finally:
            if limit is not None and slot is not None:
                yield from budget.release(limit, self._clock, slot, headers, pause)

    def _limit_left(self) -> RateLimit | None:
        """The limit for the next attempt: what its request has waited by now counts."""
        if self._limit is None or not self._waited_s:
            return self._limit
        return evolve(self._limit, max_wait=max(self._limit.max_wait - self._waited_s, _LEAST_WAIT_S))

    def _begin(self, queued: float) -> None:
        self._attempt += 1
        self._began = self._clock.now()
        if self._limit is not None:
            self._waited_s += self._began - queued

    def has_vanished(self, status: int) -> bool:
        """Whether a 404 means success: an earlier DELETE, whose answer was lost, had deleted the record."""
        return status == 404 and self._method == "DELETE" and self._is_ambiguous

    @property
    def outcome_unknown(self) -> bool:
        """Whether the change may have been made by an attempt whose answer was lost."""
        return self._is_ambiguous and self._method not in SAFE

    def _shared_pause(self, status: int, headers: Mapping[str, str]) -> float | None:
        """For how many seconds all users of the key wait after this answer; None: they do not."""
        if status != 429 or self._limit is None:
            return None
        return shared_pause(pause_for(self._asked(headers), self._limit), self._limit)

    def _delay_after(self, status: int, headers: Mapping[str, str], pause: float | None) -> float | None:
        """How long to wait before the next attempt after this answer; None: it is final."""
        if status == 429 and self._limit is not None:
            # The budget does the waiting, if that is not too long. It waits as long as max_wait allows, not as
            # often as there are attempts; but with max_attempts=1 there is no second one.
            self._refused += 1
            left = self._limit.max_wait - self._waited_s
            is_too_long = pause_for(self._asked(headers), self._limit) > left
            if is_too_long or self._retries.max_attempts == 1:
                return None
            delay = self._delay(Outcome.REFUSED)
            return 0.0 if pause and delay is not None else delay
        if status == 429:
            return self._delay(Outcome.REFUSED, self._asked(headers))
        return self._delay(Outcome.AMBIGUOUS, self._asked(headers)) if status >= 500 else None

    def _delay_after_error(self, error: httpx.RequestError) -> float:
        """How long to wait before the next attempt after one without an answer.

        Raises:
            APIConnectionError: it was the last one.
        """
        outcome = Outcome.NEVER_SENT if isinstance(error, (*_NEVER_SENT, *_OWN_FAULT)) else Outcome.AMBIGUOUS
        self._log(type(error).__name__)
        delay = None if isinstance(error, _OWN_FAULT) else self._delay(outcome)
        if delay is None:
            raise self._connection_error(error, outcome) from error
        return delay

    def _delay(self, outcome: Outcome, asked: float | None = None) -> float | None:
        self._spent_s += self._clock.now() - self._began
        self._is_ambiguous |= outcome is Outcome.AMBIGUOUS
        if not self._is_replayable or not self._retries.may_repeat(self._method, outcome):
            return None
        attempts = self._attempt - self._refused
        delay = self._retries.delay(attempts, self._spent_s, random.random, asked)
        self._spent_s += delay or 0.0
        return delay

    def _asked(self, headers: Mapping[str, str]) -> float | None:
        """The seconds that the server asks to wait."""
        return retry_after(headers, self._clock.wall())

    def _connection_error(self, error: httpx.RequestError, outcome: Outcome) -> APIConnectionError:
        kind = APITimeoutError if isinstance(error, httpx.TimeoutException) else APIConnectionError
        what = "could not be sent" if outcome is Outcome.NEVER_SENT else "got no answer"
        times = "once" if self._attempt == 1 else f"{self._attempt} times"
        return kind(
            f"{self._method} {safe_path(self._path)} {what}: {type(error).__name__} (tried {times}).",
            method=self._method,
            path=self._path,
            outcome_unknown=self.outcome_unknown,
        )

    def _log(self, result: object) -> None:
        if not logger.isEnabledFor(logging.DEBUG):  # to look is cheaper than to make the path safe to show
            return
        took = self._clock.now() - self._began
        logger.debug(
            "%s %s: %s, %.3f s, attempt %d",
            self._method,
            safe_path(self._path),
            result,
            took,
            self._attempt,
        )
