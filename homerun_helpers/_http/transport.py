"""The one place with the rules for requests: errors ← retries ← rate limit ← HTTP, each around the one to its right.

It sits below httpx' client, so that the generated endpoint functions have the policy as well.
"""

from collections.abc import Mapping
from contextlib import suppress

import httpx

from homerun_helpers._http.addresses import check_path, path_below
from homerun_helpers._http.attempts import Attempt, Attempts
from homerun_helpers._http.budgets import Budgets
from homerun_helpers._http.credentials import ApiKey
from homerun_helpers._http.hooks import current_hooks
from homerun_helpers._http.inner import InnerTransport
from homerun_helpers._http.messages import WholeAnswer, attempt_request, is_replayable, whole_answer
from homerun_helpers._http.retries import RetryPolicy
from homerun_helpers._http.sending import CloseStep, ReadStep, SendStep
from homerun_helpers._http.status_errors import from_response
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._ratelimit.retry_after import retry_after
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.steps import Steps, async_perform, perform
from homerun_helpers.errors import HomerunError, InvalidArgumentError, RateLimitError


class PolicyTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends requests of one API under its rules, in sync and in async clients.

    Args:
        key: the API key; asked anew for every attempt, so that it can be rotated.
        base_url: requests to anywhere else are refused: the key stays with the API.
        retries: when to try again.
        rate_limit: the limit of requests, or None for none.
        budgets: where each attempt takes its slot.
        inner: what does the HTTP.
        clock: the time.
    """

    def __init__(
        self,
        *,
        key: ApiKey,
        base_url: str,
        retries: RetryPolicy,
        rate_limit: RateLimit | None,
        budgets: Budgets | None,
        inner: InnerTransport,
        clock: Clock,
    ) -> None:
        self._key = key
        base = httpx.URL(base_url)
        self._base_url, self._base_path = base, base.path.rstrip("/")
        self._origin = (base.scheme, base.host, base.port)
        self._retries = retries
        self._limit = rate_limit
        self._budgets = budgets
        self._inner = inner
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, with as many attempts as it takes.

        Raises:
            HomerunError: for everything but a success.
        """
        return perform(self._steps(request))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same for an async client; the event loop is never held up."""
        return await async_perform(self._steps(request))

    def close(self) -> None:
        """Do nothing: copies of the low-level client share this transport, and closing one must not close all."""

    async def aclose(self) -> None:
        """Do nothing, as `close`."""

    def _steps(self, request: httpx.Request) -> Steps[httpx.Response]:
        """Send a request, and raise the error of an answer that is not a success."""

        def prepare() -> Attempt:
            key = self._key.current()
            return Attempt(self._send(request, key, path), self._budgets and self._budgets.of(key))

        path = self._check(request)
        attempts = Attempts(
            request.method,
            path,
            is_replayable=is_replayable(request),
            retries=self._retries,
            clock=self._clock,
            limit=self._limit,
            hooks=current_hooks(),
        )
        answer = yield from attempts.steps(prepare)
        if 200 <= answer.status_code < 300:
            return answer
        if attempts.has_vanished(answer.status_code):
            return WholeAnswer(204, request=answer.request)
        raise self._status_error(request.method, path, answer, outcome_unknown=attempts.outcome_unknown)

    def _send(self, request: httpx.Request, key: str, path: str) -> Steps[httpx.Response]:
        """Send one attempt and read its answer.

        An answer that breaks off is an attempt that failed, so it is read to its end here. A connection that is not
        given back would starve the pool, so it is closed here.
        """
        attempt = attempt_request(request, key)
        send = SendStep(self._inner, attempt)
        try:
            response = yield send
            raw = yield ReadStep(response)
        finally:
            with suppress(KeyError):  # an exception's request would show the key
                del attempt.headers["authorization"]
            if send.response is not None:
                yield CloseStep(send.response)
        return whole_answer(response, raw, attempt, path)

    def _check(self, request: httpx.Request) -> str:
        """The path of a request below the base URL, as it is sent.

        Raises:
            HomerunError: the client is closed.
            InvalidArgumentError: the request would leave the API.
        """
        self._inner.check_open()
        url = request.url
        if (url.scheme, url.host, url.port) != self._origin or not url.path.startswith(f"{self._base_path}/"):
            raise InvalidArgumentError(
                "path", f"must lead below {self._base_url}, such as /ping: the API key is sent nowhere else."
            )
        path = path_below(self._base_path, url.raw_path)
        check_path(path)
        return path

    def _status_error(self, method: str, path: str, answer: httpx.Response, *, outcome_unknown: bool) -> HomerunError:
        headers: Mapping[str, str] = answer.headers
        error = from_response(method, path, answer.status_code, headers, answer.content)
        error.outcome_unknown = outcome_unknown
        if isinstance(error, RateLimitError):
            error.retry_after = retry_after(headers, self._clock.wall())
        return error
