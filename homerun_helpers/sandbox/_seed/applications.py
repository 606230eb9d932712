"""Seeded applications, with their files and notes."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from attrs import define, field

from homerun_helpers.sandbox._seed.ids import Ids
from homerun_helpers.sandbox._seed.times import EPOCH, OLDEST, between, iso
from homerun_helpers.sandbox._seed.words import (
    ANSWERS,
    COLLEAGUES,
    EDUCATION,
    EXPERIENCE,
    NOTES,
    PRONOUNS,
    QUESTIONS,
    REASONS,
    SOURCES,
    person,
)
from homerun_helpers.sandbox._store.files import StoredFile
from homerun_helpers.sandbox._store.shape import Fields, blank

Vacancy = dict[str, Any]


@define
class SeededApplication:
    """An application with what belongs to it."""

    fields: Fields
    files: list[StoredFile] = field(factory=list)
    notes: list[dict[str, Any]] = field(factory=list)


def applications(ids: Ids, count: int, vacancies: list[Vacancy]) -> Iterator[SeededApplication]:
    """This many applications, the oldest first: three in five are for the first vacancy."""
    rng = ids.random
    plan = [_target(number, vacancies) for number in range(count)]
    starts = [(_opened(vacancy), vacancy) for vacancy in plan]
    moments = [(between(rng, start, EPOCH), vacancy) for start, vacancy in starts]
    for moment, vacancy in sorted(moments, key=lambda pair: pair[0]):
        yield _application(ids, moment, vacancy)


def _target(number: int, vacancies: list[Vacancy]) -> Vacancy | None:
    """The vacancy of an application: the first, one of the others, or (one in twenty) none."""
    others = [vacancy for vacancy in vacancies[1:] if vacancy["status"] != "draft"]
    place = number % 20
    if place == 19 or not vacancies:
        return None
    if place % 5 < 3 or not others:
        return vacancies[0]
    return others[number % len(others)]


def _opened(vacancy: Vacancy | None) -> datetime:
    return EPOCH - OLDEST if vacancy is None else datetime.fromisoformat(vacancy["created_at"])


def _application(ids: Ids, moment: datetime, vacancy: Vacancy | None) -> SeededApplication:
    rng = ids.random
    seeded = SeededApplication(blank(ids.application(), iso(moment)) | person(rng))
    seeded.fields |= _profile(rng) | _progress(rng, moment, vacancy)
    resume = _file(ids, seeded.fields, "resume", "resume.pdf", "application/pdf")
    if rng.random() < 0.8:
        seeded.files.append(resume)
    if rng.random() < 0.25:
        photo = _file(ids, seeded.fields, "photo", "photo.png", "image/png")
        seeded.fields["photo_file"] = photo.id
        seeded.files.append(photo)
    seeded.fields["question_answers"] = _answers(rng, resume if seeded.files[:1] == [resume] else None)
    seeded.notes = [_note(rng, moment) for _ in range(rng.choice((0, 0, 1, 2)))]
    return seeded


def _profile(rng: random.Random) -> Fields:
    return {
        "education": rng.choice(EDUCATION),
        "experience": rng.choice(EXPERIENCE),
        "pronouns": rng.choice(PRONOUNS),
        "linkedin": f"https://linkedin.example/in/{rng.randrange(10**6)}",
        "sources": [{"name": name} for name in rng.sample(SOURCES, rng.choice((0, 1, 1, 1, 2)))],
        "custom_data": {"internal_id": f"hr-{rng.randrange(10**4)}", "driving_licence": "yes"}
        if rng.random() < 0.4
        else None,
    }


def _progress(rng: random.Random, moment: datetime, vacancy: Vacancy | None) -> Fields:
    stages = [stage["name"] for stage in vacancy["stages"]] if vacancy else []
    # Each further stage has fewer candidates.
    weights = [2.0**-place for place in range(len(stages))]
    stage = rng.choices(stages, weights)[0] if stages else None
    hired = stage == "hired"
    disqualified = not hired and rng.random() < 0.2
    reply = between(rng, moment, EPOCH)
    return {
        "vacancy_id": vacancy["id"] if vacancy else None,
        "stage": stage,
        "hired_at": iso(between(rng, reply, EPOCH)) if hired else None,
        "first_reply_at": iso(reply) if hired or rng.random() < 0.7 else None,
        "disqualified": disqualified,
        "disqualification_reason": {"name": rng.choice(REASONS)} if disqualified else None,
        "rating": rng.randrange(2, 11) / 2 if rng.random() < 0.5 else None,
        "total_votes": rng.choice((0, 0, 1, 2, 3)),
        "sourced": rng.random() < 0.15,
        "retention_period_ends_at": iso(moment + timedelta(days=365)),
    }


def _file(ids: Ids, fields: Fields, kind: str, name: str, content_type: str) -> StoredFile:
    return StoredFile(ids.file(), fields["id"], kind, name, content_type)


def _answers(rng: random.Random, resume: StoredFile | None) -> list[dict[str, Any]]:
    asked = rng.sample(QUESTIONS, rng.choice((0, 1, 2)))
    answers: list[dict[str, Any]] = [_answer(question, type, rng.choice(ANSWERS[question])) for question, type in asked]
    if resume is not None and rng.random() < 0.3:
        answers.append(_answer("Please share your resume", "file", {"file_id": resume.id}))
    return answers


def _answer(question: str, type: str, answer: object) -> dict[str, Any]:
    return {
        "language": "English",
        "original_question": question,
        "original_question_type": type,
        "answer": answer,
    }


def _note(rng: random.Random, moment: datetime) -> dict[str, Any]:
    written = iso(between(rng, moment, EPOCH))
    return {
        "display_name": rng.choice(COLLEAGUES),
        "is_sensitive": rng.random() < 0.2,
        "note": rng.choice(NOTES),
        "created_at": written,
        "updated_at": written,
    }
