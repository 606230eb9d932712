"""What a conversion of many records says at its end."""

import re
from collections import Counter

import click
from attrs import Factory, define

from homerun_helpers.migration.convert.report import Change, MigrationReport


@define
class _Group:
    """The same change, in one record or in many.

    Attributes:
        change: the first one.
        place: the record that has it.
        count: how many there are.
    """

    change: Change
    place: str
    count: int = 0

    def __str__(self) -> str:
        more = f" and {self.count - 1:,} more" if self.count > 1 else ""
        return f"{self.place}{more}: {self.change}"


@define
class Tally:
    """What is said at the end, without a value of any record."""

    records: int = 0
    complete: int = 0
    incomplete: int = 0
    reduced: int = 0
    attachments: int = 0
    kinds: Counter[str] = Factory(Counter)
    groups: dict[tuple[str, str, str], _Group] = Factory(dict)

    def add(self, place: str, report: MigrationReport) -> None:
        """Count a record."""
        self.records += 1
        self.complete += report.complete
        self.reduced += report.complete and bool(report.removed)
        self.attachments += len(report.attachments.files) + len(report.attachments.notes)
        self.add_file(place, report)

    def add_file(self, place: str, report: MigrationReport) -> None:
        """Count what is of no record, but of the file."""
        self.incomplete += not report.complete
        self.kinds.update(change.kind for change in report.changes)
        for change in (*report.missing, *report.not_carried, *report.removed):
            # The third note is as good as the first.
            key = (change.kind, re.sub(r"\[\d+\]", "[]", change.path), change.reason)
            self.groups.setdefault(key, _Group(change, place)).count += 1

    def say(self, report: str | None) -> None:
        """Say it on the standard error: each thing once, with the first record that has it."""
        for group in self.groups.values():
            click.secho(str(group), fg=None if group.change.kind == "removed" else "yellow", err=True)
        if report is None and any(group.change.kind != "missing" for group in self.groups.values()):
            click.echo("With --report FILE, the values of what was not carried over are kept there.", err=True)
        click.echo(self._summary(), err=True)
        if self.attachments:
            held = f"{report} has" if report else "only --report has"
            words = _count(self.attachments, "file or note goes in a call", "files and notes go in calls")
            click.echo(f"{words} of {'its' if self.attachments == 1 else 'their'} own: {held} what to send", err=True)

    def _summary(self) -> str:
        counts = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in sorted(self.kinds.items()))
        reduced = f", {self.reduced:,} of them without what V2 has no more" if self.reduced else ""
        complete = f"{self.complete:,} complete in V2{reduced}"
        return f"{_count(self.records, 'record')}, {complete}{counts and ': '}{counts}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
