"""One payload while it is sent: it notes each request before it is sent, and what became of it."""

from __future__ import annotations

from attrs import define, evolve, field

from homerun_helpers.errors import HomerunError, ResponseDecodeError
from homerun_helpers.migration.replays.entry_outcomes import outcome_of
from homerun_helpers.migration.replays.journal_db import JournalDatabase
from homerun_helpers.migration.replays.journal_rows import CLAIMED, JournalEntry
from homerun_helpers.migration.replays.losses import names
from homerun_helpers.migration.replays.outcome import ReplayOutcome
from homerun_helpers.migration.replays.plan import (
    CREATE,
    OF_THE_ACCOUNT,
    PayloadPlan,
    Problem,
    ReplayStep,
    id_in,
    judge,
)


@define
class PayloadRun:
    """A payload that is being sent. It is told of each attempt before it is made: see `AttemptHooks`.

    Attributes:
        steps: the requests that are left to make.
        application_id: the application's id, once there is one.
        is_claimed: whether a person named that id, and it was not checked yet.
        vacancy_id: the vacancy that the application is to be created for.
    """

    _database: JournalDatabase
    _digest: str
    _position: int
    _plan: PayloadPlan
    _open_states: tuple[str, ...]
    steps: tuple[ReplayStep, ...]
    application_id: str | None
    is_claimed: bool
    vacancy_id: str | None
    _step: str = field(default=CREATE, init=False)
    _is_begun: bool = field(default=False, init=False)

    @classmethod
    def of(
        cls,
        database: JournalDatabase,
        digest: str,
        position: int,
        plan: PayloadPlan,
        entry: JournalEntry | None,
        open_states: tuple[str, ...],
    ) -> PayloadRun:
        """The run of a payload, by its plan and by what the journal has of it."""
        states = {row.step: row.state for row in entry.rows} if entry is not None else {}
        steps = tuple(step for step in plan.steps if states.get(step.name, "waiting") in open_states)
        return cls(
            database,
            digest,
            position,
            plan,
            open_states,
            steps,
            application_id=entry.application_id if entry is not None else None,
            is_claimed=states.get(CREATE) == CLAIMED,
            vacancy_id=plan.vacancy_id if any(step.name == CREATE for step in steps) else None,
        )

    def ready(self, *, is_vacancy_known: bool) -> ReplayOutcome:
        """The outcome of a dry run."""
        ready = ReplayOutcome(position=self._position, digest=self._digest, state="ready", lost=self._plan.lost)
        if is_vacancy_known:
            return ready
        unknown = names([self.vacancy_id or ""])
        return evolve(ready, state="not_convertible", step=CREATE, error="UnknownVacancy", params=unknown)

    def is_of(self, email: object) -> bool:
        """Whether the application that a person named has the payload's e-mail; else it is set aside again."""
        if isinstance(email, str) and email.strip().casefold() == self._plan.email.strip().casefold():
            self._database.put(self._digest, CREATE, "done")
            return True
        self._set_aside("OtherCandidate")
        return False

    def on_claim_error(self, error: HomerunError) -> bool:
        """Note that the application that a person named cannot be read; True when every other read would fail too."""
        if isinstance(error, OF_THE_ACCOUNT):
            return True
        if error.status is not None and 400 <= error.status < 500:
            self._set_aside("NoSuchApplication")
        else:
            self._database.put_problem(self._digest, self._position, Problem(CLAIMED, type(error).__name__))
        return False

    def _set_aside(self, error: str) -> None:
        with self._database.transaction():
            self._database.put_problem(self._digest, self._position, Problem("outcome_unknown", error))
            self._database.forget_application(self._digest)
        self.application_id = None

    def at(self, step: ReplayStep) -> PayloadRun:
        """This run, told of the attempts of one request."""
        self._step = step.name
        return self

    def before_send(self) -> None:
        """Note that the request is about to be sent."""
        with self._database.transaction():
            self._begin()
            self._database.mark_sending(self._digest, self._step)

    def not_sent(self) -> None:
        """Note that it was not done, and waits."""
        self._database.mark_waiting(self._digest, self._step)

    def _begin(self) -> None:
        if not self._is_begun:
            self._database.begin(
                self._digest,
                self._position,
                [step.name for step in self._plan.steps],
                again=self._open_states,
                body=self._plan.body,
                lost=self._plan.lost,
            )
            self._is_begun = True

    def finish(self, created: str | None = None) -> None:
        """Note that the request was done; `created` is the new application's id."""
        self._begin()
        if self._step != CREATE:
            self._database.put(self._digest, self._step, "done")
        elif created:
            self.application_id = created
            self._database.put(self._digest, CREATE, "done", created)
        else:  # the application is there, but its id is unknown
            self._database.put_problem(self._digest, self._position, Problem("outcome_unknown", "MissingId"))

    def fail(self, error: HomerunError) -> bool:
        """Note what an error says of the request; True when every other payload would meet the error too."""
        problem = judge(self._step, error)
        if problem is None and isinstance(error, ResponseDecodeError):
            self.finish(id_in(error) if self._step == CREATE else None)
        if problem is None:
            return False
        self._begin()
        self._database.put_problem(self._digest, self._position, problem)
        return problem.stops

    def outcome(self) -> ReplayOutcome:
        """What became of the payload."""
        rows = self._database.rows(self._digest)
        entry = JournalEntry(self._digest, self._position, self.application_id, rows)
        return evolve(outcome_of(entry, self._position), lost=self._plan.lost, is_news=True)
