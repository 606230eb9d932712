"""What every request can reach."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from homerun_helpers.sandbox._api.journal import Journal
from homerun_helpers.sandbox._api.links import Links
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._faults.injected import Faults
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.times import iso
from homerun_helpers.sandbox._store.store import SandboxStore


@dataclass(frozen=True)
class World:
    """One sandbox's state and services; nothing is global, so many can run at once."""

    origin: str
    clock: Callable[[], float]
    store: SandboxStore
    throttle: Throttle
    journal: Journal
    links: Links
    ids: Ids
    # Never rewound: an upload that is under way during a reset must not meet its id again.
    file_ids: Ids
    faults: Faults
    only_here: bool = True
    stopping: threading.Event = field(default_factory=threading.Event)
    photo_urls: dict[str, str | None] = field(default_factory=dict)

    def photo_url(self, file_id: str) -> str | None:
        """The lasting link to a photo; remembered, since a list shows many and none changes."""
        if file_id not in self.photo_urls:
            file = self.store.files.get(file_id)
            self.photo_urls[file_id] = None if file is None else self.links.lasting(file)
        return self.photo_urls[file_id]

    def now(self) -> str:
        """The clock's time as the API writes it."""
        return iso(datetime.fromtimestamp(self.clock(), tz=UTC))
