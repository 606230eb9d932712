"""The examples in docstrings of `homerun_helpers.migration` run as they stand there."""

import inspect
import re
from textwrap import dedent

import pytest

from homerun_helpers import migration

BLOCK = re.compile(r"^ *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def examples():
    """All blocks of the package, its exports and their methods, each with its name."""
    exported = [(name, getattr(migration, name)) for name in migration.__all__]
    methods = [
        (f"{name}.{member}", value)
        for name, kind in exported
        if inspect.isclass(kind)
        for member, value in vars(kind).items()
        if not member.startswith("_") and callable(value)
    ]
    for name, value in [("migration", migration), *exported, *methods]:
        yield from (pytest.param(dedent(code), id=name) for code in BLOCK.findall(inspect.getdoc(value) or ""))


@pytest.mark.parametrize("code", list(examples()))
def test_an_example_runs(run, code):
    """Against the sandbox, with a client, ids and files."""
    run(code, "example")
