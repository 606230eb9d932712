"""The types of what users call can be looked up at run time, as tools for documentation and validation do."""

import inspect
from typing import Unpack, get_args, get_overloads, get_type_hints

import pytest

import homerun_helpers
from homerun_helpers._async.job_applications import AsyncJobApplications
from homerun_helpers._async.vacancies import AsyncVacancies
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.vacancies import Vacancies

CLASSES = [
    homerun_helpers.Pages,
    homerun_helpers.AsyncPages,
    homerun_helpers.Page,
    Vacancies,
    AsyncVacancies,
    JobApplications,
    AsyncJobApplications,
]
METHODS = [
    (f"{kind.__name__}.{name}", method)
    for kind in CLASSES
    for name, method in inspect.getmembers(kind, inspect.isfunction)
    if not name.startswith("_") or name == "__init__"
]
FUNCTIONS = [(name, getattr(homerun_helpers, name)) for name in ("paginate", "apaginate", "included")]
CALLABLES = [*METHODS, *FUNCTIONS]


@pytest.mark.parametrize("function", [one for _, one in CALLABLES], ids=[name for name, _ in CALLABLES])
def test_every_type_of_a_public_callable_can_be_looked_up(function):
    """Each argument and the result has a type that exists."""
    hints = get_type_hints(function)
    signature = inspect.signature(function)
    assert hints.keys() >= {name for name in signature.parameters if name != "self"}
    for hint in hints.values():
        assert not isinstance(hint, str)


@pytest.mark.parametrize("function", [Vacancies.list, JobApplications.list])
def test_the_types_of_further_filters_can_be_looked_up(function):
    """They are keyword arguments whose types stand in a generated TypedDict."""
    hint = get_type_hints(function)["more_filters"]
    assert hint.__origin__ is Unpack
    assert get_type_hints(get_args(hint)[0]) is not None


def test_the_types_of_every_overload_can_be_looked_up():
    """Each include has an overload with the type of its part."""
    overloads = get_overloads(homerun_helpers.included)
    assert len(overloads) > 10
    assert all("return" in get_type_hints(overload) for overload in overloads)


def test_the_fields_of_a_page_can_be_looked_up():
    """The generated `Meta` among them."""
    assert get_type_hints(homerun_helpers.Page).keys() >= {"items", "number", "total", "meta"}
