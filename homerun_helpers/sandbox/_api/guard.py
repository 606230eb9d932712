"""Access to the web pages and the control path: only for programs and people of this machine.

A page on the web can make a browser send requests to 127.0.0.1, under its own name (a cross-site
request) or, after the name's address was changed, as if it came from there (DNS rebinding).
"""

import ipaddress

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from homerun_helpers._runtime.hosts import is_loopback
from homerun_helpers.sandbox._api.state import SandboxState

_SAME = {"same-origin", "none"}
# Not to be delegated in the public DNS: RFC 6762, RFC 6761, RFC 8375, and ICANN's resolution on .internal.
_PRIVATE = (".local", ".test", ".home.arpa", ".internal")


class Guard:
    """Refuses requests under another name than the sandbox's, and those from another site's page."""

    def __init__(self, app: ASGIApp, state: SandboxState) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        name = _name(headers.get("Host", ""))
        if not is_loopback(name) and (self._state.only_here or not _is_private(name)):
            await _refuse("Here the sandbox answers to localhost, addresses and private names only.")(
                scope, receive, send
            )
        elif scope["method"] not in {"GET", "HEAD"} and not _is_same_site(headers):
            await _refuse("Pages of other sites cannot control the sandbox.")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return name.strip("[]").lower().rstrip(".")


def _is_private(name: str) -> bool:
    """Whether the public DNS cannot make the name lead here: an address, or a name that it does not have."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return bool(name) and ("." not in name or name.endswith(_PRIVATE))
    return True


def _is_same_site(headers: Headers) -> bool:
    """Browsers say where a request comes from; other programs say nothing."""
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _SAME
    origin = headers.get("Origin")
    return origin is None or origin.partition("://")[2] == headers.get("Host")


def _refuse(message: str) -> JSONResponse:
    return JSONResponse({"code": 403, "error": True, "message": message}, 403)
