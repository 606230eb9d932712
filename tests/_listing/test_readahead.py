"""How many pages are fetched ahead."""

import pytest

from homerun_helpers._listing.readahead import MAX_BYTES_AHEAD, MAX_PAGES_AHEAD, ChangeWindow, ReadAhead
from homerun_helpers._ratelimit.limit import UNLIMITED


def read_ahead(fetched, read, size=100_000):
    """Read-ahead after pages that took these times to fetch and to read, in seconds."""
    result = ReadAhead()
    for seconds in fetched:
        result.page_fetched(seconds, size)
    for seconds in read:
        result.page_read(seconds)
    return result


@pytest.mark.parametrize(
    ("fetched", "read", "count"),
    [
        ([0.1], [0.005], 80),  # 20 pages are read while one is fetched
        ([0.1], [0.08], 4),
        ([0.3], [0.002], MAX_PAGES_AHEAD),
        ([0.001], [0.002], 1),  # fetched faster than read
        ([0.004], [0.0001], 1),  # from this machine, where fetching is work and not waiting
        ([0.1], [3.0], 1),  # the caller is slow
        ([0.3, 0.1, 0.5], [0.02, 0.01, 0.05], 40),  # the shortest times count
        ([0.1], [], MAX_PAGES_AHEAD),  # not measured yet
        ([], [], MAX_PAGES_AHEAD),
    ],
)
def test_four_times_as_many_pages_are_ahead_as_are_read_while_one_is_fetched(fetched, read, count):
    """The number of pages ahead follows from the times of fetching and reading one, with a margin of four."""
    assert read_ahead(fetched, read).pages(*UNLIMITED) == count


@pytest.mark.parametrize(("size", "count"), [(MAX_BYTES_AHEAD // 4, 4), (10 * MAX_BYTES_AHEAD, 1), (0, 100)])
def test_fewer_large_pages_are_ahead(size, count):
    """The pages ahead have 16 MB together at most, unless a single page has more."""
    assert read_ahead([0.3], [0.001], size).pages(*UNLIMITED) == count


@pytest.mark.parametrize(
    ("free", "budget", "count"),
    [(59, 60, 15), (600, 600, MAX_PAGES_AHEAD), (9, 60, 9), (0, 60, 1), (-1, 60, 1), (10, 10, 2), (3, 3, 1)],
)
def test_at_most_a_quarter_of_the_budget_is_fetched_ahead(free, budget, count):
    """A list that changes makes the pages ahead useless, so they must not use up a minute's requests."""
    assert read_ahead([0.3], [0.001]).pages(free, budget) == count


def test_after_a_change_the_window_grows_again():
    """A change makes it one page; a row of pages without a change doubles it, up to the maximum."""
    window = ChangeWindow()
    assert window.size == MAX_PAGES_AHEAD
    window.changed()
    sizes = []
    for _ in range(40):
        window.unchanged()
        sizes.append(window.size)
    assert sizes[:9] == [1, 1, 1, 2, 2, 2, 2, 4, 4]
    assert sizes[-1] >= MAX_PAGES_AHEAD


def test_each_change_makes_the_window_grow_later():
    """A list that changes often is read one page at a time for longer and longer, though never for ever."""
    window = ChangeWindow()
    for _ in range(20):
        window.changed()
    for _ in range(1023):
        window.unchanged()
    assert window.size == 1
    window.unchanged()
    assert window.size == 2
