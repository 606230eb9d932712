"""What code and the control path can do to a sandbox, without its API."""

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._control.additions import add
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.seed import Seed, fill
from homerun_helpers.sandbox._serving.clock import SandboxClock
from homerun_helpers.sandbox._store.applications import Filter
from homerun_helpers.sandbox._store.keys import SCOPES, StoredKey, digest
from homerun_helpers.sandbox._store.store import StoreSnapshot


@frozen(repr=False)
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
    """The methods behind `Sandbox` and the control path, for one running sandbox.

    Args:
        state: What it consists of.
        clock: The clock that the state runs on.
        seed: What it is filled with.
    """

    def __init__(self, state: SandboxState, clock: SandboxClock, seed: Seed) -> None:
        self.state = state
        self.clock = clock
        self.seed = seed
        self._minted = 0
        self._lock = threading.Lock()
        self._seeded: Snapshot | None = None

    def fill(self) -> None:
        """Add the seed's data to an empty store."""
        fill(self.state.store, self.seed)

    def key(self, scopes: Iterable[str] | None, *, plan: bool, name: str | None) -> str:
        """A new key; see `Sandbox.key`."""
        granted = frozenset(SCOPES if scopes is None else scopes)
        if unknown := sorted(granted - set(SCOPES)):
            raise InvalidArgumentError("scopes", f"must be of these: {', '.join(SCOPES)}; {', '.join(unknown)} is not.")
        with self._lock:
            while True:
                self._minted += 1
                secret = "hr_sandbox_" + Ids(self.seed.seed, f"key {self._minted}").text(32)
                called = f"key-{self._minted}" if name is None else name
                key, known = StoredKey(digest(secret), called, granted, plan=plan), self.state.store.keys.find(secret)
                if known is None:
                    self.state.store.keys.add(key)
                    return secret
                # It is from an earlier start with the same database. A name means that the same key is wanted.
                if name is not None and known == key:
                    return secret

    def reset(self) -> None:
        """Back to the beginning; see `Sandbox.reset`."""
        state = self.state
        self.clock.reset()
        with state.store.locked():
            if self._seeded is None:
                with state.store.transaction():
                    state.store.clear()
                    state.ids.rewind()
                    self.fill()
                self._seeded = self.snapshot()
                self._forget_links()
            else:
                self.restore(self._seeded)
        state.faults.reset()
        state.throttle.reset()
        state.journal.clear()

    def snapshot(self) -> Snapshot:
        """The data as it is now."""
        with self.state.store.locked():
            return Snapshot(self.state.store.snapshot(), self.state.ids.state())

    def restore(self, snapshot: Snapshot) -> None:
        """The data as it was; links to files end, since their records may be others now."""
        with self.state.store.transaction():
            self.state.store.restore(snapshot._data)  # noqa: SLF001 - opaque to users
            self.state.ids.rewind(snapshot._ids)  # noqa: SLF001 - opaque to users
        self._forget_links()

    def _forget_links(self) -> None:
        self.state.photo_urls.clear()
        self.expire_links()

    def expire_links(self) -> None:
        """End every temporary link, also beyond the next start."""
        self.state.links.expire()
        self.state.store.settings.set("link generation", str(self.state.links.generation))

    def add_application(self, fields: Mapping[str, Any]) -> str:
        """Add an application; see `Sandbox.add_application`."""
        return add(self.state, fields)

    def delete_application(self, id: str) -> None:
        """Delete an application; see `Sandbox.delete_application`."""
        if not self.state.store.applications.remove(id):
            raise KeyError(id)

    def application_ids(self, vacancy_id: str | None) -> list[str]:
        """The ids of applications, the newest first."""
        chosen = Filter() if vacancy_id is None else Filter(vacancy_ids=(vacancy_id,))
        return self.state.store.applications.ids(chosen)
