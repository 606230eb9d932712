"""The seed of a sandbox: the data that it makes, and what the database keeps of it."""

import json
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from attrs import asdict, frozen

from homerun_helpers.sandbox._seed.applications import applications
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.vacancies import vacancies
from homerun_helpers.sandbox._store.schema import StoreError
from homerun_helpers.sandbox._store.store import SandboxStore

_SETTING = "seed"


@frozen
class Seed:
    """The number that data and keys are derived from, and how many records there are."""

    seed: int = 1
    applications: int = 250
    vacancies: int = 8

    def __str__(self) -> str:
        return _listed(asdict(self))


def settle(store: SandboxStore, asked: Mapping[str, int], file: Path | None) -> Seed:
    """The seed that a store was made with; for a new store, the one that was asked for.

    Args:
        store: Keeps its seed among its settings.
        asked: Fields of a `Seed`; a missing one may have any value.
        file: The store's file, for the error.

    Raises:
        StoreError: The store was made with other numbers than those asked for: a reset would bring other
            data, and keys of one seed would be valid for the other.
    """
    text = store.settings.get(_SETTING)
    if text is None or store.is_new:
        seed = Seed(**asked)
        store.settings.set(_SETTING, json.dumps(asdict(seed)))
        return seed
    kept = Seed(**json.loads(text))
    if wrong := {name: value for name, value in asked.items() if value != getattr(kept, name)}:
        raise StoreError(
            f"{file} was made with {kept}, not with {_listed(wrong)}. Leave that out to go on with what is in it, "
            "or name another file."
        )
    return kept


def _listed(values: Mapping[str, int]) -> str:
    return ", ".join(f"{name}={value}" for name, value in values.items())


# How many applications are written at once: several times as fast as one by one, and little memory.
_BATCH_SIZE = 500


def fill(store: SandboxStore, seed: Seed) -> None:
    """Add the seed's vacancies and applications: the same ones whenever its numbers are the same."""
    ids = Ids(seed.seed, "data")
    with store.transaction():
        records = vacancies(ids, seed.vacancies)
        store.vacancies.add(records)
        made = applications(ids, seed.applications, records)
        while batch := list(islice(made, _BATCH_SIZE)):
            store.applications.add(seeded.fields for seeded in batch)
            store.files.add_seeded(*(file for seeded in batch for file in seeded.files))
            store.notes.add_all((seeded.fields["id"], note) for seeded in batch for note in seeded.notes)
        store.mark_filled()
