"""Docstrings say of each public method what it takes, what goes wrong and what the key must be allowed to do."""

import inspect
import re

import pytest
from homerun_client.operations import OPERATIONS

import homerun_helpers
from homerun_helpers._async.job_applications import AsyncJobApplications
from homerun_helpers._async.vacancies import AsyncVacancies
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.vacancies import Vacancies

CLASSES = [
    homerun_helpers.Homerun,
    homerun_helpers.AsyncHomerun,
    homerun_helpers.Pages,
    homerun_helpers.AsyncPages,
    Vacancies,
    AsyncVacancies,
    JobApplications,
    AsyncJobApplications,
]
SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Example):\n((?:^(?: .*)?\n?)+)", re.MULTILINE)
# They send nothing and check nothing, so that nothing can go wrong.
CANNOT_FAIL = {"close", "aclose", "low_level", "vacancies", "job_applications"}


def public_methods(kind):
    for name, value in inspect.getmembers_static(kind):  # those of its bases too
        if not name.startswith("_") and (callable(value) or isinstance(value, property)):
            yield name, value.fget if isinstance(value, property) else value


FUNCTIONS = [
    *((f"{kind.__name__}.{name}", method) for kind in CLASSES for name, method in public_methods(kind)),
    *((name, getattr(homerun_helpers, name)) for name in ("paginate", "apaginate", "included")),
]
everywhere = pytest.mark.parametrize(("name", "function"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])


def sections(function):
    return dict(SECTION.findall(inspect.getdoc(function) + "\n"))


def operation_of(function):
    """The operation that a method's docstring names, as in `GET /vacancies`."""
    line = re.search(r"`([A-Z]+) (/\S*)` of\s+Homerun's\s+reference", inspect.getdoc(function))
    found = [one for one in OPERATIONS.values() if line and (one.method, one.path) == line.groups()]
    return found[0] if found else None


@everywhere
def test_args_are_the_arguments(name, function):
    """All of them, in their order, and no others."""
    documented = re.findall(r"^    \**(\w+): ", sections(function).get("Args", ""), re.MULTILINE)
    assert documented == [parameter for parameter in inspect.signature(function).parameters if parameter != "self"]


@everywhere
def test_what_can_go_wrong_is_said(name, function):
    """With the errors by their names."""
    raised = re.findall(r"^    (\w+): ", sections(function).get("Raises", ""), re.MULTILINE)
    assert bool(raised) != (name.rpartition(".")[2] in CANNOT_FAIL)
    assert set(raised) <= set(homerun_helpers.__all__)


@everywhere
def test_there_is_an_example(name, function):
    """In a block that is marked as Python, so that it can be run."""
    assert re.search(r"```python\n.+```", sections(function).get("Example", ""), re.DOTALL)


@everywhere
def test_the_first_line_is_a_sentence(name, function):
    """It says what the caller gets."""
    first, _, rest = inspect.getdoc(function).partition("\n")
    assert first.endswith(".")
    assert not rest or rest.startswith("\n")


def calls_api(name):
    return name.partition(".")[0].removeprefix("Async") in ("Vacancies", "JobApplications") or name.endswith(".ping")


API_METHODS = [(name, function) for name, function in FUNCTIONS if calls_api(name) and "download_file" not in name]


@pytest.mark.parametrize(("name", "function"), API_METHODS, ids=[name for name, _ in API_METHODS])
def test_the_scope_is_said(name, function):
    """What the key must be allowed to do, as the spec has it."""
    operation = operation_of(function)
    words = inspect.getdoc(function)
    further = [scope for scopes in operation.scopes_by_include.values() for scope in scopes]
    assert all(f"`{scope}`" in words for scope in [*operation.scopes, *further])
    assert operation.scopes or "Needs no scope." in words


@pytest.mark.parametrize("mode", ["", "Async"])
def test_every_operation_is_documented_by_a_method(mode):
    """With its place in Homerun's reference."""
    classes = tuple(f"{mode}{kind}." for kind in ("Homerun", "Vacancies", "JobApplications"))
    found = {operation_of(function).name for name, function in API_METHODS if name.startswith(classes)}
    assert found == OPERATIONS.keys()


@pytest.mark.parametrize(("name", "function"), API_METHODS, ids=[name for name, _ in API_METHODS])
def test_every_include_is_named(name, function):
    """A list or get method names what `include` takes, or says where to look."""
    words = inspect.getdoc(function)
    assert all(include in words or "as in `list`" in words for include in operation_of(function).includes)
