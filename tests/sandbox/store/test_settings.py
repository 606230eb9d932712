"""Small tables: settings, and keys."""

from contextlib import suppress

from attrs import evolve

from homerun_helpers.sandbox._store.keys import StoredKey


def test_setting_is_what_was_set_last(store):
    """A setting is None until it is set, and then the last value."""
    assert store.settings.get("secret") is None
    for value in ("one", "", "two"):
        store.settings.set("secret", value)
        assert store.settings.get("secret") == value
    assert store.settings.get("other") is None


def test_setting_is_undone_with_its_transaction(store):
    """A setting that is set in a transaction that fails keeps its value."""
    store.settings.set("secret", "one")
    with suppress(KeyError), store.transaction():
        store.settings.set("secret", "two")
        raise KeyError
    assert store.settings.get("secret") == "one"


def test_keys_come_in_the_order_of_their_making(store):
    """A key that is added again keeps its place and gets its new name, scopes and plan."""
    assert store.keys.all() == []
    keys = [StoredKey(digest, f"key {digest}", frozenset({"vacancies:read"})) for digest in "cab"]
    for key in keys:
        store.keys.add(key)
    assert store.keys.all() == keys
    changed = evolve(keys[0], name="again", scopes=frozenset(), plan=False)
    store.keys.add(changed)
    assert store.keys.all() == [changed, *keys[1:]]
