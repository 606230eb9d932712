"""Listings that change while they are read: nothing that stays is missed, and nothing comes twice."""

import random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from homerun_helpers._listing.cursor import ListingCursor
from homerun_helpers._listing.page import FetchedPage, PageMeta

# A change: a record is added at the head (None), or the record at that share of the listing is deleted.
changes = st.lists(st.none() | st.floats(0, 1, exclude_max=True), max_size=2)


class Server:
    """Records, newest first. Between any two requests something can happen."""

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
    """What the cursor brings; pages that are fetched at the same time come in any order."""
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
def test_what_stays_comes_exactly_once(count, script, per_page, cap, tells_size, most, seed):
    """Whatever is added and deleted between any two requests, however far ahead pages are fetched."""
    server = Server(count, script, cap, tells_size=tells_size)
    got = walk(server, per_page, most, random.Random(seed))
    assert len(got) == len(set(got))
    assert server.stayed <= set(got)
    event("changed" if any(script) else "stood still")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100), st.integers(1, 10), st.integers(1, 8), st.integers(0, 1000))
def test_a_listing_that_stands_still_takes_one_request_for_each_page(count, per_page, most, seed):
    """And comes in the server's order."""
    server = Server(count, [])
    assert walk(server, per_page, most, random.Random(seed)) == server.ids
    assert server.requests == max(1, -(-count // per_page))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 60), st.lists(st.lists(st.none(), max_size=3), max_size=20), st.integers(2, 10))
def test_new_records_alone_cost_no_page_twice(count, script, per_page):
    """One page after the other: nothing is read again, however many are added."""
    server = Server(count, script)
    got = walk(server, per_page, 1, random.Random(0))
    assert server.stayed <= set(got)
    assert server.requests <= 2 * max(1, -(-len(server.ids) // per_page))
