"""Reads `candidate`, `content` and `job` of V1 in each shape that is plausible."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define

from homerun_helpers.migration.convert.builder import ChangeLog, RecordBuilder
from homerun_helpers.migration.convert.json_paths import join, says_nothing
from homerun_helpers.migration.convert.report import Kind
from homerun_helpers.migration.convert.rules import FULL_NAMES, PROMOTED, Record, plain_name, rule_for
from homerun_helpers.migration.convert.values import moment_by_name

_CONTAINERS = frozenset({"candidate", "content", "job", "files", "file", "notes", "custom_data", "sources"})
_FORM_FIELD = re.compile(r"(\w+)((?:\[[^\[\]]*\]){1,4})", re.ASCII).fullmatch


def from_form(payload: dict[str, Any]) -> dict[str, Any]:
    """A payload with the fields of a form, such as `candidate[first_name]`, as the objects that they stand for.

    V1 took forms ("API now uses JSON format for requests as well as responses"). A field that fits nowhere stays.
    """
    result = {name: value for name, value in payload.items() if not _steps(name)}
    for name, value in payload.items():
        steps = _steps(name)
        if steps and not steps[-1] and isinstance(value, list):
            steps.pop()  # sources[] with all of them
        if steps and not _place(result, steps, value):
            result[name] = value
    return {
        name: _lists(value) if name in _CONTAINERS and name not in payload else value for name, value in result.items()
    }


def _steps(name: str) -> list[str]:
    found = _FORM_FIELD(name)
    if found is None or found[1] not in _CONTAINERS:
        return []
    return [found[1], *re.findall(r"\[([^\[\]]*)\]", found[2])]


def _place(target: dict[str, Any], steps: list[str], value: Any) -> bool:
    *way, last = steps
    for step in way:
        inner = target.setdefault(step or str(len(target)), {})
        if not isinstance(inner, dict):
            return False
        target = inner
    last = last or str(len(target))
    return target.setdefault(last, value) is value


def _lists(value: Any, depth: int = 4) -> Any:
    """Objects with the keys 0, 1, 2 … as lists: a form writes lists like this."""
    if not isinstance(value, dict) or not depth:
        return value
    inner = {key: _lists(one, depth - 1) for key, one in value.items()}
    return list(inner.values()) if inner and list(inner) == [str(number) for number in range(len(inner))] else inner


def members(log: ChangeLog, content: Any, path: str) -> Iterator[tuple[str, Any, str]]:
    """The fields of `content`, each with its name, value and place.

    It may be an object, or a list of objects with a `value` and a `key`, `name` or `label`. What has neither is noted.
    """
    if isinstance(content, dict):
        yield from ((name, value, join(path, name)) for name, value in content.items())
    elif isinstance(content, list):
        for number, pair in enumerate(content):
            yield from _pair(log, pair, join(path, number))
    else:
        log.not_carried(path, content, "it should be an object, or a list of objects with a name and a value")


def _pair(log: ChangeLog, pair: Any, path: str) -> Iterator[tuple[str, Any, str]]:
    names = ("key", "name", "label")
    name = next((key for key in names if isinstance(pair, dict) and _is_name(pair.get(key))), None)
    if name is None or "value" not in pair:
        log.not_carried(path, pair, "it has no name and value")
        return
    yield pair[name], pair["value"], join(path, "value")
    for key, value in pair.items():
        if key not in (name, "value"):
            log.not_carried(join(path, key), value, "custom data is names and values, no more")


def is_id(value: Any) -> bool:
    """Whether it can be an id. Those of V1 were texts or numbers."""
    return isinstance(value, (str, int)) and not isinstance(value, bool) and not says_nothing(value)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def own_custom_data(log: ChangeLog, custom: RecordBuilder, data: Mapping[str, Any]) -> None:
    """Take over the custom data that the record has."""
    own = data.get("custom_data")
    if isinstance(own, dict):
        for name, value in own.items():
            custom.put(name, value, join("custom_data", name))
    elif own is not None:
        log.not_carried("custom_data", own, "it should be an object")


def with_custom_data(custom: RecordBuilder, data: Mapping[str, Any]) -> dict[str, Any]:
    """The custom data as a field. It is null or empty only if it was so before."""
    if custom.values:
        return {"custom_data": custom.values}
    own = data.get("custom_data", [])
    return {"custom_data": own} if own in (None, {}) else {}


@define
class FieldMapper:
    """Moves the fields of `candidate` and `content` to where V2 has them.

    Args:
        log: where changes are noted.
        record: the kind of record, for its rules.
        fields: each field of V2 that can come from them, with the builder of its object.
        custom: custom data, for the rest.
    """

    _log: ChangeLog
    _record: Record
    _fields: Mapping[str, RecordBuilder]
    _custom: RecordBuilder

    def candidate(self, candidate: Any, path: str) -> None:
        """The fields of a candidate; a text or number is its id."""
        if isinstance(candidate, dict):
            # A full name last: it may only repeat the first and the last name.
            for name in sorted(candidate, key=FULL_NAMES.__contains__):
                self._personal(name, candidate[name], join(path, name))
        elif is_id(candidate):
            self._candidate_id(candidate, path)
        else:
            self._log.not_carried(path, candidate, "it should be an object or an id")

    def _personal(self, name: str, value: Any, path: str) -> None:
        field = plain_name(name)
        rule = rule_for(self._record, "candidate.*")
        if self._has_place(field, value):
            self._fields[field].put(field, value, path, rule.kind, rule.reason)
        elif name == "id":
            self._candidate_id(value, path)
        elif name in FULL_NAMES:
            self._full_name(value, path)
        else:
            self._other(name, value, path, "candidate.tags")

    def loose(self, name: str, value: Any, path: str) -> None:
        """A field of the application itself that V2 knows by another name, or does not take as it is."""
        field = plain_name(name)
        if self._has_place(field, value):
            kind: Kind | None = None if field == name else "renamed"
            self._fields[field].put(field, value, path, kind, "V2 has this name for it")
        elif name == "candidate_id":
            self._candidate_id(value, path)
        elif name in FULL_NAMES:
            self._full_name(value, path)
        else:
            self._other(name, value, path, "*")

    def _has_place(self, field: str, value: Any) -> bool:
        """Whether a field of V2 is the place for it. A link without its scheme, say, is custom data."""
        builder = self._fields.get(field)
        return builder is not None and (field not in PROMOTED or says_nothing(value) or builder.takes(field, value))

    def _other(self, name: str, value: Any, path: str, v1: str) -> None:
        rule = rule_for(self._record, v1)
        # The answers of a form stay as they are.
        prepare = None if v1 == "content.*" else moment_by_name(name)
        self._custom.put(name, value, path, rule.kind, rule.reason, prepare=prepare)

    def _candidate_id(self, value: Any, path: str) -> None:
        rule = rule_for(self._record, "candidate.id")
        known = self._custom.values.get("candidate_id")
        if known is not None and is_id(value) and is_id(known) and str(known) == str(value):
            reason = "a repeat of what stands there"
            self._log.add("left_out", path, "custom_data.candidate_id", value, reason)
            return
        self._custom.put("candidate_id", value, path, rule.kind, rule.reason)

    def _full_name(self, value: Any, path: str) -> None:
        first, last = (self._fields[name].values.get(name) for name in ("first_name", "last_name"))
        if value == f"{first} {last}":
            self._log.add("left_out", path, None, value, "first_name and last_name say the same")
        else:
            reason = "V2 has first_name and last_name; where one ends and the other begins, only a person can say"
            self._log.not_carried(path, value, reason)

    def content(self, content: Any, path: str) -> None:
        """The fixed fields of `content`, and the rest as custom data."""
        rule = rule_for(self._record, "content.education")
        for name, value, place in members(self._log, content, path):
            field = plain_name(name)
            builder = self._fields.get(field)
            if builder is not None and (says_nothing(value) or builder.takes(field, value)):
                builder.put(field, value, place, rule.kind, rule.reason)
            else:
                self._other(name, value, place, "content.*")
