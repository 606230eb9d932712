"""A sandbox between start and stop: what it consists of, and how that comes about."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp

from homerun_helpers._arguments import is_loopback
from homerun_helpers.sandbox import _board, _control
from homerun_helpers.sandbox._api.app import build
from homerun_helpers.sandbox._api.journal import Journal
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._control.controls import Controls
from homerun_helpers.sandbox._seed.seed import settle
from homerun_helpers.sandbox._serving.clock import Clock
from homerun_helpers.sandbox._serving.server import Server, listen
from homerun_helpers.sandbox._serving.worlds import make_world, origin_in_process, origin_of
from homerun_helpers.sandbox._store.store import SandboxStore


@dataclass(frozen=True)
class Plan:
    """How a sandbox is to be started, each time.

    Attributes:
        asked: The fields of a `Seed` that somebody gave.
        address: Host and port to listen on; None for no socket.
        db: The file to keep everything in.
    """

    asked: Mapping[str, int]
    address: tuple[str, int] | None
    db: Path | None


@dataclass(frozen=True)
class Running:
    """A sandbox that answers."""

    app: ASGIApp
    controls: Controls
    server: Server | None

    def stop(self) -> None:
        """Stop answering, then let go of the data."""
        self.controls.world.stopping.set()
        try:
            if self.server is not None:
                self.server.stop()
        finally:
            self.controls.world.store.close()


def start(plan: Plan, clock: Clock, throttle: Throttle, journal: Journal) -> Running:
    """A sandbox that answers when this returns. When it fails, nothing is left of it.

    Raises:
        OSError: The port is in use, or the database is.
        ValueError: The database is not one of a sandbox, or was made with another seed.
    """
    with ExitStack() as undo:
        listener, origin = None, origin_in_process()
        if plan.address is not None:
            listener = listen(*plan.address)
            undo.callback(listener.close)
            origin = origin_of(listener)
        only_here = plan.address is None or is_loopback(plan.address[0])
        store = SandboxStore(plan.db)
        undo.callback(store.close)
        seed = settle(store, plan.asked, plan.db)
        world = make_world(origin, store, seed, clock, throttle, journal, only_here=only_here)
        controls = Controls(world, clock, seed)
        if store.is_new:
            controls.fill()
        app = build(world, [*_board.routes(world), *_control.routes(controls)], _board.missing(world))
        server = None if listener is None else Server(app, listener).start()
        undo.pop_all()
    return Running(app, controls, server)
