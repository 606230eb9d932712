"""The choices that one example is made from: a few byte strings and texts, in which each field has its own bytes.

A choice costs Hypothesis tens of microseconds, and a record needs about a hundred of them. So an example draws a few
byte strings and two texts, and each field reads its bytes at a fixed place, whether the field is present or not. This
is fast, and it shrinks well: setting a byte to zero removes a field or makes its value the simplest one, and does not
change any other field.
"""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field
from hypothesis import strategies as st

# The bytes are drawn in pieces of about this size: the shrinker can set an unneeded piece to zero in one step. All
# pieces have one size, because the shrinker also tries to copy one onto another.
_PIECE_BYTES = 64
# The first byte of an example chooses how high a field's byte must be for the field to be present. A byte divisible by
# 8 makes a nullable field null, so that the simplest present field is null.
_THRESHOLDS = (128, 16, 224, 8)
# Free JSON is drawn if the second byte is at least this. It takes many choices: one in 32 examples has it.
_MIN_FREE_BYTE = 248
_MAX_TEXT_LENGTH = 20
# What people type: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Japanese, Chinese, Korean, signs, emoji.
# These are few ranges, because Hypothesis looks at each of them for each character; by category they would be hundreds.
_COMMON_RANGES = (
    " ~", "¡¬", "®ſ", "Α\u03a1", "α\u03c9", "А\u044f", "א\u05ea", "ا\u063a", "ف\u064a", "अ\u0939", "ก\u0e30",
    "ぁ\u3096", "ァ\u30fa", "一\u9fff", "가\ud7a3", "–\u2026", "€€", "😀\U0001f64f",
)  # fmt: skip
_HARMFUL = "\x00\x1b\x7f\t\n\r\u0085\u2028\u200b\u200f\u202e\u2066\ufeff\ud800\udfff'\"`<>&;\\/%$={}[]"
_common_characters = st.one_of(
    *(
        st.characters(min_codepoint=ord(one[0]), max_codepoint=ord(one[1]), exclude_categories=())
        for one in _COMMON_RANGES
    )
)
_any_character = st.characters(exclude_categories=())

NOTHING = object()
"""The value of `Choices.free` when no free JSON was drawn."""


# Not frozen: frozen classes set their attributes more slowly, and every example makes one of these.
@define(eq=False)
class Choices:
    """The choices of one example.

    Attributes:
        raw: the bytes.
        texts: two texts that all fields share: unexpectedly equal values find errors too.
        drawn: the values of the layout's further strategies.
        free: any JSON, or `NOTHING`.
        threshold: how high a field's byte must be for the field to be present; the first byte chooses it.
    """

    raw: bytes
    texts: tuple[str, ...]
    drawn: list[Any]
    free: Any
    threshold: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.threshold = _THRESHOLDS[self.raw[0] >> 6]


Make = Callable[[Choices], Any]
"""Makes a value from the choices of an example."""


class ByteLayout:
    """Which bytes belong to which field, and what else an example draws.

    Args:
        texts: the strategies of two texts.
        free: the strategy of free JSON.

    Attributes:
        size: how many bytes an example has.
        sources: further strategies, each drawn once in an example.
        has_texts: whether texts are used.
        has_free: whether free JSON is used.
    """

    def __init__(self, texts: Sequence[st.SearchStrategy[str]], free: st.SearchStrategy[Any]) -> None:
        self.size = 2  # the threshold, and whether free JSON is drawn
        self.sources: list[st.SearchStrategy[Any]] = []
        self.has_texts = self.has_free = False
        self._texts = texts
        self._free = free
        self._shared: dict[str, int] = {}

    def take(self, count: int = 1) -> int:
        """The offset of this many new bytes."""
        self.size += count
        return self.size - count

    def shared(self, name: str, count: int) -> int:
        """The offset of bytes that all callers with this name share."""
        if name not in self._shared:
            self._shared[name] = self.take(count)
        return self._shared[name]

    def source(self, strategy: st.SearchStrategy[Any]) -> int:
        """The index in `Choices.drawn` of a further strategy's value. It costs a choice in each example."""
        self.sources.append(strategy)
        return len(self.sources) - 1

    def strategy(self, make: Make) -> st.SearchStrategy[Any]:
        """The strategy that draws the choices and makes a value of them."""
        return _made(_ExampleParts(self, self._texts, self._free, make))


class _ExampleParts:
    """The strategies that an example draws from, in one object so that the repr of the whole stays short."""

    def __init__(
        self, layout: ByteLayout, texts: Sequence[st.SearchStrategy[str]], free: st.SearchStrategy[Any], make: Make
    ) -> None:
        self.make = make
        count = -(-layout.size // _PIECE_BYTES)
        each = -(-layout.size // count)
        self.pieces = [st.binary(min_size=each, max_size=each)] * count
        self.texts = texts if layout.has_texts else ()
        self.sources = tuple(layout.sources)
        self.free = free if layout.has_free else None


@st.composite
def _made(draw: st.DrawFn, parts: _ExampleParts) -> Any:
    raw = b"".join([draw(piece) for piece in parts.pieces])
    texts = tuple([join_surrogates(draw(text)) for text in parts.texts])
    drawn = [draw(source) for source in parts.sources]
    # Drawn last, because it is optional: a draw after it would move.
    free = draw(parts.free) if parts.free is not None and raw[1] >= _MIN_FREE_BYTE else NOTHING
    return parts.make(Choices(raw, texts, drawn, free))  # faster than `map`


def texts(*, hostile: bool, max_length: int | None) -> tuple[st.SearchStrategy[str], st.SearchStrategy[str]]:
    """Two strategies of texts: common ones, or if hostile any text, in the second with many harmful characters."""
    size = _MAX_TEXT_LENGTH if max_length is None else min(max_length, _MAX_TEXT_LENGTH)
    if not hostile:
        common = st.text(_common_characters, max_size=size)
        return common, common
    return st.text(_any_character, max_size=size), st.text("ab" + _HARMFUL, max_size=size)


def join_surrogates(text: str) -> str:
    """The text as it is after a round trip through JSON, where a surrogate pair is one character."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def any_json(text: st.SearchStrategy[str], *, hostile: bool, max_items: int, nulls: bool) -> st.SearchStrategy[Any]:
    """A strategy of any JSON."""
    most, text = min(3, max_items), text.map(join_surrogates)
    whole = st.integers() if hostile else st.integers(-(2**53), 2**53)
    scalars = st.booleans() | whole | st.floats(allow_nan=False, allow_infinity=False) | text
    return st.recursive(
        st.none() | scalars if nulls else scalars,
        lambda inner: st.lists(inner, max_size=most) | st.dictionaries(text, inner, max_size=most),
        max_leaves=5,
    )
