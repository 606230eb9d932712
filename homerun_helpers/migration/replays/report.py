"""What became of payloads, without a word of what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from homerun_helpers.errors import InvalidArgumentError

ReplayState: TypeAlias = Literal[
    "done", "done_before", "duplicate", "ready", "outcome_unknown", "failed", "refused", "not_convertible"
]
"""What became of a payload; see `ReplayOutcome`."""

STATES: tuple[ReplayState, ...] = get_args(ReplayState)
# Those with which nothing is wrong.
WELL: frozenset[ReplayState] = frozenset({"done", "done_before", "duplicate", "ready"})
# So many outcomes are kept in a report: the journal has them all.
MOST_KEPT = 1_000

_MEANING: Mapping[ReplayState, str] = {
    "done": "done",
    "done_before": "done in an earlier run",
    "duplicate": "duplicates of a payload before them",
    "ready": "ready to be sent",
    "outcome_unknown": "set aside: their answer was lost, so look in Homerun and resolve them in the journal",
    "failed": "not sent for certain: run it again",
    "refused": "refused by the API",
    "not_convertible": "not convertible: something is missing, or a file cannot be sent",
}
# What is said instead of an error's name; what follows it are the names of fields.
_WHY: Mapping[str, str] = {
    "FolderNeeded": "it names a file by its path; say with `folder` where files may be read",
    "OutsideFolder": "it names a file outside `folder`",
    "MissingValue": "V2 needs",
    "NotCarried": "V2 would not get all of it (see `allow_lossy`):",
    "SameApplication": "the same application was sent already, so its notes and files are not sent a second time",
    "UnknownVacancy": "Homerun has no such vacancy; say with `jobs` which vacancies the jobs of V1 became:",
    "OtherCandidate": "the application that was named has another e-mail; resolve it again",
    "NoSuchApplication": "the application that was named is not there; resolve it again",
    "MissingId": "it was created, but the answer did not tell its id",
    "Resolved": "a person resolved it; the next run goes on with it",
    "InvalidArgumentError": "it is not what V2 takes; `convert` says more",
    "ValueError": "it has a value that cannot be used",
    "FileNotFoundError": "the file is not there",
    "IsADirectoryError": "it names a folder instead of a file",
    "PermissionError": "the file may not be read",
    "FileTooLargeError": "the file is too large for the API",
    "UnsupportedFileTypeError": "the API takes no files of this kind",
    "BadRequestError": "the API does not take",
    "NotFoundError": "the API does not find what it names",
    "PayloadTooLargeError": "it is too large for the API",
    "AuthenticationError": "the key was not accepted",
    "PermissionDeniedError": "the key lacks a scope",
    "PaymentRequiredError": "the account's plan does not have it",
    "RateLimitError": "the budget of requests was used up",
    "APITimeoutError": "the answer did not come in time",
    "APIConnectionError": "the API could not be reached, or the answer was lost",
    "ServerError": "the API failed",
    "ResponseDecodeError": "the answer could not be read",
}


@frozen(kw_only=True)
class ReplayOutcome:
    """What became of a payload. It has ids, places and names of fields, never what a candidate sent.

    Attributes:
        position: its place in the input, counted from 1.
        digest: what the journal knows it by; see `payload_digest`.
        state: `done` in this run, `done_before` in an earlier one; `duplicate` of a payload before it; `ready` to be
            sent (`dry_run`); `outcome_unknown`: set aside for a person; `failed`: not done for certain, the next run
            tries again; `refused` by the API; `not_convertible`: it lacks what V2 needs, or a file cannot be sent.
        application_id: the application's id, once it is created.
        step: where it stands still: `create`, `note 1`, `file 2`, …; None when nothing is wrong.
        error: the name of the error, such as `BadRequestError`.
        status: the status of the API's answer.
        params: the names of the fields that are at fault.
        at: when the journal noted it, in UTC.
        lost: where something is that V2 does not get, and why, without a value: `files[0]: a file needs content …`.
        is_news: whether it was sent, or tried to be, in this run.

    Example:
        ```python
        from homerun_helpers.migration import replay

        report = replay(homerun, [{"candidate": {"first_name": "Ada"}}], journal=folder / "replay.db")
        print(report.outcomes[0])  # 1 not_convertible at create: V2 needs last_name, email (7b2c1d…)
        ```
    """

    position: int
    digest: str
    state: ReplayState
    application_id: str | None = None
    step: str | None = None
    error: str | None = None
    status: int | None = None
    params: tuple[str, ...] = ()
    at: datetime | None = None
    lost: tuple[str, ...] = ()
    is_news: bool = field(default=False, repr=False)

    def __str__(self) -> str:
        place = f" at {self.step}" if self.step else ""
        words = _WHY.get(self.error or "", self.error or "")
        status = f" (status {self.status})" if self.status else ""
        why = f"{words} {', '.join(self.params)}".strip() + status
        losses = f"; V2 does not get {'; '.join(self.lost)}" if self.lost else ""
        return f"{self.position} {self.state}{place}{f': {why}' if why else ''} ({self.digest[:12]}){losses}"


@frozen(kw_only=True)
class ReplayReport:
    """What a replay did. Its text has no personal data.

    Attributes:
        counts: how many payloads there are of each state, also of those with none.
        total: how many payloads were read.
        outcomes: the payloads with which something is wrong, or that were sent without a part, the first 1,000.
        omitted: how many more there are; the journal has them all.
        lossy: how many payloads were sent, or are ready, of which V2 does not get a part.
        stopped: True when it ended before the payloads did.
        reason: why it stopped.
        dry_run: True when nothing was sent.
        remark: what else there is to say of the run; "" most often.

    Example:
        ```python
        from homerun_helpers.migration import replay

        report = replay(homerun, [], journal=folder / "replay.db")
        assert report.ok, str(report)
        ```
    """

    counts: Mapping[ReplayState, int]
    total: int
    outcomes: tuple[ReplayOutcome, ...] = ()
    omitted: int = 0
    lossy: int = 0
    stopped: bool = False
    reason: str = ""
    dry_run: bool = False
    remark: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is left to do."""
        return not self.stopped and all(state in WELL for state, count in self.counts.items() if count)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        what = "Dry run, nothing was sent: " if self.dry_run else ""
        yield f"{what}{self.total:,} {'payload' if self.total == 1 else 'payloads'}"
        yield from (f"{count:8,}  {_MEANING[state]}" for state, count in self.counts.items() if count)
        if self.lossy:
            yield f"{self.lossy:8,}  of them with parts that V2 has no place for"
        if self.remark:
            yield self.remark
        if self.stopped:
            yield f"Stopped: {self.reason}"
        yield from (f"  {outcome}" for outcome in self.outcomes)
        if self.omitted:
            yield f"  and {self.omitted:,} more: they are in the journal"


class Tally:
    """Counts outcomes, in bounded memory, and says when it is time to stop.

    Args:
        max_unknown: stop when so many in a row were set aside.
        stop_on_error: stop when something goes wrong in this run.
        dry_run: for the report.

    Attributes:
        total: how many there were.
        reason: why it is time to stop; "" while it is not.
        remark: what else the report says.

    Raises:
        InvalidArgumentError: `max_unknown` is no number of payloads.
    """

    def __init__(self, max_unknown: int, *, stop_on_error: bool, dry_run: bool) -> None:
        if not isinstance(max_unknown, int) or isinstance(max_unknown, bool) or max_unknown < 1:
            raise InvalidArgumentError(f"max_unknown must be a whole number, 1 or more; it is {max_unknown!r}.")
        self._max_unknown, self._stop_on_error, self._dry_run = max_unknown, stop_on_error, dry_run
        self._counts: dict[ReplayState, int] = dict.fromkeys(STATES, 0)
        self._kept: list[ReplayOutcome] = []
        self._in_a_row = 0
        self._lossy = 0
        self._told = 0
        self.total = 0
        self.reason = ""
        self.remark = ""

    def add(self, outcome: ReplayOutcome) -> ReplayOutcome:
        """Count one, and give it back."""
        self.total += 1
        self._counts[outcome.state] += 1
        is_lossy = bool(outcome.lost) and outcome.state in ("done", "ready")
        self._lossy += is_lossy
        if is_lossy or outcome.state not in WELL:
            self._told += 1
            self._kept += [outcome] if len(self._kept) < MOST_KEPT else []
        if outcome.state not in WELL:
            self._look_at(outcome)
        if outcome.is_news:
            self._in_a_row = self._in_a_row + 1 if outcome.state == "outcome_unknown" else 0
            if self._in_a_row == self._max_unknown:
                self.reason = f"{self._in_a_row} payloads in a row were set aside. Is the API well?"
        return outcome

    def _look_at(self, outcome: ReplayOutcome) -> None:
        # What an earlier run set aside or was refused would stop each run at the same place.
        if self._stop_on_error and (outcome.is_news or outcome.state == "not_convertible"):
            self.reason = f"payload {outcome.position} is {outcome.state}, and stop_on_error is set."

    def note(self) -> str:
        """How far it came, for an error that ended it."""
        done = self._counts["done"] + self._counts["done_before"]
        return f"The replay stopped after {self.total:,} payloads ({done:,} done). Run it again to go on."

    def report(self) -> ReplayReport:
        """What was counted."""
        return ReplayReport(
            counts=dict(self._counts),
            total=self.total,
            outcomes=tuple(self._kept),
            omitted=self._told - len(self._kept),
            lossy=self._lossy,
            stopped=bool(self.reason),
            reason=self.reason,
            dry_run=self._dry_run,
            remark=self.remark,
        )
