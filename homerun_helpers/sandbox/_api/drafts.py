"""New applications: what they have besides what was given."""

from collections.abc import Mapping
from typing import Any

from homerun_helpers.sandbox._api.moves import place
from homerun_helpers.sandbox._api.world import World
from homerun_helpers.sandbox._store.shape import Fields, blank


def draft(world: World, given: Mapping[str, Any]) -> Fields:
    """The fields of a new application, not stored yet.

    Args:
        world: Provides the id, the time and the vacancies.
        given: Clean fields of a create body, and perhaps a `stage`; without one the application
            lands in the vacancy's first.

    Raises:
        ApiError: 404 for a vacancy that is not open, or a stage that it does not have.
    """
    now = world.now()
    fields = blank(world.ids.application(), now) | dict(given)
    # As if it moved there from the candidate page.
    fields |= {"vacancy_id": None, "stage": None}
    fields["sources"] = [{"name": name} for name in given.get("sources") or ()]
    return fields | place(fields, given, world.store.vacancies.get, now)
