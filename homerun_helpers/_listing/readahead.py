"""How many pages to fetch before they are asked for."""

# How many pages are under way or wait to be read, at most, and how many bytes they may have together.
MOST_AHEAD = 100
MOST_BYTES_AHEAD = 16_000_000
# Of all requests of the budget, one in so many may be for pages ahead: they are lost when the listing moves.
SHARE_AHEAD = 4
# A page that comes in less (in seconds) took work, not waiting: several at the same time would be in each other's way.
NEAR = 0.005


class Pace:
    """How many pages to have under way so that the next one is there when it is asked for.

    Four times as many as are worked through while one is fetched, since the first page takes longer: more would only
    wait in memory, and be dropped if the listing moves.
    """

    def __init__(self) -> None:
        self._fetch: float | None = None
        self._work: float | None = None
        self._size = 1

    def fetched(self, seconds: float, size: int) -> None:
        """A page of so many bytes came after so long.

        The shortest time counts: the others are those of pages that waited for each other.
        """
        self._fetch = seconds if self._fetch is None else min(self._fetch, seconds)
        self._size = max(self._size, size)

    def worked(self, seconds: float) -> None:
        """So long was a page read, and the caller busy with it."""
        self._work = seconds if self._work is None else min(self._work, seconds)

    def ahead(self, free: int, budget: int) -> int:
        """The number of pages, when so many requests may go out at once, of so many that the budget has in all."""
        bearable = min(MOST_AHEAD, MOST_BYTES_AHEAD // self._size, free, budget // SHARE_AHEAD)
        if not self._fetch or not self._work:  # not known, or by a clock that stands still
            return max(1, bearable)
        if self._fetch < NEAR:
            return 1
        return max(1, min(4 * round(self._fetch / self._work), bearable))
