"""The ids of the records that a listing has returned, as many as are needed."""

from collections.abc import Sequence
from itertools import islice

# How many ids are remembered: a record that moves down by more than this while a listing runs is not recognised.
REMEMBERED_IDS = 20_000
# How many more may gather before the oldest are forgotten. They are forgotten together: that copies the dictionary.
SPARE_IDS = 5_000


class SeenIds:
    """Ids in the order in which they were seen last.

    When a listing goes back to an earlier page, a new *reading* begins: records of the readings before are still known,
    but say nothing about how far the list moved since.
    """

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}  # with the reading on which each was seen last
        self._reading = 0

    def start_reading(self) -> None:
        """Begin a new reading."""
        self._reading += 1

    def new(self, ids: Sequence[str | None]) -> list[int]:
        """The indexes of ids that were not seen yet. A record without an id always counts as new."""
        if self._all_new(ids):
            return list(range(len(ids)))
        first: dict[str | None, int] = {}
        for index, name in enumerate(ids):
            first.setdefault(name, index)
        return [i for i, name in enumerate(ids) if name is None or (name not in self.ids and first[name] == i)]

    def begin_with_repeats(self, ids: Sequence[str | None], count: int) -> bool:
        """Whether the first `count` ids, and no others of them, were seen on this reading."""
        if self._all_new(ids):
            return count == 0
        seen = [name is not None and self.ids.get(name) == self._reading for name in ids]
        # A page of repeats only does not tell how far its records moved: more of them may stand before it.
        return count >= 0 and sum(seen) == count and all(seen[:count]) and (count < len(ids) or count == 0)

    def add(self, ids: Sequence[str | None]) -> None:
        """Note the ids of a page."""
        for name in self.ids.keys() & ids:
            del self.ids[name]  # so that it moves to the end of the dictionary
        self.ids.update((name, self._reading) for name in ids if name is not None)
        if len(self.ids) > REMEMBERED_IDS + SPARE_IDS:
            self.ids = dict(islice(self.ids.items(), len(self.ids) - REMEMBERED_IDS, None))

    def _all_new(self, ids: Sequence[str | None]) -> bool:
        """Whether all ids differ and none was seen. That is the usual case, and this is a fast way to find out."""
        return self.ids.keys().isdisjoint(ids) and len(set(ids)) == len(ids) and None not in ids
