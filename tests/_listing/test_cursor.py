"""The cursor of a listing. tests/properties has the listings that change while they are read."""

import pytest

from homerun_helpers._listing.cursor import MAX_EMPTY_PAGES, ListingCursor
from homerun_helpers._listing.page import FetchedPage, PageMeta
from homerun_helpers._listing.readahead import MAX_PAGES_AHEAD
from homerun_helpers._listing.seen import REMEMBERED_IDS, SPARE_IDS

TRUE = object()


class Server:
    """A list that pages by number. `cap` is how many records it puts on a page at most."""

    def __init__(self, count, *, cap=100, meta=TRUE):
        self.ids = [f"r{number}" for number in range(count)]
        self.cap, self.meta = cap, meta
        self.fetched = []

    def fetch(self, number, per_page):
        size = min(per_page, self.cap)
        ids = self.ids[(number - 1) * size : number * size]
        true = PageMeta(len(self.ids), max(1, -(-len(self.ids) // size)), size)
        self.fetched.append(number)
        return FetchedPage(number, list(ids), list(ids), true if self.meta is TRUE else self.meta)


def walk(server, per_page=10, start=1, most=1):
    """All records that a cursor gives, with no more than 500 requests."""
    cursor, got, ahead = ListingCursor(start, per_page), [], {}
    while cursor.next is not None:
        for number in cursor.pages_ahead(most):
            if number not in ahead:
                ahead[number] = server.fetch(number, per_page)
        fetched = ahead.pop(cursor.next)
        new = cursor.accept(fetched)
        if new is None:
            ahead.clear()
        else:
            got += [fetched.records[index] for index in new]
        assert len(server.fetched) <= 500
    return got


@pytest.mark.parametrize("most", [1, 3, 8])
@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (95, 10), (100, 10)])
def test_a_list_that_does_not_change_takes_one_request_for_each_page(count, pages, most):
    """Every record comes once and in order, and no page is fetched twice."""
    server = Server(count)
    assert walk(server, most=most) == server.ids
    assert sorted(server.fetched) == list(range(1, pages + 1))


def test_the_first_page_is_fetched_alone():
    """The first page is the anchor, and tells how many pages there are; only then others are fetched ahead."""
    cursor = ListingCursor(1, 100)
    assert list(cursor.pages_ahead(8)) == [1]
    cursor.accept(Server(1000).fetch(1, 100))
    assert list(cursor.pages_ahead(8)) == list(range(2, 10))


def test_small_pages_are_fetched_alone_until_enough_was_read():
    """Until 100 records were read, pages are fetched one by one: as many changes at once would not be noticed."""
    server, cursor = Server(1000), ListingCursor(1, 10)
    for number in range(1, 11):
        assert list(cursor.pages_ahead(8)) == [number]
        cursor.accept(server.fetch(number, 10))
    assert list(cursor.pages_ahead(8)) == list(range(11, 19))


@pytest.mark.parametrize(("most", "count"), [(-1, 1), (0, 1), (1, 1), (3, 3), (1_000_000, MAX_PAGES_AHEAD)])
def test_no_more_pages_are_ahead_than_allowed(most, count):
    """The next page is always fetched; further ones only up to the limit that is given."""
    cursor = ListingCursor(1, 100)
    cursor.accept(Server(20_000).fetch(1, 100))
    assert list(cursor.pages_ahead(most)) == list(range(2, 2 + count))


def test_no_page_after_the_last_one_is_fetched_ahead():
    """The pages ahead end with the last page; at the end of the list there are none."""
    server, cursor = Server(250), ListingCursor(1, 100)
    cursor.accept(server.fetch(1, 100))
    assert list(cursor.pages_ahead(8)) == [2, 3]
    cursor.accept(server.fetch(2, 100))
    cursor.accept(server.fetch(3, 100))
    assert list(cursor.pages_ahead(8)) == []


def test_records_that_moved_down_by_several_pages_are_known():
    """A page of records that were seen is noticed, though as many were added as deleted and the total is the same."""
    server, cursor = Server(400), ListingCursor(1, 30)
    for number in (1, 2, 3, 4):
        cursor.accept(server.fetch(number, 30))
    server.ids[:0] = [f"new{number}" for number in range(120)]
    del server.ids[-120:]
    assert cursor.accept(server.fetch(5, 30)) is None


@pytest.mark.parametrize(
    "meta",
    [TRUE, None, PageMeta(total=120), PageMeta(last_page=3), PageMeta(120, 2, 100), PageMeta(120, 3), PageMeta()],
)
def test_an_api_that_gives_fewer_than_asked_for_is_read_to_its_end(meta):
    """All 120 records come when pages of 100 are asked for and 50 are given, whether `meta` says so or not."""
    server = Server(120, cap=50, meta=PageMeta() if meta is None else meta)
    assert walk(server, per_page=100) == server.ids


def test_a_listing_without_meta_ends_with_a_page_that_is_shorter_than_another():
    """Without `meta`, a page with fewer records than an earlier one is taken for the last."""
    server = Server(25, meta=PageMeta())
    assert walk(server) == server.ids
    assert server.fetched == [1, 2, 3]


def test_a_listing_without_meta_ends_with_an_empty_page():
    """Without `meta`, an empty page ends the list when no page was shorter than another."""
    assert Server(0, meta=PageMeta()).fetch(1, 10).ids == []
    for count, pages in ((0, [1]), (5, [1, 2]), (20, [1, 2, 3])):
        server = Server(count, meta=PageMeta())
        assert walk(server) == server.ids
        assert server.fetched == pages


def test_an_endpoint_without_pages_ends():
    """An endpoint that answers each page number with all its records is read once, and ends."""

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
def test_a_wrong_or_incomplete_meta_hides_no_record(meta):
    """If the last page and the total do not agree, the one that gives more pages counts."""
    server = Server(25, meta=meta)
    assert walk(server) == server.ids
    assert len(server.fetched) <= 3 + MAX_EMPTY_PAGES


def test_an_empty_page_in_the_middle_is_skipped():
    """A page without records does not end the list when `meta` says that more pages follow."""

    class Hiding(Server):
        def fetch(self, number, per_page):
            fetched = super().fetch(number, per_page)
            return FetchedPage(2, [], [], fetched.meta) if number == 2 else fetched

    server = Hiding(30)
    assert walk(server, most=8) == server.ids[:10] + server.ids[20:]


def test_records_without_ids_all_come():
    """Records without ids cannot be recognised, so none of them is dropped."""
    cursor = ListingCursor(1, 2)
    assert cursor.accept(FetchedPage(1, ["a", "a"], [None, None], PageMeta(4, 2, 2))) == [0, 1]
    assert cursor.accept(FetchedPage(2, ["a", "b"], [None, None], PageMeta(4, 2, 2))) == [0, 1]
    assert cursor.next is None


def test_a_record_that_comes_twice_on_one_page_is_given_once():
    """A record that a page has twice, as a wrong join in the server may give, is returned once."""
    cursor = ListingCursor(1, 3)
    assert cursor.accept(FetchedPage(1, ["a", "b", "a"], ["a", "b", "a"], PageMeta(3, 1, 3))) == [0, 1]


def test_a_start_page_leaves_out_those_before_it():
    """With a start page, the pages before it are not fetched."""
    server = Server(50)
    assert walk(server, start=3, most=8) == server.ids[20:]
    assert server.fetched == [3, 4, 5]


@pytest.mark.parametrize("meta", [TRUE, PageMeta()])
def test_a_start_page_past_the_end_gives_nothing(meta):
    """A start page after the last page takes one request and gives no records."""
    server = Server(50, meta=meta)
    assert walk(server, start=99) == []
    assert server.fetched == [99]


def test_a_record_added_after_the_first_page_hides_no_other():
    """The last record of the first page comes again on the second, and is returned once."""
    server, cursor = Server(6), ListingCursor(1, 2)
    got = [server.fetch(1, 2).records[index] for index in cursor.accept(server.fetch(1, 2))]
    server.ids.insert(0, "new")
    while cursor.next is not None:
        fetched = server.fetch(cursor.next, 2)
        got += [fetched.records[index] for index in cursor.accept(fetched) or []]
    assert got == ["r0", "r1", "r2", "r3", "r4", "r5"]


def test_a_record_deleted_after_the_first_page_hides_no_other():
    """The third record moves up to the first page, which is read again, and is found there."""
    server, cursor = Server(6), ListingCursor(1, 2)
    got = [server.fetch(1, 2).records[index] for index in cursor.accept(server.fetch(1, 2))]
    server.ids.remove("r0")
    while cursor.next is not None:
        fetched = server.fetch(cursor.next, 2)
        got += [fetched.records[index] for index in cursor.accept(fetched) or []]
    assert got == ["r0", "r1", "r2", "r3", "r4", "r5"]


def test_after_a_change_fewer_pages_are_fetched_ahead():
    """A change makes the pages ahead useless, so fewer are fetched until the list stops changing."""
    server, cursor = Server(1000), ListingCursor(1, 50)
    cursor.accept(server.fetch(1, 50))
    del server.ids[0]
    assert cursor.accept(server.fetch(2, 50)) is None
    assert list(cursor.pages_ahead(8)) == [1]
    cursor.accept(server.fetch(1, 50))
    assert len(cursor.pages_ahead(8)) < MAX_PAGES_AHEAD


def test_a_listing_that_changes_with_every_request_ends():
    """A list that shrinks with each request is read in a bounded number of requests."""

    class Shrinking(Server):
        def fetch(self, number, per_page):
            del self.ids[:1]
            return super().fetch(number, per_page)

    server = Shrinking(300)
    walk(server, per_page=2)
    assert len(server.fetched) <= 500


def test_a_bulk_deletion_takes_a_few_requests_and_no_more():
    """When more records are deleted than were read, the listing is read again from the first page, once."""
    ids, fetched = [f"ap_{number}" for number in range(1000)], []
    cursor, got = ListingCursor(1, 100), []
    while cursor.next is not None and len(fetched) < 200:
        if len(fetched) == 1:
            del ids[:150]
        number = cursor.next
        fetched.append(number)
        page = ids[(number - 1) * 100 : number * 100]
        new = cursor.accept(FetchedPage(number, page, list(page), PageMeta(len(ids), -(-len(ids) // 100), 100)))
        got += [page[index] for index in new or ()]
    assert set(ids) <= set(got)
    assert len(fetched) <= 13


def test_a_listing_that_changes_faster_than_it_is_read_ends_with_a_warning(caplog):
    """The listing ends after a bounded number of requests, and logs that records may be missing."""
    cursor, total, calls = ListingCursor(1, 10), 10_000, 0
    while cursor.next is not None and calls < 3000:
        calls, total = calls + 1, max(0, total - 15)
        ids = [f"{calls}-{number}" for number in range(min(10, total))]
        cursor.accept(FetchedPage(cursor.next, ids, list(ids), PageMeta(total, max(1, -(-total // 10)), 10)))
    assert cursor.next is None
    assert "faster than it can be read" in caplog.text


def test_only_the_latest_ids_are_remembered():
    """However long a listing is, at most 25,000 ids are kept, and the last 20,000 are among them."""
    server, cursor = Server(60_000, cap=1000), ListingCursor(1, 1000)
    while cursor.next is not None:
        cursor.accept(server.fetch(cursor.next, 1000))
    assert REMEMBERED_IDS <= len(cursor.seen.ids) <= REMEMBERED_IDS + SPARE_IDS
    assert set(server.ids[-REMEMBERED_IDS:]) <= cursor.seen.ids.keys()
