"""The operation on notes."""

from starlette.responses import Response

from homerun_helpers.sandbox._api import bodies, responses, rules
from homerun_helpers.sandbox._api.applications import load
from homerun_helpers.sandbox._api.gate import Call
from homerun_helpers.sandbox._store.shape import encode


async def create(call: Call) -> Response:
    """POST /job-applications/{job_application_id}/notes."""
    load(call)
    body = rules.check(await bodies.read(call.request), bodies.NOTE)
    now = call.state.now()
    note = {
        "display_name": body["display_name"],
        "is_sensitive": body.get("is_sensitive", False),
        "note": body["note"],
        "created_at": now,
        "updated_at": now,
    }
    with call.state.store.transaction():
        # Loaded again: it may have been deleted while the body was read.
        call.state.store.notes.add(load(call)["id"], note)
    return responses.data(encode(note), 201)
