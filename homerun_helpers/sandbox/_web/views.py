"""Rows of the store as the templates show them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from homerun_helpers.sandbox._api.state import SandboxState
from homerun_helpers.sandbox._store.shape import Fields, unpack
from homerun_helpers.sandbox._store.vacancies import stage_names


@frozen
class Column:
    """A stage of a vacancy: how many applications it has, and the newest of them.

    Attributes:
        stage: its name; None for applications without a stage.
        total: how many applications it has.
        cards: the newest of them.
    """

    stage: str | None
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
    found = {name: Column(name, totals.get(name, 0), []) for name in [*stage_names(vacancy), *totals]}
    for row in newest:
        found[row["stage"]].cards.append(unpack(row))
    return list(found.values())


def full_name(person: Mapping[str, Any]) -> str:
    """First and last name, or the one of them that there is; "no name" without either."""
    return " ".join(filter(None, (person["first_name"], person["last_name"]))).strip() or "no name"


def budgets(state: SandboxState, most: int) -> dict[str, Any]:
    """At most `most` keys, each with its usage or None, and how many more there are; used keys come first."""
    used = {entry.digest: entry for entry in state.throttle.usage()}
    keys = sorted(state.store.keys.all(), key=lambda key: key.digest not in used)
    return {"budgets": [(key, used.get(key.digest)) for key in keys[:most]], "more_keys": len(keys[most:])}


def kind_of_status(status: int) -> str:
    """The class of a status: good, moved, refused, broken, or lost when the client got no answer."""
    if status in {0, 499}:
        return "lost"
    return {2: "good", 3: "moved", 4: "refused"}.get(status // 100, "broken")
