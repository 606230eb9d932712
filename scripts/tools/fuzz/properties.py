"""The properties that pytest collects, as functions of bytes; and what to do when one fails."""

import copy
import hashlib
import os
import traceback
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.errors import Flaky, Unsatisfiable
from hypothesis.stateful import get_state_machine_test
from hypothesis.strategies import DataObject


class Draws:
    """Stands between a test and its `data`, and remembers what was drawn."""

    def __init__(self, data: Any, values: list[Any]) -> None:
        self._data = data
        self._values = values

    def draw(self, strategy: Any, label: str | None = None) -> Any:
        value = self._data.draw(strategy, label)
        self._values.append(copy.deepcopy(value))
        return value

    def __getattr__(self, name: str) -> Any:
        return getattr(self._data, name)


class Property:
    """A test of hypothesis, with the parameters and fixtures that pytest has for it.

    Args:
        title: How pytest calls it.
        test: The test.
        parameters: Values from `parametrize`.
        fixtures: Values of fixtures.
    """

    def __init__(
        self, title: str, test: Any, parameters: Mapping[str, Any] = {}, fixtures: Mapping[str, Any] = {}
    ) -> None:
        self.title = title
        self._inner = test.hypothesis.inner_test
        self._parameters = parameters
        self._fixtures = fixtures
        self._last = ""
        drawn = test.hypothesis._given_kwargs  # noqa: SLF001 - where fuzzers find it; HypoFuzz does the same

        def bound(**values: Any) -> None:
            self._call(values)

        # As if the test had no other arguments than those that hypothesis draws.
        bound.__signature__ = Signature([Parameter(name, Parameter.KEYWORD_ONLY) for name in drawn])  # type: ignore[attr-defined]
        test_of_bound: Any = given(**drawn)(bound)
        self._test: Callable[[], None] = test_of_bound
        self.run: Callable[[bytes], object] = test_of_bound.hypothesis.fuzz_one_input

    def _call(self, values: dict[str, Any]) -> None:
        draws: list[Any] = []
        interactive = [name for name, value in values.items() if isinstance(value, DataObject)]
        shown = {name: repr(value) for name, value in ({**self._parameters} | values).items()}
        values |= {name: Draws(values[name], draws) for name in interactive}
        try:
            self._inner(**self._parameters, **self._fixtures, **values)
        except Exception:
            shown |= {name: f"Drawn({', '.join(map(repr, draws))})" for name in interactive}
            shown |= {name: name for name in self._fixtures}
            self._last = ", ".join(f"{name}={value}" for name, value in shown.items())
            raise

    def shrunk(self, first: Exception) -> str:
        """What is left of the failure when hypothesis has shrunk it: an explanation, and a test to paste."""
        try:
            self._test()
        except (Unsatisfiable, Flaky):
            pass
        except Exception as error:  # noqa: BLE001 - a finding can be any error
            return self._as_test(error)
        return f"# It failed once, but not again: it depends on more than its input.\n{self._as_test(first)}"

    def _as_test(self, error: Exception) -> str:
        notes = "\n".join(getattr(error, "__notes__", [])).replace("Failing test case: bound(\n)\n", "")
        # Where it was raised is of more use than how the fuzzer got there.
        raised = "".join(traceback.format_tb(error.__traceback__)[-3:])
        said = f"{type(error).__name__}: {error}"
        comment = "\n".join(f"# {line}".rstrip() for line in f"{self.title}\n{notes}\n{raised}{said}".splitlines())
        name = self.title.rpartition("::")[2].partition("[")[0]
        if name in {"runTest", ""}:
            return f"{comment}\n# The steps above, with `state = <the machine>()`, are the test.\n"
        return (
            f"{comment}\n\n"
            "from tests.support.drawn import Drawn\n\n\n"
            f"def {name}_as_the_fuzzer_found({', '.join(self._fixtures)}):\n"
            f"    {name}.hypothesis.inner_test({self._last})\n"
        )


class Properties:
    """A plugin of pytest: collects properties instead of running them, and begins when it has all.

    The first two bytes of an input choose the property, the others are its case.
    """

    def __init__(self, findings: Path) -> None:
        self.when_complete: Callable[[], None] = lambda: None
        self._findings = findings
        self._properties: list[Property] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        found = _property(pyfuncitem)
        if found is not None:
            self._properties.append(found)
        return True

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if _is_property(item)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Any:
        machine = getattr(getattr(item, "obj", None), "_hypothesis_state_machine_class", None)
        result = None
        if machine is None:
            result = yield
        else:
            self._properties.append(Property(item.nodeid, get_state_machine_test(machine)))
        if item is item.session.items[-1]:
            # Here, since fixtures of the session are still there.
            print(f"{len(self._properties)} properties", flush=True)
            self.when_complete()
        return result

    def try_one(self, data: bytes) -> None:
        """One case."""
        if len(data) < 3 or not self._properties:
            return
        number = int.from_bytes(data[:2], "big") % len(self._properties)
        found = self._properties[number]
        try:
            found.run(data[2:])
        except Exception as error:  # noqa: BLE001 - a finding can be any error
            self._keep(found, error)

    def _keep(self, found: Property, error: Exception) -> None:
        """Shrink and keep a finding; its property is left alone from then on."""
        text = found.shrunk(error)
        self._findings.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        (self._findings / f"{name}.py").write_text(text, "utf-8", "backslashreplace")
        print(f"FINDING {found.title}\n{text}", flush=True)
        self._properties.remove(found)
        if not self._properties:
            os._exit(0)  # nothing is left to try, and cases without a property would be counted


def _is_property(item: pytest.Item) -> bool:
    test = getattr(item, "obj", None)
    return hasattr(test, "hypothesis") or hasattr(test, "_hypothesis_state_machine_class")


def _property(item: pytest.Function) -> Property | None:
    names = item._fixtureinfo.argnames  # noqa: SLF001 - as pytest's own hook does
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    values = {name: item.funcargs[name] for name in names}
    return Property(
        item.nodeid,
        item.obj,
        {name: value for name, value in values.items() if name in parameters},
        {name: value for name, value in values.items() if name not in parameters},
    )
