"""Which page of a listing to fetch next, and which of its records are new. It decides only; it fetches nothing.

The API pages by number over a list that may change while it is read. A record that is added at the head moves
all others down by one place, so the last record of one page comes again as the first of the next page. A
record that is deleted moves those behind it up, so the first record of the next page moves to a page that was
read already, and is never seen. This module returns every record that stays in the list exactly once.

**What it assumes.** New records appear at the head of the list, records have ids, and each page tells the
total number of records. The API does all this, but does not document the order. On a list that grows
elsewhere, or without a total, a record can be missed when others are deleted.

**No record comes twice,** because the ids of those that were returned are remembered.

**No record is missed,** which is proven by counting. One page is fetched alone: the *anchor*. The pages after
it may then be fetched at the same time and come in any order. For a page `p`, look at what happened between
the moment at which the anchor was read and the moment at which `p` was:

- `growth(p)` is how much the total grew: records added minus records deleted.
- `shift(p)` is how far the records at the beginning of `p` moved down: records added minus records deleted
  before `p`.

1. `shift(p) >= growth(p)`, since records deleted behind `p` count in the growth only.
2. If `shift(p + 1)` is larger than `shift(p)` by `k`, then the first `k` records of `p + 1` were seen before, at
   the end of `p`. If it is smaller by `k`, then `k` records lie between what the two pages show, and are missed.
3. Let `shift(p) = growth(p)`; at the anchor both are 0. The check is that `p + 1` begins with exactly
   `growth(p + 1) - growth(p)` records seen before, and has no others. Then nothing is missed between the two
   pages. For if something were, `shift(p + 1) < shift(p)`, and no record would come again, so that the check
   gives `growth(p + 1) = growth(p) = shift(p) > shift(p + 1)`, which is against 1.
4. So the records that came again are `shift(p + 1) - shift(p)`, hence `shift(p + 1) = growth(p + 1)`, and the
   same is true of the next page.

If the check fails, the pages that were fetched ahead are dropped, and the page is fetched again, alone: it
becomes the next anchor. An anchor is fetched after all pages before it, so a weaker check is enough. At most
as many records are missed before it as were deleted minus those that were added, which is how much the total
shrank. If it shrank by `n`, the listing goes back by as many pages as hold `n` records. On a list that does
not change, all this costs no extra request.

**When the check can be wrong.** If, while pages are under way, as many records are added as were read since
the anchor, and as many are deleted, then a page has only unseen records and the total is the same: it looks
as expected. So each page is an anchor until enough records were read that this takes very many changes within
one round trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from homerun_helpers._listing.page import FetchedPage, PageMeta
from homerun_helpers._listing.readahead import ChangeWindow
from homerun_helpers._listing.seen import SeenIds

T = TypeVar("T")

# How often in a row a listing may go back without getting any further. A list that changes faster than it can be read
# must end at some time: from then on, records may be missing, and a warning says so.
MAX_REWINDS = 100
# How many records are read before pages are fetched ahead; "When the check can be wrong" says why.
MIN_RECORDS_BEFORE_READAHEAD = 100
# A page without records before the last one is skipped; this many in a row are the end, whatever `meta` says.
MAX_EMPTY_PAGES = 3


class ListingCursor:
    """The position in one listing.

    Args:
        start: the first page, 1 or more.
        per_page: how many records a page is asked to hold.

    Attributes:
        next: the number of the page to read next; None at the end.
        seen: the ids of the records so far.
    """

    def __init__(self, start: int, per_page: int) -> None:
        self.next: int | None = start
        self.seen = SeenIds()
        self._page_size = self._asked_size = per_page
        self._observed_size: int | None = None  # how many records a page before the last one really had
        self._at_anchor = True
        # When page `_complete_to` was fetched, no record up to its end was missing, and `_total` was the total.
        self._complete_to = start - 1
        self._total: int | None = None
        self._last_page: int | None = None
        self._records_read = 0  # since the listing went back
        self._rewinds = 0
        self._furthest = start - 1
        self._empty_pages = 0
        self._largest_page = 0
        self._previous_records: Sequence[object] | None = None
        self._window = ChangeWindow()

    def pages_ahead(self, limit: int) -> Sequence[int]:
        """The pages that may be fetched at the same time, the next one first; at most `limit`."""
        if self.next is None:
            return ()
        if self._at_anchor or self._last_page is None:
            return (self.next,)
        count = max(1, min(limit, self._window.size))
        return range(self.next, min(self.next + count, self._last_page + 1)) or (self.next,)

    def accept(self, page: FetchedPage[T]) -> list[int] | None:
        """Take the page `next`, and move on.

        Returns:
            The indexes of its new records. None when the list changed so that records may be missing: then `next` is
            the page to go on with, and the pages that were fetched ahead are of no use.
        """
        self._page_size = self._size_of_pages(page)
        back = self._page_to_go_back_to(page)
        if back is not None:
            self._go_back_to(back)
            return None
        new = self.seen.new(page.ids)
        self._complete_to, self._total = page.number, page.meta.total
        self._records_read += len(page.ids)
        self._window.unchanged()
        # A page that is fetched alone, after all pages before it, is an anchor.
        self._at_anchor = self._window.size == 1 or self._records_read < MIN_RECORDS_BEFORE_READAHEAD
        if page.number > self._furthest:
            self._furthest, self._rewinds = page.number, 0
        self._last_page = self._end(page.meta)
        self.seen.add(page.ids)
        self.next = page.number + 1 if self._goes_on(page) else None
        return new

    def _go_back_to(self, number: int) -> None:
        self.next, self._at_anchor, self._records_read = number, True, 0
        self.seen.start_reading()
        self._window.changed()
        self._rewinds += 1
        if self._rewinds == MAX_REWINDS:
            import logging  # here, since importing it takes long

            logger = logging.getLogger("homerun_helpers")
            logger.warning("a listing changes faster than it can be read: records may be missing from it")

    def _size_of_pages(self, page: FetchedPage[T]) -> int:
        """How many records a page holds. The API may give fewer than it was asked for, with or without saying so."""
        meta, count = page.meta, len(page.ids)
        up_to_here = (page.number - 1) * self._page_size + count
        is_full = (meta.last_page or 0) > page.number or (meta.total or 0) > up_to_here
        if count and is_full:
            self._observed_size = count
        return min(size for size in (meta.per_page or self._asked_size, self._observed_size) if size)

    def _page_to_go_back_to(self, page: FetchedPage[T]) -> int | None:
        """The page to read again because records may be missing before this one; None when none can be."""
        total = page.meta.total
        if self._total is None or total is None or self._rewinds >= MAX_REWINDS:
            return None
        growth = total - self._total
        if self._at_anchor and page.number == 1:
            return None  # no record stands before the first page
        if self._at_anchor:
            read_again = (self._complete_to + 1 - page.number) * self._page_size
            missing = -growth - read_again
            return max(1, page.number - _pages(missing, self._page_size)) if missing > 0 else None
        if self.seen.begin_with_repeats(page.ids, growth):
            return None
        return max(1, self._complete_to + 1 - _pages(max(0, -growth), self._page_size))

    def _end(self, meta: PageMeta) -> int | None:
        # If the last page and the total do not agree, the larger one counts: an empty page ends the listing anyway.
        ends = [meta.last_page, None if meta.total is None else _pages(meta.total, self._page_size)]
        known = [end for end in ends if end is not None]
        return max(known) if known else None

    def _goes_on(self, page: FetchedPage[T]) -> bool:
        self._empty_pages = 0 if page.ids else self._empty_pages + 1
        if self._last_page is None:
            return self._goes_on_without_meta(page)
        return page.number < self._last_page and self._empty_pages < MAX_EMPTY_PAGES

    def _goes_on_without_meta(self, page: FetchedPage[T]) -> bool:
        # A page with fewer records than an earlier one is the last. It cannot be compared with the number that was
        # asked for, which the API may cap. A page that is the same again is of an endpoint that does not page.
        is_same, self._previous_records = page.records == self._previous_records, page.records
        self._largest_page = max(self._largest_page, len(page.ids))
        return 0 < len(page.ids) >= self._largest_page and not is_same


def _pages(records: int, page_size: int) -> int:
    return -(-records // max(1, page_size))
