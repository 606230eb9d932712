"""What the rules say: which one is met, and where."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.source import Source


class Hit(NamedTuple):
    """A rule is met at a token."""

    token: int
    rule: str
    certain: bool


Detector: TypeAlias = Callable[[Source, Mentions], Iterator[Hit]]


def of_v1(mentions: Mentions, index: int) -> tuple[bool, bool]:
    """Whether a place talks to V1 or may do so, and whether that is certain."""
    api = mentions.api_at(index) if mentions.about_homerun else None
    return api in ("v1", "homerun"), api == "v1"


def is_other(mentions: Mentions, index: int) -> bool:
    """Whether a place talks to an API that is not Homerun's."""
    return mentions.api_at(index) == "other"
