"""Reports: what a conversion changed, and what it could not carry over."""

from collections.abc import Mapping
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from attrs import field, frozen

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.json_paths import shown

T = TypeVar("T")

Kind = Literal[
    "renamed",
    "promoted",
    "moved_to_custom_data",
    "converted",
    "attached",
    "left_out",
    "removed",
    "not_carried",
    "missing",
]


@frozen
class Change:
    """One difference between V1 and V2 of a record.

    Attributes:
        kind: what became of it.

            - `renamed`: it stands in another place, unchanged.
            - `promoted`: from `content` into a field of the application.
            - `moved_to_custom_data`: V2 has no field for it.
            - `converted`: written in another way, such as a UNIX timestamp.
            - `attached`: a file or a note, which V2 takes in calls of their own: see `MigrationReport.attachments`.
            - `left_out`: it says nothing: null, empty, or a repetition.
            - `removed`: V2 no longer has it, by design: `active_time`, a job's fields in an application, a note's id.
            - `not_carried`: it is lost: V2 has no place for it, or did not take the value; `value` is the only copy.
            - `missing`: V2 needs it and V1 did not have it.
        path: where it stood, such as `content[3].value`; of what is missing, the field of V2.
        to: where it stands in the result; None: nowhere.
        value: what stood there, if the result has it no more (`converted`, `left_out`, `removed`, `not_carried`); else
            None. It may be personal data: `str()` and `repr()` leave it out.
        reason: why, most often in the words of Homerun's migration guide. It never repeats a value.

    Example:
        ```python
        from homerun_helpers.migration import note_from_v1

        change = note_from_v1({"body": "Call on Monday.", "name": "Ted"}).report.changes[0]
        print(change.kind, change.path, change.to)  # renamed body note
        ```
    """

    kind: Kind
    path: str = field(repr=shown)
    to: str | None = field(default=None, repr=lambda to: repr(to and shown(to)))
    value: Any = field(default=None, repr=False)
    reason: str = ""

    def __str__(self) -> str:
        target = f" → {shown(self.to)}" if self.to is not None else ""
        return f"{self.kind.replace('_', ' ')}: {shown(self.path)}{target} ({self.reason})"


@frozen
class Attachments:
    """The files and notes of a V1 application: V2 takes them in calls of their own, after the application is there.

    Attributes:
        files: one object for each file, as `file_from_v1` makes them; `file_input` opens them.
        notes: one object for each note, as `job_applications.add_note(id, **note)` takes it.

    Example:
        ```python
        from homerun_helpers.migration import application_from_v1

        payload = {"candidate": {"first_name": "Ada"}, "notes": [{"body": "Call on Monday.", "name": "Ted"}]}
        print(application_from_v1(payload).attachments.notes)
        ```
    """

    files: tuple[dict[str, Any], ...] = ()
    notes: tuple[dict[str, Any], ...] = ()

    def __repr__(self) -> str:
        return f"<Attachments: {len(self.files)} files, {len(self.notes)} notes>"

    def __bool__(self) -> bool:
        return bool(self.files or self.notes)


@frozen
class MigrationReport:
    """All that changed between V1 and V2, and all that could not be carried over.

    `str()` and `repr()` name places and reasons and never a value, so that they can be logged.

    Attributes:
        changes: one for each thing that is not as it was, in no particular order.
        attachments: the files and notes of an application, which `application_from_v1` finds.

    Example:
        ```python
        from homerun_helpers.migration import application_from_v1

        body, report = application_from_v1({"candidate": {"first_name": "Ada", "name": "Ada L."}, "job": "job_1"})
        print(report.complete)  # False
        print([change.path for change in report.missing])  # ['last_name', 'email']
        print(report)
        ```
    """

    changes: tuple[Change, ...] = ()
    attachments: Attachments = Attachments()

    def _of(self, kind: Kind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def renamed(self) -> tuple[Change, ...]:
        """Values that stand in another place, unchanged."""
        return self._of("renamed")

    @property
    def promoted(self) -> tuple[Change, ...]:
        """Values that were in `content` and are in fields of the application now."""
        return self._of("promoted")

    @property
    def moved_to_custom_data(self) -> tuple[Change, ...]:
        """Values that V2 has no field for."""
        return self._of("moved_to_custom_data")

    @property
    def converted(self) -> tuple[Change, ...]:
        """Values that are written in another way. The old value is kept here."""
        return self._of("converted")

    @property
    def attached(self) -> tuple[Change, ...]:
        """The files and notes that are among the attachments."""
        return self._of("attached")

    @property
    def left_out(self) -> tuple[Change, ...]:
        """Values that say nothing: null, empty, or a repetition."""
        return self._of("left_out")

    @property
    def removed(self) -> tuple[Change, ...]:
        """Values that V2 no longer has by design, such as `active_time`. They are kept here, and nowhere else."""
        return self._of("removed")

    @property
    def not_carried(self) -> tuple[Change, ...]:
        """Values that are lost: V2 has no place for them or did not take them. They are kept here, and nowhere else."""
        return self._of("not_carried")

    @property
    def missing(self) -> tuple[Change, ...]:
        """Fields that V2 needs and V1 did not have; `path` is the field of V2."""
        return self._of("missing")

    @property
    def complete(self) -> bool:
        """Whether everything that V2 still has was carried over, and nothing is missing.

        What Homerun `removed` by design does not count: no export of V1 could ever be complete.
        """
        return not (self.not_carried or self.missing)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON. It holds the values, and so personal data."""
        return {
            "complete": self.complete,
            "changes": [
                {
                    "kind": change.kind,
                    "path": change.path,
                    "to": change.to,
                    "value": change.value,
                    "reason": change.reason,
                }
                for change in self.changes
            ],
            "attachments": {"files": list(self.attachments.files), "notes": list(self.attachments.notes)},
        }

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) or "Nothing to change."


class Converted(NamedTuple, Generic[T]):
    """What a conversion returns: the result, and the report of the changes.

    Attributes:
        result: what V2 takes.
        report: what changed, what could not be carried over, and what is missing.

    Example:
        ```python
        from homerun_helpers.migration import note_from_v1

        note, report = note_from_v1({"body": "Call on Monday.", "name": "Ted"})
        print(note)  # {'note': 'Call on Monday.', 'display_name': 'Ted'}
        ```
    """

    result: T
    report: MigrationReport

    @property
    def attachments(self) -> Attachments:
        """The files and notes of an application, the same as in the report."""
        return self.report.attachments

    def __repr__(self) -> str:
        return f"<Converted: {len(self.report.changes)} changes, complete: {self.report.complete}>"


class MigrationError(InvalidArgumentError):
    """With `strict=True`: something could not be carried over, or V2 needs something that V1 did not have.

    Attributes:
        report: the report, with what could not be carried over.
        result: the result as it would be without `strict`.

    Example:
        ```python
        from homerun_helpers.migration import MigrationError, application_from_v1

        try:
            application_from_v1({"candidate": {"first_name": "Ada"}}, strict=True)
        except MigrationError as error:
            print(error)  # payload is not complete in V2: missing last_name, email. The error's report says more.
        ```
    """

    report: MigrationReport = MigrationReport()
    result: Any = None


def finish(result: T, report: MigrationReport, argument: str, *, strict: bool) -> Converted[T]:
    """What a conversion returns.

    Args:
        result: what was made.
        report: how.
        argument: the name of the argument that was converted, for the error.
        strict: raise when the report is not complete.

    Raises:
        MigrationError: `strict`, and the report is not complete.
    """
    if strict and not report.complete:
        error = MigrationError(argument, f"is not complete in V2: {incomplete(report)}. The error's report says more.")
        error.report, error.result = report, result
        raise error
    return Converted(result, report)


def incomplete(report: MigrationReport) -> str:
    """The places that are missing or not carried over, without values."""
    found: Mapping[str, tuple[Change, ...]] = {"missing": report.missing, "not carried": report.not_carried}
    return "; ".join(f"{words} {_places(changes)}" for words, changes in found.items() if changes)


def _places(changes: tuple[Change, ...]) -> str:
    places = [shown(change.path) for change in changes]
    return ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "")
