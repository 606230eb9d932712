"""Strategies of what V1 may have sent and taken: any JSON, and JSON that looks like V1's."""

from hypothesis import strategies as st

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12), st.sampled_from(["", " ", "\ud800", "job_1", "ada@example.com", "resume"]),
)  # fmt: skip
NAMES = st.sampled_from([
    "id", "name", "first_name", "last_name", "email", "phone", "photo", "date_of_birth", "city", "candidate", "content",
    "job", "job_id", "files", "file", "notes", "custom_data", "education", "experience", "linkedin", "sources", "stage",
    "body", "note", "display_name", "created_at", "value", "label", "key", "type", "path", "url", "tmp_location",
    "tmp_department", "location", "active_time", "vacancy", "vacancy_id", "personal_info", "tags",
    "candidate[first_name]", "content[0][label]", "files[]", "Education", "a b", "a[b]",
])  # fmt: skip


def json(names=None):
    """Any JSON value."""
    keys = st.text(max_size=5) if names is None else st.one_of(NAMES, st.text(max_size=5))
    return st.recursive(
        SCALARS,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=6)),
        max_leaves=25,
    )


def objects(names=None):
    """Any JSON object."""
    keys = st.text(max_size=5) if names is None else st.one_of(NAMES, st.text(max_size=5))
    return st.dictionaries(keys, json(names), max_size=8)


def or_odd(strategy):
    """Mostly what is expected, now and then anything."""
    return st.one_of(strategy, strategy, strategy, strategy, json(names=True))


def some(**fields):
    """An object with some of these fields, and perhaps others."""
    known = st.fixed_dictionaries({}, optional={name: or_odd(value) for name, value in fields.items()})
    return st.builds(
        lambda one, other: {**other, **one}, known, st.dictionaries(st.text(max_size=6), SCALARS, max_size=2)
    )


texts = st.sampled_from(["Ada", "Lovelace", "Zoë", "Mathematics", "+44 20", "x", "1990-12-10", "Ada Lovelace"])
ids = st.one_of(st.sampled_from(["job_1", "ca_2", "ap_3", ""]), st.integers(0, 10**6))
moments = st.one_of(
    st.integers(-(10**9), 5 * 10**12), st.sampled_from([0, "1680343200", "1 April 2023 10:00", "2023-04-01T10:00:00Z"])
)
days = st.sampled_from(["1990-12-10", "31/12/1990", "03/04/1990", 660528000, "1990-12-10T00:00:00Z"])
links = st.sampled_from(
    ["https://example.com/ada", "ada", "www.example.com", "https://example.com/zoë", "mailto:a@b.c"]
)
emails = st.sampled_from(["ada@example.com", "ada", "a b@c", "ada@exämple.com"])
people = some(
    id=ids, first_name=texts, last_name=texts, name=texts, email=emails, phone=texts, phone_number=texts, city=texts,
    date_of_birth=days, birthday=days, photo=links, linkedin=links, tags=st.lists(texts), created_at=moments,
)  # fmt: skip
fixed = some(
    education=texts, experience=texts, linkedin=links, website=links, pronouns=texts, shoe_size=SCALARS, city=texts
)
pairs = st.lists(
    some(
        key=st.sampled_from(["education", "shoe_size", "Work experience"]),
        label=st.sampled_from(["Education", "Shoe size", "Date of birth"]),
        value=st.one_of(texts, links, SCALARS),
    ),
    max_size=4,
)
contents = st.one_of(fixed, pairs)
places = st.one_of(texts, some(name=texts, city=texts, postal_code=SCALARS))
jobs = some(
    id=ids, title=texts, tmp_department=places, tmp_location=places, department=places, location=places,
    created_at=moments, expires_at=moments, active_time=st.lists(some(opened_at=moments)), status=texts,
    stages=st.lists(places, max_size=2),
)  # fmt: skip
notes = some(body=texts, name=texts, note=texts, display_name=texts, is_sensitive=st.booleans(), created_at=moments)
files = some(
    id=ids, name=st.sampled_from(["cv.pdf", ""]), filename=texts, type=st.sampled_from(["resume", "assignment", "x/y"]),
    content=st.sampled_from(["SGVsbG8=", "SGVs\nbG8=", "%", ""]), path=st.sampled_from(["cv.pdf", "/etc/passwd"]),
    url=links,
)  # fmt: skip
applications = some(
    candidate=st.one_of(people, ids), job=st.one_of(jobs, ids), job_id=ids, vacancy_id=ids, content=contents,
    name=texts, first_name=texts, last_name=texts, email=emails, phone=texts, photo=links, custom_data=objects(),
    education=texts, files=st.one_of(st.lists(files, max_size=2), files),
    notes=st.one_of(st.lists(notes, max_size=2), texts),
    sources=st.lists(st.one_of(texts, some(name=texts)), max_size=3), sourced=st.booleans(), date_of_birth=days,
)  # fmt: skip
records = some(
    id=ids, candidate=st.one_of(people, ids), job=st.one_of(jobs, ids), job_id=ids, vacancy_id=ids, content=contents,
    stage=places, files=st.lists(files, max_size=2), notes=st.lists(st.one_of(notes, texts), max_size=3),
    created_at=moments, hired_at=moments, custom_data=objects(), personal_info=people, rating=SCALARS, vacancy=jobs,
    education=texts, name=texts, first_name=texts, sources=st.lists(places, max_size=2),
    question_answers=st.lists(some(answer=SCALARS), max_size=2),
)  # fmt: skip
