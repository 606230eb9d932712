"""Where a replay decides what to do with a payload, and notes what became of it."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from homerun_helpers.errors import HomerunError, InvalidArgumentError, ResponseDecodeError
from homerun_helpers.migration._book import OPEN, Book, Entry, Row
from homerun_helpers.migration._digest import payload_digest
from homerun_helpers.migration._replay import CREATE, Convert, Payload, Plan, Problem, Step, id_in, judge, plan_of
from homerun_helpers.migration._replay_report import ReplayOutcome, ReplayState

# From what concerns a person most to what concerns nobody. `sending`: a run ended before the answer came.
_WORST: dict[str, ReplayState] = {
    "sending": "outcome_unknown",
    "outcome_unknown": "outcome_unknown",
    "not_convertible": "not_convertible",
    "refused": "refused",
    "failed": "failed",
    "waiting": "failed",
}
SET_ASIDE = ("sending", "outcome_unknown")


def outcome_of(entry: Entry, position: int, *, done: ReplayState = "done") -> ReplayOutcome:
    """What became of a payload: what is worst of its requests, or `done`."""
    found = [(rank, row) for row in entry.rows for rank, state in enumerate(_WORST) if state == row.state]
    if not found:
        return ReplayOutcome(
            position=position, digest=entry.digest, state=done, application_id=entry.application_id, at=entry.at
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
    )


@frozen(kw_only=True)
class Rules:
    """What the caller of a replay wants; see there."""

    convert: Convert
    folder: Path | None
    retry_refused: bool
    strict: bool
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
        plan = plan_of(payload, self._rules.convert, folder=self._rules.folder, strict=self._rules.strict)
        if plan.problem is not None:
            return self._put_off(entry, digest, position, plan.problem)
        if self._rules.dry_run:
            return ReplayOutcome(position=position, digest=digest, state="ready", lost=plan.lost)
        return Task(self._book, digest, position, plan, entry, self._rules.again)

    def _is_open(self, entry: Entry) -> bool:
        states = {row.step: row.state for row in entry.rows}
        if states.get(CREATE) == "done":
            return any(state in self._rules.again for state in states.values())
        return states.get(CREATE, "waiting") in self._rules.again

    def _put_off(self, entry: Entry | None, digest: str, position: int, problem: Problem) -> ReplayOutcome:
        is_news = entry is None or all(_problem(row) != problem for row in entry.rows)
        if is_news and not self._rules.dry_run:
            self._book.put_problem(digest, position, problem)
        return _outcome(position, digest, entry, problem)


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
    """

    def __init__(
        self, book: Book, digest: str, position: int, plan: Plan, entry: Entry | None, again: tuple[str, ...]
    ) -> None:
        self._book, self._digest, self._position, self._again = book, digest, position, again
        self._names = [step.name for step in plan.steps]
        states = {row.step: row.state for row in entry.rows} if entry else {}
        self.steps = [step for step in plan.steps if states.get(step.name, "waiting") in again]
        self.application_id = entry.application_id if entry else None
        self._lost = plan.lost
        self._step = CREATE
        self._begun = False

    def at(self, step: Step) -> Task:
        """This, watching one request."""
        self._step = step.name
        return self

    def goes_out(self) -> None:
        """Note that the request is about to be sent."""
        with self._book.transaction():
            self._begin()
            self._book.go_out(self._digest, self._step)

    def is_held_back(self) -> None:
        """Note that it was not done, and waits."""
        self._book.hold_back(self._digest, self._step)

    def _begin(self) -> None:
        if not self._begun:
            self._book.begin(self._digest, self._position, self._names, again=self._again)
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
        return evolve(outcome_of(entry, self._position), lost=self._lost, is_news=True)
