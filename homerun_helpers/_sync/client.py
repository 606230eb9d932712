# Derived from homerun_helpers/_async/client.py by scripts/unasync. Change that file, not this one.
"""The client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from homerun_client import AuthenticatedClient
from homerun_client.api.other import ping

from homerun_helpers._files.forms import open_form
from homerun_helpers._files.uploads import FileInput
from homerun_helpers._http.retries import RetryPolicy
from homerun_helpers._http.transports import SyncTransport
from homerun_helpers._ratelimit.limit import RateLimit
from homerun_helpers._requests.raw import raw_request
from homerun_helpers._runtime.clock import Clock
from homerun_helpers._runtime.concurrency import call_directly
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.requests import send
from homerun_helpers._sync.vacancies import Vacancies
from homerun_helpers.errors import HomerunError


class Homerun:
    """A client of Homerun's applicant-tracking API.

    It can be used from many threads at once. All clients of one key and base URL in a process share one rate limit.

    Args:
        api_key: the key, or a function without arguments that returns the current one, for keys that are rotated.
            Default: the environment variable HOMERUN_API_KEY. Keys and their scopes are made on Homerun's Integrations
            page.
        base_url: where the API is. Default: the environment variable HOMERUN_BASE_URL, else
            `https://api.homerun.co/v2`.
        timeout: the limit for each step of a request (connect, send, receive), in seconds, above 0; None for no limit.
        retries: when a request is tried again.
        rate_limit: the budget of requests, 60 a minute; None switches it off.
        transport: replaces the connections: any transport of httpx, for a proxy or in tests.
        user_agent: the application's own name and version, such as `careers-site/1.2`, in printable ASCII. It is sent
            before this package's name in the header `User-Agent`, also by downloads.

    Raises:
        InvalidArgumentError: there is no key, or an argument is wrong.

    Example:
        ```python
        from homerun_helpers import Homerun

        with Homerun() as homerun:
            for vacancy in homerun.vacancies.list(status="public"):
                print(vacancy.title)
        ```
    """

    def __init__(
        self,
        api_key: str | Callable[[], str] | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = 30.0,
        retries: RetryPolicy = RetryPolicy(),
        rate_limit: RateLimit | None = RateLimit(),  # None switches it off
        transport: SyncTransport | None = None,
        user_agent: str | None = None,
        _clock: Clock | None = None,
    ) -> None:
        # Here, since httpx takes longer to import than all the rest.
        from homerun_helpers._http.opening import FOR_THREADS, open_session

        self._session = open_session(
            FOR_THREADS,
            api_key,
            base_url=base_url,
            timeout=timeout,
            retries=retries,
            rate_limit=rate_limit,
            application=user_agent,
            transport=transport,
            clock=_clock,
        )
        self._low_level = self._session.low_level()
        self._vacancies = Vacancies(self._low_level)
        self._job_applications = JobApplications(self._low_level)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._session.base_url!r})"

    def __reduce__(self) -> Any:
        raise TypeError(
            f"{type(self).__name__} holds connections and a key and cannot be pickled: make one where needed."
        )

    # Properties, so that the class has them too: `create_autospec` and `help` look there.
    @property
    def vacancies(self) -> Vacancies:
        """The vacancies of the account.

        Example:
            ```python
            vacancy = homerun.vacancies.list(status="public").first()
            ```
        """
        return self._vacancies

    @property
    def job_applications(self) -> JobApplications:
        """The job applications of the account, with their notes, files and photos.

        Example:
            ```python
            application = homerun.job_applications.list(stage="hired").first()
            ```
        """
        return self._job_applications

    @property
    def low_level(self) -> AuthenticatedClient:
        """The generated client behind this one, for the functions in `homerun_client.api`.

        Their requests are rate limited, retried and raise the same errors as the helpers.

        Example:
            ```python
            from homerun_client.api.vacancies import list_vacancies

            answer = list_vacancies.sync(client=homerun.low_level, filter_status="public")
            ```
        """
        return self._low_level

    def ping(self) -> bool:
        """True; when the key is not accepted, an error says why.

        Needs no scope. `GET /ping` of Homerun's reference.

        Raises:
            AuthenticationError: the key is not accepted.
            PaymentRequiredError: the account's plan has no API access.
            HomerunError: anything else went wrong.

        Example:
            ```python
            assert homerun.ping()
            ```
        """
        answer = send(self._low_level, ping, None, {})
        if answer.pong is not True:
            raise HomerunError("The API answered to GET /ping, but not with pong.", method="GET", path="/ping")
        return True

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        files: Mapping[str, FileInput] | None = None,
    ) -> Any:
        """The decoded JSON of any request; None for an empty answer. For what this package does not know yet.

        It is rate limited, retried and raises the same errors as all other methods. A POST that may have been done is
        not sent again.

        Args:
            method: the HTTP method.
            path: the path below the base URL, such as "/vacancies".
            params: query parameters, names as they are sent (`include[]`), values single or lists.
            json: the body. With `files`, an object whose values become the other fields of the form.
            files: files to send as a multipart form: each field's name with its file, as `upload_file` takes it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            HomerunError: anything else went wrong.

        Example:
            ```python
            answer = homerun.request("GET", "/vacancies", params={"include[]": ["stages"], "perPage": 5})
            print(answer["meta"]["total"])
            ```
        """
        raw = raw_request(method, path, params, json, files)
        with call_directly(open_form, raw.kwargs, raw.fields, raw.files) as kwargs:
            response = self._low_level.get_httpx_client().request(**kwargs)
        return response.json() if response.content else None

    def close(self) -> None:
        """Close the connections. Requests that are under way fail, later ones are refused. Calling it twice is safe.

        Example:
            ```python
            from homerun_helpers import Homerun

            homerun = Homerun()
            homerun.close()
            ```
        """
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
