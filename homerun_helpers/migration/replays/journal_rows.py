"""What a journal holds of a payload and of its requests. It is checked as it is read: a file can be damaged."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from attrs import frozen

# A request in one of these states may be sent: it was certainly not done.
OPEN = ("waiting", "failed", "not_convertible")
# A person says that the application is there, and that was not checked yet.
CLAIMED = "claimed"
# Stands in place of an error where a person said what happened, as long as that can be changed.
RESOLVED = "Resolved"
_STATES = frozenset({*OPEN, CLAIMED, "sending", "done", "outcome_unknown", "refused"})


@frozen
class JournalRow:
    """A request of a payload, as the journal has it.

    Attributes:
        state: `waiting` to be sent; `sending`: it is under way, or its answer never came; `claimed`: done, as a person
            said; `done`, `outcome_unknown`, `refused`, `failed`, `not_convertible`: as in `ReplayOutcome`.
    """

    step: str
    state: str
    error: str | None
    status: int | None
    params: tuple[str, ...]
    at: datetime


@frozen
class JournalEntry:
    """A payload, as the journal has it."""

    digest: str
    position: int
    application_id: str | None
    rows: tuple[JournalRow, ...]
    lost: tuple[str, ...] = ()

    @property
    def at(self) -> datetime | None:
        """When the journal last noted something about it."""
        return max((row.at for row in self.rows), default=None)


class DamagedRowError(Exception):
    """The file has something in it that this package does not write."""


def read_entry(values: tuple[Any, ...], rows: tuple[JournalRow, ...]) -> JournalEntry:
    """A payload.

    Raises:
        DamagedRowError: the values are of no such row.
    """
    digest, position, application_id, lost = values
    is_fine = (
        isinstance(digest, str)
        and re.fullmatch("[0-9a-f]{64}", digest)
        and isinstance(position, int)
        and isinstance(application_id, (str, type(None)))
    )
    # At least one request of each payload is noted. Without any, all would be sent again.
    if not is_fine or not rows:
        raise DamagedRowError
    return JournalEntry(digest, position, application_id, rows, _texts(lost))


def read_row(values: tuple[Any, ...]) -> JournalRow:
    """A request.

    Raises:
        DamagedRowError: the values are of no such row.
    """
    step, state, error, status, params, at = values
    is_fine = (
        isinstance(step, str)
        and state in _STATES
        and isinstance(error, (str, type(None)))
        and isinstance(status, (int, type(None)))
    )
    try:
        when = datetime.fromisoformat(at)
    except (TypeError, ValueError):
        raise DamagedRowError from None
    if not is_fine or when.tzinfo is None:
        raise DamagedRowError
    return JournalRow(step, state, error, status, _texts(params), when)


def _texts(value: Any) -> tuple[str, ...]:
    try:
        found = json.loads(value)
    except (TypeError, ValueError, RecursionError):
        raise DamagedRowError from None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise DamagedRowError
    return tuple(found)
