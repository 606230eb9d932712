"""What a client goes by, looked up in its transport."""

from homerun_client import AuthenticatedClient
from homerun_helpers._http.lookups import slots_of


def test_a_client_without_a_budget_has_unlimited_slots():
    """A generated client that was made without this package has no rate limit."""
    assert slots_of(AuthenticatedClient(base_url="https://x", token=""))[0] > 1000
