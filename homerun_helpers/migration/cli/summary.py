"""What a conversion of many records prints at its end, without a value of any record."""

from collections import Counter

from attrs import Factory, define

from homerun_helpers.migration.cli.command import say
from homerun_helpers.migration.convert.json_paths import without_numbers
from homerun_helpers.migration.convert.report import Change, MigrationReport


@define
class _SameChange:
    """A change that one or more records have: the first one, its place, and how many there are."""

    change: Change
    place: str
    count: int = 0

    def __str__(self) -> str:
        more = f" and {self.count - 1:,} more" if self.count > 1 else ""
        return f"{self.place}{more}: {self.change}"


@define
class ConversionSummary:
    """Counts records and changes."""

    records: int = 0
    complete: int = 0
    incomplete: int = 0
    reduced: int = 0
    attachments: int = 0
    kinds: Counter[str] = Factory(Counter)
    changes: dict[tuple[str, str, str], _SameChange] = Factory(dict)

    def add(self, place: str, report: MigrationReport) -> None:
        """Count a record."""
        self.records += 1
        self.complete += report.complete
        self.reduced += report.complete and bool(report.removed)
        self.attachments += len(report.attachments.files) + len(report.attachments.notes)
        self.add_file(place, report)

    def add_file(self, place: str, report: MigrationReport) -> None:
        """Count what belongs to the file, and to no record."""
        self.incomplete += not report.complete
        self.kinds.update(change.kind for change in report.changes)
        for change in (*report.missing, *report.not_carried, *report.removed):
            # The same problem of the first and of the third note is one problem.
            key = (change.kind, without_numbers(change.path), change.reason)
            self.changes.setdefault(key, _SameChange(change, place)).count += 1

    def print(self, report: str | None) -> None:
        """Print it on the standard error: each problem once, with the first record that has it."""
        for one in self.changes.values():
            say(str(one), err=True, fg=None if one.change.kind == "removed" else "yellow")
        if report is None and any(one.change.kind != "missing" for one in self.changes.values()):
            say("With --report FILE, the values of what was not carried over are kept there.", err=True)
        say(self._counts(), err=True)
        if self.attachments:
            where = f"{report} has" if report else "only --report has"
            calls = _count(self.attachments, "file or note goes in a call", "files and notes go in calls")
            say(f"{calls} of {'its' if self.attachments == 1 else 'their'} own: {where} what to send", err=True)

    def _counts(self) -> str:
        counts = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in sorted(self.kinds.items()))
        reduced = f", {self.reduced:,} of them without what V2 has no more" if self.reduced else ""
        complete = f"{self.complete:,} complete in V2{reduced}"
        return f"{_count(self.records, 'record', 'records')}, {complete}{counts and ': '}{counts}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
