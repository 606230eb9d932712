"""The options of the strategies, and their checks."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar, get_args

from attrs import frozen

from homerun_helpers.errors import InvalidArgumentError

DateForm = Literal["utc", "offset", "fraction", "naive"]
"""How date-times are written; see `payloads`."""

T = TypeVar("T")


@frozen(kw_only=True)
class StrategyOptions:
    """The options of one call of `payloads`, `instances` or `pages`; `payloads` documents each of them."""

    includes: tuple[str, ...] | None
    nulls: bool | None
    unknown_fields: bool | None
    unknown_values: bool | None
    dates: DateForm | None
    max_items: int
    max_length: int | None
    hostile: bool


def make_options(
    *,
    includes: str | Iterable[str] | None,
    nulls: bool | None,
    unknown_fields: bool | None,
    unknown_values: bool | None,
    dates: DateForm | None,
    max_items: int,
    max_length: int | None,
    hostile: bool,
) -> StrategyOptions:
    """The options, checked.

    Raises:
        InvalidArgumentError: one has a wrong type or value. Includes are checked later, with the model.
    """
    return StrategyOptions(
        includes=_includes(includes),
        nulls=check_flag("nulls", nulls),
        unknown_fields=check_flag("unknown_fields", unknown_fields),
        unknown_values=check_flag("unknown_values", unknown_values),
        dates=check_choice("dates", dates, get_args(DateForm)),
        max_items=check_count("max_items", max_items, 0, 100),
        max_length=None if max_length is None else check_count("max_length", max_length, 0, 100_000),
        hostile=check_choice("hostile", hostile, (True, False), none=False),
    )


def _includes(values: object) -> tuple[str, ...] | None:
    if values is None:
        return None
    found = [values] if isinstance(values, str) else list(values) if isinstance(values, Iterable) else [values]
    if not all(isinstance(value, str) for value in found):
        raise InvalidArgumentError("includes", f"must be names such as ('notes',), or None; it is {values!r}.")
    return tuple(sorted(set(found)))


def check_flag(name: str, value: bool | None) -> bool | None:  # noqa: FBT001 - the value is what is checked
    """The value, if it is True, False or None.

    Raises:
        InvalidArgumentError: it is anything else.
    """
    return check_choice(name, value, (True, False))


def check_choice(name: str, value: T, allowed: Iterable[object], *, none: bool = True) -> T:
    """The value, if it is one of the allowed ones.

    Raises:
        InvalidArgumentError: it is another, or equal to one but of another type, such as 1 for True.
    """
    everything = [*allowed, *([None] if none else [])]
    if not any(value == one and type(value) is type(one) for one in everything):
        raise InvalidArgumentError(name, f"must be {_either(map(repr, everything))}; it is {value!r}.")
    return value


def check_count(name: str, value: int, least: int, most: int) -> int:
    """The value, if it is a whole number in the range.

    Raises:
        InvalidArgumentError: it is anything else.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidArgumentError(name, f"must be a whole number from {least} to {most:,}; it is {value!r}.")
    return value


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


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"
