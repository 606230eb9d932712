"""The changes that a conversion notes, and the objects that it builds, each field once."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import Factory, define, field

from homerun_helpers.migration.convert.json_paths import join, same, says_nothing, shown
from homerun_helpers.migration.convert.report import Attachments, Change, Kind, MigrationReport


class _Dropped:
    """The type of `DROPPED`."""


# Stands for a value of which nothing is left; None is a value of JSON.
DROPPED = _Dropped()


Prepare = Callable[["ChangeLog", Any, str, str], Any]
"""Writes a value as V2 does, given its place in V1 and in the result; DROPPED when it cannot, which it notes."""

Fit = Callable[[str, Any], tuple[Any, list[tuple[tuple[str | int, ...], Any, str]]]]
"""Makes a value fit a field. Gives what is left of it, and what was taken out, each with its place and the reason."""


@define
class ChangeLog:
    """The changes so far.

    Attributes:
        changes: the changes, in the order in which they were noted.
        has_unknown_job: whether a job has no vacancy among the ids that were given.
    """

    changes: list[Change] = Factory(list)
    has_unknown_job: bool = False

    def extend(self, other: "ChangeLog") -> None:
        """Add what another log has."""
        self.changes += other.changes
        self.has_unknown_job |= other.has_unknown_job

    def add(self, kind: Kind, path: str, to: str | None = None, value: Any = None, reason: str = "") -> None:
        """Note a change."""
        self.changes.append(Change(kind, path, to, value, reason))

    def not_carried(self, path: str, value: Any, reason: str) -> None:
        """Note a value that has no place in V2. One that says nothing is only `left_out`: it is no loss."""
        self._keep("not_carried", path, value, reason)

    def removed(self, path: str, value: Any, reason: str) -> None:
        """Note a value that V2 no longer has by design. One that says nothing is only `left_out`."""
        self._keep("removed", path, value, reason)

    def _keep(self, kind: Kind, path: str, value: Any, reason: str) -> None:
        if says_nothing(value):
            self.add("left_out", path, None, value, f"it is null or empty; {reason}")
        else:
            self.add(kind, path, None, value, reason)

    def report(self, attachments: Attachments | None = None) -> MigrationReport:
        """The report for the caller."""
        return MigrationReport(tuple(self.changes), attachments or Attachments())


@define
class RecordBuilder:
    """Builds an object of the result. The first value of a field stays; another one is kept in the report.

    Args:
        log: where changes are noted.
        at: where the object stands in the result.
        fit: makes values fit.
        prepare: for some fields, what writes their values as V2 does, before they are made to fit.
    """

    _log: ChangeLog
    _at: str
    _fit: Fit
    _prepare: Mapping[str, Prepare] = Factory(dict)
    values: dict[str, Any] = field(factory=dict, init=False)
    _sources: dict[str, str] = field(factory=dict, init=False)

    def takes(self, name: str, value: Any) -> bool:
        """Whether a value fits a field whole."""
        prepared = self._prepared(ChangeLog(), name, value, "")
        return prepared is not DROPPED and not self._fit(name, prepared)[1]

    def put(
        self,
        name: str,
        value: Any,
        path: str,
        kind: Kind | None = None,
        reason: str = "",
        *,
        prepare: Prepare | None = None,
    ) -> None:
        """Fill a field, or note why not.

        Args:
            name: the field.
            value: what to put there.
            path: where it stood in V1.
            kind: what to note; None: nothing, since it stood there before.
            reason: why.
            prepare: what writes the value as V2 does, for a field without a `prepare` of its own.
        """
        if kind is not None and value is None:
            self._log.not_carried(path, value, reason)
            return
        found = ChangeLog()
        fitted = self._prepared(found, name, value, path, prepare)
        if fitted is not DROPPED:
            fitted, misfits = self._fit(name, fitted)
            for steps, lost, why in misfits:
                found.not_carried(join(path, *steps), lost, why)
        if fitted is not DROPPED and self.values.get(name) is not None:
            self._put_again(name, value, fitted, path)
            return
        self._log.extend(found)
        if fitted is not DROPPED:
            self._place(name, fitted, path, kind, reason)

    def _prepared(self, log: ChangeLog, name: str, value: Any, path: str, other: Prepare | None = None) -> Any:
        prepare = self._prepare.get(name, other)
        return value if prepare is None else prepare(log, value, path, join(self._at, name))

    def _place(self, name: str, value: Any, path: str, kind: Kind | None, reason: str) -> None:
        if name in self.values:
            self._log.not_carried(self._sources[name], None, "there is a value elsewhere")
        self.values[name], self._sources[name] = value, path
        if kind is not None:
            self._log.add(kind, path, join(self._at, name), None, reason)

    def _put_again(self, name: str, value: Any, fitted: Any, path: str) -> None:
        if same(self.values[name], fitted):
            self._log.add("left_out", path, join(self._at, name), value, "a repeat of what stands there")
        else:
            self._log.not_carried(path, value, f"{shown(self._sources[name])} has another value for it")
