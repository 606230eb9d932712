"""The examples in docstrings of `homerun_helpers.migration` run as they stand there."""

import inspect
import re

import pytest

from homerun_helpers import migration
from tests.docs.test_docstring_examples import examples

# Constants have no docstrings of their own.
DOCUMENTED = {
    name: value
    for name in migration.__all__
    if inspect.isclass(value := getattr(migration, name)) or inspect.isfunction(value)
} | {"migration": migration}
METHODS = {
    f"{name}.{member}": method
    for name, kind in DOCUMENTED.items()
    if inspect.isclass(kind)
    for member, method in vars(kind).items()
    if not member.startswith("_") and inspect.isfunction(method)
}
EXAMPLES = [
    (f"{name}-{number}", code)
    for name, value in (DOCUMENTED | METHODS).items()
    for number, code in enumerate(examples(value))
]
# What the example says that it prints; … stands for what is another each time.
PRINTED = re.compile(r"\)  # (.+)$", re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_name_has_an_example(name):
    """`help(name)` shows an example of each exported class and function."""
    assert examples(DOCUMENTED[name])


@pytest.mark.parametrize(("name", "code"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_runs(run, capsys, name, code):
    """Each example runs against the sandbox, and prints what its comments say that it prints."""
    run(code, name)
    printed = capsys.readouterr().out.splitlines()
    said = [re.escape(line).replace("…", ".*") for line in PRINTED.findall(code)]
    assert [line for line in said if not any(re.fullmatch(line, one) for one in printed)] == []
