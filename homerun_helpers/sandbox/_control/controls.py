"""What can be done to a sandbox from outside of its API: by code, and by the control path."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._checks import ArgumentError
from homerun_helpers.sandbox._control.additions import add
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.seed import Seed, fill
from homerun_helpers.sandbox._serving.clock import Clock
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.keys import SCOPES, Key, digest
from homerun_helpers.sandbox._store.store import StoreSnapshot


@dataclass(frozen=True, repr=False)
class Snapshot:
    """The vacancies and applications of a sandbox, with notes and files, at one moment.

    `Sandbox.snapshot` takes it and `Sandbox.restore` brings it back. It holds no keys and belongs
    to the sandbox that it was taken from.
    """

    _data: StoreSnapshot
    _ids: object

    def __repr__(self) -> str:
        return repr(self._data)


class Controls:
    """The handles of one running sandbox.

    Args:
        world: What it consists of.
        clock: The clock that the world runs on.
        seed: What it is filled with.
    """

    def __init__(self, world: World, clock: Clock, seed: Seed) -> None:
        self.world = world
        self.clock = clock
        self.seed = seed
        self._minted = 0
        self._lock = threading.Lock()
        self._seeded: Snapshot | None = None

    def fill(self) -> None:
        """Add the seed's data to an empty store."""
        fill(self.world.store, self.seed)

    def key(self, scopes: Iterable[str] | None, *, plan: bool, name: str | None) -> str:
        """A new key; see `Sandbox.key`."""
        granted = frozenset(SCOPES if scopes is None else scopes)
        if unknown := sorted(granted - set(SCOPES)):
            raise ArgumentError("scopes", f"must be of these: {', '.join(SCOPES)}; not {', '.join(unknown)}.")
        with self._lock:
            while True:
                self._minted += 1
                secret = "hr_sandbox_" + Ids(self.seed.seed, f"key {self._minted}").text(32)
                called = f"key-{self._minted}" if name is None else name
                key, known = Key(digest(secret), called, granted, plan=plan), self.world.store.keys.find(secret)
                if known is None:
                    self.world.store.keys.add(key)
                    return secret
                # From an earlier start, with the same database. A name says that the same key is meant.
                if name is not None and known == key:
                    return secret

    def reset(self) -> None:
        """Back to the beginning; see `Sandbox.reset`."""
        world = self.world
        self.clock.reset()
        with world.store.locked():
            if self._seeded is None:
                with world.store.transaction():
                    world.store.clear()
                    world.ids.rewind()
                    self.fill()
                self._seeded = self.snapshot()
                self._forget_links()
            else:
                self.restore(self._seeded)
        world.faults.reset()
        world.throttle.reset()
        world.journal.clear()

    def snapshot(self) -> Snapshot:
        """The data as it is now."""
        with self.world.store.locked():
            return Snapshot(self.world.store.snapshot(), self.world.ids.state())

    def restore(self, snapshot: Snapshot) -> None:
        """The data as it was; links to files end, since their records may be others now."""
        with self.world.store.transaction():
            self.world.store.restore(snapshot._data)  # noqa: SLF001 - opaque to everybody else
            self.world.ids.rewind(snapshot._ids)  # noqa: SLF001 - opaque to everybody else
        self._forget_links()

    def _forget_links(self) -> None:
        self.world.photo_urls.clear()
        self.expire_links()

    def expire_links(self) -> None:
        """End every temporary link, also beyond the next start."""
        self.world.links.expire()
        self.world.store.settings.set("link generation", str(self.world.links.generation))

    def add_application(self, fields: Mapping[str, Any]) -> str:
        """Add an application; see `Sandbox.add_application`."""
        return add(self.world, fields)

    def delete_application(self, id: str) -> None:
        """Delete an application; see `Sandbox.delete_application`."""
        if not self.world.store.applications.remove(id):
            raise KeyError(id)

    def application_ids(self, vacancy_id: str | None) -> list[str]:
        """The ids of applications, the newest first."""
        chosen = Filter() if vacancy_id is None else Filter(vacancy_ids=(vacancy_id,))
        return self.world.store.applications.ids(chosen)
