"""Values of fields that V2 writes in another way."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from homerun_client import codec
from homerun_client.errors import DecodeError

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration._json import join
from homerun_helpers.migration._ledger import GONE, Ledger
from homerun_helpers.migration.fields import rule_for
from homerun_helpers.migration.times import day_from_v1, timestamp_from_v1


def moment(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """A date-time as V2 writes it; GONE when it is none, which is noted."""
    return _written(ledger, value, path, to, codec.date_time, timestamp_from_v1)


def day(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """A date as V2 writes it; GONE when it is none, which is noted."""
    return _written(ledger, value, path, to, codec.day, day_from_v1)


def _written(
    ledger: Ledger,
    value: Any,
    path: str,
    to: str,
    is_v2: Callable[[Any], object],
    read: Callable[[Any], date | datetime],
) -> Any:
    if value is None:
        return value
    try:
        is_v2(value)
    except DecodeError:
        pass
    else:
        return value
    try:
        written = codec.encode(read(value))
    except InvalidArgumentError as error:
        reason = str(error).rstrip(".")
        ledger.not_carried(path, value, reason[0].lower() + reason[1:])
        return GONE
    ledger.add("converted", path, to, value, rule_for("record", "created_at").reason)
    return written


def identifier(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """An id as V2 writes it: a text."""
    if isinstance(value, int) and not isinstance(value, bool):
        ledger.add("converted", path, to, value, "ids are texts in V2; check that V2 knows this one")
        return str(value)
    return value


def named(ledger: Ledger, value: Any, path: str, to: str) -> Any:
    """An object with a name, where V1 may have had the name alone."""
    if isinstance(value, str) and value.strip():
        ledger.add("converted", path, join(to, "name"), value, "V2 has an object with a name here")
        return {"name": value}
    return value


def each(value: Any, path: str, to: str, convert: Callable[[Any, str, str], Any]) -> Any:
    """A list with each element converted; anything else as it is."""
    if not isinstance(value, list):
        return value
    return [convert(one, join(path, number), join(to, number)) for number, one in enumerate(value)]
