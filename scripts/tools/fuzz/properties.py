"""The properties that pytest collects, as functions of bytes; and what to do when one fails."""

import copy
import hashlib
import os
import traceback
from collections.abc import Callable
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.errors import Flaky, Unsatisfiable
from hypothesis.stateful import get_state_machine_test
from hypothesis.strategies import DataObject


class RecordedData:
    """The `data` of a test, which records what is drawn from it."""

    def __init__(self, data: DataObject) -> None:
        self._data = data
        self._values: list[Any] = []

    def draw(self, strategy: Any, label: str | None = None) -> Any:
        value = self._data.draw(strategy, label)
        self._values.append(copy.deepcopy(value))
        return value

    def __getattr__(self, name: str) -> Any:
        return getattr(self._data, name)

    def __repr__(self) -> str:
        return f"Drawn({', '.join(map(repr, self._values))})"


class Property:
    """A test of hypothesis that pytest has set up, with the parameters and fixtures that pytest has for it."""

    def __init__(self, item: Any) -> None:
        machine = _machine(item)
        test: Any = item.obj if machine is None else get_state_machine_test(machine)
        chosen = item.callspec.params if hasattr(item, "callspec") else {}
        given_by_pytest = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}  # noqa: SLF001 - as pytest's own hook does
        drawn = test.hypothesis._given_kwargs  # noqa: SLF001 - where fuzzers find it; HypoFuzz does the same
        self._title = item.nodeid
        self._fixtures = [name for name in given_by_pytest if name not in chosen]
        self._last_arguments = ""

        def bound(**values: Any) -> None:
            values = {name: RecordedData(one) if isinstance(one, DataObject) else one for name, one in values.items()}
            arguments = given_by_pytest | values
            # As they are before the test, which may change them; what is drawn in the test is known after it.
            shown = {name: name if name in self._fixtures else repr(one) for name, one in arguments.items()}
            try:
                test.hypothesis.inner_test(**arguments)
            except Exception:
                shown |= {name: repr(one) for name, one in values.items() if isinstance(one, RecordedData)}
                self._last_arguments = ", ".join(f"{name}={text}" for name, text in shown.items())
                raise

        # hypothesis looks at the signature: it must have only the arguments that are drawn.
        signature = Signature([Parameter(name, Parameter.KEYWORD_ONLY) for name in drawn])
        bound.__signature__ = signature  # type: ignore[attr-defined]  # inspect reads it, typeshed has no such attribute
        self._test: Any = given(**drawn)(bound)

    def run(self, case: bytes) -> None:
        """Try one case; raises what the test raises."""
        self._test.hypothesis.fuzz_one_input(case)

    def shrunk(self, first: Exception) -> str:
        """The failure after hypothesis has shrunk it: an explanation, and a test to paste."""
        try:
            self._test()  # the database has the case
        except (Unsatisfiable, Flaky):
            pass
        except Exception as error:  # noqa: BLE001 - a finding can be any error
            return self._as_test(error)
        return f"# It failed once, but not again: it depends on more than its input.\n{self._as_test(first)}"

    def _as_test(self, error: Exception) -> str:
        notes = "\n".join(getattr(error, "__notes__", [])).replace("Failing test case: bound(\n)\n", "")
        raised = "".join(traceback.format_tb(error.__traceback__)[-3:])  # the last calls, not the fuzzer's
        said = f"{self._title}\n{notes}\n{raised}{type(error).__name__}: {error}"
        comment = "\n".join(f"# {line}".rstrip() for line in said.splitlines())
        name = self._title.rpartition("::")[2].partition("[")[0]
        if name in {"runTest", ""}:
            return f"{comment}\n# The steps above, with `state = <the machine>()`, are the test.\n"
        return (
            f"{comment}\n\n"
            "from tests.support.drawn import Drawn\n\n\n"
            f"def {name}_as_the_fuzzer_found({', '.join(self._fixtures)}):\n"
            f"    {name}.hypothesis.inner_test({self._last_arguments})\n"
        )


class Properties:
    """A plugin of pytest that collects properties instead of running them.

    The first two bytes of an input choose the property, the others are its case.

    Args:
        findings: The folder for what fails.
        fuzz: Called when all are collected.
    """

    def __init__(self, findings: Path, fuzz: Callable[["Properties"], None]) -> None:
        self._findings = findings
        self._fuzz = fuzz
        self._properties: list[Property] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if hasattr(getattr(item, "obj", None), "hypothesis") or _machine(item)]
        for item in items:
            item.runtest = partial(self._collect, item)  # type: ignore[method-assign]  # collected, not run

    def _collect(self, item: pytest.Item) -> None:
        self._properties.append(Property(item))
        if item is item.session.items[-1]:
            print(f"{len(self._properties)} properties", flush=True)
            self._fuzz(self)  # here, where the fixtures of the session still exist

    def try_one(self, data: bytes) -> None:
        """Try one case. A property that fails is reported, and not tried again."""
        if len(data) < 3 or not self._properties:
            return
        found = self._properties[int.from_bytes(data[:2], "big") % len(self._properties)]
        try:
            found.run(data[2:])
        except Exception as error:  # noqa: BLE001 - a finding can be any error
            self._keep(found.shrunk(error))
            self._properties.remove(found)
            if not self._properties:
                os._exit(0)  # further cases would be counted without a property that is tried

    def _keep(self, text: str) -> None:
        self._findings.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        (self._findings / f"{name}.py").write_text(text, "utf-8", "backslashreplace")
        print(f"FINDING\n{text}", flush=True)


def _machine(item: pytest.Item) -> Any:
    """The state machine that a test runs, if it runs one."""
    return getattr(getattr(item, "obj", None), "_hypothesis_state_machine_class", None)
