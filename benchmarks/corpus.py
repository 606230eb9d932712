"""Invented applications as the API lists them, with stage, sources and answers; the same on every run.

About 1.2 KB of JSON each, on pages with the `meta` of Laravel's paginator.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from homerun_helpers.sandbox._api.query import PageRequest
from homerun_helpers.sandbox._api.responses import meta
from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.words import SOURCES, STAGE_SETS, person

RECORDS = 10_000
PER_PAGE = 100
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
QUESTIONS = (
    "What makes you want to work with us, and what would you change first?",
    "Describe a project that you are proud of. What was your own part in it?",
    "When could you start, and how many days a week would you like to work?",
)
SENTENCES = (
    "I have followed your work for years and would love to be part of it.",
    "We rebuilt the whole booking flow in four months; I led the design & the research.",
    "Je parle français et néerlandais – and I’m learning Polish, “krok po kroku”.",
    "From the first of next month, four days a week; Fridays I spend with my kids.",
    "My last team was spread over three time zones, so writing things down is second nature.",
    "Numbers helped: returns fell by 30 % and nobody missed the old form.",
)


def applications(count: int = RECORDS, *, seed: int = 7) -> Iterator[dict[str, Any]]:
    """`count` applications, the newest first, as the API lists them."""
    ids = Ids(seed, "benchmark")
    for number in range(count):
        yield _application(ids, START - timedelta(minutes=7 * number))


def page(records: list[dict[str, Any]], number: int, *, total: int, per_page: int = PER_PAGE) -> dict[str, Any]:
    """A page of these records, with its `meta`."""
    request = PageRequest(number, per_page)
    return {"data": records, "meta": meta("https://api.homerun.co/v2/job-applications", request, len(records), total)}


def encoded(value: object) -> bytes:
    """JSON as the API writes it: compact, letters beyond ASCII and slashes escaped, as PHP does."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()


def pages(count: int = RECORDS, *, per_page: int = PER_PAGE) -> list[bytes]:
    """The bodies of all pages of a listing of `count` applications."""
    records = list(applications(count))
    starts = range(0, max(count, 1), per_page)
    return [
        encoded(page(records[start : start + per_page], number, total=count, per_page=per_page))
        for number, start in enumerate(starts, 1)
    ]


def _application(ids: Ids, moment: datetime) -> dict[str, Any]:
    rng = ids.random
    identifier = ids.application()
    hired = rng.random() < 0.05
    reply = moment + timedelta(hours=rng.randrange(1, 200))
    return {
        "id": identifier,
        "rating": rng.randrange(2, 11) / 2 if rng.random() < 0.6 else None,
        "retention_period_ends_at": _iso(moment + timedelta(days=365)),
        "sourced": rng.random() < 0.15,
        "total_votes": rng.randrange(6),
        "homerun_url": f"https://app.homerun.co/candidates/{identifier}",
        "created_at": _iso(moment),
        "disqualified": not hired and rng.random() < 0.2,
        "hired_at": _iso(reply + timedelta(days=20)) if hired else None,
        "first_reply_at": _iso(reply) if hired or rng.random() < 0.7 else None,
        "personal_info": person(rng) | {"photo": f"https://photos.homerun.co/{ids.text(24)}.jpg"},
        "vacancy_id": f"job_{rng.randrange(24):020}" if rng.random() < 0.95 else None,
        "stage": {"name": rng.choice(STAGE_SETS[0])},
        "sources": [{"name": name} for name in rng.sample(SOURCES, rng.choice((1, 1, 2)))],
        "question_answers": [_answer(rng, question) for question in rng.sample(QUESTIONS, 2)],
    }


def _answer(rng: random.Random, question: str) -> dict[str, Any]:
    return {
        "language": "English",
        "original_question": question,
        "original_question_type": "textarea",
        "answer": " ".join(rng.sample(SENTENCES, rng.choice((1, 1, 2)))),
    }


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
