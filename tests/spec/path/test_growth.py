"""New includes, filters, fields and values of the spec can be used after scripts/regenerate, without other changes."""

import json

import pytest

LISTED = """      description: An application, as in lists.
      type: object
      required: [id]
      properties:"""
CHANGES = (
    (
        "      enum: [sources, stage, vacancy, disqualificationReason, questionAnswers]\n    # Notes",
        "      enum: [sources, stage, vacancy, disqualificationReason, questionAnswers, newThing]\n    # Notes",
    ),
    (
        "        hired_after:\n",
        """        new_filter:
          description: Only those with this "new" thing.
          type: string
        minRating: {description: Only better ones., type: integer}
        flagged: {description: Only flagged ones., type: boolean}
        seen_since: {description: Only those seen later., type: string, format: date-time}
        moods:
          description: Only in these moods.
          type: string
          x-comma-separated: {type: string, enum: [calm, keen]}
        hired_after:
""",
    ),
    (
        LISTED,
        f"""{LISTED}
        salary_wish: {{description: What is asked for., type: [integer, "null"]}}
        new_thing: {{description: The new part., type: string}}""",
    ),
    ("      enum: [public, private, closed, draft]\n", "      enum: [public, private, closed, draft, frozen]\n"),
)

SNIPPET = """
from datetime import datetime
from typing import assert_type
from homerun_client.models import JobApplication, VacancyStatus
from homerun_client.types import Unset
from homerun_helpers import AsyncHomerun, Homerun, Pages

def uses(homerun: Homerun, other: AsyncHomerun, moment: datetime, status: VacancyStatus) -> None:
    listing = homerun.job_applications.list
    assert_type(listing(include=["newThing"], new_filter="x", stage="hired"), Pages[JobApplication])
    listing(min_rating=4, flagged=True, seen_since=moment, moods=["calm"], vacancy_id="job_1")
    listing(moods="keen", seen_since="2026-01-31T12:00:00Z", new_filter=None)
    other.job_applications.list(new_filter="x")
    homerun.vacancies.list(status=["frozen"])
    for application in listing():
        assert_type(application.salary_wish, int | None | Unset)
    assert status != "frozen" or True
    listing(include=["newThin"])  # type: ignore[list-item]
    listing(new_filte="x")  # type: ignore[call-arg]
    listing(new_filter=5)  # type: ignore[arg-type]
    listing(flagged="yes")  # type: ignore[arg-type]
    listing(moods=["angry"])  # type: ignore[list-item]
    listing(minRating=4)  # type: ignore[call-arg]
    other.job_applications.list(nwe="x")  # type: ignore[call-arg]
    homerun.vacancies.list(new_filter="x")  # type: ignore[call-arg]
    homerun.vacancies.list(status="frzen")  # type: ignore[arg-type]
"""

PROGRAM = """
import json, sys
import httpx
from homerun_helpers import Homerun, InvalidArgumentError

def answer(request):
    sent.extend(request.url.params.multi_items())
    row = {"id": "ap_1", "new_thing": "brought", "salary_wish": None}
    return httpx.Response(200, json={"data": [row], "meta": {"total": 1, "last_page": 1, "per_page": 100}})

sent = []
with Homerun("key", base_url="http://127.0.0.1:1", transport=httpx.MockTransport(answer)) as homerun:
    given = json.loads(sys.argv[1])
    try:
        found = [one.to_dict() for one in homerun.job_applications.list(**given)]
    except InvalidArgumentError as error:
        found = str(error)
print(json.dumps({"sent": sent, "found": found}))
"""


@pytest.fixture(scope="module")
def grown(copied):
    copy = copied().regenerated(*CHANGES)
    (copy.folder / "snippet.py").write_text(SNIPPET, "utf-8")
    (copy.folder / "program.py").write_text(PROGRAM, "utf-8")
    return copy


def listed(copy, **given):
    result = copy.run("program.py", json.dumps(given))
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_new_arguments_and_fields_are_typed_and_misuse_is_refused(grown):
    """In strict mode, mypy accepts what the spec has, and refuses everything else."""
    result = grown.mypy("--strict", "snippet.py")
    assert result.returncode == 0, result.stdout


def test_the_helpers_still_type_check(grown):
    """Sync code, async code and the generated client still pass mypy."""
    result = grown.mypy("-p", "homerun_helpers", "-p", "homerun_client")
    assert result.returncode == 0, result.stdout


def test_a_new_include_and_a_new_filter_are_sent_in_brackets(grown):
    """A new include is sent as `include[]`, a new filter as `filter[…]`."""
    sent = listed(grown, include=["newThing"], new_filter="x", stage="hired")["sent"]
    assert ["include[]", "newThing"] in sent
    assert ["filter[new_filter]", "x"] in sent
    assert ["filter[stage]", "hired"] in sent


def test_a_filter_of_each_type_is_written_as_the_spec_says(grown):
    """Numbers, flags, moments and lists are written as the API wants them; names are snake case in Python only."""
    sent = listed(grown, min_rating=4, flagged=True, moods=["keen", "calm"], seen_since="2026-01-31T01:00:00+01:00")
    assert {tuple(one) for one in sent["sent"]} >= {
        ("filter[minRating]", "4"),
        ("filter[flagged]", "true"),
        ("filter[moods]", "keen,calm"),
        ("filter[seen_since]", "2026-01-31T00:00:00+00:00"),
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"new_filtre": "x"}, ["new_filtre", "new_filter", "hired_after", "extra_params"]),
        ({"new_filter": 5}, ["new_filter", "string"]),
        ({"moods": "angry"}, ["moods", "calm, keen"]),
        ({"include": ["newThin"]}, ["newThin", "newThing"]),
    ],
)
def test_a_wrong_argument_is_refused_at_run_time_too(grown, given, words):
    """A wrong argument sends nothing, and the error names what is possible."""
    answer = listed(grown, **given)
    assert answer["sent"] == []
    assert all(word in answer["found"] for word in words)


def test_a_new_field_is_read_and_written(grown):
    """A new field is an attribute of the record, and `to_dict` writes it again."""
    assert listed(grown)["found"] == [{"id": "ap_1", "new_thing": "brought", "salary_wish": None}]


def test_a_filter_that_a_helper_names_is_not_offered_twice(grown):
    """A filter in the signature of a helper leaves the generated type of the other filters."""
    path = grown.folder / "homerun_helpers/_async/job_applications.py"
    text = path.read_text("utf-8")
    named = text.replace(
        "        stage: str | None = None,\n", "        stage: str | None = None,\n        flagged=None,\n", 1
    )
    path.write_text(named, "utf-8")
    result = grown.regenerate("--output", "elsewhere")
    path.write_text(text, "utf-8")
    assert result.returncode == 0, result.stderr
    made = (grown.folder / "elsewhere/homerun_client/filters.py").read_text("utf-8")
    assert "new_filter: str | None" in made
    assert "flagged" not in made
