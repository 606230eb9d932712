"""Times of seeded records: relative to a fixed day, so that data never depends on the date."""

import random
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2026, 1, 1, 9, tzinfo=UTC)
# The first vacancy is this old; the others opened within the first three quarters of that time.
OLDEST = timedelta(days=210)


def iso(moment: datetime) -> str:
    """The time as the API writes it, in whole seconds of UTC."""
    # Not strftime: it writes years before 1000 with fewer than four digits.
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def between(rng: random.Random, start: datetime, end: datetime) -> datetime:
    """A time between two others, not before the first."""
    return start + timedelta(seconds=int(rng.random() * (end - start).total_seconds()))
