"""Listings that change while they are read: every record that stays is listed exactly once."""

import random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from homerun_helpers._listing.cursor import ListingCursor
from homerun_helpers._listing.page import FetchedPage, PageMeta

# A change adds a record at the head (None), or deletes the record at this fraction of the listing.
changes = st.lists(st.none() | st.floats(0, 1, exclude_max=True), max_size=2)


class Server:
    """A listing, newest first, that may change before each request."""

    def __init__(self, count, script, cap=100, *, tells_size=True):
        self.ids = [f"old{number}" for number in range(count)]
        self.stayed = set(self.ids)
        self.script = list(script)
        self.cap, self.tells_size = cap, tells_size
        self.requests = 0

    def fetch(self, number, per_page):
        self.requests += 1
        for change in self.script.pop() if self.script else ():
            self.change(change)
        size = min(per_page, self.cap)
        ids = self.ids[(number - 1) * size : number * size]
        meta = PageMeta(len(self.ids), max(1, -(-len(self.ids) // size)), size if self.tells_size else None)
        return FetchedPage(number, list(ids), list(ids), meta)

    def change(self, change):
        if change is None:
            self.ids.insert(0, f"new{self.requests}-{len(self.ids)}-{random.random()}")
        elif self.ids:
            self.stayed.discard(self.ids.pop(int(change * len(self.ids))))


def walk(server, per_page, most, order):
    """The records that the cursor returns if concurrent pages arrive in random order."""
    cursor, got, ahead = ListingCursor(1, per_page), [], {}
    while cursor.next is not None:
        numbers = [number for number in cursor.pages_ahead(most) if number not in ahead]
        order.shuffle(numbers)
        ahead.update({number: server.fetch(number, per_page) for number in numbers})
        assert len(ahead) <= most
        fetched = ahead.pop(cursor.next)
        new = cursor.accept(fetched)
        if new is None:
            ahead.clear()
        else:
            got += [fetched.records[index] for index in new]
        assert server.requests < 10_000
    return got


@settings(max_examples=400, deadline=None)
@given(
    count=st.integers(0, 120) | st.integers(100, 400),
    script=st.lists(changes, max_size=30) | st.lists(st.just([]) | changes, max_size=100),
    per_page=st.integers(1, 10),
    cap=st.sampled_from([100, 100, 3]),
    tells_size=st.booleans(),
    most=st.integers(1, 8) | st.integers(1, 100),
    seed=st.integers(0, 1000),
)
def test_records_that_stay_are_listed_exactly_once(count, script, per_page, cap, tells_size, most, seed):
    """Records that exist throughout are listed exactly once, whatever is added or deleted between requests."""
    server = Server(count, script, cap, tells_size=tells_size)
    got = walk(server, per_page, most, random.Random(seed))
    assert len(got) == len(set(got))
    assert server.stayed <= set(got)
    event("changed" if any(script) else "stood still")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100), st.integers(1, 10), st.integers(1, 8), st.integers(0, 1000))
def test_unchanged_listing_takes_one_request_for_each_page(count, per_page, most, seed):
    """A listing that does not change takes one request for each page and keeps the server's order."""
    server = Server(count, [])
    assert walk(server, per_page, most, random.Random(seed)) == server.ids
    assert server.requests == max(1, -(-count // per_page))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 60), st.lists(st.lists(st.none(), max_size=3), max_size=20), st.integers(2, 10))
def test_added_records_cost_at_most_one_more_request_for_each_page(count, script, per_page):
    """Sequential reading with additions only takes at most two requests for each page."""
    server = Server(count, script)
    got = walk(server, per_page, 1, random.Random(0))
    assert server.stayed <= set(got)
    assert server.requests <= 2 * max(1, -(-len(server.ids) // per_page))
