"""A dry run: everything is checked, and nothing is sent."""

from homerun_helpers import (
    AsyncHomerun,
)
from homerun_helpers.migration import areplay
from tests.migration.replays._async.replaying import journal_of
from tests.support.v1_payloads import payload


async def test_a_dry_run_sends_nothing_and_makes_no_journal(empty, run, tmp_path):
    """The report says what would be sent."""
    report = await run([payload(1), payload(1), {"candidate": {}}], dry_run=True)
    assert {state: count for state, count in report.counts.items() if count} == {
        "ready": 1,
        "duplicate": 1,
        "not_convertible": 1,
    }
    assert not list(tmp_path.iterdir())
    assert not empty.journal


async def test_a_dry_run_reads_the_journal_and_does_not_change_it(run, tmp_path):
    """A payload that was sent counts as done."""
    await run([payload(1)])
    report = await run([payload(1), payload(2), {}], dry_run=True)
    assert (report.counts["done_before"], report.counts["ready"], report.counts["not_convertible"]) == (1, 1, 1)
    with journal_of(tmp_path) as journal:
        assert sum(journal.counts().values()) == 1


async def test_a_dry_run_looks_up_each_vacancy_once(empty, run):
    """The report names the vacancies that do not exist."""
    known = empty.vacancy_ids()[0]
    payloads = [payload(number, job=job) for number, job in enumerate(["job_old", known, "job_old", known])]
    report = await run(payloads, dry_run=True)
    assert [(one.position, one.error, one.params) for one in report.outcomes] == [
        (1, "UnknownVacancy", ("job_old",)),
        (3, "UnknownVacancy", ("job_old",)),
    ]
    assert [entry.method for entry in empty.journal] == ["GET", "GET"]


async def test_a_dry_run_without_the_scope_for_vacancies_says_so(empty, tmp_path):
    """It does not fail."""
    key = empty.key(["job-applications:write"])
    async with AsyncHomerun(key, base_url=empty.url, transport=empty.transport(), rate_limit=None) as narrow:
        report = await areplay(narrow, [payload(1, job="job_1")], journal=tmp_path / "replay.db", dry_run=True)
    assert report.counts["ready"] == 1
    assert "The vacancies were not looked up: PermissionDeniedError." in str(report)
