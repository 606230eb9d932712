"""The options of the strategies, and the checks of their arguments."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, get_args

from attrs import Attribute, field, frozen

from homerun_helpers.errors import InvalidArgumentError

DateForm = Literal["utc", "offset", "fraction", "naive"]
"""How date-times are written; see `payloads`."""


def check_choice(name: str, value: object, allowed: Iterable[object], *, none: bool = True) -> None:
    """Check that a value is one of the allowed ones.

    Raises:
        InvalidArgumentError: it is another, or equal to one but of another type, such as 1 for True.
    """
    everything = [*allowed, *([None] if none else [])]
    if not any(value == one and type(value) is type(one) for one in everything):
        raise InvalidArgumentError(name, f"must be {_either(map(repr, everything))}; it is {value!r}.")


def check_count(name: str, value: object, least: int, most: int) -> None:
    """Check that a value is a whole number in the range.

    Raises:
        InvalidArgumentError: it is anything else.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidArgumentError(name, f"must be a whole number from {least} to {most:,}; it is {value!r}.")


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


def _includes(values: object) -> tuple[str, ...] | None:
    if values is None:
        return None
    found: list[Any] = [values] if isinstance(values, str) or not isinstance(values, Iterable) else list(values)
    if not all(isinstance(value, str) for value in found):
        raise InvalidArgumentError("includes", f"must be names such as ('notes',), or None; it is {values!r}.")
    return tuple(sorted(set(found)))


def _flag(_: object, attribute: "Attribute[Any]", value: object) -> None:
    check_choice(attribute.name, value, (True, False))


def _hostile(_: object, __: "Attribute[Any]", value: object) -> None:
    check_choice("hostile", value, (True, False), none=False)


def _date_form(_: object, __: "Attribute[Any]", value: object) -> None:
    check_choice("dates", value, get_args(DateForm))


def _max_items(_: object, __: "Attribute[Any]", value: object) -> None:
    check_count("max_items", value, 0, 100)


def _max_length(_: object, __: "Attribute[Any]", value: object) -> None:
    if value is not None:
        check_count("max_length", value, 0, 100_000)


@frozen(kw_only=True)
class StrategyOptions:
    """The options of one call of `payloads`, `instances` or `pages`; `payloads` documents each of them.

    Raises:
        InvalidArgumentError: one has a wrong type or value. Whether the includes exist is checked with the model.
    """

    includes: tuple[str, ...] | None = field(default=None, converter=_includes)
    nulls: bool | None = field(default=None, validator=_flag)
    unknown_fields: bool | None = field(default=None, validator=_flag)
    unknown_values: bool | None = field(default=None, validator=_flag)
    dates: DateForm | None = field(default=None, validator=_date_form)
    max_items: int = field(default=3, validator=_max_items)
    max_length: int | None = field(default=None, validator=_max_length)
    hostile: bool = field(default=False, validator=_hostile)


def check_names(values: Iterable[str], allowed: dict[str, str], owner: str) -> set[str]:
    """The fields that these includes bring; each may be named as the include or as its field.

    Raises:
        InvalidArgumentError: the owner does not have one of the includes.
    """
    found: Callable[[str], str | None] = {**{field: field for field in allowed.values()}, **allowed}.get
    for value in values:
        if found(value) is None:
            known = f"among {', '.join(allowed)} for {owner}" if allowed else f"empty or None: {owner} has no includes"
            raise InvalidArgumentError("includes", f"must be {known}; it has {value!r}.")
    return {field for value in values if (field := found(value)) is not None}
