"""A path for a store's file, and a store in memory."""

import pytest

from homerun_helpers.sandbox._store.store import SandboxStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sandbox.db"


@pytest.fixture(params=["memory", "file"])
def store(request, path):
    """A store of either kind; what it does is the same."""
    made = SandboxStore() if request.param == "memory" else SandboxStore(path)
    yield made
    made.close()


@pytest.fixture
def reopened(path):
    """Opens the file, and closes what it opened before: as one run of the sandbox after the other."""
    stores = []

    def reopen():
        for store in stores:
            store.close()
        stores.append(SandboxStore(path))
        return stores[-1]

    yield reopen
    for store in stores:
        store.close()
