"""Hooks that schemathesis loads, for what a schema cannot express; see schemathesis.toml.

schemathesis expects that every request valid by the schema is accepted. A schema cannot express which vacancies, stages
and applications exist, that a blank name is invalid, and what the content of an image is. Before a request is sent,
these hooks replace such values by valid ones; values that schemathesis made invalid on purpose stay. No check is
disabled.
"""

import json
import os

import schemathesis
from hypothesis import strategies as st

VACANCIES = json.loads(os.environ["CONFORM_VACANCIES"])  # all accept applications
APPLICATIONS = json.loads(os.environ["CONFORM_APPLICATIONS"])
STAGE = "Applied"  # a stage of every vacancy
NAMES = ("first_name", "last_name", "note", "display_name")
FORMATTED = ("date_of_birth", "photo", "facebook", "twitter", "linkedin", "github", "website")
IMAGES = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/gif": b"GIF89a\x01\x00\x01\x00",
}
EXAMPLES = ("ap_Ada1815", "job_Lovelace1843")  # ids in the examples of openapi.yaml

deleted = set(EXAMPLES)

for media_type, start in IMAGES.items():
    schemathesis.openapi.media_type(media_type, st.binary(max_size=50).map(start.__add__))


@schemathesis.hook
def filter_case(context, case):
    """Skip an invalid filter that is an empty list: it is not in the URL, so the sandbox cannot refuse it."""
    return not any(name.startswith("filter[") and value == [] for name, value in (case.query or {}).items())


@schemathesis.hook
def before_call(context, case, kwargs):
    """Replace ids that do not exist, except in stateful sequences, and complete the body."""
    if case.meta is None or case.meta.phase.name != "stateful":
        for name, value in case.path_parameters.items():
            if value in deleted:
                case.path_parameters[name] = replacement(name)
    if isinstance(case.body, dict):
        complete(case.body)


@schemathesis.hook
def after_call(context, case, response):
    """Remember which application was deleted."""
    if case.method == "DELETE" and response.status_code == 204:
        deleted.add(case.path_parameters["job_application_id"])


def replacement(parameter):
    there = VACANCIES if parameter == "vacancy_id" else APPLICATIONS
    return next(id for id in there if id not in deleted)


def complete(body):
    wanted = {name: "x" for name in NAMES if is_blank(body.get(name))}
    if isinstance(body.get("vacancy_id"), str) and body["vacancy_id"] not in VACANCIES:
        wanted["vacancy_id"] = VACANCIES[0]
    if is_stage(body.get("stage")):
        wanted["stage"] = body["stage"] | {"name": STAGE}
    if wanted:
        # A changed body is validated again, and only then "" is an invalid date or link.
        wanted |= {name: None for name in FORMATTED if body.get(name) == ""}
    body |= wanted


def is_blank(value):
    """Whether a value is a text of white space only; the schema already refuses the empty text."""
    return isinstance(value, str) and value != "" and not value.strip()


def is_stage(value):
    return isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"] != ""
