"""Counts what became of payloads while a replay runs, and says when it has to stop."""

from __future__ import annotations

from attrs import Attribute, define, field

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.replays.outcome import GOOD_STATES, STATES, ReplayOutcome, ReplayState
from homerun_helpers.migration.replays.report import EarlyStop, ReplayReport

# A report keeps that many outcomes; the journal has them all.
MAX_OUTCOMES = 1_000


def _check_count(_instance: object, attribute: Attribute[int], value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidArgumentError(attribute.name, f"must be a whole number, 1 or more; it is {value!r}.")


@define
class ReplayCounts:
    """Counts outcomes, in bounded memory.

    Attributes:
        max_unknown: stop when this many payloads in a row were set aside.
        stop_on_error: stop when something goes wrong in this run.
        dry_run: whether nothing is sent.
        total: how many outcomes were counted.
        stop: why the replay has to stop; None while it need not.
        lookup_error: the name of the error that kept a dry run from looking up vacancies.

    Raises:
        InvalidArgumentError: `max_unknown` is no number of payloads.
    """

    max_unknown: int = field(validator=_check_count)
    stop_on_error: bool = field(kw_only=True)
    dry_run: bool = field(kw_only=True)
    total: int = field(default=0, init=False)
    stop: EarlyStop | None = field(default=None, init=False)
    lookup_error: str | None = field(default=None, init=False)
    _counts: dict[ReplayState, int] = field(factory=lambda: dict.fromkeys(STATES, 0), init=False)
    _kept: list[ReplayOutcome] = field(factory=list, init=False)
    _notable: int = field(default=0, init=False)
    _in_a_row: int = field(default=0, init=False)
    _lossy: int = field(default=0, init=False)

    def add(self, outcome: ReplayOutcome) -> ReplayOutcome:
        """Count an outcome, and return it."""
        self.total += 1
        self._counts[outcome.state] += 1
        is_lossy = bool(outcome.lost) and outcome.state in ("done", "ready")
        self._lossy += is_lossy
        if is_lossy or outcome.state not in GOOD_STATES:
            self._notable += 1
            if len(self._kept) < MAX_OUTCOMES:
                self._kept.append(outcome)
        self._decide(outcome)
        return outcome

    def _decide(self, outcome: ReplayOutcome) -> None:
        # A problem that an earlier run left behind would stop each run at the same payload.
        is_of_this_run = outcome.is_news or outcome.state == "not_convertible"
        if self.stop_on_error and is_of_this_run and outcome.state not in GOOD_STATES:
            self.stop = EarlyStop(by="stop_on_error", position=outcome.position, state=outcome.state)
        if outcome.is_news:
            self._in_a_row = self._in_a_row + 1 if outcome.state == "outcome_unknown" else 0
            if self._in_a_row == self.max_unknown:
                self.stop = EarlyStop(
                    by="max_unknown", position=outcome.position, state=outcome.state, in_a_row=self._in_a_row
                )

    def note(self) -> str:
        """How far the replay came, for the error that ended it."""
        done = self._counts["done"] + self._counts["done_before"]
        return f"The replay stopped after {self.total:,} payloads ({done:,} done). Run it again to continue."

    def report(self) -> ReplayReport:
        """What was counted."""
        failed = self.lookup_error
        return ReplayReport(
            counts=dict(self._counts),
            total=self.total,
            outcomes=tuple(self._kept),
            omitted=self._notable - len(self._kept),
            lossy=self._lossy,
            stop=self.stop,
            dry_run=self.dry_run,
            remark="" if failed is None else f"The vacancies were not looked up: {failed}.",
        )
