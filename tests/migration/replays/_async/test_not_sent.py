"""Payloads that are not sent: V2 needs more, or would not get all of them."""

import pytest

from homerun_helpers import (
    PermissionDeniedError,
)
from homerun_helpers.migration import Converted, application_from_v1
from homerun_helpers.sandbox import faults
from tests.migration.replays._async.replaying import PATHS, everything, journal_of, posts
from tests.support.v1_payloads import NOTE, RESUME, payload


async def test_a_payload_that_lacks_fields_is_not_sent(empty, run):
    """The outcome names the fields. Payloads after it are sent."""
    report = await run([{"candidate": {"first_name": "Ada"}}, payload(2)])
    assert report.outcomes[0].params == ("last_name", "email")
    assert str(report.outcomes[0]).startswith("1 not_convertible at create: V2 needs last_name, email")
    assert len(empty.application_ids()) == 1


async def test_a_payload_that_was_not_convertible_is_converted_again(run):
    """With a better `convert` it is sent."""
    incomplete = {"first_name": "Ada", "last_name": "L"}
    assert (await run([incomplete])).counts["not_convertible"] == 1
    report = await run([incomplete], convert=lambda one: application_from_v1({**one, "email": "ada@example.com"}))
    assert report.counts["done"] == 1


async def test_a_body_with_a_field_that_v2_does_not_have_is_not_sent(empty, run):
    """A `convert` of the caller can make such a body."""

    def convert(one):
        body, report = application_from_v1(one)
        return Converted({**body, "shoe_size": 38}, report)

    assert (await run([payload(1)], convert=convert)).outcomes[0].state == "not_convertible"
    assert not posts(empty)


async def test_the_same_problem_is_noted_once(run, tmp_path):
    """A second run with the same problem writes nothing to the journal."""
    times = []
    for _ in range(2):
        report = await run([{}])
        with journal_of(tmp_path) as journal:
            times += [one.at for one in journal.outcomes("not_convertible")]
    assert report.outcomes[0].position == 1
    assert times[0] == times[1]


async def test_a_report_keeps_a_thousand_outcomes(run):
    """The journal has the rest."""
    report = await run([{"a": number} for number in range(1002)], dry_run=True)
    assert (len(report.outcomes), report.omitted) == (1000, 2)
    assert str(report).endswith("and 2 more: they are in the journal")


@pytest.mark.parametrize("odd", [7, None, [], "text", {"a": {1, 2}}, {1: "a"}])
async def test_an_element_that_is_no_payload_is_reported(run, odd):
    """The payloads after it are sent."""
    report = await run([odd, payload(2)])
    assert (report.counts["not_convertible"], report.counts["done"]) == (1, 1)


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ({"path": "gone.pdf"}, "FileNotFoundError"),
        ({"path": "/etc/hostname"}, "OutsideFolder"),
        ({"path": "../secret"}, "OutsideFolder"),
        ({"path": "link"}, "OutsideFolder"),
        ({"path": "."}, "InvalidArgumentError"),
        ({"path": "huge.pdf"}, "FileTooLargeError"),
        ({"path": "a\0b"}, "ValueError"),
    ],
)
async def test_a_file_that_cannot_be_sent_is_found_before_the_application_is_created(empty, run, tmp_path, file, error):
    """No application lacks a file afterwards, and no file outside the folder is read."""
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"key")
    (folder / "link").symlink_to(tmp_path / "secret")
    with (folder / "huge.pdf").open("wb") as huge:
        huge.truncate(26 * 2**20)
    report = await run([payload(1, notes=[NOTE], files=[RESUME, {"type": "resume", **file}])], folder=folder)
    found = report.outcomes[0]
    assert (found.state, found.step, found.error) == ("not_convertible", "file 2", error)
    assert not posts(empty)


async def test_without_a_folder_no_file_is_read(run):
    """A path in a payload comes from outside and cannot be trusted."""
    report = await run([payload(1, files=[{"path": "/etc/hostname", "type": "resume"}])])
    assert report.outcomes[0].error == "FolderNeeded"
    assert "say with `folder`" in str(report.outcomes[0])


async def test_parts_without_a_place_in_v2_are_counted_or_refused(run):
    """The payload is sent and counted as lossy; with `strict` it is not sent."""
    lossy = payload(1, content=[{"name": "shoe size", "value": 38, "position": "Engineer"}])
    strict = await run([lossy], strict=True)
    assert (strict.outcomes[0].state, strict.outcomes[0].error) == ("not_convertible", "NotCarried")
    report = await run([lossy])
    assert (report.counts["done"], report.lossy, report.ok) == (1, 1, True)
    assert "1  of them with parts that V2 has no place for" in str(report)
    assert "V2 does not get content[0].position: " in str(report)
    assert "Engineer" not in str(report)


LOSSY = {
    "files[0]": payload(1, files=[{"content": "not base64!", "type": "resume"}]),
    "files": payload(1, files="cv.pdf"),
    "notes[0]": payload(1, notes=[{"body": 7, "name": "Ted"}]),
    "phone_number": payload(1, phone_number=["no", "number"]),
    "candidate.phone": {"candidate": {**payload(1)["candidate"], "phone": {"no": "number"}}},
    "candidate.birthday": {"candidate": {**payload(1)["candidate"], "birthday": "someday"}},
}


@pytest.mark.parametrize("path", LOSSY)
async def test_a_payload_that_would_lose_a_field_a_file_or_a_note_is_not_sent(empty, run, tmp_path, path):
    """Unless `allow_lossy` is set. The outcome and the journal name the place."""
    report = await run([LOSSY[path]])
    assert (report.outcomes[0].state, report.outcomes[0].params) == ("not_convertible", (path,))
    assert not report.ok
    assert not posts(empty)
    sent = await run([LOSSY[path]], allow_lossy=True)
    assert (sent.counts["done"], sent.lossy) == (1, 1)
    with journal_of(tmp_path) as journal:
        assert [one.lost[0].partition(": ")[0] for one in journal.outcomes("done")] == [path]


@pytest.mark.parametrize("claimed", [False, True])
async def test_a_created_application_stays_known_when_the_rest_may_not_be_sent(empty, run, tmp_path, claimed):
    """A run with other options forgets nothing."""
    one = payload(1, phone_number=["no"], notes=[NOTE])
    if claimed:
        empty.inject(faults.Drop("after"), method="POST", path=PATHS["create"])
        digest = (await run([one], allow_lossy=True)).outcomes[0].digest
        with journal_of(tmp_path) as journal:
            journal.resolve(digest, created=empty.application_ids()[0])
    else:
        empty.inject(faults.Status(403), method="POST", path=PATHS["note 1"])
        with pytest.raises(PermissionDeniedError):
            await run([one], allow_lossy=True)
    assert (await run([one])).counts["not_convertible"] == 1
    assert (await run([one], allow_lossy=True)).ok
    assert [len(there.notes) for there in await everything(empty)] == [1]
