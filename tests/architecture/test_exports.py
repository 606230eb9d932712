"""The front door: `homerun_helpers` exports what applications use, and nothing by accident."""

import re
from types import ModuleType
from typing import get_args

import pytest

import homerun_helpers
from homerun_helpers import migration


def order(name):
    """The order that ruff sorts `__all__` in: constants, classes, the rest; numbers by value."""
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def test_all_is_sorted():
    """So two people who add a name put it in the same place."""
    assert homerun_helpers.__all__ == sorted(homerun_helpers.__all__, key=order)


def test_all_names_what_is_there_and_nothing_else():
    """A name that is there but not declared would be used all the same, and then missed."""
    public = {
        name
        for name, value in vars(homerun_helpers).items()
        if (not name.startswith("_") or name == "__version__") and not isinstance(value, ModuleType)
    }
    assert public == set(homerun_helpers.__all__)


def test_the_migration_exports_what_it_names():
    """Each is loaded when it is first used; sorted as well."""
    assert migration.__all__ == sorted(migration.__all__, key=order)
    assert all(getattr(migration, name) is not None for name in migration.__all__)
    assert set(migration.__all__) <= set(dir(migration))
    with pytest.raises(AttributeError, match="nothing"):
        migration.nothing  # noqa: B018


@pytest.mark.parametrize("name", homerun_helpers.__all__)
def test_every_export_has_a_docstring(name):
    """`help(name)` has an answer; an alias of a type is shown as the types that it stands for."""
    value = getattr(homerun_helpers, name)
    assert value.__doc__ or get_args(value)


def test_every_error_is_exported():
    """What can be raised can be caught by a name of the front door."""

    def tree(kind):
        return {kind, *(error for child in kind.__subclasses__() for error in tree(child))}

    names = {error.__name__ for error in tree(homerun_helpers.HomerunError) if error.__module__.startswith("homerun_")}
    assert names <= {*homerun_helpers.__all__, *migration.__all__}
