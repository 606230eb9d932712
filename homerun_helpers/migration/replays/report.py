"""What a replay did, without personal data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from homerun_helpers.migration.replays.outcome import (
    GOOD_STATES,
    ReplayOutcome,
    ReplayState,
    Spell,
    in_python,
    meaning,
    spelled,
)


@frozen(kw_only=True)
class EarlyStop:
    """Why a replay ended before the payloads did.

    Attributes:
        by: the argument of `replay` that made it stop.
        position: the place of the last payload in the input, counted from 1.
        state: what became of that payload.
        in_a_row: how many payloads in a row were set aside.

    Example:
        ```python
        from homerun_helpers.migration import replay

        incomplete = [{"candidate": {"first_name": "Ada"}}]
        report = replay(homerun, incomplete, journal=folder / "replay.db", stop_on_error=True)
        if report.stop:
            print(report.stop.by, report.stop.position)  # stop_on_error 1
        ```
    """

    by: Literal["stop_on_error", "max_unknown"]
    position: int
    state: ReplayState
    in_a_row: int = 0

    def sentence(self, spell: Spell = in_python) -> str:
        """The reason as a text.

        Args:
            spell: gives the spelling of an argument's name, such as `--stop-on-error` for `stop_on_error`.
        """
        if self.by == "max_unknown":
            return f"{self.in_a_row} payloads in a row were set aside. Is the API working?"
        return spelled(f"payload {self.position} is {self.state}, and {{stop_on_error}} is set.", spell)


@frozen(kw_only=True)
class ReplayReport:
    """What a replay did. Its text has no personal data.

    Attributes:
        counts: how many payloads there are in each state, including states with none.
        total: how many payloads were read.
        outcomes: the payloads with which something is wrong, or that were sent without a part, the first 1,000.
        omitted: how many more there are; the journal has them all.
        lossy: how many payloads were sent, or are ready, of which V2 does not get a part.
        stop: why it ended before the payloads did; None: it did not.
        dry_run: True when nothing was sent.
        remark: what else there is to say of the run; mostly "".

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
    stop: EarlyStop | None = None
    dry_run: bool = False
    remark: str = ""

    @property
    def stopped(self) -> bool:
        """True when it ended before the payloads did."""
        return self.stop is not None

    @property
    def reason(self) -> str:
        """Why it stopped; "" when it did not."""
        return self.stop.sentence() if self.stop is not None else ""

    @property
    def ok(self) -> bool:
        """Whether nothing is left to do."""
        return not self.stopped and all(state in GOOD_STATES for state, count in self.counts.items() if count)

    def __str__(self) -> str:
        return self.text()

    def text(self, spell: Spell = in_python) -> str:
        """The report as lines of text.

        Args:
            spell: gives the spelling of an argument's name, such as `--jobs` for `jobs`.
        """
        return "\n".join(line for _, line in self.lines(spell))

    def lines(self, spell: Spell = in_python) -> Iterator[tuple[int, str]]:
        """The lines of the text, each with how far it is indented where it is continued on the next line."""
        what = "Dry run, nothing was sent: " if self.dry_run else ""
        yield 0, f"{what}{self.total:,} {'payload' if self.total == 1 else 'payloads'}"
        yield from ((10, f"{count:8,}  {meaning(state, spell)}") for state, count in self.counts.items() if count)
        if self.lossy:
            yield 10, f"{self.lossy:8,}  of them with parts that V2 has no place for"
        if self.remark:
            yield 0, self.remark
        if self.stop is not None:
            yield 2, f"Stopped: {self.stop.sentence(spell)}"
        yield from ((6, f"  {outcome.sentence(spell)}") for outcome in self.outcomes)
        if self.omitted:
            yield 2, f"  and {self.omitted:,} more: they are in the journal"
