"""What can go wrong between a client and Homerun, to be injected into the sandbox.

Each class says what happens to a request; `Sandbox.inject` says to which. A fault of your own is a subclass of
`Fault` with `async def apply(self, call)`.

Example:
    ```python
    import httpx

    from homerun_helpers.sandbox import Sandbox, faults

    with Sandbox(applications=0) as sandbox:
        injected = sandbox.inject(faults.Status(503, retry_after=2), method="GET", path="/ping")
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        answers = [httpx.get(f"{sandbox.url}/ping", headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [503, 200]
    assert (answers[0].headers["Retry-After"], injected.left) == ("2", 0)
    ```
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from http import HTTPStatus
from typing import ClassVar, Literal, get_args

from attrs import field, frozen

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.sandbox._checks import check_count, check_details, check_header, check_headers, check_seconds
from homerun_helpers.sandbox._faults.call import FaultCall, HeldResponse

__all__ = ["Change", "Delay", "Drop", "Fault", "FaultCall", "HeldResponse", "Slow", "Status", "Truncate", "When"]

When = Literal["before", "after"]
"""Whether a fault happens before the request is handled, or after: then a change was made."""

_PIECES = 10


class Fault:
    """The base of all faults.

    A subclass has an `apply`, which gets the request. Objects of it can be injected as often as you like, and
    may have a state of their own.

    Example:
        ```python
        import httpx

        from homerun_helpers.sandbox import Sandbox, faults


        class Teapot(faults.Fault):
            async def apply(self, call):
                await call.respond(418, "short and stout")


        with Sandbox(applications=0) as sandbox:
            sandbox.inject(Teapot())
            assert httpx.get(f"{sandbox.url}/ping").status_code == 418
            assert sandbox.journal[0].fault == "teapot"
        ```
    """

    __slots__ = ()

    kind: ClassVar[str] = "fault"
    """What the journal and the control path call it: by default the name of the class in small letters."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "kind" not in vars(cls):
            cls.kind = cls.__name__.lower()

    async def apply(self, call: FaultCall) -> None:
        """Do to a request what the fault is; a request that is left alone is handled as usual.

        What it raises is answered with a 500 that names the fault.

        Args:
            call: The request, and what can be done to it.
        """
        raise NotImplementedError


@frozen
class Status(Fault):
    """An error, or another answer that no operation of the API gives.

    Args:
        status: Such as 500, 503, 429, or a gateway's 520. Below 300 it needs `html`, as for a proxy's login
            page, or no body: 204 and 205.
        message: The text of the error; the status' own by default.
        html: Whether the body is the HTML page of a gateway instead of the API's JSON.
        details: For a 400: mappings with `param` and `message`.
        retry_after: The header of that name: seconds, or an HTTP date.
        headers: Further headers, or others in the place of Content-Type and Retry-After.
        when: "after" answers so although the request was handled: a change was made.

    Raises:
        InvalidArgumentError: A status outside of 200 to 599, a success with the body of an error, a `when` that
            does not exist, or anything else that cannot be sent.
    """

    status: int
    message: str | None = field(default=None, kw_only=True)
    html: bool = field(default=False, kw_only=True)
    details: Sequence[Mapping[str, str]] = field(default=(), kw_only=True)
    retry_after: int | str | None = field(default=None, kw_only=True)
    headers: Mapping[str, str] = field(factory=dict, kw_only=True)
    when: When = field(default="before", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.status, bool) or not isinstance(self.status, int) or not 200 <= self.status <= 599:
            raise InvalidArgumentError("status", f"must be an integer from 200 to 599; it is {self.status!r}.")
        if self.status < 300 and not self.html and self.status not in {204, 205}:
            raise InvalidArgumentError(
                "status", f"must be that of an error, or come with html=True; {self.status} is a success."
            )
        _check_when(self.when)
        if not isinstance(self.message, str | None):
            raise InvalidArgumentError("message", f"must be a string; it is {self.message!r}.")
        check_details(self.details)
        check_headers(self.headers)
        if isinstance(self.retry_after, int):
            check_count("retry_after", self.retry_after)
        elif self.retry_after is not None:
            check_header("retry_after", self.retry_after)

    async def apply(self, call: FaultCall) -> None:
        """Answer with it."""
        if self.when == "after":
            await call.handle()
        kind, body = self._page() if self.html else self._error()
        headers = {"content-type": kind}
        if self.retry_after is not None:
            headers["retry-after"] = str(self.retry_after)
        await call.respond(self.status, body, headers | {name.lower(): value for name, value in self.headers.items()})

    def _error(self) -> tuple[str, str]:
        body: dict[str, object] = {"code": self.status, "error": True, "message": self._message()}
        if self.details or self.status == 400:
            body["details"] = [dict(detail) for detail in self.details]
        return "application/json", json.dumps(body)

    def _page(self) -> tuple[str, str]:
        title = escape(f"{self.status} {self._message()}")
        head, body = f"<head><title>{title}</title></head>", f"<body><center><h1>{title}</h1></center></body>"
        return "text/html; charset=UTF-8", f"<html>\n{head}\n{body}\n</html>\n"

    def _message(self) -> str:
        if self.message is not None:
            return self.message
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:  # such as 520, which is Cloudflare's own
            return "Unknown Error"


@frozen
class Drop(Fault):
    """A connection that is dropped without an answer.

    Args:
        when: "before" the request is handled, or "after": a change was made, and there is no answer.

    Raises:
        InvalidArgumentError: A `when` that does not exist.
    """

    when: When = "before"

    def __attrs_post_init__(self) -> None:
        _check_when(self.when)

    async def apply(self, call: FaultCall) -> None:
        """Drop it."""
        if self.when == "after":
            await call.handle()
        await call.drop()


@frozen
class Truncate(Fault):
    """An answer that breaks off: its head promises the whole body, then the connection is dropped.

    Args:
        at: How many bytes of the body are sent; half of them when None.

    Raises:
        InvalidArgumentError: A number below 0.
    """

    at: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.at is not None:
            check_count("at", self.at)

    async def apply(self, call: FaultCall) -> None:
        """Send a part of the answer."""
        response = await call.handle()
        whole = len(response.body)
        at = whole // 2 if self.at is None else min(self.at, max(0, whole - 1))
        # A response without a body has nothing to cut off: none of it is sent.
        if whole:
            await call.send_head(response)
            await call.send_piece(response.body[:at])
        await call.drop()


@frozen
class Slow(Fault):
    """An answer whose head comes at once, and whose body comes in ten pieces.

    Args:
        seconds: How long the body takes in all.

    Raises:
        InvalidArgumentError: Not a finite number of at least 0.
    """

    seconds: float

    def __attrs_post_init__(self) -> None:
        check_seconds("seconds", self.seconds)

    async def apply(self, call: FaultCall) -> None:
        """Send the answer in pieces."""
        response = await call.handle()
        await call.send_head(response)
        size = -(-len(response.body) // _PIECES) or 1
        for number in range(_PIECES):
            await call.pause(self.seconds / _PIECES)
            await call.send_piece(response.body[number * size : (number + 1) * size])


@frozen
class Delay(Fault):
    """A pause.

    Args:
        seconds: How long it lasts.
        when: "before" the request is handled, or "after": a change was made, and the answer is late.

    Raises:
        InvalidArgumentError: Not a finite number of at least 0, or a `when` that does not exist.
    """

    seconds: float
    when: When = field(default="before", kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_seconds("seconds", self.seconds)
        _check_when(self.when)

    async def apply(self, call: FaultCall) -> None:
        """Wait."""
        if self.when == "after":
            await call.handle()
        await call.pause(self.seconds)


@frozen
class Change(Fault):
    """Applications are added and deleted just before the request is handled, as by other users of the account.

    With it a listing can be tested while records shift from page to page.

    Args:
        insert: How many applications are added, as the newest ones.
        delete: How many are deleted before that: the newest ones.

    Raises:
        InvalidArgumentError: A number below 0.
    """

    insert: int = field(default=0, kw_only=True)
    delete: int = field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_count("insert", self.insert)
        check_count("delete", self.delete)

    async def apply(self, call: FaultCall) -> None:
        """Delete and add applications."""
        call.change(insert=self.insert, delete=self.delete)


def _check_when(value: object) -> None:
    if value not in get_args(When):
        raise InvalidArgumentError("when", f'must be "before" or "after"; it is {value!r}.')
