"""The Python client for Homerun's applicant-tracking API v2.

Example:
    ```python
    from homerun_helpers import Homerun

    with Homerun() as homerun:
        for vacancy in homerun.vacancies.list(status="public"):
            print(vacancy.title)
    ```
"""

from homerun_client.types import UNSET, Unset

from homerun_helpers._async.client import AsyncHomerun
from homerun_helpers._async.job_applications import AsyncJobApplications
from homerun_helpers._async.pages import AsyncPages, apaginate
from homerun_helpers._async.vacancies import AsyncVacancies
from homerun_helpers._files.uploads import FileInput
from homerun_helpers._http.progress import Progress
from homerun_helpers._http.retries import Outcome, RetryPolicy
from homerun_helpers._http.transports import AsyncTransport, SyncTransport
from homerun_helpers._listing.page import Page
from homerun_helpers._ratelimit import RateLimit, RedisStore, SQLiteStore, Store, Taken, WhenDown
from homerun_helpers._requests.includes import included
from homerun_helpers._sync.client import Homerun
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.pages import Pages, paginate
from homerun_helpers._sync.vacancies import Vacancies
from homerun_helpers.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ErrorDetail,
    FileTooLargeError,
    HomerunError,
    InvalidArgumentError,
    NotFoundError,
    NotIncludedError,
    PayloadTooLargeError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
    ServerError,
    StoreDownError,
    UnsupportedFileTypeError,
)

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncHomerun",
    "AsyncJobApplications",
    "AsyncPages",
    "AsyncTransport",
    "AsyncVacancies",
    "AuthenticationError",
    "BadRequestError",
    "ErrorDetail",
    "FileInput",
    "FileTooLargeError",
    "Homerun",
    "HomerunError",
    "InvalidArgumentError",
    "JobApplications",
    "NotFoundError",
    "NotIncludedError",
    "Outcome",
    "Page",
    "Pages",
    "PayloadTooLargeError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "Progress",
    "RateLimit",
    "RateLimitError",
    "RedisStore",
    "ResponseDecodeError",
    "RetryPolicy",
    "SQLiteStore",
    "ServerError",
    "Store",
    "StoreDownError",
    "SyncTransport",
    "Taken",
    "Unset",
    "UnsupportedFileTypeError",
    "Vacancies",
    "WhenDown",
    "apaginate",
    "included",
    "paginate",
]
