# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""The clients that endpoint functions are called with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define, evolve, field

if TYPE_CHECKING:
    import ssl

    import httpx

T = TypeVar("T")


def decode(decoder: Callable[[Any], T], response: httpx.Response) -> T:
    """The answer's JSON, read by `decoder`."""
    return decoder(response.json())


@define(kw_only=True)
class Client:
    """How to reach the API: what every request of it has in common.

    Attributes:
        base_url: what the operations' paths are relative to.
        cookies: sent with every request.
        headers: sent with every request.
        timeout: the time limit, in seconds or as an `httpx.Timeout`; None waits forever.
        verify_ssl: whether, or against what, the server's certificate is checked.
        follow_redirects: whether redirects are followed.
        httpx_args: further arguments of `httpx.Client` and `httpx.AsyncClient`.
        decoder: turns an answer into a typed value; replace it to raise errors of your own.
    """

    base_url: str
    cookies: dict[str, str] = field(factory=dict, repr=False)
    headers: dict[str, str] = field(factory=dict, repr=False)
    timeout: httpx.Timeout | float | None = 30.0
    verify_ssl: str | bool | ssl.SSLContext = True
    follow_redirects: bool = False
    httpx_args: dict[str, Any] = field(factory=dict, repr=False)
    decoder: Callable[[Callable[[Any], Any], httpx.Response], Any] = field(
        default=decode, repr=False
    )
    _client: httpx.Client | None = field(default=None, init=False, repr=False, eq=False)
    _async_client: httpx.AsyncClient | None = field(default=None, init=False, repr=False, eq=False)

    def with_headers(self, headers: dict[str, str]) -> Self:
        """A copy with further headers; this client stays as it is."""
        return evolve(self, headers={**self.headers, **headers})

    def with_cookies(self, cookies: dict[str, str]) -> Self:
        """A copy with further cookies; this client stays as it is."""
        return evolve(self, cookies={**self.cookies, **cookies})

    def with_timeout(self, timeout: httpx.Timeout | float | None) -> Self:
        """A copy with another time limit; this client stays as it is."""
        return evolve(self, timeout=timeout)

    def decode(self, decoder: Callable[[Any], T], response: httpx.Response) -> T:
        """The typed value that `decoder` reads from the answer."""
        value: T = self.decoder(decoder, response)
        return value

    def _all_headers(self) -> dict[str, str]:
        return self.headers

    def _arguments(self) -> dict[str, Any]:
        return {
            "base_url": self.base_url,
            "cookies": self.cookies,
            "headers": self._all_headers(),
            "timeout": self.timeout,
            "verify": self.verify_ssl,
            "follow_redirects": self.follow_redirects,
            **self.httpx_args,
        }

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Use this `httpx.Client`, as it is, instead of making one."""
        self._client = client
        return self

    def get_httpx_client(self) -> httpx.Client:
        """The `httpx.Client` behind the sync functions, made when it is first needed."""
        if self._client is None:
            import httpx  # here, since it takes most of the time that importing this package would

            self._client = httpx.Client(**self._arguments())
        return self._client

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Use this `httpx.AsyncClient`, as it is, instead of making one."""
        self._async_client = async_client
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """The `httpx.AsyncClient` behind the async functions, made when it is first needed."""
        if self._async_client is None:
            import httpx

            self._async_client = httpx.AsyncClient(**self._arguments())
        return self._async_client

    def __enter__(self) -> Self:
        self.get_httpx_client().__enter__()
        return self

    def __exit__(self, *args: Any) -> None:
        self.get_httpx_client().__exit__(*args)

    async def __aenter__(self) -> Self:
        await self.get_async_httpx_client().__aenter__()
        return self

    async def __aexit__(self, *args: Any) -> None:
        await self.get_async_httpx_client().__aexit__(*args)


@define(kw_only=True)
class AuthenticatedClient(Client):
    """A client that sends a key with every request.

    Attributes:
        token: the key. It is not part of the repr.
        prefix: what stands before the key in the header.
        auth_header_name: the header that carries the key.
    """

    token: str = field(repr=False)
    prefix: str = "Bearer"
    auth_header_name: str = "Authorization"

    def _all_headers(self) -> dict[str, str]:
        # Without a key here, whatever sends the requests has to know it.
        if not self.token:
            return self.headers
        credentials = f"{self.prefix} {self.token}" if self.prefix else self.token
        return {**self.headers, self.auth_header_name: credentials}
