"""A file as the rules see it: tokens, what encloses what, keys of objects, and what is read by name."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from attrs import Factory, define, frozen

from homerun_helpers.migration.scanning.groups import OPENERS, Group, grouped
from homerun_helpers.migration.scanning.tokens import Comment, Family, Token, lex

_ACCESS = {".", "->", "?.", "?->", "::"}
_EXPRESSION = re.compile(r"\{[^{}]*\}|\$\w+(?:->\w+|\[\w+\])*")
_STEP = re.compile(r"(?<![\w$])(\$?+\w++)['\"\])]*+(?:\??\.|\??->|\[['\"]?)(?=(\w+))")
# So many tokens a type between < and > has at most.
_LONGEST_TYPE = 30
# Further out, or further back, nothing is looked for: code is not nested or chained so far, and hostile text would be.
_DEEPEST = 50
_LONGEST_CHAIN = 100
_LONGEST_SIGNS = 20
# Between two lines of JavaScript without a semicolon: what goes on after one of these.
_GOES_ON = {"=", "+", ",", ".", "->", "=>", "?", ":", "&&", "||", "(", "[", "{", "?."}


@frozen(kw_only=True)
class Key:
    """A name with a value: in an object, an array or among the arguments of a call.

    Attributes:
        name: it.
        token: the index of its token.
        value: the index of the first token of the value.
        group: the index of the group that it stands in.
    """

    name: str
    token: int
    value: int
    group: int


@frozen(kw_only=True)
class Read:
    """A field that is read: `application.candidate`, `application["candidate"]`, `application.get("candidate")`.

    Attributes:
        name: the field.
        token: the index of its token.
        receiver: the last name before it; empty when there is none.
    """

    name: str
    token: int
    receiver: str


def _reads_inside(index: int, text: str) -> Iterator[Read]:
    for expression in _EXPRESSION.finditer(text):
        for step in _STEP.finditer(expression[0]):
            yield Read(name=step[2], token=index, receiver=step[1])


@define(eq=False, slots=False)
class Source:
    """A lexed file."""

    text: str
    family: Family
    tokens: list[Token]
    comments: list[Comment]
    groups: list[Group] = Factory(list)
    group_of: list[int] = Factory(list)
    _found: dict[re.Pattern[str], list[int]] = Factory(dict)
    _siblings: dict[int, set[str]] = Factory(dict)
    _of_kind: dict[Callable[["Source", int], object], list[int]] = Factory(dict)

    @classmethod
    def of(cls, text: str, family: Family) -> "Source":
        """The source of a text."""
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
        """What encloses a token, from the inside out: its call, its statement, its block, …, the file."""
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
        for _ in range(_DEEPEST):
            if group <= 0:
                return
            yield group
            group = self.groups[group].parent

    def chain_start(self, index: int) -> int:
        """Where the expression begins that a bracket belongs to: `Http` of `Http::withBasicAuth(…)->post(`."""
        at = index
        for _ in range(_LONGEST_CHAIN):
            if at <= 0:
                break
            before = self.tokens[at - 1]
            goes_on = self.text_at(at) in (*_ACCESS, "(", "[")
            member = before.text in _ACCESS and self.tokens[at].kind == "name"
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
        joined = before in _GOES_ON or self.text_at(index) in _ACCESS
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
        """Whether a string that a pattern finds something in stands between two tokens."""
        if pattern not in self._found:
            matches = (pattern.search(one.value) if one.kind == "string" else None for one in self.tokens)
            self._found[pattern] = [index for index, match in enumerate(matches) if match]
        found = self._found[pattern]
        return bisect_left(found, start) < bisect_left(found, end)

    def within(self, test: Callable[["Source", int], object], start: int, end: int) -> list[int]:
        """The tokens between two that pass a test, which is made once for each token."""
        if test not in self._of_kind:
            self._of_kind[test] = [index for index in range(len(self.tokens)) if test(self, index)]
        found = self._of_kind[test]
        return found[bisect_left(found, start) : bisect_left(found, end)]

    # Names with values, and names that are read -------------------------------------------------------------------

    @cached_property
    def keys(self) -> list[Key]:
        """All keys, in their order."""
        return [key for index in range(len(self.tokens)) if (key := self._key(index)) is not None]

    @cached_property
    def keys_by_group(self) -> dict[int, list[Key]]:
        """The keys of each group."""
        found: dict[int, list[Key]] = defaultdict(list)
        for key in self.keys:
            found[key.group].append(key)
        return found

    def siblings(self, key: Key) -> set[str]:
        """The names in an object, also that of the key itself; of a form's `candidate[email]`, `candidate`."""
        if key.group not in self._siblings:
            self._siblings[key.group] = {one.name.partition("[")[0] for one in self.keys_by_group[key.group]}
        return self._siblings[key.group]

    def names_in(self, group: int) -> AbstractSet[str]:
        """The names in a group."""
        return self._keys_by_name.get(group, {}).keys()

    def key_named(self, name: str, group: int) -> Key | None:
        """The first key of a name in a group."""
        return self._keys_by_name.get(group, {}).get(name)

    @cached_property
    def _keys_by_name(self) -> dict[int, dict[str, Key]]:
        found: dict[int, dict[str, Key]] = {}
        for key in self.keys:
            found.setdefault(key.group, {}).setdefault(key.name, key)
        return found

    @cached_property
    def names(self) -> set[str]:
        """All strings of the file, and all fields that are read in it."""
        return {token.value for token in self.tokens if token.kind == "string"} | {read.name for read in self.reads}

    def owner_of(self, group: int) -> str:
        """The variable or key that an object is the value of."""
        before = self.groups[group].start - 1
        for _ in range(_LONGEST_SIGNS):
            if self.text_at(before) not in ("(", "array", "dict", "=", ":", "=>"):
                break
            before -= 1
        return self.value_at(before)

    def _key(self, index: int) -> Key | None:
        token, group = self.tokens[index], self.group_of[index]
        opener = self.groups[group].opener
        if token.kind not in ("name", "string") or opener == "" or "\n" in token.value:
            return None
        before, after = self.text_at(index - 1), self.text_at(index + 1)
        leads = before in (opener, ",", ";") or self.lines[index] != self.lines[index - 1]
        value = index + 2
        if after == "?" and self.text_at(index + 2) == ":" and opener == "{":  # TypeScript: an optional member
            after, value = ":", index + 3
        marked = (
            (after == "=>" and token.kind == "string")
            or (after == ":" and opener == "{")
            or (after == "=" and opener == "(" and token.kind == "name" and self.family == "python")
        )
        if leads and marked and not (opener == "(" and self._is_definition(group)):
            return Key(name=token.value, token=index, value=value, group=group)
        shorthand = opener == "{" and self.family == "javascript" and token.kind == "name" and after in (",", "}")
        if shorthand and before in ("{", ","):
            return Key(name=token.value, token=index, value=index, group=group)
        return None

    def _is_definition(self, group: int) -> bool:
        return self.text_at(self.groups[group].start - 2) in ("def", "class")

    @cached_property
    def reads(self) -> list[Read]:
        """All fields that are read by name, in their order, also those inside of strings such as f-strings."""
        found: list[Read] = []
        for index, token in enumerate(self.tokens):
            if token.open:
                found += _reads_inside(index, token.value)
            elif (read := self._read(index)) is not None:
                found.append(read)
        return found

    def _read(self, index: int) -> Read | None:
        token = self.tokens[index]
        before, after = self.text_at(index - 1), self.text_at(index + 1)
        if token.kind == "name" and before in _ACCESS and after not in ("(", "::") and before != "::":
            return Read(name=token.value, token=index, receiver=self._receiver(index - 2))
        if token.kind != "string" or "\n" in token.value:
            return None
        if before == "[" and after == "]" and self._receiver(index - 2):
            return Read(name=token.value, token=index, receiver=self._receiver(index - 2))
        if (
            before == "("
            and self.text_at(index - 2) == "get"
            and self.text_at(index - 3) in _ACCESS
            and after in (")", ",")
        ):
            return Read(name=token.value, token=index, receiver=self._receiver(index - 4))
        return None

    def _receiver(self, index: int) -> str:
        """The last name of the expression that ends at a token."""
        at = index
        for _ in range(_DEEPEST):
            if at < 0 or self.text_at(at) not in (")", "]"):
                break
            group = self.groups[self.group_of[at]]
            inside = self.tokens[group.start + 1] if group.end == group.start + 2 else None
            if inside is not None and inside.kind == "string" and self.text_at(at) == "]":
                return inside.value
            at = group.start - 1
        if at < 0 or self.tokens[at].kind != "name":
            return ""
        return self.tokens[at].value

    def call_of(self, group: int) -> str:
        """The name of the function or method whose arguments a group holds; empty if it isn't such."""
        found = self.groups[group]
        at = found.start - 1
        if found.opener != "(" or at < 0:
            return ""
        if self.text_at(at) == ">":  # TypeScript: get<Job[]>(
            at = next((one - 1 for one in range(at, max(at - _LONGEST_TYPE, 0), -1) if self.text_at(one) == "<"), at)
        return self.tokens[at].value if self.tokens[at].kind == "name" else ""

    def calls_around(self, index: int) -> Iterator[tuple[int, str]]:
        """The calls that a token is among the arguments of, from the inside out: group and name."""
        for group in self.groups_around(index):
            if name := self.call_of(group):
                yield group, name
