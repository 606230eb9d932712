"""Changes with their level and their place."""

from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import Any

from attrs import Factory, define, evolve, frozen

API = "the API"  # in the place of an operation, for changes that are about no single one


class Level(IntEnum):
    """What a change means to callers of the API."""

    DOCUMENTATION = 0
    ADDITIVE = 1
    BREAKING = 2

    @property
    def label(self) -> str:
        return self.name.lower()


class Side(Enum):
    """Which side writes a value. Callers must change when less is accepted, or when more is returned."""

    SENT = "sent"
    RECEIVED = "received"

    def narrower(self) -> Level:
        return Level.BREAKING if self is Side.SENT else Level.ADDITIVE

    def wider(self) -> Level:
        return Level.ADDITIVE if self is Side.SENT else Level.BREAKING


@frozen
class SpecChange:
    """A difference between two documents.

    Attributes:
        level: what it means to callers.
        operation: the operation, such as `GET /vacancies`, or `the API`.
        place: where in the operation, such as `parameter perPage`; empty: the operation itself.
        text: what changed.
        origin: the component and the field of it that changed, when operations share them.
        also: further operations that share the change.
        before: the old value, if it is documentation.
        after: the new value.
    """

    level: Level
    operation: str
    place: str
    text: str
    origin: str = ""
    also: tuple[str, ...] = ()
    before: Any = None
    after: Any = None

    @property
    def message(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text

    @property
    def line(self) -> str:
        return f"{self.operation}  {self.message}"


@frozen
class At:
    """A place in an operation, in the words of the report."""

    operation: str
    side: Side
    what: str = ""  # `parameter perPage`, `answer 200`
    path: str = ""  # `data[].title`
    origin: str = ""  # `Vacancy.title`
    in_parameter: bool = False

    @property
    def place(self) -> str:
        return f"{self.what} {self.path}".strip()

    def of(self, old_name: str, new_name: str) -> "At":
        """The same place, as a part of a component if it is one of the same name in both documents."""
        return evolve(self, origin=old_name) if old_name and old_name == new_name else self

    def field(self, name: str) -> "At":
        if self.in_parameter:
            return evolve(self, what=f"{self.what}[{name}]", origin=self._below(f".{name}"))
        return evolve(self, path=f"{self.path}.{name}" if self.path else name, origin=self._below(f".{name}"))

    def item(self) -> "At":
        if self.in_parameter:
            return evolve(self, what=f"{self.what}, each value", origin=self._below("[]"))
        return evolve(self, path=f"{self.path}[]", origin=self._below("[]"))

    def _below(self, step: str) -> str:
        return self.origin + step if self.origin else ""


@define
class Changes:
    """The changes that were found so far."""

    found: list[SpecChange] = Factory(list)

    def add(self, level: Level, at: At, text: str, before: Any = None, after: Any = None) -> None:
        origin = f"{at.origin} {at.side.value}" if at.origin else ""
        self.found.append(SpecChange(level, at.operation, at.place, text, origin, (), before, after))

    def words(self, at: At, name: str, before: Any, after: Any) -> None:
        """Note a change of documentation, if there is one."""
        if tidy(before) != tidy(after):
            verb = "added" if before is None else "removed" if after is None else "changed"
            self.add(Level.DOCUMENTATION, at, f"{name} {verb}", before, after)


def tidy(value: Any) -> Any:
    """The value with the line breaks of its texts removed: they make no difference."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: tidy(part) for key, part in value.items()}
    return [tidy(part) for part in value] if isinstance(value, list) else value


def collapsed(changes: Iterable[SpecChange]) -> list[SpecChange]:
    """The changes, with a change of a shared component listed once, at the first operation that has it."""
    kept: dict[tuple[object, ...], SpecChange] = {}
    for change in changes:
        shared = (change.origin,) if change.origin else (change.operation, change.place)
        key = (change.level, change.text, *shared)
        first = kept.setdefault(key, change)
        if change.operation not in (first.operation, *first.also):
            kept[key] = evolve(first, also=(*first.also, change.operation))
    return list(kept.values())
