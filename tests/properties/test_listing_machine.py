"""A listing as a state machine: the list may change between any two requests."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from homerun_helpers._listing.cursor import ListingCursor
from homerun_helpers._listing.page import FetchedPage, PageMeta


class ListingMachine(RuleBasedStateMachine):
    """Pages arrive in any allowed order while records come and go; records that stay are listed exactly once."""

    @initialize(count=st.integers(0, 60), per_page=st.integers(1, 10), most=st.integers(1, 8))
    def begin(self, count, per_page, most):
        self.ids = [f"old-{number}" for number in range(count)]
        self.stays = set(self.ids)
        self.per_page, self.most = per_page, most
        self.cursor = ListingCursor(1, per_page)
        self.fetched, self.got, self.added = {}, [], 0

    @rule(count=st.integers(1, 3))
    def insert_at_the_head(self, count):
        for _ in range(count):
            self.added += 1
            self.ids.insert(0, f"new-{self.added}")

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def delete_anywhere(self, data):
        self.stays.discard(self.ids.pop(data.draw(st.integers(0, len(self.ids) - 1))))

    @precondition(lambda self: self.cursor.next is not None)
    @rule(data=st.data())
    def fetch_a_page(self, data):
        number = data.draw(st.sampled_from(list(self.cursor.pages_ahead(self.most))))
        if number not in self.fetched:
            self.fetched[number] = self.serve(number)

    @precondition(lambda self: self.cursor.next in self.fetched)
    @rule()
    def take_the_next_page(self):
        page = self.fetched.pop(self.cursor.next)
        new = self.cursor.accept(page)
        if new is None:
            self.fetched.clear()
        else:
            self.got += [page.records[index] for index in new]

    def serve(self, number):
        ids = self.ids[(number - 1) * self.per_page : number * self.per_page]
        total = len(self.ids)
        return FetchedPage(number, ids, list(ids), PageMeta(total, max(1, -(-total // self.per_page)), self.per_page))

    @invariant()
    def nothing_comes_twice(self):
        assert len(self.got) == len(set(self.got))

    def teardown(self):
        """Once the list no longer changes, the listing ends, and it has every record that stayed."""
        if not hasattr(self, "cursor"):  # Hypothesis stopped before `begin`
            return
        for _ in range(500):
            if self.cursor.next is None:
                break
            self.fetched.setdefault(self.cursor.next, self.serve(self.cursor.next))
            self.take_the_next_page()
        assert self.cursor.next is None
        assert self.stays <= set(self.got)


TestListings = ListingMachine.TestCase
