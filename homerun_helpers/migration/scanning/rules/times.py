"""The rule about dates that are read as UNIX timestamps, which V2 no longer sends."""

import re
from collections.abc import Iterator

from homerun_helpers.migration.scanning.hits import Hit, of_v1
from homerun_helpers.migration.scanning.mentions import Mentions
from homerun_helpers.migration.scanning.rule import Rule
from homerun_helpers.migration.scanning.source import Source

RULES = (
    Rule(
        id="unix-time",
        what="date taken for a UNIX timestamp",
        instead="dates are ISO 8601 in UTC; the helpers give aware datetimes. timestamp_from_v1 reads stored ones",
        once_in_data=False,
    ),
)

_DATE = re.compile(
    r"^\$?(?:\w+_at|(?:created|updated|hired|applied|opened|closed|deleted|published|rejected|expires)(?:At|_time))$"
)
_FROM_UNIX = {
    "fromtimestamp", "utcfromtimestamp", "gmtime", "localtime", "createFromTimestamp", "createFromTimestampUTC",
    "createFromTimestampMs", "setTimestamp", "fromSeconds", "fromMillis", "unix", "fromUnixTime", "to_datetime",
}  # fmt: skip
# Functions of PHP; in other languages these names mean something else.
_PHP_FUNCTIONS = {"date", "gmdate", "strftime", "date_i18n", "wp_date"}
_NUMBERS = {"int", "float", "Number", "parseInt", "intval"}
_THOUSAND = {"1000", "1_000", "1e3", "1000.0"}


def find(source: Source, mentions: Mentions) -> Iterator[Hit]:
    """The places where the rule is met."""
    for read in source.reads:
        if _DATE.search(read.name) and _is_unix(source, read.token):
            found, certain = of_v1(mentions, read.token)
            if found:
                yield Hit(read.token, "unix-time", certain=certain)
    for index in _multiplied(source):
        found, certain = of_v1(mentions, index)
        if found:
            yield Hit(index, "unix-time", certain=certain)


def _multiplied(source: Source) -> Iterator[int]:
    """`created_at * 1000` with a variable, which holds a field that was read before."""
    for index, token in enumerate(source.tokens):
        alone = token.kind == "name" and source.text_at(index - 1) not in (".", "->", "?.", "?->", "::")
        thousand = source.text_at(index + 1) == "*" and source.text_at(index + 2) in _THOUSAND
        if alone and thousand and _DATE.search(token.value):
            yield index


def _is_unix(source: Source, index: int) -> bool:
    after = index + 1
    while source.text_at(after) in (")", "]"):
        after += 1
    if source.text_at(after) == "*" and source.text_at(after + 1) in _THOUSAND:
        return True
    call = next(((group, name) for group, name in source.calls_around(index) if name not in _NUMBERS), None)
    if call is None:
        return False
    group, name = call
    if name in _PHP_FUNCTIONS:
        return source.family == "php" and source.text_at(source.groups[group].start - 2) not in ("->", "::")
    # pandas also reads text with this function, unless a unit is given.
    return name in _FROM_UNIX and (name != "to_datetime" or "unit" in source.names_in(group))
