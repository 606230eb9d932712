"""How many pages to fetch before they are asked for."""

# How many pages may be under way or wait to be read, and how many bytes they may have together.
MAX_PAGES_AHEAD = 100
MAX_BYTES_AHEAD = 16_000_000
# Pages that were fetched ahead are lost when the listing changes: at most one in four requests of the budget is risked.
BUDGET_PER_REQUEST_AHEAD = 4
# A page that takes less time than this comes from this machine: the time is work and not waiting, and pages fetched at
# the same time would slow each other down.
LOCAL_ROUND_TRIP_S = 0.005
# The first page takes longer than the others, so a margin over the exact number keeps the caller from waiting.
READAHEAD_FACTOR = 4


class ReadAhead:
    """How many pages to fetch at the same time, so that the next one is there when it is asked for.

    The answer is the number of pages that the caller reads while one is fetched, times `READAHEAD_FACTOR`. More would
    only wait in memory, and be lost when the listing changes.
    """

    def __init__(self) -> None:
        self._fetch_s: float | None = None
        self._read_s: float | None = None
        self._page_bytes = 1

    def page_fetched(self, seconds: float, size: int) -> None:
        """Note how long a page took to fetch, and its size in bytes.

        The shortest time counts: a longer one is that of a page that waited for others.
        """
        self._fetch_s = seconds if self._fetch_s is None else min(self._fetch_s, seconds)
        self._page_bytes = max(self._page_bytes, size)

    def page_read(self, seconds: float) -> None:
        """Note how long a page took to decode and the caller to use."""
        self._read_s = seconds if self._read_s is None else min(self._read_s, seconds)

    def pages(self, free: int, budget: int) -> int:
        """The number of pages to fetch at the same time, 1 or more.

        Args:
            free: how many requests can be sent now without waiting for the rate limit.
            budget: how many requests the rate limit allows per window.
        """
        by_memory = MAX_BYTES_AHEAD // self._page_bytes
        allowed = max(1, min(MAX_PAGES_AHEAD, by_memory, free, budget // BUDGET_PER_REQUEST_AHEAD))
        if not self._fetch_s or not self._read_s:  # not measured yet, or measured by a clock that stands still
            return allowed
        if self._fetch_s < LOCAL_ROUND_TRIP_S:
            return 1
        return max(1, min(READAHEAD_FACTOR * round(self._fetch_s / self._read_s), allowed))


class ChangeWindow:
    """How many pages may be fetched at the same time, judged by how often the listing changed.

    Attributes:
        size: the number of pages.
    """

    def __init__(self) -> None:
        self.size = MAX_PAGES_AHEAD
        self._unchanged = 0  # pages in a row without a change
        self._needed = 2  # how many of them double the size

    def changed(self) -> None:
        """Fetch one page at a time for a while.

        Each time for longer: a list that grows with each request would otherwise move away as fast as it is read.
        """
        self.size, self._unchanged, self._needed = 1, 0, min(1024, self._needed * 2)

    def unchanged(self) -> None:
        """Note a page that was as expected."""
        self._unchanged += 1
        if self._unchanged >= self._needed and self.size < MAX_PAGES_AHEAD:
            self.size, self._unchanged = self.size * 2, 0
