"""Which part of a long list a page shows."""

from dataclasses import dataclass

_DIGITS = 9


@dataclass(frozen=True)
class Part:
    """One part of a list: the items from `offset` on, `size` at most."""

    number: int
    last: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many items come before it."""
        return (self.number - 1) * self.size

    @property
    def before(self) -> int | None:
        """The number of the part before, None where this is the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the next part, None where this is the last."""
        return self.number + 1 if self.number < self.last else None


def part(asked: str | None, size: int, total: int) -> Part:
    """The part that was asked for; the nearest there is, for a number that makes no sense."""
    last = max(1, -(-total // size))
    return Part(min(whole(asked, 1), last), last, size, total)


def whole(text: str | None, otherwise: int) -> int:
    """The number of at least 1 that a text stands for, or another where it is none or absurdly long."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        return otherwise
    return int(text) or otherwise
