"""Seeded vacancies."""

import random
from datetime import timedelta
from typing import Any

from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.times import EPOCH, OLDEST, between, iso
from homerun_helpers.sandbox._seed.words import JOBS, PLACES, STAGE_SETS, STREETS

# The first is public: examples and tests rely on one vacancy that many people applied for.
_STATUSES = ("public", "public", "private", "closed", "draft")
_SITE = "https://sandbox.homerun.example"


def vacancies(ids: Ids, count: int) -> list[dict[str, Any]]:
    """This many vacancies with everything included, the oldest first."""
    rng = ids.random
    oldest = EPOCH - OLDEST
    opened = [between(rng, oldest, oldest + OLDEST * 0.75) for _ in range(count)]
    opened = [oldest, *sorted(opened)[1:]][:count]
    return [_vacancy(ids, n) | {"created_at": iso(moment)} for n, moment in enumerate(opened)]


def _vacancy(ids: Ids, number: int) -> dict[str, Any]:
    rng, id = ids.random, ids.vacancy()
    title, department, type = JOBS[number % len(JOBS)]
    status = _STATUSES[number % len(_STATUSES)]
    remote = number % 4 == 2
    ends = iso(EPOCH + timedelta(days=rng.randrange(30, 120)))
    return {
        "id": id,
        "title": title,
        "description": f"We are looking for a {title} to join {department}.",
        "status": status,
        "type": type,
        "application_form_url": f"{_SITE}/{id}/apply",
        "job_url": f"{_SITE}/{id}",
        "share_image_url": f"{_SITE}/{id}/share.png" if rng.random() < 0.5 else None,
        "expires_at": ends if rng.random() < 0.4 else None,
        "is_remote": remote,
        "location_type": "remote" if remote else "on-site",
        "location": None if remote else _location(rng),
        "department": {"name": department} if rng.random() < 0.9 else None,
        "stages": [{"name": name} for name in STAGE_SETS[number % len(STAGE_SETS)]],
        "page_content": f"<h1>{title}</h1><p>You will work in {department}, by the canal.</p>",
    }


def _location(rng: random.Random) -> dict[str, str]:
    city, country, region, postal_code = rng.choice(PLACES)
    return {
        "name": f"{city} office",
        "country": country,
        "address": rng.choice(STREETS),
        "postal_code": postal_code,
        "city": city,
        "region": region,
    }
