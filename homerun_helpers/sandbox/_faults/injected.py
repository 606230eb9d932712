"""Faults that wait for their requests."""

import inspect
import re
import threading
from itertools import count

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.sandbox._checks import check_count, check_seconds
from homerun_helpers.sandbox.faults import Fault

_API = "/v2"
_HOW_TO = """A fault is one of homerun_helpers.sandbox.faults, or an object of a class such as

    class Teapot(faults.Fault):
        async def apply(self, call):
            await call.respond(418)"""


class Injected:
    """A fault that was injected: the requests that it is for, and how many met it.

    `fault`, `method`, `path` and `skip` are what `Sandbox.inject` was given; `id` numbers the
    injected faults from 1.
    """

    def __init__(
        self, id: int, fault: Fault, *, times: int | None, method: str | None, path: str | None, skip: int
    ) -> None:
        self.id = id
        self.fault = fault
        self.method: str | None = None if method is None else method.upper()
        self.path = path
        # Only the asterisk is special: ids may hold any character.
        self._pattern = re.compile(".*".join(map(re.escape, (path or "*").split("*"))), re.DOTALL)
        self.skip = skip
        self._times = times
        self._seen = 0

    @property
    def met(self) -> int:
        """How many requests met it so far."""
        return max(0, self._seen - self.skip)

    @property
    def left(self) -> int | None:
        """How many more will; None when there is no end."""
        return None if self._times is None else self._times - self.met

    def __repr__(self) -> str:
        return f"<{self.fault!r} for {self.method or 'any'} {self.path or 'path'}: met {self.met}, left {self.left}>"

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is one of those that it waits for."""
        if self.method is not None and self.method != method:
            return False
        if self.path is None:
            return path.startswith(_API)
        return bool(self._pattern.fullmatch(path.removeprefix(_API)) or self._pattern.fullmatch(path))

    def meet(self) -> bool:
        """Count a request that matches; whether the fault happens to it."""
        if self.left == 0:
            return False
        self._seen += 1
        return self._seen > self.skip


class Faults:
    """All faults that were injected, and the latency of all requests; safe to use from any thread."""

    def __init__(self) -> None:
        self.latency = 0.0
        self.resets = 0
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._injected: list[Injected] = []

    @property
    def is_idle(self) -> bool:
        """Whether requests meet nothing, not even a latency."""
        return not self._injected and not self.latency

    def inject(self, fault: Fault, *, times: int | None, method: str | None, path: str | None, skip: int) -> Injected:
        """Let matching requests meet a fault.

        Raises:
            TypeError: Not an object that can be a fault.
            InvalidArgumentError: A number of times below 1, of skips below 0, or a path without a slash.
        """
        check_fault(fault)
        if times is not None:
            check_count("times", times, 1)
        check_count("skip", skip)
        if method is not None and not (isinstance(method, str) and method.isalpha()):
            raise InvalidArgumentError("method", f'must be one such as "POST"; it is {method!r}.')
        if path is not None and not (isinstance(path, str) and path.startswith(("/", "*"))):
            raise InvalidArgumentError(
                "path", f'must be a path below the base URL, such as "/vacancies/*"; it is {path!r}.'
            )
        with self._lock:
            injected = Injected(next(self._numbers), fault, times=times, method=method, path=path, skip=skip)
            self._injected.append(injected)
            return injected

    def set_latency(self, seconds: float) -> None:
        """Let every request wait this many seconds before it is handled.

        Raises:
            InvalidArgumentError: Not a finite number of at least 0.
        """
        check_seconds("latency", seconds)
        self.latency = seconds

    def pick(self, method: str, path: str) -> Fault | None:
        """The fault that a request meets now: the first that was injected for it, if any."""
        with self._lock:
            picked = next((i.fault for i in self._injected if i.matches(method, path) and i.meet()), None)
            self._injected = [injected for injected in self._injected if injected.left != 0]
            return picked

    def all(self) -> list[Injected]:
        """Those that still wait for requests, in the order of their injection."""
        with self._lock:
            return list(self._injected)

    def remove(self, id: int) -> bool:
        """Take one back; False when there is none with this id."""
        with self._lock:
            before = len(self._injected)
            self._injected = [injected for injected in self._injected if injected.id != id]
            return len(self._injected) < before

    def reset(self) -> None:
        """Take all back, and drop the requests that meet one at this moment."""
        with self._lock:
            self.resets += 1
        self.clear()

    def clear(self) -> None:
        """Take all back, and the latency too."""
        with self._lock:
            self._injected = []
            self.latency = 0.0


def check_fault(fault: object) -> None:
    """Refuse what cannot be applied to a request.

    Raises:
        TypeError: Saying what is wrong, and how a fault is written.
    """
    if not isinstance(fault, Fault):
        what = f"the class {fault.__name__} itself" if isinstance(fault, type) else f"{fault!r:.80}"
        raise TypeError(f"fault must be a fault, not {what}. {_HOW_TO}")
    name, apply = type(fault).__name__, type(fault).apply
    if apply is Fault.apply:
        raise TypeError(f"{name} cannot be a fault: it has no apply. {_HOW_TO}")
    if not inspect.iscoroutinefunction(apply):
        raise TypeError(f"{name} cannot be a fault: its apply is not an async def. {_HOW_TO}")
    if not isinstance(fault.kind, str):
        raise TypeError(f"{name} cannot be a fault: its kind is no string. {_HOW_TO}")
