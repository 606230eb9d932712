"""How the state of a sandbox is made."""

import socket
from itertools import count

from homerun_helpers.sandbox._api.journal import RequestJournal
from homerun_helpers.sandbox._api.links import Links
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._faults.injected import Faults
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.seed import Seed
from homerun_helpers.sandbox._serving.clock import SandboxClock
from homerun_helpers.sandbox._store.store import SandboxStore

_numbers = count(1)


def origin_of(listener: socket.socket) -> str:
    """Scheme, host and port by which this machine reaches a listening socket."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def origin_in_process() -> str:
    """Scheme and host for a sandbox without a port: each has another name, by which a client keeps its budgets."""
    return f"http://sandbox-{next(_numbers)}.localhost"


def make_state(
    origin: str,
    store: SandboxStore,
    seed: Seed,
    clock: SandboxClock,
    throttle: Throttle,
    journal: RequestJournal,
    *,
    only_here: bool,
) -> SandboxState:
    """The state around a store, which may still be empty."""
    starts = int(store.settings.get("starts") or 0) + 1
    store.settings.set("starts", str(starts))
    return SandboxState(
        origin=origin,
        clock=clock,
        store=store,
        throttle=throttle,
        journal=journal,
        links=Links(origin, _secret(store, seed), clock, int(store.settings.get("link generation") or 1)),
        # With the number of the start, or a second start would make the first one's ids again.
        ids=Ids(seed.seed, "later" if starts == 1 else f"later {starts}"),
        file_ids=Ids(seed.seed, f"files {starts}"),
        faults=Faults(),
        only_here=only_here,
    )


def _secret(store: SandboxStore, seed: Seed) -> str:
    """The secret that links are signed with: that of the first start, so that links are valid after a restart."""
    secret = store.settings.get("link secret")
    if secret is None:
        secret = f"{seed.seed}"
        store.settings.set("link secret", secret)
    return secret
