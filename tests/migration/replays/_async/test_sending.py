"""Payloads of V1 sent to V2: each at most once, with its notes and files."""

import base64

from homerun_helpers.migration import application_from_v1
from homerun_helpers.sandbox import faults
from tests.migration.replays._async.replaying import PATHS, client_of, everything, posts
from tests.support.v1_payloads import NOTE, RESUME, payload


async def test_payloads_become_applications_with_their_notes_and_files(empty, run):
    """In the order of the input, with every note and file."""
    report = await run([payload(1, notes=[NOTE, NOTE], files=[RESUME]), payload(2)])
    one, two = await everything(empty)
    assert report.ok
    assert report.counts["done"] == 2
    assert [one.personal_info.email, two.personal_info.email] == ["1@example.com", "2@example.com"]
    assert [note.note for note in one.notes] == ["Call on Monday."] * 2
    assert [file.name for file in one.files] == ["cv.pdf"]
    assert not two.files


async def test_a_second_run_sends_nothing(empty, run):
    """A second run with the same journal sends no request, not even a ping."""
    payloads = [payload(1, notes=[NOTE]), payload(2, files=[RESUME])]
    await run(payloads)
    empty.clear_journal()
    report = await run(payloads)
    assert report.counts["done_before"] == 2
    assert not empty.journal


async def test_a_repeated_payload_is_sent_once(empty, run):
    """The order of its keys makes no difference."""
    report = await run([payload(1), dict(reversed(payload(1).items())), payload(1)])
    assert (report.counts["done"], report.counts["duplicate"]) == (1, 2)
    assert len(empty.application_ids()) == 1


async def test_the_converted_form_of_a_payload_is_a_duplicate(empty, run):
    """In the same run and in a later one: it becomes the same application."""
    old = payload(1, job={"id": empty.vacancy_ids()[0]}, notes=[NOTE])
    new = application_from_v1(old).result
    report = await run([old, new])
    assert (report.counts["done"], report.counts["duplicate"]) == (1, 1)
    assert (await run([new])).counts["duplicate"] == 1
    assert (await run([old, new], dry_run=True)).counts["duplicate"] == 1
    assert len(empty.application_ids()) == 1


async def test_the_same_application_with_other_notes_is_not_sent(empty, run):
    """It is not created twice, and the outcome says that its notes were not sent."""
    await run([payload(1)])
    report = await run([payload(1, notes=[NOTE])])
    assert (report.outcomes[0].state, report.outcomes[0].error) == ("not_convertible", "SameApplication")
    assert len(empty.application_ids()) == 1


async def test_files_are_read_from_the_folder(empty, run, tmp_path):
    """Byte for byte, also from a folder below it."""
    (tmp_path / "cvs").mkdir()
    (tmp_path / "cvs" / "ada.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    file = {"path": "cvs/ada.pdf", "type": "resume"}
    assert (await run([payload(1, files=[file])], folder=tmp_path)).ok
    (one,) = await everything(empty)
    async with client_of(empty) as homerun:
        got = await homerun.job_applications.download_file(one.files[0], tmp_path / "got.pdf")
    assert got.read_bytes() == b"%PDF-1.7 \x00\xff"


async def test_jobs_become_vacancies_by_the_mapping(empty, run):
    """Ids that are not in it stay as they are."""
    first, second = empty.vacancy_ids()[:2]
    report = await run([payload(1, job="job_old"), payload(2, job={"id": second})], jobs={"job_old": first})
    assert report.ok
    assert [one.vacancy_id for one in await everything(empty)] == [first, second]


async def test_a_refused_request_is_not_sent_again(empty, run):
    """Unless `retry_refused` is set. The outcome has the status of the answer."""
    payloads = [payload(1, job="job_unknown"), payload(2)]
    report = await run(payloads)
    empty.clear_journal()
    again = await run(payloads)
    assert [(one.state, one.step, one.status) for one in report.outcomes] == [("refused", "create", 400)]
    assert again.outcomes[0].state == "refused"
    assert not empty.journal
    await run(payloads, retry_refused=True)
    assert posts(empty) == [("job-applications", 400)]


async def test_a_refused_note_does_not_stop_the_files(empty, run):
    """The outcome says which request was refused."""
    empty.inject(faults.Status(400), method="POST", path=PATHS["note 1"])
    report = await run([payload(1, notes=[NOTE], files=[RESUME])])
    assert posts(empty) == [("job-applications", 201), ("notes", 400), ("files", 200)]
    assert (report.outcomes[0].step, report.outcomes[0].error) == ("note 1", "BadRequestError")


async def test_progress_and_outcomes_are_reported_after_each_payload(run):
    """The total is `total`, or the length of the payloads if they have one."""
    told, seen = [], []
    await run([payload(1), payload(2)], on_progress=lambda *numbers: told.append(numbers), on_outcome=seen.append)
    await run(iter([payload(1)]), on_progress=lambda *numbers: told.append(numbers))
    await run(iter([payload(1)]), total=7, on_progress=lambda *numbers: told.append(numbers))
    assert told == [(1, 2), (2, 2), (1, None), (1, 7)]
    assert [one.state for one in seen] == ["done", "done"]


async def test_payloads_are_read_one_by_one(empty, run):
    """The second is read when the first application was created."""
    counts = []

    async def payloads():
        for number in range(3):
            counts.append(len(empty.application_ids()))
            yield payload(number)

    assert (await run(payloads())).total == 3
    assert counts == [0, 1, 2]


async def test_personal_data_is_in_no_journal_and_no_report(empty, run, tmp_path):
    """They have digests, ids, places and names of fields only."""
    empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
    secret = {"first_name": "Xanthippe", "last_name": "Qwertz", "email": "xanthippe@example.com"}
    note = {"body": "Xanthippe called", "name": "Xanthippe"}
    file = {"name": "Xanthippe.pdf", "type": "resume", "content": base64.b64encode(b"Xanthippe").decode()}
    broken = {"candidate": secret, "files": [{"path": "Xanthippe.pdf", "type": "resume"}]}
    payloads = [{"candidate": secret, "notes": [note], "files": [file]}, broken, {"candidate": {**secret, "email": 1}}]
    report = await run(payloads, folder=tmp_path)
    noted = (tmp_path / "replay.db").read_bytes()
    assert sum(report.counts.values()) == 3
    for text in (noted, str(report).encode(), repr(report).encode()):
        assert b"anthippe" not in text
        assert b"Qwertz" not in text
