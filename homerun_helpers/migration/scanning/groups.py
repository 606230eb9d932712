"""The brackets of a file, and what stands between them."""

from collections import Counter

from attrs import frozen

from homerun_helpers.migration.scanning.tokens import Token

OPENERS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = set(OPENERS.values())


@frozen(kw_only=True)
class TokenGroup:
    """The tokens between two brackets. The first group is the file itself.

    Attributes:
        opener: the bracket; empty for the file.
        start: the index of the token of the opening bracket.
        end: the index of the token of the closing bracket.
        parent: the index of the enclosing group; -1 for the file.
    """

    opener: str
    start: int
    end: int
    parent: int


def grouped(tokens: list[Token]) -> tuple[list[TokenGroup], list[int]]:
    """The groups, and the group of each token: brackets belong to the group that they enclose."""
    openers: list[tuple[str, int, int]] = [("", 0, -1)]
    ends: list[int] = [len(tokens)]
    group_of: list[int] = []
    current = 0
    waiting = Counter[str]()  # brackets of each kind that are open, by what closes them
    for index, token in enumerate(tokens):
        if token.kind == "sign" and token.text in OPENERS:
            openers.append((token.text, index, current))
            ends.append(len(tokens))
            current = len(openers) - 1
            waiting[OPENERS[token.text]] += 1
            group_of.append(current)
        elif token.kind == "sign" and token.text in _CLOSERS:
            match = _match(openers, current, token.text, waiting)
            group_of.append(match if match is not None else current)
            if match is not None:
                ends[match] = index
                current = openers[match][2]
        else:
            group_of.append(current)
    groups = [
        TokenGroup(opener=opener, start=start, end=end, parent=parent)
        for (opener, start, parent), end in zip(openers, ends, strict=True)
    ]
    return groups, group_of


def _match(openers: list[tuple[str, int, int]], current: int, closer: str, waiting: Counter[str]) -> int | None:
    """The innermost group that a bracket closes. Groups inside it that broken code left open are closed with it."""
    if not waiting[closer]:
        return None
    while True:
        opened = OPENERS[openers[current][0]]
        waiting[opened] -= 1
        if opened == closer:
            return current
        current = openers[current][2]
