"""Rules and their findings."""

from collections.abc import Callable, Iterator

from attrs import frozen

from tools.spec.lint.document import Spec, Steps


@frozen
class Found:
    """A finding: the place, what is wrong, and what to do."""

    at: Steps
    wrong: str
    remedy: str


@frozen
class LintRule:
    """A rule of this project."""

    name: str
    says: str
    check: Callable[[Spec], Iterator[Found]]


RULES: list[LintRule] = []
Check = Callable[[Spec], Iterator[Found]]


def rule(name: str, says: str) -> Callable[[Check], Check]:
    """Make a rule of a function.

    Args:
        name: what findings call it.
        says: what must hold, in a sentence.
    """

    def register(check: Check) -> Check:
        RULES.append(LintRule(name, says, check))
        return check

    return register
