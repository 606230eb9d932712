"""Where a replay decides what to do with a payload, and notes what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from attrs import evolve, frozen

from homerun_helpers.errors import HomerunError, InvalidArgumentError, ResponseDecodeError
from homerun_helpers.migration.replays.digest import payload_digest
from homerun_helpers.migration.replays.journal_db import Book
from homerun_helpers.migration.replays.journal_file import JournalError
from homerun_helpers.migration.replays.journal_rows import CLAIMED, OPEN, Entry, Row
from homerun_helpers.migration.replays.losses import Losing, names
from homerun_helpers.migration.replays.plan import (
    CREATE,
    OF_THE_ACCOUNT,
    Convert,
    Payload,
    Plan,
    Problem,
    Step,
    id_in,
    judge,
    plan_of,
)
from homerun_helpers.migration.replays.report import ReplayOutcome, ReplayState

# From what concerns a person most to what concerns nobody. `sending`: a run ended before the answer came.
_WORST: dict[str, ReplayState] = {
    "sending": "outcome_unknown",
    "outcome_unknown": "outcome_unknown",
    "not_convertible": "not_convertible",
    "refused": "refused",
    "failed": "failed",
    "waiting": "failed",
    CLAIMED: "failed",
}
SET_ASIDE = ("sending", "outcome_unknown")
_SAME = Problem("not_convertible", "SameApplication")


def outcome_of(entry: Entry, position: int, *, done: ReplayState = "done") -> ReplayOutcome:
    """What became of a payload: what is worst of its requests, or `done`."""
    found = [(rank, row) for row in entry.rows for rank, state in enumerate(_WORST) if state == row.state]
    if not found:
        return ReplayOutcome(
            position=position,
            digest=entry.digest,
            state=done,
            application_id=entry.application_id,
            at=entry.at,
            lost=entry.lost,
        )
    return outcome_at(entry, position, min(found, key=lambda one: one[0])[1])


def outcome_at(entry: Entry, position: int, row: Row) -> ReplayOutcome:
    """What became of one request that is not done."""
    return ReplayOutcome(
        position=position,
        digest=entry.digest,
        state=_WORST[row.state],
        application_id=entry.application_id,
        step=row.step,
        error=row.error,
        status=row.status,
        params=row.params,
        at=row.at,
        lost=entry.lost,
    )


@frozen(kw_only=True)
class Rules:
    """What the caller of a replay wants; see there."""

    convert: Convert
    folder: Path | None
    jobs: Mapping[str, str]
    retry_refused: bool
    losing: Losing
    dry_run: bool

    @property
    def again(self) -> tuple[str, ...]:
        """The states of requests that may be sent."""
        return (*OPEN, "refused") if self.retry_refused else OPEN


class Desk:
    """Takes payloads in, one by one."""

    def __init__(self, book: Book, rules: Rules) -> None:
        self._book = book
        self._rules = rules

    def take(self, payload: Payload, position: int) -> ReplayOutcome | Task:
        """What is to be sent, or what became of it when nothing is."""
        try:
            digest = payload_digest(payload)
        except InvalidArgumentError as error:  # it cannot be known again, so it is not in the journal
            return _outcome(position, "", None, Problem("not_convertible", type(error).__name__))
        if self._book.is_repeated(digest):
            return ReplayOutcome(position=position, digest=digest, state="duplicate")
        entry = self._book.entry(digest)
        if entry is not None and not self._is_open(entry):
            return outcome_of(entry, position, done="done_before")
        return self._planned(payload, position, digest, entry)

    def _planned(self, payload: Payload, position: int, digest: str, entry: Entry | None) -> ReplayOutcome | Task:
        rules = self._rules
        plan = plan_of(payload, rules.convert, jobs=rules.jobs, folder=rules.folder, losing=rules.losing)
        if plan.problem is not None:
            return self._put_off(entry, digest, position, plan)
        if not _was_made(entry) and self._is_twin(digest, plan):
            if len(plan.steps) == 1:
                return ReplayOutcome(position=position, digest=digest, state="duplicate")
            return self._put_off(entry, digest, position, evolve(plan, problem=_SAME))
        return Task(self._book, digest, position, plan, entry, self._rules.again)

    def _is_twin(self, digest: str, plan: Plan) -> bool:
        # The same application in other words, such as a payload and what `convert` made of it. A dry run notes
        # nothing, so it has to remember them.
        in_this_run = self._rules.dry_run and self._book.is_repeated(plan.body)
        return in_this_run or self._book.twin(digest, plan.body) is not None

    def _is_open(self, entry: Entry) -> bool:
        states = {row.step: row.state for row in entry.rows}
        if states.get(CREATE) == CLAIMED:
            return True
        if states.get(CREATE) == "done":
            if not entry.application_id:
                raise JournalError("The journal is damaged: it has no id of an application that was created.")
            return any(state in self._rules.again for state in states.values())
        return states.get(CREATE, "waiting") in self._rules.again

    def _put_off(self, entry: Entry | None, digest: str, position: int, plan: Plan) -> ReplayOutcome:
        problem = cast("Problem", plan.problem)
        is_news = entry is None or entry.lost != plan.lost or all(_problem(row) != problem for row in entry.rows)
        if is_news and not self._rules.dry_run:
            self._book.put_problem(digest, position, problem, plan.lost)
        return evolve(_outcome(position, digest, entry, problem), lost=plan.lost)


def _was_made(entry: Entry | None) -> bool:
    rows = entry.rows if entry else ()
    return any(row.step == CREATE and row.state in ("done", CLAIMED) for row in rows)


def _problem(row: Row) -> Problem:
    return Problem(row.state, row.error or "", row.step, row.status, row.params)


def _outcome(position: int, digest: str, entry: Entry | None, problem: Problem) -> ReplayOutcome:
    return ReplayOutcome(
        position=position,
        digest=digest,
        state=_WORST[problem.state],
        application_id=entry.application_id if entry else None,
        step=problem.step,
        error=problem.error,
        params=problem.params,
    )


class Task:
    """A payload that is being sent. It watches its requests go out, and notes that first.

    Attributes:
        steps: the requests that are left to make.
        application_id: the application's id, once there is one.
        is_claimed: whether that id is a person's word, which nobody looked at yet.
        vacancy_id: the vacancy that the application is to be created for.
    """

    def __init__(
        self, book: Book, digest: str, position: int, plan: Plan, entry: Entry | None, again: tuple[str, ...]
    ) -> None:
        self._book, self._digest, self._position, self._again = book, digest, position, again
        self._plan = plan
        states = {row.step: row.state for row in entry.rows} if entry else {}
        self.steps = [step for step in plan.steps if states.get(step.name, "waiting") in again]
        self.application_id = entry.application_id if entry else None
        self.is_claimed = states.get(CREATE) == CLAIMED
        self.vacancy_id = plan.vacancy_id if any(step.name == CREATE for step in self.steps) else None
        self._step = CREATE
        self._begun = False

    def ready(self, *, is_vacancy_known: bool) -> ReplayOutcome:
        """What a dry run says of it."""
        if is_vacancy_known:
            return ReplayOutcome(position=self._position, digest=self._digest, state="ready", lost=self._plan.lost)
        found = Problem("not_convertible", "UnknownVacancy", params=names([self.vacancy_id or ""]))
        return evolve(_outcome(self._position, self._digest, None, found), lost=self._plan.lost)

    def is_of(self, email: object) -> bool:
        """Whether the application that a person named is this candidate's; else it is set aside again."""
        if isinstance(email, str) and email.strip().casefold() == self._plan.email.strip().casefold():
            self._book.put(self._digest, CREATE, "done")
            return True
        self._set_aside("OtherCandidate")
        return False

    def doubt(self, error: HomerunError) -> bool:
        """Note that the application that a person named could not be read; True when no other could be, either."""
        if isinstance(error, OF_THE_ACCOUNT):
            return True
        if error.status is not None and 400 <= error.status < 500:
            self._set_aside("NoSuchApplication")
        else:
            self._book.put_problem(self._digest, self._position, Problem(CLAIMED, type(error).__name__))
        return False

    def _set_aside(self, why: str) -> None:
        with self._book.transaction():
            self._book.put_problem(self._digest, self._position, Problem("outcome_unknown", why))
            self._book.forget_application(self._digest)
        self.application_id = None

    def at(self, step: Step) -> Task:
        """This, watching one request."""
        self._step = step.name
        return self

    def before_send(self) -> None:
        """Note that the request is about to be sent."""
        with self._book.transaction():
            self._begin()
            self._book.go_out(self._digest, self._step)

    def not_sent(self) -> None:
        """Note that it was not done, and waits."""
        self._book.hold_back(self._digest, self._step)

    def _begin(self) -> None:
        if not self._begun:
            steps = [step.name for step in self._plan.steps]
            self._book.begin(
                self._digest, self._position, steps, again=self._again, body=self._plan.body, lost=self._plan.lost
            )
            self._begun = True

    def finish(self, created: str | None = None) -> None:
        """Note that the request was done; `created` is the new application's id."""
        self._begin()
        if self._step != CREATE:
            self._book.put(self._digest, self._step, "done")
        elif created:
            self.application_id = created
            self._book.put(self._digest, CREATE, "done", created)
        else:  # it is there, but where?
            self._book.put_problem(self._digest, self._position, Problem("outcome_unknown", "MissingId"))

    def fail(self, error: HomerunError) -> bool:
        """Note what an error says of the request; True when every other payload would meet it too."""
        problem = judge(self._step, error)
        if problem is None and isinstance(error, ResponseDecodeError):
            self.finish(id_in(error) if self._step == CREATE else None)
        if problem is None:
            return False
        self._begin()
        self._book.put_problem(self._digest, self._position, problem)
        return problem.stops

    def outcome(self) -> ReplayOutcome:
        """What became of the payload."""
        entry = Entry(self._digest, self._position, self.application_id, self._book.rows(self._digest))
        return evolve(outcome_of(entry, self._position), lost=self._plan.lost, is_news=True)
