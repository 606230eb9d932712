"""What a conversion finds out while it runs, and the result that it fills, each field once."""

from collections.abc import Callable, Mapping
from typing import Any

from homerun_helpers.migration.convert.json_paths import join, same, says_nothing, shown
from homerun_helpers.migration.convert.report import Attachments, Change, Kind, MigrationReport


class _Gone:
    """Stands for a value of which nothing is left."""


GONE = _Gone()


Prepare = Callable[["Ledger", Any, str, str], Any]
"""Writes a value in V2's way: given its place in V1 and in the result. GONE when it cannot, which it notes."""

Fit = Callable[[str, Any], tuple[Any, list[tuple[tuple[str | int, ...], Any, str]]]]
"""Makes a value fit a field: what is left of it, and what had to go, each with its place in it and the reason."""


class Ledger:
    """The changes so far."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def add(self, kind: Kind, path: str, to: str | None = None, value: Any = None, reason: str = "") -> None:
        """Note a change."""
        self.changes.append(Change(kind, path, to, value, reason))

    def not_carried(self, path: str, value: Any, reason: str) -> None:
        """Keep what has no place; what says nothing is left out, and nobody needs to look."""
        self._keep("not_carried", path, value, reason)

    def removed(self, path: str, value: Any, reason: str) -> None:
        """Keep what V2 has no more by design; what says nothing is left out."""
        self._keep("removed", path, value, reason)

    def _keep(self, kind: Kind, path: str, value: Any, reason: str) -> None:
        if says_nothing(value):
            self.add("left_out", path, None, value, f"it is null or empty; {reason}")
        else:
            self.add(kind, path, None, value, reason)

    def report(self, attachments: Attachments | None = None) -> MigrationReport:
        """What the caller gets."""
        return MigrationReport(tuple(self.changes), attachments or Attachments())


class Draft:
    """An object of the result while it is filled. The first value of a field stays; another one is kept in the report.

    Args:
        ledger: where changes are noted.
        at: where the object stands in the result.
        fit: makes values fit.
        prepare: for some fields, what writes their values in V2's way first.
    """

    def __init__(self, ledger: Ledger, at: str, fit: Fit, prepare: Mapping[str, Prepare] | None = None) -> None:
        self.values: dict[str, Any] = {}
        self._sources: dict[str, str] = {}
        self._ledger = ledger
        self._at = at
        self._fit = fit
        self._prepare = prepare or {}

    def takes(self, name: str, value: Any) -> bool:
        """Whether a value fits a field whole."""
        prepared = self._prepared(Ledger(), name, value, "")
        return prepared is not GONE and not self._fit(name, prepared)[1]

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
            kind: what to note; None: nothing, it stood there all along.
            reason: why.
            prepare: what writes the value in V2's way, for a field that has nothing of its own for it.
        """
        if kind is not None and value is None:
            self._ledger.not_carried(path, value, reason)
            return
        notes = Ledger()
        fitted = self._prepared(notes, name, value, path, prepare)
        if fitted is not GONE:
            fitted, misfits = self._fit(name, fitted)
            for steps, lost, why in misfits:
                notes.not_carried(join(path, *steps), lost, why)
        if fitted is not GONE and self.values.get(name) is not None:
            self._put_again(name, value, fitted, path)
            return
        self._ledger.changes += notes.changes
        if fitted is not GONE:
            self._place(name, fitted, path, kind, reason)

    def _prepared(self, notes: Ledger, name: str, value: Any, path: str, other: Prepare | None = None) -> Any:
        prepare = self._prepare.get(name, other)
        return value if prepare is None else prepare(notes, value, path, join(self._at, name))

    def _place(self, name: str, value: Any, path: str, kind: Kind | None, reason: str) -> None:
        if name in self.values:
            self._ledger.not_carried(self._sources[name], None, "there is a value elsewhere")
        self.values[name], self._sources[name] = value, path
        if kind is not None:
            self._ledger.add(kind, path, join(self._at, name), None, reason)

    def _put_again(self, name: str, value: Any, fitted: Any, path: str) -> None:
        if same(self.values[name], fitted):
            self._ledger.add("left_out", path, join(self._at, name), value, "a repeat of what stands there")
        else:
            self._ledger.not_carried(path, value, f"{shown(self._sources[name])} has another value for it")
