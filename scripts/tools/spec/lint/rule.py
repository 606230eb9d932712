"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tools.spec.lint.document import Spec, Steps


class Found(NamedTuple):
    """What a rule says of a place: what is wrong, and what to do."""

    at: Steps
    wrong: str
    remedy: str


class Rule(NamedTuple):
    """A rule of this project."""

    name: str
    says: str
    check: Callable[[Spec], Iterator[Found]]


RULES: list[Rule] = []
Check = Callable[[Spec], Iterator[Found]]


def rule(name: str) -> Callable[[Check], Check]:
    """Makes a rule of a function; the first line of its docstring is what the rule says."""

    def register(check: Check) -> Check:
        RULES.append(Rule(name, (check.__doc__ or "").partition("\n")[0], check))
        return check

    return register
