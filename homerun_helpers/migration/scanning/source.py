"""A file as the rules see it: also the keys of objects, and the fields that are read by name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from attrs import Factory, define, frozen

from homerun_helpers.migration.scanning.structure import ACCESS, MAX_LEVELS, Structure

_EXPRESSION = re.compile(r"\{[^{}]*\}|\$\w+(?:->\w+|\[\w+\])*")
_STEP = re.compile(r"(?<![\w$])(\$?+\w++)['\"\])]*+(?:\??\.|\??->|\[['\"]?)(?=(\w+))")
# A type between < and > has at most this many tokens.
_MAX_TYPE_TOKENS = 30
_MAX_SIGNS = 20


@frozen(kw_only=True)
class NamedValue:
    """A name with a value: in an object, an array or among the arguments of a call.

    Attributes:
        name: the name.
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
class Source(Structure):
    """A lexed file, its keys and its reads."""

    _siblings: dict[int, set[str]] = Factory(dict)

    @cached_property
    def keys(self) -> list[NamedValue]:
        """All keys, in their order."""
        return [key for index in range(len(self.tokens)) if (key := self._key(index)) is not None]

    @cached_property
    def keys_by_group(self) -> dict[int, list[NamedValue]]:
        """The keys of each group."""
        found: dict[int, list[NamedValue]] = defaultdict(list)
        for key in self.keys:
            found[key.group].append(key)
        return found

    def siblings(self, key: NamedValue) -> set[str]:
        """The names in an object, including the key's own; `candidate` for a form's `candidate[email]`."""
        if key.group not in self._siblings:
            self._siblings[key.group] = {one.name.partition("[")[0] for one in self.keys_by_group[key.group]}
        return self._siblings[key.group]

    def names_in(self, group: int) -> AbstractSet[str]:
        """The names in a group."""
        return self._keys_by_name.get(group, {}).keys()

    def key_named(self, name: str, group: int) -> NamedValue | None:
        """The first key of a name in a group."""
        return self._keys_by_name.get(group, {}).get(name)

    @cached_property
    def _keys_by_name(self) -> dict[int, dict[str, NamedValue]]:
        found: dict[int, dict[str, NamedValue]] = {}
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
        for _ in range(_MAX_SIGNS):
            if self.text_at(before) not in ("(", "array", "dict", "=", ":", "=>"):
                break
            before -= 1
        return self.value_at(before)

    def _key(self, index: int) -> NamedValue | None:
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
            return NamedValue(name=token.value, token=index, value=value, group=group)
        shorthand = opener == "{" and self.family == "javascript" and token.kind == "name" and after in (",", "}")
        if shorthand and before in ("{", ","):
            return NamedValue(name=token.value, token=index, value=index, group=group)
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
        if token.kind == "name" and before in ACCESS and after not in ("(", "::") and before != "::":
            return Read(name=token.value, token=index, receiver=self._receiver(index - 2))
        if token.kind != "string" or "\n" in token.value:
            return None
        if before == "[" and after == "]" and self._receiver(index - 2):
            return Read(name=token.value, token=index, receiver=self._receiver(index - 2))
        if (
            before == "("
            and self.text_at(index - 2) == "get"
            and self.text_at(index - 3) in ACCESS
            and after in (")", ",")
        ):
            return Read(name=token.value, token=index, receiver=self._receiver(index - 4))
        return None

    def _receiver(self, index: int) -> str:
        """The last name of the expression that ends at a token."""
        at = index
        for _ in range(MAX_LEVELS):
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
        """The name of the function or method whose arguments a group holds; empty if it is no call."""
        found = self.groups[group]
        at = found.start - 1
        if found.opener != "(" or at < 0:
            return ""
        if self.text_at(at) == ">":  # TypeScript: get<Job[]>(
            at = next((one - 1 for one in range(at, max(at - _MAX_TYPE_TOKENS, 0), -1) if self.text_at(one) == "<"), at)
        return self.tokens[at].value if self.tokens[at].kind == "name" else ""

    def calls_around(self, index: int) -> Iterator[tuple[int, str]]:
        """The calls that a token is among the arguments of, from the inside out: group and name."""
        for group in self.groups_around(index):
            if name := self.call_of(group):
                yield group, name
