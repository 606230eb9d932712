"""The course through one listing. What happens when the listing changes meanwhile: tests/properties."""

import pytest

from homerun_helpers._listing.cursor import MOST_EMPTY, REMEMBERED, SPARE, Plan
from homerun_helpers._listing.page import Fetched, PageMeta
from homerun_helpers._listing.readahead import MOST_AHEAD, MOST_BYTES_AHEAD, Pace
from homerun_helpers._ratelimit.limit import UNLIMITED

TRUE = object()


class Server:
    """A listing that pages by number. `cap` is the most records it puts on a page."""

    def __init__(self, count, *, cap=100, meta=TRUE):
        self.ids = [f"r{number}" for number in range(count)]
        self.cap, self.meta = cap, meta
        self.fetched = []

    def fetch(self, number, per_page):
        size = min(per_page, self.cap)
        ids = self.ids[(number - 1) * size : number * size]
        true = PageMeta(len(self.ids), max(1, -(-len(self.ids) // size)), size)
        self.fetched.append(number)
        return Fetched(number, list(ids), list(ids), true if self.meta is TRUE else self.meta)


def walk(server, per_page=10, start=1, most=1):
    """All records that a plan brings, with no more than 500 requests."""
    plan, got, ahead = Plan(start, per_page), [], {}
    while plan.next is not None:
        for number in plan.ahead(most):
            if number not in ahead:
                ahead[number] = server.fetch(number, per_page)
        fetched = ahead.pop(plan.next)
        new = plan.accept(fetched)
        if new is None:
            ahead.clear()
        else:
            got += [fetched.records[index] for index in new]
        assert len(server.fetched) <= 500
    return got


@pytest.mark.parametrize("most", [1, 3, 8])
@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (95, 10), (100, 10)])
def test_a_listing_that_stands_still_takes_one_request_for_each_page(count, pages, most):
    """Every record once, in order, and no request more."""
    server = Server(count)
    assert walk(server, most=most) == server.ids
    assert sorted(server.fetched) == list(range(1, pages + 1))


def test_the_first_page_is_fetched_alone():
    """It is the anchor: until it is there nobody knows how many there are."""
    plan = Plan(1, 100)
    assert list(plan.ahead(8)) == [1]
    plan.accept(Server(1000).fetch(1, 100))
    assert list(plan.ahead(8)) == list(range(2, 10))


def test_small_pages_are_fetched_alone_until_enough_was_read():
    """A few records could all be deleted, and as many added, while pages are under way: nobody would see it."""
    server, plan = Server(1000), Plan(1, 10)
    for number in range(1, 11):
        assert list(plan.ahead(8)) == [number]
        plan.accept(server.fetch(number, 10))
    assert list(plan.ahead(8)) == list(range(11, 19))


@pytest.mark.parametrize(("most", "count"), [(-1, 1), (0, 1), (1, 1), (3, 3), (1_000_000, MOST_AHEAD)])
def test_no_more_pages_are_ahead_than_allowed(most, count):
    """The next one always, further ones as the budget and the memory allow."""
    plan = Plan(1, 100)
    plan.accept(Server(20_000).fetch(1, 100))
    assert list(plan.ahead(most)) == list(range(2, 2 + count))


def test_no_page_behind_the_last_one_is_ahead():
    """Nothing is fetched in vain; at the end, nothing at all."""
    server, plan = Server(250), Plan(1, 100)
    plan.accept(server.fetch(1, 100))
    assert list(plan.ahead(8)) == [2, 3]
    plan.accept(server.fetch(2, 100))
    plan.accept(server.fetch(3, 100))
    assert list(plan.ahead(8)) == []


def test_records_that_moved_down_by_several_pages_are_known():
    """As many were added as were deleted behind: the total is the same, but the page holds records of the first."""
    server, plan = Server(400), Plan(1, 30)
    for number in (1, 2, 3, 4):
        plan.accept(server.fetch(number, 30))
    server.ids[:0] = [f"new{number}" for number in range(120)]
    del server.ids[-120:]
    assert plan.accept(server.fetch(5, 30)) is None


@pytest.mark.parametrize(
    "meta",
    [TRUE, None, PageMeta(total=120), PageMeta(last_page=3), PageMeta(120, 2, 100), PageMeta(120, 3), PageMeta()],
)
def test_an_api_that_gives_fewer_than_asked_for_is_read_to_its_end(meta):
    """Whether it says so or not: 50 come where 100 were asked for, of 120."""
    server = Server(120, cap=50, meta=PageMeta() if meta is None else meta)
    assert walk(server, per_page=100) == server.ids


def test_a_listing_without_meta_ends_with_a_page_that_is_shorter_than_another():
    """Without `meta` nothing else tells."""
    server = Server(25, meta=PageMeta())
    assert walk(server) == server.ids
    assert server.fetched == [1, 2, 3]


def test_a_listing_without_meta_ends_with_an_empty_page():
    """When the last page is full, or the only one."""
    assert Server(0, meta=PageMeta()).fetch(1, 10).ids == []
    for count, pages in ((0, [1]), (5, [1, 2]), (20, [1, 2, 3])):
        server = Server(count, meta=PageMeta())
        assert walk(server) == server.ids
        assert server.fetched == pages


def test_an_endpoint_without_pages_ends():
    """It answers each number with all its records, and says nothing of pages."""

    class Single(Server):
        def fetch(self, _number, _per_page):
            return super().fetch(1, 1000)

    server = Single(100, cap=1000, meta=PageMeta())
    assert walk(server, per_page=100) == server.ids


@pytest.mark.parametrize(
    "meta",
    [
        PageMeta(25, 1, 10),
        PageMeta(3, 3, 10),
        PageMeta(25, 0, 10),
        PageMeta(25, 99, 10),
        PageMeta(9999, 3, 10),
        PageMeta(25, 3, 0),
        PageMeta(0, 3, 10),
        PageMeta(25, None, 10),
        PageMeta(None, 3, None),
        PageMeta(None, None, 10),
    ],
)
def test_a_meta_that_lies_or_lacks_something_hides_no_record(meta):
    """Of a last page and a total that do not agree, the further one counts."""
    server = Server(25, meta=meta)
    assert walk(server) == server.ids
    assert len(server.fetched) <= 3 + MOST_EMPTY


def test_an_empty_page_in_the_middle_is_passed_over():
    """What it hides is hidden by the server; the rest comes."""

    class Hiding(Server):
        def fetch(self, number, per_page):
            fetched = super().fetch(number, per_page)
            return Fetched(2, [], [], fetched.meta) if number == 2 else fetched

    server = Hiding(30)
    assert walk(server, most=8) == server.ids[:10] + server.ids[20:]


def test_records_without_ids_all_come():
    """Nothing can be said of them, so nothing is dropped."""
    plan = Plan(1, 2)
    assert plan.accept(Fetched(1, ["a", "a"], [None, None], PageMeta(4, 2, 2))) == [0, 1]
    assert plan.accept(Fetched(2, ["a", "b"], [None, None], PageMeta(4, 2, 2))) == [0, 1]
    assert plan.next is None


def test_a_record_that_comes_twice_on_one_page_is_given_once():
    """A server's join can do that."""
    plan = Plan(1, 3)
    assert plan.accept(Fetched(1, ["a", "b", "a"], ["a", "b", "a"], PageMeta(3, 1, 3))) == [0, 1]


def test_a_start_page_leaves_out_those_before_it():
    """And costs nothing for them."""
    server = Server(50)
    assert walk(server, start=3, most=8) == server.ids[20:]
    assert server.fetched == [3, 4, 5]


@pytest.mark.parametrize("meta", [TRUE, PageMeta()])
def test_a_start_page_past_the_end_gives_nothing(meta):
    """One request tells."""
    server = Server(50, meta=meta)
    assert walk(server, start=99) == []
    assert server.fetched == [99]


def test_new_records_cost_no_record():
    """One is added after the first page: the last of it comes again, and is given once."""
    server, plan = Server(6), Plan(1, 2)
    got = [server.fetch(1, 2).records[index] for index in plan.accept(server.fetch(1, 2))]
    server.ids.insert(0, "new")
    while plan.next is not None:
        fetched = server.fetch(plan.next, 2)
        got += [fetched.records[index] for index in plan.accept(fetched) or []]
    assert got == ["r0", "r1", "r2", "r3", "r4", "r5"]


def test_deleted_records_make_it_read_again():
    """One is deleted after the first page: the third moves up to it, and is found there."""
    server, plan = Server(6), Plan(1, 2)
    got = [server.fetch(1, 2).records[index] for index in plan.accept(server.fetch(1, 2))]
    server.ids.remove("r0")
    while plan.next is not None:
        fetched = server.fetch(plan.next, 2)
        got += [fetched.records[index] for index in plan.accept(fetched) or []]
    assert got == ["r0", "r1", "r2", "r3", "r4", "r5"]


def test_a_listing_that_moves_is_fetched_less_far_ahead():
    """What was fetched ahead was in vain."""
    server, plan = Server(1000), Plan(1, 50)
    plan.accept(server.fetch(1, 50))
    del server.ids[0]
    assert plan.accept(server.fetch(2, 50)) is None
    assert list(plan.ahead(8)) == [1]
    plan.accept(server.fetch(1, 50))
    assert len(plan.ahead(8)) < MOST_AHEAD


def test_a_listing_that_never_stands_still_ends():
    """It is read as well as possible, not for ever."""

    class Shrinking(Server):
        def fetch(self, number, per_page):
            del self.ids[:1]
            return super().fetch(number, per_page)

    server = Shrinking(300)
    walk(server, per_page=2)
    assert len(server.fetched) <= 500


def test_a_bulk_deletion_takes_a_few_requests_and_no_more():
    """When more is deleted than was read, it is read again from the first page, once."""
    ids, fetched = [f"ap_{number}" for number in range(1000)], []
    plan, got = Plan(1, 100), []
    while plan.next is not None and len(fetched) < 200:
        if len(fetched) == 1:
            del ids[:150]
        number = plan.next
        fetched.append(number)
        page = ids[(number - 1) * 100 : number * 100]
        new = plan.accept(Fetched(number, page, list(page), PageMeta(len(ids), -(-len(ids) // 100), 100)))
        got += [page[index] for index in new or ()]
    assert set(ids) <= set(got)
    assert len(fetched) <= 13


def test_a_listing_that_changes_faster_than_it_is_read_ends_with_a_warning(caplog):
    """Not in silence, and not never."""
    plan, total, calls = Plan(1, 10), 10_000, 0
    while plan.next is not None and calls < 3000:
        calls, total = calls + 1, max(0, total - 15)
        ids = [f"{calls}-{number}" for number in range(min(10, total))]
        plan.accept(Fetched(plan.next, ids, list(ids), PageMeta(total, max(1, -(-total // 10)), 10)))
    assert plan.next is None
    assert "faster than it can be read" in caplog.text


def test_only_the_latest_ids_are_remembered():
    """A listing of any length takes bounded memory."""
    server, plan = Server(60_000, cap=1000), Plan(1, 1000)
    while plan.next is not None:
        plan.accept(server.fetch(plan.next, 1000))
    assert REMEMBERED <= len(plan._seen) <= REMEMBERED + SPARE
    assert set(server.ids[-REMEMBERED:]) <= plan._seen.keys()


def pace(fetched, worked, size=100_000):
    """A pace that has seen these times, in seconds."""
    result = Pace()
    for seconds in fetched:
        result.fetched(seconds, size)
    for seconds in worked:
        result.worked(seconds)
    return result


@pytest.mark.parametrize(
    ("fetched", "worked", "count"),
    [
        ([0.1], [0.005], 80),  # 20 are read while one is fetched
        ([0.1], [0.08], 4),
        ([0.3], [0.002], MOST_AHEAD),
        ([0.001], [0.002], 1),  # one page at a time is as fast as it gets
        ([0.004], [0.0001], 1),  # so near that fetching is work itself
        ([0.1], [3.0], 1),  # the caller is slow
        ([0.3, 0.1, 0.5], [0.02, 0.01, 0.05], 40),  # pages that waited for others say nothing
        ([0.1], [], MOST_AHEAD),  # not known yet
        ([], [], MOST_AHEAD),
    ],
)
def test_four_times_as_many_pages_are_ahead_as_are_read_while_one_is_fetched(fetched, worked, count):
    """More would only wait."""
    assert pace(fetched, worked).ahead(*UNLIMITED) == count


@pytest.mark.parametrize(("size", "count"), [(MOST_BYTES_AHEAD // 4, 4), (10 * MOST_BYTES_AHEAD, 1), (0, 100)])
def test_large_pages_are_fewer_ahead(size, count):
    """What waits to be read takes bounded memory."""
    assert pace([0.3], [0.001], size).ahead(*UNLIMITED) == count


@pytest.mark.parametrize(
    ("free", "budget", "count"),
    [(59, 60, 15), (600, 600, MOST_AHEAD), (9, 60, 9), (0, 60, 1), (-1, 60, 1), (10, 10, 2), (3, 3, 1)],
)
def test_a_part_of_the_budget_goes_to_pages_ahead(free, budget, count):
    """A listing that moves must not use up a minute's requests in vain."""
    assert pace([0.3], [0.001]).ahead(free, budget) == count
