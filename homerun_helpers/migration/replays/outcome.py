"""What became of a payload, without a word of what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

ReplayState: TypeAlias = Literal[
    "done", "done_before", "duplicate", "ready", "outcome_unknown", "failed", "refused", "not_convertible"
]
"""What became of a payload; see `ReplayOutcome`."""

Spell: TypeAlias = Callable[[str], str]
"""Gives the spelling of an argument's name: `--folder` for `folder` on a command line."""

STATES: tuple[ReplayState, ...] = get_args(ReplayState)
# With a payload in one of these states nothing is wrong.
GOOD_STATES: frozenset[ReplayState] = frozenset({"done", "done_before", "duplicate", "ready"})
_MENTIONED = ("allow_lossy", "folder", "jobs", "resolve", "stop_on_error")

_MEANINGS: Mapping[ReplayState, str] = {
    "done": "done",
    "done_before": "done in an earlier run",
    "duplicate": "duplicates of a payload before them",
    "ready": "ready to be sent",
    "outcome_unknown": "set aside: their answer was lost. Look in Homerun, and say what is there with {resolve}",
    "failed": "certainly not sent: run it again",
    "refused": "refused by the API",
    "not_convertible": "not convertible: something is missing, or a file cannot be sent",
}
# What is shown instead of an error's name. The names of fields follow it.
_REASONS: Mapping[str, str] = {
    "FolderNeeded": "it names a file by its path; say with {folder} where files may be read",
    "OutsideFolder": "it names a file outside {folder}",
    "MissingValue": "V2 needs",
    "NotCarried": "V2 would not get all of it (see {allow_lossy}):",
    "SameApplication": "the same application was sent before, so its notes and files are not sent a second time",
    "UnknownVacancy": "Homerun has no such vacancy; say with {jobs} which vacancies the jobs of V1 became:",
    "OtherCandidate": "the application that was named has another e-mail; name the right one with {resolve}",
    "NoSuchApplication": "the application that was named is not there; name the right one with {resolve}",
    "MissingId": "it was created, but the answer did not tell its id",
    "Resolved": "a person resolved it; the next run continues with it",
    "InvalidArgumentError": "V2 does not take it; `convert` says more",
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
    "RateLimitError": "the rate limit was used up",
    "APITimeoutError": "the answer did not come in time",
    "APIConnectionError": "the API could not be reached, or the answer was lost",
    "ServerError": "the API failed",
    "ResponseDecodeError": "the answer could not be read",
}


def in_python(name: str) -> str:
    """The spelling of an argument's name in Python."""
    return f"`{name}`"


def spelled(template: str, spell: Spell) -> str:
    """A text of this package with the names of arguments in it spelled for its reader."""
    return template.format_map({name: spell(name) for name in _MENTIONED})


def meaning(state: ReplayState, spell: Spell = in_python) -> str:
    """What a state means for the payloads in it, and what to do about them."""
    return spelled(_MEANINGS[state], spell)


@frozen(kw_only=True)
class ReplayOutcome:
    """What became of a payload. It has ids, places and names of fields, never what a candidate sent.

    Attributes:
        position: its place in the input, counted from 1.
        digest: the journal's name for it; see `payload_digest`.
        state: `done` in this run, `done_before` in an earlier one; `duplicate` of a payload before it; `ready` to be
            sent (`dry_run`); `outcome_unknown`: set aside for a person; `failed`: certainly not done, the next run
            tries again; `refused` by the API; `not_convertible`: it lacks what V2 needs, or a file cannot be sent.
        application_id: the application's id, once it is created.
        step: the request that is not done: `create`, `note 1`, `file 2`, …; None when nothing is wrong.
        error: the name of the error, such as `BadRequestError`.
        status: the status of the API's answer.
        params: the names of the fields that are wrong.
        at: when the journal noted it, in UTC.
        lost: what V2 does not get: each place with the reason, without a value: `files[0]: a file needs content …`.
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
        return self.sentence()

    def sentence(self, spell: Spell = in_python) -> str:
        """One line about it.

        Args:
            spell: gives the spelling of an argument's name, such as `--jobs` for `jobs`.
        """
        place = f" at {self.step}" if self.step else ""
        words = spelled(_REASONS.get(self.error or "", self.error or ""), spell)
        status = f" (status {self.status})" if self.status else ""
        why = " ".join(filter(None, (words, ", ".join(self.params)))) + status
        losses = f"; V2 does not get {'; '.join(self.lost)}" if self.lost else ""
        return f"{self.position} {self.state}{place}{f': {why}' if why else ''} ({self.digest[:12]}){losses}"
