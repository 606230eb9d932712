"""A sandbox between start and stop: its parts, and how they are started."""

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from attrs import frozen
from starlette.types import ASGIApp

from homerun_helpers._runtime.hosts import is_loopback
from homerun_helpers.sandbox import _control, _web
from homerun_helpers.sandbox._api.app import build
from homerun_helpers.sandbox._api.journal import RequestJournal
from homerun_helpers.sandbox._api.recorder import note_refused
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._control.controls import Controls
from homerun_helpers.sandbox._seed.seed import settle
from homerun_helpers.sandbox._serving.clock import SandboxClock
from homerun_helpers.sandbox._serving.server import Server, listen
from homerun_helpers.sandbox._serving.state import make_state, origin_in_process, origin_of
from homerun_helpers.sandbox._store.store import SandboxStore


@frozen
class StartOptions:
    """How a sandbox is to be started, each time.

    Attributes:
        asked: The fields of a `Seed` that were given.
        address: Host and port to listen on; None for no socket.
        db: The file to keep everything in.
    """

    asked: Mapping[str, int]
    address: tuple[str, int] | None
    db: Path | None


@frozen
class Running:
    """A sandbox that answers."""

    app: ASGIApp
    controls: Controls
    server: Server | None

    def stop(self) -> None:
        """Stop answering, then close the data."""
        self.controls.state.stopping.set()
        try:
            if self.server is not None:
                self.server.stop()
        finally:
            self.controls.state.store.close()


def start(options: StartOptions, clock: SandboxClock, throttle: Throttle, journal: RequestJournal) -> Running:
    """A sandbox that answers when this returns. When it fails, nothing is left of it.

    Raises:
        OSError: The port is in use, or the database is.
        ValueError: The database is not one of a sandbox, or was made with another seed.
    """
    with ExitStack() as undo:
        listener, origin = None, origin_in_process()
        if options.address is not None:
            listener = listen(*options.address)
            undo.callback(listener.close)
            origin = origin_of(listener)
        only_here = options.address is None or is_loopback(options.address[0])
        store = SandboxStore(options.db)
        undo.callback(store.close)
        seed = settle(store, options.asked, options.db)
        state = make_state(origin, store, seed, clock, throttle, journal, only_here=only_here)
        controls = Controls(state, clock, seed)
        if store.is_new:
            controls.fill()
        app = build(state, [*_web.routes(state), *_control.routes(controls)], _web.not_found(state))
        server = None if listener is None else Server(app, listener, partial(note_refused, state)).start()
        undo.pop_all()
    return Running(app, controls, server)
