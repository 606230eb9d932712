"""The public names of the strategies are documented with examples that run."""

import inspect
import re
import subprocess
import sys
from textwrap import dedent
from types import ModuleType

import pytest

from homerun_helpers.testing import strategies

BLOCK = re.compile(r"^ *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FUNCTIONS = [name for name in strategies.__all__ if inspect.isfunction(getattr(strategies, name))]
DOCUMENTED = {"the package": strategies} | {
    name: getattr(strategies, name) for name in strategies.__all__ if name != "DateForm"
}


def examples(value):
    return [dedent(code) for code in BLOCK.findall(inspect.getdoc(value) or "")]


def test_all_lists_the_public_names():
    """`__all__` lists exactly the public names."""
    public = {
        name
        for name, value in vars(strategies).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public == set(strategies.__all__)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_name_has_an_example_that_runs(name):
    """Every public name has examples in its docstring, and they run."""
    assert examples(DOCUMENTED[name])
    for code in examples(DOCUMENTED[name]):
        exec(compile(code, name, "exec"), {"__name__": "example"})  # noqa: S102 - our own examples


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_list_the_arguments(name):
    """`Args:` lists all arguments in their order; only the model is positional."""
    function = getattr(strategies, name)
    parameters = inspect.signature(function).parameters
    section = re.search(r"Args:\n(.*?)\n\n", inspect.getdoc(function), re.DOTALL)
    assert re.findall(r"^    (\w+): ", section[1] if section else "", re.MULTILINE) == list(parameters)
    positional = [one for one in parameters.values() if one.kind is not one.KEYWORD_ONLY]
    assert [one.name for one in positional] in ([], ["model"], ["of"])


def test_import_without_the_extra_names_it():
    """Importing the strategies without hypothesis is an error that says what to install."""
    code = "import sys; sys.modules['hypothesis'] = None; import homerun_helpers.testing.strategies"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.endswith("needs hypothesis: pip install 'homerun-helpers[testing]'\n")
