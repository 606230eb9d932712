"""The properties that pytest collects, as functions of bytes; and what to do when one fails."""

import copy
import functools
import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
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


@dataclass
class Property:
    """A test of hypothesis, with the parameters and fixtures that pytest has for it."""

    title: str
    test: Any
    arguments: dict[str, Any] = field(default_factory=dict)
    last: str = ""

    def __post_init__(self) -> None:
        inner = self.test.hypothesis.inner_test

        @functools.wraps(inner)
        def bound(*args: Any, **drawn: Any) -> Any:
            draws: list[Any] = []
            shown = self.arguments | drawn
            interactive = [name for name, value in drawn.items() if isinstance(value, DataObject)]
            before = {name: repr(value) for name, value in shown.items() if name not in interactive}
            drawn = drawn | {name: Draws(drawn[name], draws) for name in interactive}
            try:
                return inner(*args, **(self.arguments | drawn))
            except Exception:
                before |= {name: f"Drawn({', '.join(map(repr, draws))})" for name in interactive}
                self.last = ", ".join(f"{name}={value}" for name, value in before.items())
                raise

        self._bound = bound
        handle = self.test.hypothesis
        handle.inner_test = bound
        # The target is made with the test that is there now; a copy, since each set of parameters has its own.
        self.run: Callable[[bytes], object] = copy.copy(handle).fuzz_one_input
        handle.inner_test = inner

    def shrunk(self, first: Exception) -> str:
        """What is left of the failure when hypothesis has shrunk it: an explanation, and a test to paste."""
        handle = self.test.hypothesis
        before, handle.inner_test = handle.inner_test, self._bound
        try:
            self.test(**self.arguments)
        except (Unsatisfiable, Flaky):
            pass
        except Exception as error:  # noqa: BLE001  # a finding can be any error
            return self._as_test(error)
        finally:
            handle.inner_test = before
        return f"# It failed once, but not again: it depends on more than its input.\n{self._as_test(first)}"

    def _as_test(self, error: Exception) -> str:
        notes = "\n".join(getattr(error, "__notes__", []))
        said = "".join(traceback.format_exception(error)[-12:])
        comment = "\n".join(f"# {line}" for line in f"{self.title}\n{notes}\n{said}".splitlines())
        name = self.title.rpartition("::")[2].partition("[")[0]
        if name in {"runTest", ""}:
            return f"{comment}\n# The steps above, with `state = <the machine>()`, are the test.\n"
        return (
            f"{comment}\n\n"
            "from tests.support.drawn import Drawn\n\n\n"
            f"def {name}_as_the_fuzzer_found():\n"
            f"    {name}.hypothesis.inner_test({self.last})\n"
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
        except Exception as error:  # noqa: BLE001  # a finding can be any error
            self._keep(found, error)

    def _keep(self, found: Property, error: Exception) -> None:
        """Shrink and keep a finding; its property is left alone from then on."""
        text = found.shrunk(error)
        self._findings.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
        (self._findings / f"{name}.py").write_text(text, "utf-8", "backslashreplace")
        print(f"FINDING {found.title}\n{text}", flush=True)
        self._properties.remove(found)


def _is_property(item: pytest.Item) -> bool:
    test = getattr(item, "obj", None)
    return hasattr(test, "hypothesis") or hasattr(test, "_hypothesis_state_machine_class")


def _property(item: pytest.Function) -> Property | None:
    names = item._fixtureinfo.argnames  # noqa: SLF001  # as pytest's own hook does
    return Property(item.nodeid, item.obj, {name: item.funcargs[name] for name in names})
