"""Rows of the store as the templates show them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from homerun_helpers.sandbox._api.throttle import Usage
from homerun_helpers.sandbox._store.keys import StoredKey
from homerun_helpers.sandbox._store.shape import Fields, unpack
from homerun_helpers.sandbox._store.vacancies import stage_names

_MIN_OPACITY = 0.2


@frozen
class Column:
    """A stage of a vacancy: how many applications it has, and the newest of them.

    Attributes:
        stage: its name; None for applications without a stage.
        opacity: how strong its colour is: weakest for the first stage, 1 for the last.
        total: how many applications it has.
        cards: the newest of them.
    """

    stage: str | None
    opacity: float
    total: int
    cards: list[Fields]


def vacancy(row: sqlite3.Row) -> dict[str, Any]:
    """A vacancy's fields, with everything included."""
    included = {name: json.loads(row[name]) for name in ("location", "department", "stages", "page_content")}
    record: dict[str, Any] = json.loads(row["record"])
    return record | included


def columns(vacancy: sqlite3.Row, totals: Mapping[str | None, int], newest: Iterable[sqlite3.Row] = ()) -> list[Column]:
    """A vacancy's stages in order, then the stages that only its applications have.

    Args:
        vacancy: the vacancy's row.
        totals: how many applications each stage has; stages without any may be left out.
        newest: rows of applications, the newest first.
    """
    names = list(dict.fromkeys([*stage_names(vacancy), *totals]))
    cards: dict[str | None, list[Fields]] = {name: [] for name in names}
    for row in newest:
        cards[row["stage"]].append(unpack(row))
    return [
        Column(name, _opacity(index, len(names)), totals.get(name, 0), cards[name]) for index, name in enumerate(names)
    ]


def _opacity(index: int, count: int) -> float:
    return round(_MIN_OPACITY + (1 - _MIN_OPACITY) * index / (count - 1), 2) if count > 1 else 1


def full_name(person: Mapping[str, Any]) -> str:
    """First and last name, or the one of them that there is; "" without either."""
    return " ".join(filter(None, (person["first_name"], person["last_name"]))).strip()


def budgets(keys: Iterable[StoredKey], usage: Iterable[Usage]) -> list[tuple[StoredKey, Usage | None, float]]:
    """Each key with its usage and the share of its limit that is used, in percent; used keys come first."""
    used = {entry.digest: entry for entry in usage}
    found = [(key, used.get(key.digest), _share(used.get(key.digest))) for key in keys]
    return sorted(found, key=lambda budget: budget[1] is None)


def _share(usage: Usage | None) -> float:
    if usage is None or usage.limit is None:
        return 0.0
    return round(min(100.0, 100 * usage.used / max(usage.limit, 1)), 2)


def kind_of_status(status: int) -> str:
    """The class of a status: good, moved, refused, broken, or lost when the client got no answer."""
    if status in {0, 499}:
        return "lost"
    return {2: "good", 3: "moved", 4: "refused"}.get(status // 100, "broken")
