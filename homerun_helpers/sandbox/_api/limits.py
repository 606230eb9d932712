"""Limits on the size of bodies, kept while they stream in."""

from starlette.requests import Request
from starlette.types import Message

from homerun_helpers.sandbox._api.errors import too_large

_MOST_DIGITS = 18


def limited(request: Request, most: int) -> Request:
    """The request, refusing with 413 as soon as its body is known to be longer than `most` bytes.

    That is at once where it says its length, and while reading where it is sent in chunks.
    """
    length = request.headers.get("Content-Length", "0")
    # By its digits first: neither "²" nor five thousand nines are for int().
    if length.isascii() and length.isdigit() and (len(length) > _MOST_DIGITS or int(length) > most):
        raise too_large()
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise too_large()
        return message

    return Request(request.scope, receive)
