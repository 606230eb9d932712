"""The state of a sandbox, which every request can reach."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from attrs import field, frozen

from homerun_helpers.sandbox._api.journal import RequestJournal
from homerun_helpers.sandbox._api.links import Links
from homerun_helpers.sandbox._api.throttle import Throttle
from homerun_helpers.sandbox._faults.injected import Faults
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.times import iso
from homerun_helpers.sandbox._store.store import SandboxStore


@frozen
class SandboxState:
    """The state and services of one sandbox; nothing is global, so that any number can run at once."""

    origin: str
    clock: Callable[[], float]
    store: SandboxStore
    throttle: Throttle
    journal: RequestJournal
    links: Links
    ids: Ids
    # Never rewound: an upload that is under way during a reset must not get an id that is used again.
    file_ids: Ids
    faults: Faults
    only_here: bool = True
    stopping: threading.Event = field(factory=threading.Event)
    photo_urls: dict[str, str | None] = field(factory=dict)

    def photo_url(self, file_id: str) -> str | None:
        """The lasting link to a photo; remembered, since a list shows many and none changes."""
        if file_id not in self.photo_urls:
            file = self.store.files.get(file_id)
            self.photo_urls[file_id] = None if file is None else self.links.lasting(file)
        return self.photo_urls[file_id]

    def now(self) -> str:
        """The clock's time as the API writes it."""
        return iso(datetime.fromtimestamp(self.clock(), tz=UTC))
