"""Successful answers."""

from collections.abc import Sequence

from starlette.responses import Response

from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._api.paging import meta
from homerun_helpers.sandbox._api.query import PageRequest
from homerun_helpers.sandbox._store.shape import encode


def data(record: str, status: int = 200) -> Response:
    """The answer with one record, given as JSON text."""
    return _json(f'{{"data":{record}}}', status)


def page(call: Call, asked: PageRequest, records: Sequence[str], total: int) -> Response:
    """The answer with a page of records and its `meta`."""
    # Not the request's URL: that begins with whatever the client wrote into Host.
    path = call.world.origin + call.request.scope["path"]
    about = encode(meta(path, asked, len(records), total))
    return _json(f'{{"data":[{",".join(records)}],"meta":{about}}}', 200)


def _json(text: str, status: int) -> Response:
    return Response(text.encode("ascii"), status, media_type="application/json")
