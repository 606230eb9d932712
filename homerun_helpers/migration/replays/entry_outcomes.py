"""What became of a payload, by what the journal has of it."""

from __future__ import annotations

from homerun_helpers.migration.replays.journal_rows import CLAIMED, JournalEntry, JournalRow
from homerun_helpers.migration.replays.outcome import ReplayOutcome, ReplayState

# From the states that need a person most to those that need none. `sending`: a run ended before the answer came.
_BY_URGENCY: dict[str, ReplayState] = {
    "sending": "outcome_unknown",
    "outcome_unknown": "outcome_unknown",
    "not_convertible": "not_convertible",
    "refused": "refused",
    "failed": "failed",
    "waiting": "failed",
    CLAIMED: "failed",
}
SET_ASIDE = ("sending", "outcome_unknown")


def state_of(row_state: str) -> ReplayState:
    """The state of a payload with a request that is not done."""
    return _BY_URGENCY[row_state]


def outcome_of(entry: JournalEntry, position: int, *, done: ReplayState = "done") -> ReplayOutcome:
    """What became of a payload: its request that needs a person most, or `done` when all requests are done."""
    ranks = {state: rank for rank, state in enumerate(_BY_URGENCY)}
    rows = [row for row in entry.rows if row.state in ranks]
    if rows:
        return outcome_at(entry, position, min(rows, key=lambda row: ranks[row.state]))
    return ReplayOutcome(
        position=position,
        digest=entry.digest,
        state=done,
        application_id=entry.application_id,
        at=entry.at,
        lost=entry.lost,
    )


def outcome_at(entry: JournalEntry, position: int, row: JournalRow) -> ReplayOutcome:
    """What became of a request that is not done."""
    return ReplayOutcome(
        position=position,
        digest=entry.digest,
        state=state_of(row.state),
        application_id=entry.application_id,
        step=row.step,
        error=row.error,
        status=row.status,
        params=row.params,
        at=row.at,
        lost=entry.lost,
    )
