"""Decides what to do with each payload: what is left to send, or what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import define, evolve, frozen

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.replays.digest import payload_digest
from homerun_helpers.migration.replays.entry_outcomes import outcome_of, state_of
from homerun_helpers.migration.replays.journal_db import JournalDatabase
from homerun_helpers.migration.replays.journal_file import JournalError
from homerun_helpers.migration.replays.journal_rows import CLAIMED, OPEN, JournalEntry, JournalRow
from homerun_helpers.migration.replays.losses import Losing
from homerun_helpers.migration.replays.outcome import ReplayOutcome
from homerun_helpers.migration.replays.payload_run import PayloadRun
from homerun_helpers.migration.replays.plan import CREATE, Convert, Payload, PayloadPlan, Problem, plan_of

_SAME_APPLICATION = Problem("not_convertible", "SameApplication")


@frozen(kw_only=True)
class ReplayOptions:
    """The arguments of a replay that decide what is sent; see there."""

    convert: Convert
    folder: Path | None
    jobs: Mapping[str, str]
    retry_refused: bool
    losing: Losing
    same_account: bool
    dry_run: bool

    @property
    def open_states(self) -> tuple[str, ...]:
        """The states of requests that may be sent."""
        return (*OPEN, "refused") if self.retry_refused else OPEN


@define
class ReplayPlanner:
    """Takes payloads one by one."""

    _database: JournalDatabase
    _options: ReplayOptions

    def take(self, payload: Payload, position: int) -> ReplayOutcome | PayloadRun:
        """The run of a payload that is to be sent, or the outcome of one that is not."""
        try:
            digest = payload_digest(payload)
        except InvalidArgumentError as error:  # without a digest it cannot be in the journal
            return _outcome(position, "", None, Problem("not_convertible", type(error).__name__))
        if self._database.is_repeated(digest):
            return ReplayOutcome(position=position, digest=digest, state="duplicate")
        entry = self._database.entry(digest)
        if entry is not None and not self._is_open(entry):
            return outcome_of(entry, position, done="done_before")
        return self._planned(payload, position, digest, entry)

    def _planned(
        self, payload: Payload, position: int, digest: str, entry: JournalEntry | None
    ) -> ReplayOutcome | PayloadRun:
        options = self._options
        plan = plan_of(payload, options.convert, jobs=options.jobs, folder=options.folder, losing=options.losing)
        if plan.problem is not None:
            return self._not_sent(entry, digest, position, plan, plan.problem)
        if not _was_created(entry) and self._is_duplicate(digest, plan):
            if len(plan.steps) == 1:
                return ReplayOutcome(position=position, digest=digest, state="duplicate")
            return self._not_sent(entry, digest, position, plan, _SAME_APPLICATION)
        return PayloadRun.of(self._database, digest, position, plan, entry, options.open_states)

    def _is_duplicate(self, digest: str, plan: PayloadPlan) -> bool:
        # Two payloads can become the same application, such as one of V1 and the result of its conversion. A dry run
        # notes nothing in the journal, so the bodies that it saw are kept beside it.
        is_repeated = self._options.dry_run and self._database.is_repeated(plan.body)
        return is_repeated or self._database.duplicate_of(digest, plan.body) is not None

    def _is_open(self, entry: JournalEntry) -> bool:
        states = {row.step: row.state for row in entry.rows}
        created = states.get(CREATE, "waiting")
        if created == CLAIMED:
            return True
        if created == "done":
            if not entry.application_id:
                raise JournalError("The journal is damaged: it has no id of an application that was created.")
            return any(state in self._options.open_states for state in states.values())
        return created in self._options.open_states

    def _not_sent(
        self, entry: JournalEntry | None, digest: str, position: int, plan: PayloadPlan, problem: Problem
    ) -> ReplayOutcome:
        is_new = entry is None or entry.lost != plan.lost or all(_problem(row) != problem for row in entry.rows)
        if is_new and not self._options.dry_run:
            self._database.put_problem(digest, position, problem, plan.lost)
        return evolve(_outcome(position, digest, entry, problem), lost=plan.lost)


def _was_created(entry: JournalEntry | None) -> bool:
    rows = entry.rows if entry is not None else ()
    return any(row.step == CREATE and row.state in ("done", CLAIMED) for row in rows)


def _problem(row: JournalRow) -> Problem:
    return Problem(row.state, row.error or "", row.step, row.status, row.params)


def _outcome(position: int, digest: str, entry: JournalEntry | None, problem: Problem) -> ReplayOutcome:
    return ReplayOutcome(
        position=position,
        digest=digest,
        state=state_of(problem.state),
        application_id=entry.application_id if entry is not None else None,
        step=problem.step,
        error=problem.error,
        params=problem.params,
    )
