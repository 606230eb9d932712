"""Fill an empty store."""

from homerun_helpers.sandbox._seed.applications import applications
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.vacancies import vacancies
from homerun_helpers.sandbox._store.store import Store


def fill(store: Store, seed: int, *, vacancy_count: int, application_count: int) -> None:
    """Add so many vacancies and applications: the same ones whenever the numbers are the same."""
    ids = Ids(seed, "data")
    with store.transaction():
        records = vacancies(ids, vacancy_count)
        store.vacancies.add(records)
        for seeded in applications(ids, application_count, records):
            store.applications.add([seeded.fields])
            for file in seeded.files:
                store.files.add(file)
            for note in seeded.notes:
                store.notes.add(seeded.fields["id"], note)
        store.mark_filled()
