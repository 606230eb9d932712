"""Which page to fetch next, and which of its records are new. Decisions only: nothing here fetches.

The API pages by number over a list that is sorted newest first and goes on changing: a new record pushes all others
down, so that some come twice; a deleted one pulls others up, so that some are never seen. What makes it exact:

*Twice* is seen by the ids and dropped. *Never* is ruled out by counting. Let the first page, the anchor, be fetched
before the others, which may come in any order. Between the anchor and a page, `i` records were added and `d`
deleted, so the total changed by `i - d`; and the records at a boundary between two pages moved down by `s = i - d'`,
where `d'` counts only those deleted before the boundary. From one page to the next `s` has grown (then so many
records come twice) or shrunk (so many are missed). If at each boundary exactly as many come twice as the total
grew, then `s` is the growth of the total everywhere, and nothing was missed. Otherwise the page becomes an anchor
itself: what was fetched ahead is dropped and it is fetched anew, alone. Of such an anchor it is enough that the
total did not shrink since the page before it; if it did, by `n`, then up to `n` records before it may be missed,
and as many pages as hold them are read again. Without changes all this costs no request.

Counting can be deceived in one way: when as many records as were read were added, and as many deleted, while a few
pages were under way, a page of nothing but new records looks like the one that was expected. So pages are fetched one
by one, each an anchor, until enough records were read that this takes dozens of changes within one round trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TypeVar

from homerun_helpers._listing.page import Fetched, PageMeta
from homerun_helpers._listing.readahead import MOST_AHEAD

T = TypeVar("T")

# How many ids are remembered: so far may records move down while a listing runs and still be known.
REMEMBERED = 20_000
# So many more may gather before the oldest are forgotten: all at once, since that takes a new dictionary.
SPARE = 5_000
# A listing that changes faster than it can be read is read as well as possible, not for ever: so often may it
# go back without getting any further.
MOST_REWINDS = 100
# So many records are read before pages are fetched ahead.
ENOUGH = 100
# A page without records before the last one is passed over; so many in a row are the end, whatever `meta` says.
MOST_EMPTY = 3


class Plan:
    """The course through one listing.

    Args:
        start: the first page.
        per_page: how many records a page is asked to hold.
    """

    def __init__(self, start: int, per_page: int) -> None:
        self.next: int | None = start
        self._per_page = self._asked = per_page
        self._observed: int | None = None  # how many records a page before the last one had
        self._at_anchor = True
        self._done = start - 1  # when this page was fetched, no record up to its end was missing
        self._total: int | None = None  # at that time
        self._last_page: int | None = None
        self._seen: dict[str, int] = {}  # the ids, the latest last, and on which reading they came
        self._reading = 0  # a new one begins whenever the plan goes back
        self._read = 0  # how many records it brought
        self._rewinds = 0
        self._furthest = start - 1
        self._empty = 0
        self._largest = 0  # of the pages so far
        self._before: Sequence[object] | None = None  # the records of the last page, if there is no `meta`
        self._window = MOST_AHEAD
        self._patience = 2  # so many pages without trouble before more are fetched at the same time
        self._calm = 0

    def ahead(self, most: int) -> Sequence[int]:
        """The pages that may be fetched at the same time, the next one first."""
        if self.next is None:
            return ()
        if self._at_anchor or self._last_page is None:
            return (self.next,)
        count = max(1, min(most, self._window))
        return range(self.next, min(self.next + count, self._last_page + 1)) or (self.next,)

    def accept(self, fetched: Fetched[T]) -> list[int] | None:
        """Take in the next page.

        Returns:
            The indexes of its new records; or None when the listing moved: `next` says where to go on, and what was
            fetched ahead is of no use.
        """
        self._per_page = self._size_of_pages(fetched)
        back = self._page_to_go_back_to(fetched)
        if back is not None:
            self.next, self._at_anchor = back, True
            self._reading, self._read = self._reading + 1, 0
            self._rewinds += 1
            if self._rewinds == MOST_REWINDS:
                import logging  # here, since it takes a while to import

                logger = logging.getLogger("homerun_helpers")
                logger.warning("a listing changes faster than it can be read: records may be missing from it")
            # What was fetched ahead was in vain. One page at a time for a while, and for longer each time: a list
            # that grows with each request would otherwise move away as fast as it is read.
            self._window, self._calm, self._patience = 1, 0, min(1024, self._patience * 2)
            return None
        new = self._new(fetched.ids)
        self._done, self._total = fetched.number, fetched.meta.total
        self._read += len(fetched.ids)
        self._settle()
        if fetched.number > self._furthest:
            self._furthest, self._rewinds = fetched.number, 0
        self._last_page = self._end(fetched.meta)
        self._remember(fetched.ids)
        self.next = fetched.number + 1 if self._goes_on(fetched) else None
        return new

    def _size_of_pages(self, fetched: Fetched[T]) -> int:
        """How many records a page holds: fewer than was asked for, or is said of it, when fewer come."""
        meta, count = fetched.meta, len(fetched.ids)
        until_here = (fetched.number - 1) * self._per_page + count
        more_follow = (meta.last_page or 0) > fetched.number or (meta.total or 0) > until_here
        if count and more_follow:
            self._observed = count
        return min(size for size in (meta.per_page or self._asked, self._observed) if size)

    def _all_new(self, ids: Sequence[str | None]) -> bool:
        """Whether all have ids that differ, and none was seen: as a rule, and quickly found out."""
        return self._seen.keys().isdisjoint(ids) and len(set(ids)) == len(ids) and None not in ids

    def _new(self, ids: Sequence[str | None]) -> list[int]:
        if self._all_new(ids):
            return list(range(len(ids)))
        first: dict[str | None, int] = {}
        for index, name in enumerate(ids):
            first.setdefault(name, index)
        known = self._seen
        return [i for i, name in enumerate(ids) if name is None or (name not in known and first[name] == i)]

    def _settle(self) -> None:
        self._calm += 1
        if self._calm >= self._patience and self._window < MOST_AHEAD:
            self._window, self._calm = self._window * 2, 0
        # A page that is fetched alone, after this one, is an anchor too.
        self._at_anchor = self._window == 1 or self._read < ENOUGH

    def _page_to_go_back_to(self, fetched: Fetched[T]) -> int | None:
        """None, or where to read again because records may be missing before this page."""
        total = fetched.meta.total
        if self._total is None or total is None or self._rewinds >= MOST_REWINDS:
            return None
        grown = total - self._total
        if self._at_anchor and fetched.number == 1:
            return None  # before the first page nothing can be missing
        if self._at_anchor:
            covered = (self._done + 1 - fetched.number) * self._per_page
            missing = -grown - covered
            return max(1, fetched.number - _pages(missing, self._per_page)) if missing > 0 else None
        if self._repeats_exactly(fetched.ids, grown):
            return None
        return max(1, self._done + 1 - _pages(max(0, -grown), self._per_page))

    def _repeats_exactly(self, ids: Sequence[str | None], count: int) -> bool:
        """Whether the page begins with so many records of the pages before it, and has no others of them."""
        if self._all_new(ids):
            return count == 0
        before = [name is not None and self._seen.get(name) == self._reading for name in ids]
        # A page of nothing but repeats does not tell how far the records moved.
        return count >= 0 and sum(before) == count and all(before[:count]) and (count < len(ids) or count == 0)

    def _end(self, meta: PageMeta) -> int | None:
        # Of a last page and a total that do not agree, the further one counts: an empty page ends it anyway.
        ends = [meta.last_page, None if meta.total is None else _pages(meta.total, self._per_page)]
        known = [end for end in ends if end is not None]
        return max(known) if known else None

    def _goes_on(self, fetched: Fetched[T]) -> bool:
        self._empty = 0 if fetched.ids else self._empty + 1
        if self._last_page is None:
            return self._goes_on_without_meta(fetched)
        return fetched.number < self._last_page and self._empty < MOST_EMPTY

    def _goes_on_without_meta(self, fetched: Fetched[T]) -> bool:
        # A page that is shorter than another is the last one. How long a page can be is seen from the pages: the API
        # may give fewer than it was asked for. A page that comes again is of an endpoint that has but one.
        again, self._before = fetched.records == self._before, fetched.records
        self._largest = max(self._largest, len(fetched.ids))
        return 0 < len(fetched.ids) >= self._largest and not again

    def _remember(self, ids: Sequence[str | None]) -> None:
        seen = self._seen
        for name in seen.keys() & ids:
            del seen[name]  # so that it becomes the latest
        seen.update((name, self._reading) for name in ids if name is not None)
        if len(seen) > REMEMBERED + SPARE:
            self._seen = dict(islice(seen.items(), len(seen) - REMEMBERED, None))


def _pages(records: int, per_page: int) -> int:
    return -(-records // max(1, per_page))
