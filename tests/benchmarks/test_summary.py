"""The README's table is made from a result."""

import pytest

from benchmarks.summary import summary

MACHINE = {"cores": 4, "processor": "Some processor", "system": "Linux", "python": "CPython 3.11.7"}


def line(title, tables):
    """The cells of a line, without the title and the target."""
    text = summary({"date": "2026-01-05", "rounds": 5, "machine": MACHINE, "tables": tables})
    found = next(each for each in text.splitlines() if each.startswith(f"| {title}"))
    return [cell.strip() for cell in found.split("|")[2:-2]]


def table(name, **rows):
    labels = {"requests_loop": "requests loop"}
    return {"name": name, "rows": [{"label": labels.get(label, label), **cells} for label, cells in rows.items()]}


def test_the_worse_of_two_tables_counts():
    """A line about two tables has the worse figure, or says that the client crashed."""
    fixed = table("limited-fixed", ours={"÷ optimum": 1.01}, requests_loop={"crash": "HTTPError", "÷ optimum": None})
    sliding = table("limited-sliding", ours={"÷ optimum": 1.02}, requests_loop={"time": "2 s", "÷ optimum": 1.5})
    assert line("180 pages", [fixed, sliding]) == ["crash", "–", "–", "1.02"]


def test_a_client_that_corrupts_its_uploads_is_marked():
    """The figure of a client that corrupts uploads says so."""
    spread = {"median": 3.2, "low": 3.0, "high": 3.4, "unit": "MB"}
    tables = [table("upload", ours={"above idle": spread, "arrives whole": False})]
    assert line("upload 25 MB, memory", tables) == ["–", "–", "–", "3.2 (corrupts)"]


@pytest.mark.parametrize(("value", "text"), [(1.234, "1.23"), (4.56, "4.6"), (45.6, "46")])
def test_figures_are_rounded(value, text):
    """A figure has two digits after the point below 2, one below 10, and none above."""
    assert line("import", [table("imports", ours={"× limit": value})]) == ["–", "–", "–", text]
