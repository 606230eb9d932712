"""The results of a measure: tables that print as Markdown and are saved as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from attrs import asdict, frozen

__all__ = ["Cell", "Ratio", "Row", "Spread", "Table"]


@frozen
class Spread:
    """The median of repeated measurements, between the lowest and the highest."""

    median: float
    low: float
    high: float
    unit: str

    @classmethod
    def of(cls, values: Iterable[float], unit: str) -> Spread:
        """The spread of at least one value."""
        listed = list(values)
        return cls(statistics.median(listed), min(listed), max(listed), unit)

    def __str__(self) -> str:
        middle, low, high = (_short(value) for value in (self.median, self.low, self.high))
        unit = f" {self.unit}" if self.unit else ""
        return f"{middle}{unit}" if low == high else f"{middle}{unit} ({low}..{high})"


@frozen
class Ratio:
    """How many times the value of a reference."""

    value: float

    def __str__(self) -> str:
        return f"{self.value:.2f}" if self.value < 10 else f"{self.value:.1f}"


Cell = Spread | Ratio | bool | int | float | str | None
"""A bool is printed as yes or no. None is printed as a dash: it does not apply."""


@frozen
class Row:
    """A label, and one cell for each column of its table."""

    label: str
    cells: tuple[Cell, ...]
    crash: str | None = None
    """The name of the error that the client gave up with, if it did."""

    @classmethod
    def of(cls, label: str, *cells: Cell) -> Row:
        """A row of these cells."""
        return cls(label, cells)

    @classmethod
    def failed(cls, label: str, why: str, columns: Sequence[str]) -> Row:
        """A row that says why there is nothing, such as a client that is not installed."""
        return cls(label, (why, *(None for _ in columns[1:])))

    @classmethod
    def crashed(cls, label: str, error: str, columns: Sequence[str]) -> Row:
        """A row of a client that gave up with an error of this name."""
        return cls(label, (f"crash: {error}", *(None for _ in columns[1:])), crash=error)


@frozen
class Table:
    """A table with a name for programs, a title for people and a note on how to read it."""

    name: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def row(self, label: str) -> Row | None:
        """The row of a label."""
        return next((row for row in self.rows if row.label == label), None)

    def cell(self, label: str, column: str) -> Cell:
        """The cell of a row and a column; None if there is no such row or column."""
        row = self.row(label)
        return row.cells[self.columns.index(column)] if row and column in self.columns else None

    def markdown(self) -> str:
        """The table as Markdown, with padded columns, so that it can be read in a terminal."""
        lines = [("", *self.columns), *((row.label, *map(_text, row.cells)) for row in self.rows)]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns) + 1)]
        rule = (
            "| " + " | ".join("-" * widths[0] if at == 0 else "-" * (w - 1) + ":" for at, w in enumerate(widths)) + " |"
        )
        head, *rest = ("| " + " | ".join(_padded(line, widths)) + " |" for line in lines)
        note = f"{self.note}\n\n" if self.note else ""
        return f"### {self.title}\n\n{note}" + "\n".join([head, rule, *rest]) + "\n"

    def json(self) -> dict[str, object]:
        """The table for programs: each row a mapping of columns to values, with `crash` where the client gave up."""
        rows = [
            {"label": row.label}
            | dict(zip(self.columns, map(_value, row.cells), strict=True))
            | ({} if row.crash is None else {"crash": row.crash})
            for row in self.rows
        ]
        return {"name": self.name, "title": self.title, "note": self.note, "columns": list(self.columns), "rows": rows}


def _padded(line: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    for at, (text, width) in enumerate(zip(line, widths, strict=True)):
        yield text.ljust(width) if at == 0 else text.rjust(width)


def _text(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return _short(cell) if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else str(cell)


def _value(cell: Cell) -> object:
    if isinstance(cell, Spread):
        return asdict(cell)
    return cell.value if isinstance(cell, Ratio) else cell


def _short(value: float) -> str:
    """The value with three significant digits."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 1 else f"{value:#.3g}"
