"""Which part of a long list a page shows."""

from collections.abc import Mapping

from attrs import frozen

_MAX_DIGITS = 9


@frozen
class Part:
    """One part of a list: the items from `offset` on, at most `size` of them."""

    number: int
    last: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many items come before it."""
        return (self.number - 1) * self.size


def part(query: Mapping[str, str], total: int, size: int) -> Part:
    """The part that `page` in a query asks for: the last one if it is too high, the first one if it is no number."""
    last = max(1, -(-total // size))
    return Part(min(whole_number(query.get("page"), 1), last), last, size, total)


def whole_number(text: str | None, default: int) -> int:
    """The positive whole number in a text, or the default for any other text and for more than nine digits."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        return default
    return int(text) or default
