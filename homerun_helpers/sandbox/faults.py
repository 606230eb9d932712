"""What can go wrong between a client and Homerun, to be injected into the sandbox.

Each class is a value that says what happens to a request; `Sandbox.inject` says to which.

Example:
    >>> from homerun_helpers.sandbox import Sandbox, faults
    >>> import httpx
    >>> with Sandbox(applications=0) as sandbox:
    ...     injected = sandbox.inject(faults.Status(503, retry_after=2), method="GET", path="/ping")
    ...     headers = {"Authorization": f"Bearer {sandbox.key()}"}
    ...     answers = [httpx.get(f"{sandbox.url}/ping", headers=headers) for _ in range(2)]
    >>> [answer.status_code for answer in answers], answers[0].headers["Retry-After"], injected.left
    ([503, 200], '2', 0)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from homerun_helpers.sandbox._checks import ArgumentError, check_count, check_header, check_seconds

__all__ = ["Change", "Delay", "Drop", "Fault", "Slow", "Status", "Truncate", "When"]

When = Literal["before", "after"]
"""Whether a fault happens before the request is worked on, or after: then a change was made."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The base of all faults: it does nothing by itself."""

    kind: ClassVar[str] = "fault"
    """What the journal and the control path call it."""


@dataclass(frozen=True)
class Status(Fault):
    """An answer that is none of the API's: an error, or another that no operation gives.

    Args:
        status: Such as 500, 503, 429, or a gateway's 520. One below 300 only with `html`, as of a proxy's
            login page, or where there is no body: 204 and 205.
        message: The text of the error; the status' own by default.
        html: Whether the body is the HTML page of a gateway instead of the API's JSON.
        details: For a 400: mappings with `param` and `message`.
        retry_after: The header of that name: seconds, or an HTTP date.
        headers: Further headers, or others in the place of Content-Type and Retry-After.
        when: "after" answers so although the request was worked on: a change was made.

    Raises:
        ValueError: A status outside of 200 to 599, a success with the body of an error, a `when` that
            does not exist, or anything else that cannot be sent.
    """

    kind: ClassVar[str] = "status"

    status: int
    message: str | None = field(default=None, kw_only=True)
    html: bool = field(default=False, kw_only=True)
    details: Sequence[Mapping[str, str]] = field(default=(), kw_only=True)
    retry_after: int | str | None = field(default=None, kw_only=True)
    headers: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    when: When = field(default="before", kw_only=True)

    def __post_init__(self) -> None:
        if isinstance(self.status, bool) or not isinstance(self.status, int) or not 200 <= self.status <= 599:
            raise ArgumentError("status", f"must be an integer from 200 to 599, not {self.status!r}.")
        if self.status < 300 and not self.html and self.status not in {204, 205}:
            raise ArgumentError(
                "status", f"must be that of an error, or come with html=True; {self.status} is a success."
            )
        _check_when(self.when)
        if not isinstance(self.message, str | None):
            raise ArgumentError("message", f"must be a string, not {self.message!r}.")
        _check_details(self.details)
        _check_headers(self.headers)
        if isinstance(self.retry_after, int):
            check_count("retry_after", self.retry_after)
        elif self.retry_after is not None:
            check_header("retry_after", self.retry_after)


@dataclass(frozen=True)
class Drop(Fault):
    """A connection that is dropped without an answer.

    Args:
        when: "before" the request is worked on, or "after": a change was made, and nobody is told.

    Raises:
        ValueError: A `when` that does not exist.
    """

    kind: ClassVar[str] = "drop"

    when: When = "before"

    def __post_init__(self) -> None:
        _check_when(self.when)


@dataclass(frozen=True)
class Truncate(Fault):
    """An answer that breaks off: its head promises the whole body, then the connection is dropped.

    Args:
        at: How many bytes of the body are sent; half of them when None.

    Raises:
        ValueError: A number below 0.
    """

    kind: ClassVar[str] = "truncate"

    at: int | None = None

    def __post_init__(self) -> None:
        if self.at is not None:
            check_count("at", self.at)


@dataclass(frozen=True)
class Slow(Fault):
    """An answer whose head comes at once, and whose body comes in ten pieces.

    Args:
        seconds: How long the body takes in all.

    Raises:
        ValueError: Not a finite number of at least 0.
    """

    kind: ClassVar[str] = "slow"

    seconds: float

    def __post_init__(self) -> None:
        check_seconds("seconds", self.seconds)


@dataclass(frozen=True)
class Delay(Fault):
    """A pause.

    Args:
        seconds: How long it lasts.
        when: "before" the request is worked on, or "after": a change was made, the answer is late.

    Raises:
        ValueError: Not a finite number of at least 0, or a `when` that does not exist.
    """

    kind: ClassVar[str] = "delay"

    seconds: float
    when: When = field(default="before", kw_only=True)

    def __post_init__(self) -> None:
        check_seconds("seconds", self.seconds)
        _check_when(self.when)


@dataclass(frozen=True)
class Change(Fault):
    """Somebody else changes the applications just before the request is worked on.

    With it a listing can be tested while the list moves: records shift from page to page.

    Args:
        insert: How many applications are added, as the newest ones.
        delete: How many are deleted before that: the newest ones.

    Raises:
        ValueError: A number below 0.
    """

    kind: ClassVar[str] = "change"

    insert: int = field(default=0, kw_only=True)
    delete: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        check_count("insert", self.insert)
        check_count("delete", self.delete)


def _check_when(value: object) -> None:
    if value not in get_args(When):
        raise ArgumentError("when", f'must be "before" or "after", not {value!r}.')


def _check_details(value: object) -> None:
    good = isinstance(value, Sequence) and all(
        isinstance(detail, Mapping) and detail.keys() == {"param", "message"} and all(map(_is_text, detail.values()))
        for detail in value
    )
    if not good:
        raise ArgumentError("details", f"must be objects with the texts `param` and `message`, not {value!r}.")


def _check_headers(value: object) -> None:
    if not isinstance(value, Mapping):
        raise ArgumentError("headers", f"must map names to values, not {value!r}.")
    for name, header in value.items():
        if not isinstance(name, str) or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise ArgumentError("headers", f"must have names of letters, digits and hyphens, not {name!r}.")
        if name.lower() in {"content-length", "transfer-encoding"}:
            text = f"must leave {name} to the sandbox: to send less than promised there is Truncate."
            raise ArgumentError("headers", text)
        check_header(f"headers.{name}", header)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
