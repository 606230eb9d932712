"""Threads on one store: the server's, and those of tests."""

from concurrent.futures import ThreadPoolExecutor

from tests.sandbox.store.making import application, everything, upload


def test_snapshots_are_of_one_moment(store):
    """A snapshot never has an application without the file that another thread adds in the same transaction."""

    def add(number):
        with store.transaction():
            application(store, f"ap_{number}")
            upload(store, f"ap_{number}", id=f"file_{number}")

    def look(_):
        seen = everything(store)
        return len(seen["applications"]), len(seen["files"])

    with ThreadPoolExecutor(4) as threads:
        added = threads.map(add, range(60))
        counts = list(threads.map(look, range(60)))
        assert list(added) == [None] * 60
    assert all(applications == files for applications, files in counts)


def test_restoring_is_seen_whole_or_not_at_all(store):
    """A reader sees the data of before a restore or of after it, never a part."""
    for number in range(20):
        application(store, f"ap_{number}")
    full = store.snapshot()

    def switch(number):
        store.restore(full) if number % 2 else store.clear()

    def count(_):
        return len(everything(store)["applications"])

    with ThreadPoolExecutor(4) as threads:
        switched = threads.map(switch, range(60))
        assert set(threads.map(count, range(60))) <= {0, 20}
        assert list(switched) == [None] * 60
