"""Fill an empty store."""

from itertools import islice

from homerun_helpers.sandbox._seed.applications import applications
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.seed import Seed
from homerun_helpers.sandbox._seed.vacancies import vacancies
from homerun_helpers.sandbox._store.store import Store

# So many applications are written at once: several times as fast as one by one, and hardly any memory.
_BATCH = 500


def fill(store: Store, seed: Seed) -> None:
    """Add the seed's vacancies and applications: the same ones whenever its numbers are the same."""
    ids = Ids(seed.seed, "data")
    with store.transaction():
        records = vacancies(ids, seed.vacancies)
        store.vacancies.add(records)
        made = applications(ids, seed.applications, records)
        while batch := list(islice(made, _BATCH)):
            store.applications.add(seeded.fields for seeded in batch)
            store.files.add(*(file for seeded in batch for file in seeded.files))
            store.notes.add_all((seeded.fields["id"], note) for seeded in batch for note in seeded.notes)
        store.mark_filled()
