"""Converts one record after another, and keeps account of what changed. What it prints has no value of a record."""

from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from attrs import Factory, define

from homerun_helpers.migration.cli.command import failures, say
from homerun_helpers.migration.cli.inputs import Convert
from homerun_helpers.migration.cli.records import InputRecords, write_json
from homerun_helpers.migration.convert.json_paths import join, without_numbers
from homerun_helpers.migration.convert.report import Change, MigrationReport, incomplete

_BESIDE = "it stands beside `data`, and only that is converted"


class IncompleteError(Exception):
    """With `strict`, a record is not complete: the conversion ends, and has no result."""


@define(kw_only=True)
class Conversion:
    """Converts the records of a file.

    Attributes:
        function: converts a record.
        details: where a line of JSON is written for each record, with values; None: nowhere.
        strict: whether it stops at the first record that is not complete.
        stopped: which record that was, and why; "" when it did not stop.
        counts: how many records there are, how many of them are complete, and the like.
        kinds: how many changes there are of each kind.
        problems: the first change of each problem, with its place.
        repeats: how often each problem was found.
    """

    function: Convert
    details: IO[bytes] | None
    strict: bool
    stopped: str = ""
    counts: Counter[str] = Factory(Counter)
    kinds: Counter[str] = Factory(Counter)
    problems: dict[tuple[str, ...], tuple[str, Change]] = Factory(dict)
    repeats: Counter[tuple[str, ...]] = Factory(Counter)

    def results(self, records: InputRecords) -> Iterator[dict[str, Any]]:
        """The result of each record, while it is read.

        Raises:
            IncompleteError: `strict`, and a record is not complete.
        """
        for record in records.records:
            with failures(record.place):
                result, report = self.function(record.value)
            self.counts["records"] += 1
            self.counts["complete"] += report.complete
            self.counts["reduced"] += report.complete and bool(report.removed)
            self.counts["attachments"] += len(report.attachments.files) + len(report.attachments.notes)
            self._add(record.position, record.place, report)
            if self.strict and not report.complete:
                self.stopped = f"{record.place}: it is not complete in V2: {incomplete(report)}"
                raise IncompleteError
            yield result
        if records.beside:
            beside = (Change("not_carried", join("", key), None, one, _BESIDE) for key, one in records.beside.items())
            self._add(None, records.name, MigrationReport(tuple(beside)))

    def _add(self, position: int | None, place: str, report: MigrationReport) -> None:
        self.counts["incomplete"] += not report.complete
        self.kinds.update(change.kind for change in report.changes)
        for change in (*report.missing, *report.not_carried, *report.removed):
            # The same problem of the first and of the third note is one problem.
            key = (change.kind, without_numbers(change.path), change.reason)
            self.problems.setdefault(key, (place, change))
            self.repeats[key] += 1
        if self.details is not None:
            write_json(self.details, {"position": position, "place": place, **report.to_dict()})

    def print_summary(self, report: str | None) -> None:
        """Print on the standard error each problem once, with the first record that has it, and the counts.

        Args:
            report: the file that has the details; None: there is none.
        """
        for key, (place, change) in self.problems.items():
            more = f" and {self.repeats[key] - 1:,} more" if self.repeats[key] > 1 else ""
            say(f"{place}{more}: {change}", err=True, fg=None if change.kind == "removed" else "yellow")
        if report is None and any(change.kind != "missing" for _, change in self.problems.values()):
            say("With --report FILE, the values of what was not carried over are kept there.", err=True)
        reduced = f", {self.counts['reduced']:,} of them without what V2 has no more" if self.counts["reduced"] else ""
        kinds = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in sorted(self.kinds.items()))
        counts = f"{self.counts['complete']:,} complete in V2{reduced}{kinds and ': '}{kinds}"
        say(f"{_count(self.counts['records'], 'record', 'records')}, {counts}", err=True)
        if attachments := self.counts["attachments"]:
            where = f"{report} has" if report else "only --report has"
            calls = _count(
                attachments, "file or note goes in a call of its own", "files and notes go in calls of their own"
            )
            say(f"{calls}: {where} what to send", err=True)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
