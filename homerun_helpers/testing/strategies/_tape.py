"""What one example is made from: a few choices of Hypothesis, of which each field reads its own bytes.

A choice costs Hypothesis tens of microseconds, and a record has a hundred of them. So each example draws a few byte
strings and two texts, and every field has its place in them, whether it is there or not. That is fast, and it shrinks
well: a byte that becomes zero leaves out a field or makes its value the simplest one, and moves nothing else.
"""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

# How long the pieces are, about, that the bytes are drawn in: one that is not needed becomes zero in one step of the
# shrinker. They are of one size, since Hypothesis also tries what it gets when it copies one onto another.
_PIECE = 64
# By the first byte of an example: how high a field's byte must be for the field to be there. A byte that can be divided
# by 8 is null, where null may be: so the simplest field is null.
_DENSITIES = (128, 16, 224, 8)
# From where on the second byte has free JSON drawn. That takes many choices: one in 32 examples has it.
_FREE = 248
_LONGEST_TEXT = 20
# What people type: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Japanese, Chinese, Korean, signs, emoji.
# These are few ranges, since Hypothesis looks at each of them for each character; by category they would be hundreds.
_POLITE = (
    " ~", "¡¬", "®ſ", "Α\u03a1", "α\u03c9", "А\u044f", "א\u05ea", "ا\u063a", "ف\u064a", "अ\u0939", "ก\u0e30",
    "ぁ\u3096", "ァ\u30fa", "一\u9fff", "가\ud7a3", "–\u2026", "€€", "😀\U0001f64f",
)  # fmt: skip
_NASTY = "\x00\x1b\x7f\t\n\r\u0085\u2028\u200b\u200f\u202e\u2066\ufeff\ud800\udfff'\"`<>&;\\/%$={}[]"
_polite_characters = st.one_of(
    *(st.characters(min_codepoint=ord(one[0]), max_codepoint=ord(one[1]), exclude_categories=()) for one in _POLITE)
)
_any_character = st.characters(exclude_categories=())

NOTHING = object()
"""In `Tape.free`: no free JSON was drawn."""


class Tape:
    """The choices of one example.

    Attributes:
        raw: the bytes.
        least: how high a field's byte must be for the field to be there.
        texts: two texts, for fields to share: what is equal where nobody expects it finds errors too.
        drawn: the values of the layout's further strategies.
        free: any JSON, or `NOTHING`.
    """

    __slots__ = ("drawn", "free", "least", "raw", "texts")

    def __init__(self, raw: bytes, texts: tuple[str, ...], drawn: list[Any], free: Any) -> None:
        self.raw = raw
        self.least = _DENSITIES[raw[0] >> 6]
        self.texts = texts
        self.drawn = drawn
        self.free = free


Make = Callable[[Tape], Any]


class Layout:
    """Who reads which byte, and what else is drawn.

    Args:
        texts: the strategies of two texts.
        free: the strategy of free JSON.

    Attributes:
        size: how many bytes there are.
        sources: further strategies.
        has_texts: whether texts are used.
        has_free: whether free JSON is used.
    """

    def __init__(self, texts: Sequence[st.SearchStrategy[str]], free: st.SearchStrategy[Any]) -> None:
        self.size = 2  # the density, and whether there is free JSON
        self.sources: list[st.SearchStrategy[Any]] = []
        self.has_texts = self.has_free = False
        self._texts = texts
        self._free = free
        self._shared: dict[str, int] = {}

    def take(self, count: int = 1) -> int:
        """The place of so many bytes more."""
        self.size += count
        return self.size - count

    def shared(self, name: str, count: int) -> int:
        """The place of bytes that all who ask by this name read together."""
        if name not in self._shared:
            self._shared[name] = self.take(count)
        return self._shared[name]

    def source(self, strategy: st.SearchStrategy[Any]) -> int:
        """The index in `Tape.drawn` of what a further strategy draws. It costs a choice in each example."""
        self.sources.append(strategy)
        return len(self.sources) - 1

    def strategy(self, make: Make) -> st.SearchStrategy[Any]:
        """What draws all that was asked for, and makes a value of it."""
        return _made(_Choices(self, self._texts, self._free, make))


class _Choices:
    """The strategies of an example. They are one object so that the repr of the whole stays short."""

    def __init__(
        self, layout: Layout, texts: Sequence[st.SearchStrategy[str]], free: st.SearchStrategy[Any], make: Make
    ) -> None:
        self.make = make
        count = -(-layout.size // _PIECE)
        each = -(-layout.size // count)
        self.pieces = [st.binary(min_size=each, max_size=each)] * count
        self.texts = texts if layout.has_texts else ()
        self.sources = tuple(layout.sources)
        self.free = free if layout.has_free else None


@st.composite
def _made(draw: st.DrawFn, choices: _Choices) -> Any:
    raw = b"".join([draw(piece) for piece in choices.pieces])
    texts = tuple([join_surrogates(draw(text)) for text in choices.texts])
    drawn = [draw(source) for source in choices.sources]
    # The last, since it is not always there: what came after it would move.
    free = draw(choices.free) if choices.free is not None and raw[1] >= _FREE else NOTHING
    return choices.make(Tape(raw, texts, drawn, free))  # `map` would do, but it takes longer


def texts(*, hostile: bool, max_length: int | None) -> tuple[st.SearchStrategy[str], st.SearchStrategy[str]]:
    """Texts as people type them, or any, in two ways: in the second what does harm is likely."""
    size = _LONGEST_TEXT if max_length is None else min(max_length, _LONGEST_TEXT)
    if not hostile:
        polite = st.text(_polite_characters, max_size=size)
        return polite, polite
    return st.text(_any_character, max_size=size), st.text("ab" + _NASTY, max_size=size)


def join_surrogates(text: str) -> str:
    """A text as it is once it was written as JSON and read again: two halves of a pair are one character."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def any_json(text: st.SearchStrategy[str], *, hostile: bool, max_items: int, nulls: bool) -> st.SearchStrategy[Any]:
    """JSON of any kind."""
    most, text = min(3, max_items), text.map(join_surrogates)
    whole = st.integers() if hostile else st.integers(-(2**53), 2**53)
    leaves = st.booleans() | whole | st.floats(allow_nan=False, allow_infinity=False) | text
    return st.recursive(
        st.none() | leaves if nulls else leaves,
        lambda inner: st.lists(inner, max_size=most) | st.dictionaries(text, inner, max_size=most),
        max_leaves=5,
    )
