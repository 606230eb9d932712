"""What control requests are answered with."""

from typing import Any

from attrs import asdict, has

from homerun_helpers.sandbox._api.journal import Request
from homerun_helpers.sandbox._control.bodies import KINDS
from homerun_helpers.sandbox._control.controls import Controls
from homerun_helpers.sandbox._faults.injected import Injected
from homerun_helpers.sandbox.faults import Fault

_PATHS = {
    "POST /_sandbox/reset": "the seed's data, no faults, an empty journal, fresh budgets",
    "POST /_sandbox/keys": 'a new key; {"scopes": [...], "plan": true, "name": "..."}, all optional',
    "GET /_sandbox/journal": "the requests so far; ?after=N for those after number N. DELETE forgets them",
    "GET /_sandbox/budget": "what each key used in its window, and violations. DELETE gives fresh windows",
    "GET /_sandbox/clock": 'the time. POST {"advance": seconds} moves it',
    "DELETE /_sandbox/links": "expires every temporary download link",
    "PUT /_sandbox/latency": '{"seconds": 0.2} for every request',
    "GET /_sandbox/faults": 'those that wait. POST {"kind": "status", "status": 503, "times": 2, "method": "GET", '
    '"path": "/vacancies*", "skip": 0} adds one, DELETE takes all back, DELETE /_sandbox/faults/N one',
    "POST /_sandbox/applications": "adds an application; fields as in a create body, and stage, created_at, …",
    "DELETE /_sandbox/applications/ID": "deletes one",
    "POST /_sandbox/snapshots": "keeps the data as it is; POST /_sandbox/snapshots/N/restore brings it back, DELETE "
    "forgets it",
}


def describe(controls: Controls) -> dict[str, Any]:
    """What this sandbox is, and what can be done here."""
    state = controls.state
    return {
        "url": f"{state.origin}/v2",
        "seed": controls.seed.seed,
        "now": state.clock(),
        "vacancies": len(state.store.vacancies.ids()),
        "applications": len(controls.application_ids(None)),
        "latency": state.faults.latency,
        "faults": [fault_view(injected) for injected in state.faults.all()],
        "paths": _PATHS,
    }


def fault_view(injected: Injected) -> dict[str, Any]:
    """A fault that was injected."""
    matching = {"method": injected.method, "path": injected.path, "skip": injected.skip}
    progress = {"id": injected.id, "met": injected.met, "left": injected.left}
    return progress | {"kind": injected.fault.kind} | _fields(injected.fault) | matching


def journal_view(request: Request) -> dict[str, Any]:
    """A request of the journal."""
    return asdict(request)


def _fields(fault: Fault) -> dict[str, Any]:
    """What a built-in fault was made with; of a fault of the user's own, which may hold anything, only its text."""
    kind: type[object] = type(fault)
    known: Any = fault  # `has` tells a type checker about the class, not about the fault
    return asdict(known) if kind in KINDS.values() and has(kind) else {"fault": repr(fault)}
