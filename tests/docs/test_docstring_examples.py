"""The examples in docstrings of public names run as they stand there."""

import inspect
import re
from textwrap import dedent

import pytest

import homerun_helpers
from homerun_helpers._async.job_applications import AsyncJobApplications
from homerun_helpers._async.vacancies import AsyncVacancies
from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.vacancies import Vacancies

RESOURCES = [Vacancies, AsyncVacancies, JobApplications, AsyncJobApplications]
BLOCK = re.compile(r"^ *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def has_docstring(value):
    """Aliases of types have none of their own."""
    return inspect.isclass(value) or inspect.isfunction(value) or type(value).__module__.startswith("homerun_")


def public_names():
    """The package, its exports, the resources, and the public methods of all classes, each with its name."""
    yield "homerun_helpers", homerun_helpers
    exported = {name: getattr(homerun_helpers, name) for name in homerun_helpers.__all__}
    exported = {name: value for name, value in exported.items() if has_docstring(value)}
    for name, value in {**exported, **{kind.__name__: kind for kind in RESOURCES}}.items():
        yield name, value
        if inspect.isclass(value):
            ours = [base for base in value.__mro__ if base.__module__.startswith("homerun_helpers")]
            everything = {member: one for base in reversed(ours) for member, one in vars(base).items()}
            members = {member: one for member, one in everything.items() if not member.startswith("_")}
            yield from (
                (f"{name}.{member}", one)
                for member, one in members.items()
                if callable(one) or isinstance(one, property)
            )


def examples(value):
    """The blocks of the "Example:" section of a docstring."""
    _, _, section = (inspect.getdoc(value) or "").partition("Example:\n")
    return [dedent(block) for block in BLOCK.findall(section)]


NAMES = dict(public_names())
EXAMPLES = [(f"{name}-{number}", code) for name, value in NAMES.items() for number, code in enumerate(examples(value))]


def may_go_without(name, value):
    """Resources have an example at each method, protocols at the class; only the client calls policies and stores."""
    owner, _, member = name.partition(".")
    if name == "__version__" or (member and getattr(NAMES[owner], "_is_protocol", False)):
        return True
    if name.startswith("RetryPolicy.") or name.endswith(("Store.take", "Store.finish", "Store.give_back")):
        return True
    return value in RESOURCES


@pytest.mark.parametrize("name", [name for name, value in NAMES.items() if not may_go_without(name, value)])
def test_every_public_name_has_an_example(name):
    """`help(name)` shows an example of each public name."""
    assert examples(NAMES[name])


@pytest.mark.parametrize(("name", "code"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_runs(run, names, name, code):
    """Each example runs against the sandbox, with a client, ids and files; the name it documents needs no import."""
    owner = name.partition(".")[0].partition("-")[0]
    names[owner] = NAMES[owner]
    run(code, name)
