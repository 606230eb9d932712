"""People who apply."""

import random
import unicodedata
from functools import cache
from typing import Any

from homerun_helpers.sandbox._seed.words import FIRST_NAMES, LAST_NAMES, PLACES


def person(rng: random.Random) -> dict[str, Any]:
    """Personal fields of somebody who does not exist; mail addresses are of reserved domains."""
    first_name, last_name = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    city, country, _, _ = rng.choice(PLACES)
    handle = f"{_ascii(first_name)}.{_ascii(last_name)}{rng.randrange(10, 1000)}"
    born = f"{rng.randrange(1962, 2006)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return {
        "first_name": first_name,
        "last_name": last_name,
        "email": f"{handle}@example.{rng.choice(('com', 'org'))}",
        "city": city,
        "country": country,
        "date_of_birth": born if rng.random() < 0.6 else None,
        "phone_number": f"+31 6 {rng.randrange(10**7, 10**8)}" if rng.random() < 0.8 else None,
    }


@cache  # there are few names
def _ascii(name: str) -> str:
    """The letters of a name that can stand in a mail address, or "candidate" if there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(filter(str.isalnum, plain)) or "candidate"
