"""One request with all its attempts: what to do after each. The transport's two loops only do as told."""

import logging
import random
from collections.abc import Mapping
from typing import Any

import httpx
from attrs import evolve

from homerun_helpers._http.decoding import parse_json
from homerun_helpers._http.retries import SAFE, Outcome, RetryPolicy
from homerun_helpers._http.status_errors import from_response, safe_path
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.retry_after import pause_for, retry_after, shared_pause
from homerun_helpers._runtime.clock import Clock
from homerun_helpers.errors import APIConnectionError, APITimeoutError, HomerunError, RateLimitError

logger = logging.getLogger("homerun_helpers")

# No connection, so the server cannot have seen the request.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

# The request itself cannot be sent, however often.
_OWN_FAULT = (httpx.LocalProtocolError, httpx.UnsupportedProtocol)


class Answer(httpx.Response):
    """A success, read to its end. Its JSON errors are those of this package."""

    def json(self, **_: Any) -> Any:
        """The decoded body.

        Raises:
            ResponseDecodeError: it is not JSON.
        """
        return parse_json(self.content, method=self.request.method, path=self.path, status=self.status_code)

    @property
    def path(self) -> str:
        """The path of the request below the base URL."""
        return str(self.extensions.get("path", self.request.url.path))


class Exchange:
    """The state of one request between its attempts."""

    def __init__(
        self,
        request: httpx.Request,
        path: str,
        retries: RetryPolicy,
        limit: RateLimit | None,
        clock: Clock,
    ) -> None:
        self._method = request.method
        self._path = path
        self._retries = retries
        self._limit = limit
        self._clock = clock
        self._replayable = is_replayable(request)
        self._attempt = 0
        self._spent = 0.0  # seconds, waits for the rate limit not counted
        self._began = 0.0
        self._ambiguous = False
        self._refused = 0  # attempts that the server refused: they do not count, as long as max_wait lasts
        self._waited = 0.0  # seconds, for the rate limit
        self._queued = 0.0

    def success(self, answer: httpx.Response) -> httpx.Response:
        """The answer to hand on."""
        if self.has_vanished(answer.status_code):
            return Answer(204, request=answer.request)
        answer.extensions["path"] = self._path
        return answer

    def waits(self) -> None:
        """Note that an attempt waits for its turn."""
        self._queued = self._clock.now()

    @property
    def limit(self) -> RateLimit | None:
        """The limit for the next attempt: what its request has waited by now counts."""
        if self._limit is None or not self._waited:
            return self._limit
        return evolve(self._limit, max_wait=max(self._limit.max_wait - self._waited, 0.001))

    def begin(self) -> None:
        """Note that an attempt starts."""
        self._attempt += 1
        self._began = self._clock.now()
        if self._limit is not None:
            self._waited += self._began - self._queued

    def failed(self, error: httpx.RequestError) -> float:
        """After an attempt without an answer: how long to wait before the next.

        Raises:
            APIConnectionError: it was the last one.
        """
        outcome = Outcome.NEVER_SENT if isinstance(error, (*_NEVER_SENT, *_OWN_FAULT)) else Outcome.AMBIGUOUS
        self._log(type(error).__name__)
        delay = None if isinstance(error, _OWN_FAULT) else self._delay(outcome)
        if delay is None:
            raise self._connection_error(error, outcome) from error
        return delay

    def answered(self, status: int, headers: Mapping[str, str], body: bytes) -> float | None:
        """After an answer: None when it is a success, else how long to wait before the next attempt.

        Raises:
            APIStatusError: the answer is final.
        """
        self._log(status)
        if 200 <= status < 300:
            return None
        if self.has_vanished(status):
            return None
        delay = self.after_status(status, headers)
        if delay is not None:
            return delay
        raise self._status_error(status, headers, body)

    def after_status(self, status: int, headers: Mapping[str, str]) -> float | None:
        """How long to wait before the next attempt after such an answer; None: there is none."""
        asked = retry_after(headers, self._clock.wall())
        if status == 429 and self._limit is not None:
            # The budget does the waiting, if that is not too long. It waits as long as max_wait allows, not as
            # often as there are attempts; but who wants no retries gets none.
            too_long = pause_for(asked, self._limit) > self._limit.max_wait - self._waited
            self._refused += 1
            return None if too_long or self._retries.max_attempts == 1 else self._delay(Outcome.REFUSED)
        if status == 429:
            return self._delay(Outcome.REFUSED, asked)
        return self._delay(Outcome.AMBIGUOUS, asked) if status >= 500 else None

    def has_vanished(self, status: int) -> bool:
        """Whether a 404 means success: an earlier DELETE, whose answer was lost, had deleted the record."""
        return status == 404 and self._method == "DELETE" and self._ambiguous

    def hold(self, status: int, headers: Mapping[str, str]) -> float | None:
        """For how many seconds everybody who uses the key keeps still after this answer; None: not at all."""
        if status != 429 or self._limit is None:
            return None
        return shared_pause(pause_for(retry_after(headers, self._clock.wall()), self._limit), self._limit)

    def _delay(self, outcome: Outcome, asked: float | None = None) -> float | None:
        self._spent += self._clock.now() - self._began
        self._ambiguous |= outcome is Outcome.AMBIGUOUS
        if not self._replayable or not self._retries.may_repeat(self._method, outcome):
            return None
        attempts = self._attempt - self._refused
        delay = self._retries.delay(attempts, self._spent, random.random, asked)
        self._spent += delay or 0.0
        return delay

    @property
    def outcome_unknown(self) -> bool:
        """Whether the change may have been made by an attempt whose answer was lost."""
        return self._ambiguous and self._method not in SAFE

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

    def _status_error(self, status: int, headers: Mapping[str, str], body: bytes) -> HomerunError:
        error = from_response(self._method, self._path, status, headers, body)
        error.outcome_unknown = self.outcome_unknown
        if isinstance(error, RateLimitError):
            error.retry_after = retry_after(headers, self._clock.wall())
        return error

    def _log(self, result: object) -> None:
        took = self._clock.now() - self._began
        logger.debug(
            "%s %s: %s, %.3f s, attempt %d",
            self._method,
            safe_path(self._path),
            result,
            took,
            self._attempt,
        )


def is_replayable(request: httpx.Request) -> bool:
    """Whether the request's body can be sent again, whole."""
    stream = request.stream
    if isinstance(stream, httpx.ByteStream):
        return True
    # httpx' multipart stream begins anew each time it is read, but passes over files that cannot be rewound.
    fields = getattr(stream, "fields", None)
    if fields is None:
        return False
    files = (getattr(part, "file", b"") for part in fields)
    return all(isinstance(file, (bytes, str)) or _seekable(file) for file in files)


def _seekable(file: Any) -> bool:
    seekable = getattr(file, "seekable", None)
    return seekable is not None and bool(seekable())
