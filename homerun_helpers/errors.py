"""What can go wrong, as one tree of exceptions.

```text
HomerunError
├── APIConnectionError            the API could not be reached, or the connection broke
│   └── APITimeoutError           a time limit passed
├── APIStatusError                the API answered, with an error
│   ├── BadRequestError           400, 422: invalid input; see .details
│   ├── AuthenticationError       401: the key is missing, wrong or expired
│   ├── PaymentRequiredError      402: the account's plan has no API access
│   ├── PermissionDeniedError     403: the key lacks a scope; see .required_scope
│   ├── NotFoundError             404: no such record, stage or vacancy
│   ├── PayloadTooLargeError      413: more than the API or a gateway takes
│   ├── RateLimitError            429, or the wait would be too long; see .retry_after
│   └── ServerError               5xx and statuses that no standard knows, such as 520
├── ResponseDecodeError           an answer that is not what the API documents
├── NotIncludedError              a part of a record that was not asked for
├── StoreDownError                the store of a shared rate limit cannot be used; nothing was sent
└── InvalidArgumentError          a wrong argument; nothing was sent (also a ValueError)
    ├── FileTooLargeError         an upload above the API's limit
    └── UnsupportedFileTypeError  a photo that is not a JPEG, PNG or GIF
```

An error's text never repeats what the server wrote or what a candidate sent, since it may be logged. The attributes
have it. Every error can be pickled and copied.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen


@frozen
class ErrorDetail:
    """What the API says of one invalid parameter.

    Attributes:
        param: the parameter's name.
        message: what is wrong with it, in the API's words. It may repeat the value.

    Example:
        ```python
        from homerun_helpers import BadRequestError

        try:
            homerun.job_applications.create(first_name="A", last_name="B", email="a@b..c")
        except BadRequestError as error:
            print(error.details[0].param)  # email
        ```
    """

    param: str
    message: str


class HomerunError(Exception):
    """The root of all errors of this package.

    Attributes:
        status: the HTTP status, if there was an answer.
        code: the API's own error code.
        message: the API's own words, which may hold personal data; else the same as `str(error)`.
        details: what is wrong with each parameter, as the API tells it.
        headers: the answer's headers, names in lower case.
        method: the HTTP method of the request.
        path: its path, without query.
        page: the page of the listing on which it happened.
        outcome_unknown: True when a change was sent and it is unknown whether it was made: look before you send it
            again.

    Example:
        ```python
        from homerun_helpers import HomerunError

        try:
            homerun.vacancies.get("job_unknown")
        except HomerunError as error:
            print(error.status, error.method, error.path)  # 404 GET /vacancies/job_unknown
        ```
    """

    def __init__(
        self,
        summary: str = "",
        *,
        status: int | None = None,
        code: int | None = None,
        message: str | None = None,
        details: Sequence[ErrorDetail] = (),
        headers: Mapping[str, str] | None = None,
        method: str | None = None,
        path: str | None = None,
        page: int | None = None,
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(summary)
        self.status = status
        self.code = code
        self.message: str = summary if message is None else message
        self.details: tuple[ErrorDetail, ...] = tuple(details)
        self.headers: dict[str, str] = dict(headers or {})
        self.method = method
        self.path = path
        self.page = page
        self.outcome_unknown = outcome_unknown

    def __str__(self) -> str:
        return self._with_context(str(self.args[0]) if self.args else "")

    def _with_context(self, summary: str) -> str:
        if self.page is not None:
            summary += f" This was page {self.page} of the listing."
        if self.outcome_unknown:
            summary += " Whether the change was made is unknown: look before you send it again."
        return summary


class APIConnectionError(HomerunError):
    """The API could not be reached, or the connection broke before the whole answer had come.

    Example:
        ```python
        from homerun_helpers import APIConnectionError

        try:
            homerun.ping()
        except APIConnectionError as error:
            print("later, perhaps", error.outcome_unknown)
        ```
    """


class APITimeoutError(APIConnectionError):
    """A time limit passed before the API answered.

    Example:
        ```python
        from homerun_helpers import APITimeoutError

        try:
            homerun.ping()
        except APITimeoutError as error:
            print("a larger timeout, or later", error.outcome_unknown)
        ```
    """


class APIStatusError(HomerunError):
    """The API, or a gateway in front of it, answered with an error.

    Example:
        ```python
        from homerun_helpers import APIStatusError

        try:
            homerun.vacancies.get("job_unknown")
        except APIStatusError as error:
            print(error.status, error.message)
        ```
    """

    explanation = "the request was not accepted."


class BadRequestError(APIStatusError):
    """400 or 422: invalid input. `details` says what is wrong with which parameter.

    Example:
        ```python
        from homerun_helpers import BadRequestError

        try:
            homerun.job_applications.create(first_name="A", last_name="B", email="a@b..c")
        except BadRequestError as error:
            print([(detail.param, detail.message) for detail in error.details])
        ```
    """

    explanation = "invalid input."


class AuthenticationError(APIStatusError):
    """401: the key is missing, wrong, deleted or expired.

    Example:
        ```python
        from homerun_helpers import AuthenticationError, Homerun

        try:
            with Homerun("not-a-key") as stranger:
                stranger.ping()
        except AuthenticationError as error:
            print(error)
        ```
    """

    explanation = "the API key is not accepted. Check HOMERUN_API_KEY, or make a key on Homerun's Integrations page."


class PaymentRequiredError(APIStatusError):
    """402: the account's plan does not include the API.

    Example:
        ```python
        from homerun_helpers import PaymentRequiredError

        try:
            homerun.ping()
        except PaymentRequiredError as error:
            print(error)
        ```
    """

    explanation = "the plan of this Homerun account does not include the API."


class PermissionDeniedError(APIStatusError):
    """403: the key lacks a scope.

    Attributes:
        required_scope: the scope that is missing, such as `vacancies:read`, if it is known.

    Example:
        ```python
        from homerun_helpers import PermissionDeniedError

        try:
            homerun.vacancies.list().first()
        except PermissionDeniedError as error:
            print("make a key with the scope", error.required_scope)
        ```
    """

    explanation = "the API key lacks a scope."
    required_scope: str | None = None

    def _with_context(self, summary: str) -> str:
        if self.required_scope is not None:
            summary += f" It needs {self.required_scope}; scopes are chosen when a key is made."
        return super()._with_context(summary)


class NotFoundError(APIStatusError):
    """404: there is no such record, stage or vacancy, or it was deleted.

    Example:
        ```python
        from homerun_helpers import NotFoundError

        try:
            homerun.job_applications.move(application_id, stage="Moon landing")
        except NotFoundError as error:
            print(error.path)
        ```
    """

    explanation = "there is no such record, stage or vacancy."


class PayloadTooLargeError(APIStatusError):
    """413: the request is larger than the API, or a gateway in front of it, takes.

    Example:
        ```python
        from homerun_helpers import PayloadTooLargeError

        try:
            homerun.job_applications.upload_file(application_id, "cv.pdf", type="resume")
        except PayloadTooLargeError as error:
            print(error)
        ```
    """

    explanation = "the request is larger than the API takes."


class RateLimitError(APIStatusError):
    """A wait longer than `RateLimit.max_wait` allows, or a 429 that was not waited out.

    Attributes:
        retry_after: after how many seconds it makes sense to try again, if it is known.

    Example:
        ```python
        from homerun_helpers import RateLimitError

        try:
            homerun.ping()
        except RateLimitError as error:
            print("again in", error.retry_after, "seconds")
        ```
    """

    explanation = "too many requests."
    retry_after: float | None = None


class ServerError(APIStatusError):
    """5xx, or a status that no standard knows, such as a gateway's 520.

    Example:
        ```python
        from homerun_helpers import ServerError

        try:
            homerun.ping()
        except ServerError as error:
            print(error.status)
        ```
    """

    explanation = "the server failed."


class ResponseDecodeError(HomerunError):
    """An answer of the API is not what it documents.

    Attributes:
        index: which record of the page cannot be read, counted from 0, if the rest can.
        field: which field of it, such as `personal_info.date_of_birth`.
        problem: what is wrong there, such as `should be a date, but is a number`; None if the body is not JSON.
        raw: the whole body as it came. It may hold personal data.
        body: the decoded JSON, if it was JSON.

    Example:
        ```python
        from homerun_helpers import ResponseDecodeError

        try:
            homerun.job_applications.list().first()
        except ResponseDecodeError as error:
            print(error.page, error.index, error.field)
        ```
    """

    index: int | None = None
    field: str | None = None
    problem: str | None = None
    raw: bytes = b""
    body: Any = None

    def __str__(self) -> str:
        summary = str(self.args[0]) if self.args else ""
        return self._with_context(summary if self.problem is None else f"{summary} {self._place} {self.problem}.")

    @property
    def _place(self) -> str:
        if self.index is None:
            return self.field or "The answer"
        return f"data[{self.index}].{self.field}" if self.field else f"data[{self.index}]"


class NotIncludedError(HomerunError):
    """A part of a record that the API sends only when `include` asks for it.

    Attributes:
        include: what to add to `include`.

    Example:
        ```python
        from homerun_helpers import NotIncludedError, included

        try:
            included(homerun.vacancies.get(vacancy_id), "stages")
        except NotIncludedError as error:
            print(error.include)  # stages
        ```
    """

    include: str | None = None


class StoreDownError(HomerunError):
    """The store of a shared rate limit cannot be used. Nothing was sent.

    Example:
        ```python
        from homerun_helpers import Homerun, RateLimit, RedisStore, StoreDownError

        shared = RateLimit(store=RedisStore("redis://localhost:1/0"))
        with Homerun(rate_limit=shared) as worker:
            try:
                worker.ping()
            except StoreDownError as error:
                print(error)
        ```
    """


class InvalidArgumentError(HomerunError, ValueError):
    """An argument is wrong. Nothing was sent.

    Attributes:
        argument: the name of the argument, such as `per_page`; of a form's field, the field's name, such as `email`.
        problem: what is wrong with it, what is allowed and what to do: the rest of a sentence that begins with the
            argument. Other arguments are written in it as `{name}`.
        mentions: the names of those other arguments.

    Example:
        ```python
        from homerun_helpers import InvalidArgumentError

        try:
            homerun.vacancies.list(per_page=500)
        except InvalidArgumentError as error:
            print(error)  # per_page must be a whole number from 1 to 100; it is 500.
            print(error.argument)  # per_page
        ```
    """

    def __init__(self, argument: str = "", problem: str = "", *, mentions: Sequence[str] = (), **context: Any) -> None:
        if not problem:  # one text is a problem of no argument
            argument, problem = "", argument
        super().__init__(**context)
        self.args: tuple[Any, ...] = (argument, problem)  # what a copy is made from
        self.argument = argument
        self.problem = problem
        self.mentions: tuple[str, ...] = tuple(mentions)
        self.message: str = self.message or self.sentence()

    def sentence(self, spell: Callable[[str], str] = str) -> str:
        """The text of the error, with each argument spelled as the reader knows it.

        Args:
            spell: gives the spelling of an argument's name, such as `--per-page` for `per_page`.

        Example:
            ```python
            from homerun_helpers import InvalidArgumentError

            error = InvalidArgumentError("per_page", "must be at most 100.")
            assert error.sentence(lambda name: "--" + name.replace("_", "-")) == "--per-page must be at most 100."
            ```
        """
        text = self.problem
        for name in self.mentions:
            text = text.replace(f"{{{name}}}", spell(name))
        return f"{spell(self.argument)} {text}".strip()

    def __str__(self) -> str:
        return self._with_context(self.sentence())


class FileTooLargeError(InvalidArgumentError):
    """A file is larger than the API accepts. Nothing was sent.

    Example:
        ```python
        from homerun_helpers import FileTooLargeError

        try:
            homerun.job_applications.upload_file(application_id, bytes(26 * 2**20), type="resume")
        except FileTooLargeError as error:
            print(error)
        ```
    """


class UnsupportedFileTypeError(InvalidArgumentError):
    """A photo is not a JPEG, PNG or GIF, judged by its content. Nothing was sent.

    Example:
        ```python
        from homerun_helpers import UnsupportedFileTypeError

        try:
            homerun.job_applications.upload_photo(application_id, "cv.pdf")
        except UnsupportedFileTypeError as error:
            print(error)
        ```
    """
