"""Type hints can be read at run time: by web frameworks, by `create_autospec`, by tools that write documentation."""

import ast
import inspect
import typing
from types import FunctionType, ModuleType
from unittest.mock import create_autospec

import pytest

import homerun_helpers
from homerun_helpers import AsyncHomerun, Homerun, migration, sandbox
from homerun_helpers.sandbox import faults
from homerun_helpers.testing import strategies

# Where users import from, and the names that are exported there.
PUBLIC = {
    module: getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    for module in (homerun_helpers, migration, sandbox, faults, strategies)
}
EXPORTED = {name for names in PUBLIC.values() for name in names}


def is_ours(thing):
    return getattr(thing, "__module__", "").startswith("homerun_helpers")


def own_members(kind):
    """What a class and its bases of this package define, by name: public members and the constructor."""
    ours = [base for base in reversed(kind.__mro__) if is_ours(base)]
    members = {name: member for base in ours for name, member in vars(base).items()}
    return {name: one for name, one in members.items() if not name.startswith("_") or name == "__init__"}


def functions_of(kind):
    """The functions of a class, by name; of a property the one that reads it."""
    for name, member in own_members(kind).items():
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if isinstance(function, FunctionType):
            yield name, function


def reachable():
    """Each public function and class with its name."""
    for module, names in PUBLIC.items():
        for name in names:
            value = getattr(module, name)
            if not isinstance(value, ModuleType) and callable(value) and is_ours(value):
                yield f"{module.__name__}.{name}", value
                if inspect.isclass(value):
                    yield from ((f"{name}.{member}", function) for member, function in functions_of(value))


def error_of(thing):
    """What goes wrong when the hints are asked for; None when nothing does."""
    try:
        typing.get_type_hints(thing)
    except (NameError, TypeError, AttributeError, SyntaxError) as error:
        return f"{type(error).__name__}: {error}"
    return None


EVERYTHING = dict(reachable())
CLIENTS = [Homerun("key", base_url="http://127.0.0.1:1/v2"), AsyncHomerun("key", base_url="http://127.0.0.1:1/v2")]


def test_the_walk_reaches_what_users_call():
    """The walk finds constructors, methods of clients and resources, inherited methods, and functions."""
    expected = {
        "Homerun.__init__",
        "JobApplications.upload_file",
        "AsyncVacancies.list",
        "Pages.first",
        "Sandbox.inject",
    }
    assert expected <= EVERYTHING.keys()
    assert {"homerun_helpers.migration.scan", "homerun_helpers.testing.strategies.uploads"} <= EVERYTHING.keys()


def test_the_hints_of_every_public_name_resolve():
    """`typing.get_type_hints` resolves every public function and class; a failure lists all that it cannot."""
    failed = [f"{name}: {error}" for name, thing in EVERYTHING.items() if (error := error_of(thing)) is not None]
    assert "\n".join(failed) == ""


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: type(client).__name__)
@pytest.mark.parametrize("resource", ["vacancies", "job_applications"])
def test_the_classes_of_resources_are_exported(client, resource):
    """The front door exports the class of each resource of a client."""
    assert type(getattr(client, resource)).__name__ in homerun_helpers.__all__


def classes_in(hint):
    """The classes that a type is made of."""
    if inspect.isclass(hint):
        yield hint
    for part in typing.get_args(hint):
        yield from classes_in(part)


def aliases_in(function):
    """The names in a signature that stand for types of this package and are no classes."""
    for text in filter(lambda one: isinstance(one, str), function.__annotations__.values()):
        for node in ast.walk(ast.parse(text)):
            value = function.__globals__.get(node.id) if isinstance(node, ast.Name) else None
            known = value is None or inspect.isclass(value) or isinstance(value, (ModuleType, typing.TypeVar))
            if not known and vars(typing).get(node.id) is not value:
                yield node.id


def names_of_types(thing):
    """The classes and aliases of ours that a public function or class names."""
    if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith("<attrs generated"):
        return  # its arguments are the fields of the class, and some of those are private
    hints = typing.get_type_hints(thing)
    public = {name: hint for name, hint in hints.items() if not name.startswith("_")}
    yield from (kind.__name__ for hint in public.values() for kind in classes_in(hint) if is_ours(kind))
    if isinstance(thing, FunctionType):
        yield from aliases_in(thing)


def test_every_type_in_a_public_signature_is_exported():
    """Every class and alias in a public signature can be imported from the front door or another public module."""
    missing = [f"{name}: {kind}" for name, thing in EVERYTHING.items() for kind in {*names_of_types(thing)} - EXPORTED]
    assert "\n".join(missing) == ""


@pytest.mark.parametrize("kind", [Homerun, AsyncHomerun])
def test_a_double_of_a_client_has_its_resources(kind):
    """`unittest.mock.create_autospec` of a client class has the resources, and nothing that a client lacks."""
    double = create_autospec(kind, instance=True)
    double.job_applications.list.return_value = []
    assert double.job_applications.list() == []
    assert not hasattr(double, "candidates")
