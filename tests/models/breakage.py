"""Strategies of undocumented JSON: any JSON, and records with one part replaced."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from homerun_helpers.testing import strategies as homerun
from tests.models.comparison import KINDS

DATE_CHARACTERS = "0123456789-:TtZz+., W٣"

# Any text with at most lone surrogates, as json.loads makes them of "\ud800": a pair would be one character in JSON.
texts = st.text(st.characters(exclude_categories=()), max_size=12).filter(
    lambda text: not any("\ud800" <= one <= "\udbff" for one in text)
)
numbers = st.integers() | st.floats(allow_nan=False) | st.sampled_from([2**63, 10**400, -0.0, 5e-324])
any_json = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
dates = st.dates().map(lambda day: day.isoformat())


@st.composite
def date_times(draw):
    """A date-time as text in one of the forms of ISO 8601."""
    value = draw(st.datetimes())
    if draw(st.sampled_from([False] * 9 + [True])):
        return f"{draw(st.dates(max_value=value.max.date() - timedelta(days=1)))}T24:00:00Z"
    timespec = draw(st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]))
    separator = draw(st.sampled_from(["T", "T", "t", " "]))
    zone = draw(st.sampled_from(["Z", "Z", "z", "", "+00:00", "-00:00", "+0530", "+02:00", "-11:30", "+14"]))
    return value.isoformat(separator, timespec) + zone


@st.composite
def nearly(draw, wanted):
    """A text with one or two characters changed, added or removed."""
    text = draw(wanted)
    place, lost = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
    return text[:place] + draw(st.text(DATE_CHARACTERS, max_size=2)) + text[place + lost :]


date_like = nearly(date_times()) | nearly(dates) | st.text(DATE_CHARACTERS, max_size=30)
# Aware datetimes with offsets to the microsecond, without the first and the last year, which may have no UTC in Python.
offsets = st.timedeltas(timedelta(hours=-23, minutes=-59), timedelta(hours=23, minutes=59)).map(timezone)
BOUNDS = datetime(2, 1, 1), datetime(9998, 12, 31)  # noqa: DTZ001 - Hypothesis requires naive bounds
datetimes = st.datetimes(*BOUNDS, timezones=st.just(UTC) | offsets)

anything_else = st.sampled_from(list(KINDS.values())) | any_json | date_like | date_times() | texts


@st.composite
def broken(draw, model):
    """A model's JSON in which one value, at any depth, was replaced by another."""
    record = draw(homerun.payloads(model) | homerun.payloads(model, hostile=True))
    spots = list(_spots(record)) or [(record, "new")]
    container, key = spots[draw(st.integers(0, len(spots) - 1))]
    container[key] = draw(anything_else)
    return record


def _spots(value, depth=0):
    """Yields every place in JSON as its container and key, down to 20 levels."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items if depth < 20 else ():
        yield value, key
        yield from _spots(inner, depth + 1)
