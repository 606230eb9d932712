"""The endpoint map: complete by the guide, true to the generated table, and in the documentation."""

import inspect
import re
from pathlib import Path

import pytest
from homerun_client.operations import OPERATIONS

from homerun_helpers._sync.job_applications import JobApplications
from homerun_helpers._sync.vacancies import Vacancies
from homerun_helpers.migration import ENDPOINTS, GENERAL_CHANGES
from homerun_helpers.migration.cli.endpoints import as_markdown
from homerun_helpers.migration.scanning.rules import RULES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/migrate-from-v1.md"
RESOURCES = {"job_applications": JobApplications, "vacancies": Vacancies}
# The names of V1's calls, as the headings of Homerun's migration guide have them.
GUIDE = [
    "Create an application", "Update an application", "Retrieve an application", "List all applications",
    "Creating notes", "Listing notes", "Candidates (all calls)", "Creating a file", "List all files", "Deleting a file",
    "List all jobs",
]  # fmt: skip
NAMED = [*((one.v1, one) for one in ENDPOINTS), *RULES.items()]
WITH_HELPER = [pytest.param(one, id=name) for name, one in NAMED if one.helper]


def documented(helper):
    """Verb and path that a helper's docstring names."""
    resource, _, method = helper.partition(".")
    words = inspect.getdoc(getattr(RESOURCES[resource], method))
    return re.search(r"`([A-Z]+ /\S*)` of\s+Homerun's\s+reference", words)[1]


def test_every_call_of_the_guide_is_there():
    """In the order of the guide."""
    assert [one.v1 for one in ENDPOINTS] == GUIDE


@pytest.mark.parametrize("one", WITH_HELPER)
def test_a_helper_does_what_the_map_says(one):
    """The helper calls the operation that stands beside it."""
    operation = OPERATIONS[one.operation]
    assert documented(one.helper) == f"{operation.method} {operation.path}"


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.v1)
def test_a_call_that_is_gone_says_what_to_do_instead(one):
    """Any other call has a successor."""
    assert bool(one.instead) == one.gone
    assert one.gone or (one.v2 and one.helper and one.note and one.scopes)


def test_reading_notes_needs_their_scope_as_well():
    """The spec names the scopes, including those of an include."""
    notes = next(one for one in ENDPOINTS if one.v1 == "Listing notes")
    assert notes.scopes == ("job-applications:read", "job-application-notes:read")


def test_general_changes_name_both_addresses():
    """Base URL, authentication, scopes, bodies, lists, dates."""
    assert [one.topic for one in GENERAL_CHANGES] == [
        "Base URL", "Authentication", "Scopes", "Bodies", "Lists", "Dates and times",
    ]  # fmt: skip


def test_the_document_has_the_tables():
    """As `endpoints --format markdown` prints them."""
    fix = "python -m homerun_helpers.migration endpoints --format markdown"
    missing = [line for line in as_markdown().splitlines() if line not in DOCUMENT.read_text("utf-8")]
    assert not missing, f"docs/migrate-from-v1.md: put in what `{fix}` prints:\n" + "\n".join(missing)
