"""Places where rules are met."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import frozen

from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.source import Source


@frozen(order=True)
class Hit:
    """A place where a rule is met.

    Attributes:
        token: the index of the token.
        rule: the id of the rule.
        certain: whether Homerun's API is named near enough to be sure.
    """

    token: int
    rule: str
    certain: bool


Finder: TypeAlias = Callable[[Source, Mentions], Iterator[Hit]]


def of_v1(mentions: Mentions, index: int) -> tuple[bool, bool]:
    """Whether a place is about V1 or may be, and whether that is certain."""
    api = mentions.api_at(index) if mentions.about_homerun else None
    return api in ("v1", "homerun"), api == "v1"


def is_other(mentions: Mentions, index: int) -> bool:
    """Whether a place is about an API that is not Homerun's."""
    return mentions.api_at(index) == "other"
