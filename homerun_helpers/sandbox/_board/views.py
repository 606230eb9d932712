"""Rows as what the templates show."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from homerun_helpers.sandbox._api.throttle import Usage
from homerun_helpers.sandbox._store.keys import StoredKey
from homerun_helpers.sandbox._store.vacancies import stage_names

# Shades that the style sheet has for stages: the last is that of the last stage.
_SHADES = 6


@dataclass(frozen=True)
class Card:
    """An application in short."""

    id: str
    name: str
    rating: float | None
    created_at: str
    hired_at: str | None
    disqualified: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A stage of a vacancy: how many are there, and the newest of them."""

    stage: str | None
    shade: int
    total: int
    cards: tuple[Card, ...] = ()

    @property
    def more(self) -> int:
        """How many are not among the cards."""
        return self.total - len(self.cards)


@dataclass(frozen=True)
class Vacancy:
    """A vacancy with everything included, and its stages."""

    fields: dict[str, Any]
    columns: tuple[Column, ...]

    @property
    def total(self) -> int:
        """How many applied."""
        return sum(column.total for column in self.columns)

    def column(self, stage: str | None) -> Column | None:
        """The column of a stage, None where the vacancy has none of that name."""
        return next((column for column in self.columns if column.stage == stage), None)


@dataclass(frozen=True)
class Budget:
    """A key, and what it used in the present window; `used` is None before its first request."""

    name: str
    scopes: tuple[str, ...]
    plan: bool
    used: int | None
    limit: int | None
    resets_at: float | None

    @property
    def share(self) -> float:
        """How much of the limit is used, in percent; 0 where there is no limit."""
        if self.used is None or self.limit is None:
            return 0.0
        return min(100.0, 100 * self.used / max(self.limit, 1))


def card(row: sqlite3.Row) -> Card:
    """An application's row as a card."""
    base, person = json.loads(row["base"]), json.loads(row["person"])
    return Card(
        id=row["id"],
        name=full_name(person),
        rating=base["rating"],
        created_at=row["created_at"],
        hired_at=row["hired_at"],
        disqualified=bool(base["disqualified"]),
        sources=tuple(source["name"] for source in json.loads(row["sources"])),
    )


def full_name(person: Mapping[str, Any]) -> str:
    """First and last name, as far as there are any."""
    return " ".join(filter(None, (person["first_name"], person["last_name"]))).strip()


def vacancy(row: sqlite3.Row, totals: Mapping[str | None, int], cards: Iterable[sqlite3.Row] = ()) -> Vacancy:
    """A vacancy's row with its stages in order, then those that only applications know."""
    included = {name: json.loads(row[name]) for name in ("location", "department", "stages", "page_content")}
    names: list[str | None] = list(stage_names(row))
    names += [stage for stage in totals if stage not in names]
    by_stage: dict[str | None, list[Card]] = {name: [] for name in names}
    for found in cards:
        by_stage[found["stage"]].append(card(found))
    columns = [
        Column(name, _shade(place, len(names)), totals.get(name, 0), tuple(by_stage[name]))
        for place, name in enumerate(names)
    ]
    return Vacancy(json.loads(row["record"]) | included, tuple(columns))


def budgets(keys: Iterable[StoredKey], usage: Iterable[Usage]) -> list[Budget]:
    """Each key with its budget, those that made requests first."""
    used = {entry.digest: entry for entry in usage}
    return sorted((_budget(key, used.get(key.digest)) for key in keys), key=lambda budget: budget.used is None)


def kind_of_status(status: int) -> str:
    """The class of an answer: good, moved, refused, broken, or lost where the client got none."""
    if status in {0, 499}:
        return "lost"
    return {2: "good", 3: "moved", 4: "refused"}.get(status // 100, "broken")


def _budget(key: StoredKey, usage: Usage | None) -> Budget:
    scopes = tuple(sorted(key.scopes))
    if usage is None:
        return Budget(key.name, scopes, key.plan, None, None, None)
    return Budget(key.name, scopes, key.plan, usage.used, usage.limit, usage.resets_at)


def _shade(place: int, many: int) -> int:
    """From 1 for the first stage to the darkest for the last."""
    return 1 if many < 2 else 1 + round(place * (_SHADES - 1) / (many - 1))
