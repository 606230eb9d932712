"""A file as tokens, and what encloses each: brackets, statements and blocks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Self

from attrs import Factory, define

from homerun_helpers.migration.scanning.groups import OPENERS, TokenGroup, grouped
from homerun_helpers.migration.scanning.tokens import Comment, Family, Token, lex

# The signs between an object and its member.
ACCESS = {".", "->", "?.", "?->", "::"}
# Nothing is looked for further out, or further back: only hostile text is nested or chained that deep.
MAX_LEVELS = 50
_MAX_CHAIN_TOKENS = 100
# A statement of JavaScript without a semicolon continues on the next line after one of these.
_CONTINUES = {"=", "+", ",", ".", "->", "=>", "?", ":", "&&", "||", "(", "[", "{", "?."}


@define(eq=False, slots=False)
class Structure:
    """A lexed file: its tokens, and what encloses them."""

    text: str
    family: Family
    tokens: list[Token]
    comments: list[Comment]
    groups: list[TokenGroup] = Factory(list)
    group_of: list[int] = Factory(list)
    _found: dict[re.Pattern[str], list[int]] = Factory(dict)
    _of_kind: dict[Callable[[Any, int], object], list[int]] = Factory(dict)

    @classmethod
    def of(cls, text: str, family: Family) -> Self:
        """The structure of a text."""
        tokens, comments = lex(text, family)
        source = cls(text, family, tokens, comments)
        source.groups, source.group_of = grouped(tokens)
        return source

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_of(self, position: int) -> int:
        """The line of a character, from 1."""
        return bisect_right(self._line_starts, position)

    def column_of(self, position: int) -> int:
        """The column of a character, from 1."""
        return position - self._line_starts[self.line_of(position) - 1] + 1

    def text_at(self, index: int) -> str:
        """The text of a token; empty outside of the file."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def value_at(self, index: int) -> str:
        """The value of a token: of a string, what is in it; empty outside of the file."""
        return self.tokens[index].value if 0 <= index < len(self.tokens) else ""

    @cached_property
    def lines(self) -> list[int]:
        """The line of each token."""
        return [self.line_of(token.start) for token in self.tokens]

    # What a token belongs to ------------------------------------------------------------------------------------

    def regions(self, index: int) -> Iterator[tuple[int, int]]:
        """The regions around a token, from the inside out: its call, its statement, its block, …, the file."""
        yield from self.expressions(index)
        yield from self._blocks_of(index)
        yield 0, len(self.tokens)

    def expressions(self, index: int) -> Iterator[tuple[int, int]]:
        """The calls, brackets and statements that enclose a token, from the inside out."""
        for group in self.groups_around(index):
            found = self.groups[group]
            yield self.chain_start(found.start), min(found.end + 1, len(self.tokens))
            yield self.statement(found.start)
        if self.group_of[index] == 0:
            yield self.statement(index)

    def groups_around(self, index: int) -> Iterator[int]:
        """The groups that enclose a token, from the inside out, without the file."""
        group = self.group_of[index]
        for _ in range(MAX_LEVELS):
            if group <= 0:
                return
            yield group
            group = self.groups[group].parent

    def chain_start(self, index: int) -> int:
        """The first token of the expression that a bracket belongs to: `Http` of `Http::withBasicAuth(…)->post(`."""
        at = index
        for _ in range(_MAX_CHAIN_TOKENS):
            if at <= 0:
                break
            before = self.tokens[at - 1]
            goes_on = self.text_at(at) in (*ACCESS, "(", "[")
            member = before.text in ACCESS and self.tokens[at].kind == "name"
            if member or (goes_on and before.kind in ("name", "string")):
                at -= 1
            elif goes_on and before.text in (")", "]"):
                at = self.groups[self.group_of[at - 1]].start
            else:
                break
        return at

    def statement(self, index: int) -> tuple[int, int]:
        """The statement that a token is part of, within its group."""
        group = self.groups[self.group_of[index]]
        first, last = (group.start + 1, group.end) if group.parent >= 0 else (0, len(self.tokens))
        if self.text_at(index) in OPENERS:  # the bracket belongs to the group that it opens
            outer = self.groups[max(group.parent, 0)]
            first, last = (outer.start + 1, outer.end) if outer.parent >= 0 else (0, len(self.tokens))
        starts = self._statement_starts
        begin = max(first, starts[bisect_right(starts, index) - 1])
        following = bisect_right(starts, index)
        return begin, min(last, starts[following] if following < len(starts) else last)

    @cached_property
    def _statement_starts(self) -> list[int]:
        """The first token of each statement."""
        return [index for index in range(len(self.tokens)) if index == 0 or self._begins_statement(index)] or [0]

    def _begins_statement(self, index: int) -> bool:
        before = self.tokens[index - 1].text
        inside = self.groups[self.group_of[index - 1]]
        if before == ";":
            return True
        on_new_line = self.lines[index] != self.lines[index - 1]
        if self.family in ("python", "shell"):
            opened = self.group_of[index] != 0 and self.text_at(index) not in OPENERS
            return on_new_line and not opened and self._at_depth_zero(index) and before != "\\"
        if before in ("{", "}") and inside.opener == "{":
            return before == "{" or on_new_line
        joined = before in _CONTINUES or self.text_at(index) in ACCESS
        return self.family == "javascript" and on_new_line and inside.opener in ("{", "") and not joined

    def _at_depth_zero(self, index: int) -> bool:
        group = self.groups[self.group_of[index]]
        return group.parent < 0 or (group.parent == 0 and group.start == index)

    # Blocks of Python, which have no brackets ---------------------------------------------------------------------

    @cached_property
    def _blocks(self) -> tuple[list[int], list[int], list[int]]:
        """Functions and classes: their first tokens, in order; where each ends; and the block around each, or -1."""
        starts: list[int] = []
        ends: list[int] = []
        around: list[int] = []
        open_blocks: list[tuple[int, int]] = []  # column, block
        for index in self._statement_starts if self.family == "python" else ():
            column = self.column_of(self.tokens[index].start) if self.tokens else 1
            while open_blocks and column <= open_blocks[-1][0]:
                ends[open_blocks.pop()[1]] = index
            if self.text_at(index) in ("def", "class", "async"):
                around.append(open_blocks[-1][1] if open_blocks else -1)
                open_blocks.append((column, len(starts)))
                starts.append(index)
                ends.append(len(self.tokens))
        return starts, ends, around

    def _blocks_of(self, index: int) -> Iterator[tuple[int, int]]:
        starts, ends, around = self._blocks
        block = bisect_right(starts, index) - 1
        while block >= 0:
            if index < ends[block]:
                yield starts[block], ends[block]
            block = around[block]

    # Strings of a kind, found without going through all tokens of a region ------------------------------------------

    def has(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a string that matches a pattern stands between two tokens."""
        if pattern not in self._found:
            matches = (pattern.search(one.value) if one.kind == "string" else None for one in self.tokens)
            self._found[pattern] = [index for index, match in enumerate(matches) if match]
        found = self._found[pattern]
        return bisect_left(found, start) < bisect_left(found, end)

    def within(self, test: Callable[[Any, int], object], start: int, end: int) -> list[int]:
        """The tokens between two that pass a test. Each token is tested once."""
        if test not in self._of_kind:
            self._of_kind[test] = [index for index in range(len(self.tokens)) if test(self, index)]
        found = self._of_kind[test]
        return found[bisect_left(found, start) : bisect_left(found, end)]
