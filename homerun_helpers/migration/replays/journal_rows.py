"""What a replay's journal holds of a payload and of its requests, checked as it is read: a file can be spoiled."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from attrs import frozen

# What may be sent: it was not done for certain.
OPEN = ("waiting", "failed", "not_convertible")
# A person says that the application is there, and it was not looked at yet.
CLAIMED = "claimed"
# Set in place of an error on what a person said, for as long as it can be said again.
RESOLVED = "Resolved"
_STATES = frozenset({*OPEN, CLAIMED, "sending", "done", "outcome_unknown", "refused"})


@frozen
class Row:
    """A request of a payload, as the journal has it.

    Attributes:
        state: `waiting` to be sent; `sending`: it is under way, or its answer never came; `done`, `outcome_unknown`,
            `refused`, `failed`, `not_convertible`: as in `ReplayOutcome`; `claimed`: done, as a person said.
    """

    step: str
    state: str
    error: str | None
    status: int | None
    params: tuple[str, ...]
    at: datetime


@frozen
class Entry:
    """A payload, as the journal has it."""

    digest: str
    position: int
    application_id: str | None
    rows: tuple[Row, ...]
    lost: tuple[str, ...] = ()

    @property
    def at(self) -> datetime | None:
        """When something was noted last."""
        return max((row.at for row in self.rows), default=None)


class OddError(Exception):
    """Something in the file that this package does not write."""


def read_entry(values: tuple[Any, ...], rows: tuple[Row, ...]) -> Entry:
    """A payload.

    Raises:
        OddError: it is none.
    """
    digest, position, application_id, lost = values
    is_fine = (
        isinstance(digest, str)
        and re.fullmatch("[0-9a-f]{64}", digest)
        and isinstance(position, int)
        and isinstance(application_id, (str, type(None)))
    )
    # Of each payload at least one request is noted: without it, all would be sent again.
    if not is_fine or not rows:
        raise OddError
    return Entry(digest, position, application_id, rows, _texts(lost))


def read_row(values: tuple[Any, ...]) -> Row:
    """A request.

    Raises:
        OddError: it is none.
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
        raise OddError from None
    if not is_fine or when.tzinfo is None:
        raise OddError
    return Row(step, state, error, status, _texts(params), when)


def _texts(value: Any) -> tuple[str, ...]:
    try:
        found = json.loads(value)
    except (TypeError, ValueError, RecursionError):
        raise OddError from None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise OddError
    return tuple(found)
