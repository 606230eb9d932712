"""The examples in docstrings of the sandbox's public names run as they stand there."""

import inspect
import re
from textwrap import dedent

import pytest

from homerun_helpers import sandbox
from homerun_helpers.sandbox import faults

BLOCK = re.compile(r"^ *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def documented():
    """Every public name of the sandbox and of its faults, and their public methods."""
    for module in (sandbox, faults):
        yield module.__name__, module
        for name in module.__all__:
            value = getattr(module, name)
            yield name, value
            if inspect.isclass(value):
                yield from (
                    (f"{name}.{method}", one) for method, one in vars(value).items() if not method.startswith("_")
                )


EXAMPLES = {
    f"{name} {number}": dedent(block)
    for name, value in documented()
    for number, block in enumerate(BLOCK.findall(inspect.getdoc(value) or ""), 1)
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_runs(name):
    """The code between the fences of a docstring raises nothing."""
    exec(compile(EXAMPLES[name], name, "exec"), {"__name__": "example"})  # noqa: S102 - the example is the test


def test_examples_are_found():
    """The module, its class, the transport and the faults have one each."""
    names = {name.rpartition(" ")[0].rpartition(".")[2] for name in EXAMPLES}
    assert names >= {"sandbox", "Sandbox", "transport", "inject", "faults", "Fault"}
