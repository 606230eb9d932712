"""What all requests of a client have in common. Without httpx, so that importing the package does not import it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from attrs import define, field
from homerun_client import AuthenticatedClient, Client

from homerun_helpers._http.addresses import path_below
from homerun_helpers._http.decoding import read_answer
from homerun_helpers._ratelimit.limit import UNLIMITED
from homerun_helpers._runtime.clock import Clock
from homerun_helpers.errors import InvalidArgumentError

if TYPE_CHECKING:
    from homerun_helpers._http.budgets import Budgets
    from homerun_helpers._http.credentials import ApiKey
    from homerun_helpers._http.inner import InnerTransport
    from homerun_helpers._http.retries import RetryPolicy
    from homerun_helpers._http.transport import PolicyTransport

T = TypeVar("T")


class Pacing(Protocol):
    """What a listing goes by when it fetches pages ahead."""

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    def slots(self) -> tuple[int, int]:
        """How many requests could be sent now, and how many the budget has in all."""
        ...


@define(kw_only=True, eq=False)
class Session:
    """A client's connections, key, rules and time. Its copies and its resources share one.

    Attributes:
        base_url: where the API is.
        key: the API key.
        timeout: for each step of a request, in seconds; None for none.
        user_agent: what requests say of their sender.
        retries: when a request is tried again.
        clock: the time.
        budgets: the budgets of the keys; None without a rate limit.
        inner: what does the HTTP.
        transport: the policy above it.
    """

    base_url: str
    key: ApiKey
    timeout: float | None
    user_agent: str
    retries: RetryPolicy
    clock: Clock
    budgets: Budgets | None
    inner: InnerTransport
    transport: PolicyTransport
    _base_path: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._base_path = urlsplit(self.base_url).path.rstrip("/")

    def slots(self) -> tuple[int, int]:
        """How many requests could be sent now, and how many the budget has in all."""
        return UNLIMITED if self.budgets is None else self.budgets.slots(self.key.current())

    def low_level(self) -> SessionClient:
        """A generated client whose requests go through this session."""
        return SessionClient(
            base_url=self.base_url,
            token="",  # the transport adds the key, to each attempt
            headers={"User-Agent": self.user_agent},
            timeout=self.timeout,
            httpx_args={"transport": self.transport},
            decoder=self.decode,
            session=self,
        )

    def decode(self, decoder: Callable[[Any], T], response: Any) -> T:
        """What the generated client decodes answers with: typed values, with errors of this package.

        Raises:
            ResponseDecodeError: the answer is not what the API documents.
        """
        path = path_below(self._base_path, response.request.url.raw_path)
        return read_answer(decoder, response, path)

    def close(self) -> None:
        """Close the connections, for good. Calling it twice is safe."""
        self.inner.close()

    async def aclose(self) -> None:
        """Close the connections, for good. Calling it twice is safe."""
        await self.inner.aclose()


@define(kw_only=True)
class SessionClient(AuthenticatedClient):
    """The generated client of a `Homerun`. Its copies keep the session.

    Attributes:
        session: what its requests go through.
    """

    session: Session = field(repr=False)


class _Unlimited:
    """The pacing of a generated client without a session."""

    clock = Clock()

    def slots(self) -> tuple[int, int]:
        return UNLIMITED


def pacing_of(client: Client) -> Pacing:
    """What the listings of a client go by; also of a generated client that has no session."""
    return client.session if isinstance(client, SessionClient) else _Unlimited()


def session_of(client: Client) -> Session:
    """The session of a client.

    Raises:
        InvalidArgumentError: it is a generated client without one.
    """
    if isinstance(client, SessionClient):
        return client.session
    raise InvalidArgumentError("client", f"must be homerun.low_level; it is a {type(client).__name__}.")
