"""Notes and files: V2 takes them in calls of their own."""

from pathlib import Path

import pytest

from homerun_helpers import InvalidArgumentError
from homerun_helpers.migration import application_from_v1, file_from_v1, file_input, note_from_v1


def kept(changes):
    return [(change.path, change.value) for change in changes]


def test_body_is_note_and_name_is_display_name():
    """`body field was renamed to note`, `name field was renamed to display_name`."""
    note, report = note_from_v1({"body": "Call on Monday.", "name": "Ted"})
    assert note == {"note": "Call on Monday.", "display_name": "Ted"}
    assert [(change.path, change.to) for change in report.renamed] == [("body", "note"), ("name", "display_name")]


def test_fields_that_v2_sets_on_a_note_are_reported():
    """`add_note` does not take them."""
    report = note_from_v1({"body": "x", "name": "Ted", "id": "n_1", "created_at": 1680343200}).report
    assert kept(report.removed) == [("id", "n_1"), ("created_at", 1680343200)]
    assert report.complete


def test_a_note_needs_a_text_and_an_author():
    """A blank text does not count."""
    note, report = note_from_v1({"body": " ", "name": 5})
    assert note == {}
    assert [change.path for change in report.missing] == ["note", "display_name"]
    assert kept(report.not_carried) == [("name", 5)]


def test_a_new_name_of_a_note_comes_before_the_old_one():
    """The report keeps the other value."""
    note, report = note_from_v1({"note": "new", "body": "old", "display_name": "Ted"})
    assert note == {"note": "new", "display_name": "Ted"}
    assert kept(report.not_carried) == [("body", "old")]


def test_a_file_needs_a_type():
    """`It is also now necessary to specify file type when uploading`; it is not guessed."""
    file, report = file_from_v1({"name": "cv.txt", "content": "SGVsbG8="})
    assert file == {"name": "cv.txt", "content": "SGVsbG8="}
    assert [change.path for change in report.missing] == ["type"]


def test_a_type_can_be_given_for_files_without_one():
    """The type of the file itself comes first."""
    assert file_from_v1({"path": "cv.pdf"}, type="resume").result == {"path": "cv.pdf", "type": "resume"}
    own = {"path": "cv.pdf", "type": "assignment"}
    assert file_from_v1(own, type="resume").result == own


def test_a_media_type_is_no_type_of_a_file():
    """It is reported, and the given type is used."""
    file, report = file_from_v1({"path": "cv.pdf", "type": "application/pdf"}, type="resume")
    assert file["type"] == "resume"
    assert kept(report.not_carried) == [("type", "application/pdf")]


def test_an_unknown_type_for_files_is_an_error():
    """The error says which types there are."""
    for convert in (lambda: file_from_v1({}, type="photo"), lambda: application_from_v1({}, file_type="photo")):
        with pytest.raises(InvalidArgumentError, match="'resume' or 'assignment'"):
            convert()


@pytest.mark.parametrize("name", ["filename", "file_name"])
@pytest.mark.parametrize("content", ["data", "base64"])
def test_a_file_may_use_other_plausible_names(name, content):
    """The guide does not say which names V1 had."""
    file = file_from_v1({name: "cv.txt", content: "SGVsbG8="}, type="resume").result
    assert file == {"name": "cv.txt", "content": "SGVsbG8=", "type": "resume"}


def test_fields_of_a_file_that_v2_does_not_have_are_reported():
    """A second name is reported too."""
    file, report = file_from_v1({"name": "a", "filename": "b", "path": "c", "type": "resume", "size": 7})
    assert file == {"name": "a", "type": "resume", "path": "c"}
    assert kept(report.not_carried) == [("filename", "b"), ("size", 7)]


def test_the_content_of_a_data_url_is_taken():
    """The report keeps the head of the URL."""
    file, report = file_from_v1({"content": "data:text/plain;charset=utf-8;base64,SGVsbG8="}, type="resume")
    assert file_input(file) == b"Hello"
    assert kept(report.converted) == [("content", "data:text/plain;charset=utf-8;base64,")]


@pytest.mark.parametrize("name", ["url", "link", "download_url", "temporary_download_url"])
def test_links_are_never_fetched(name):
    """The report keeps them."""
    link = "https://files.example.com/cv.pdf"
    file, report = file_from_v1({name: link}, type="resume")
    assert file == {"type": "resume"}
    assert kept(report.not_carried) == [(name, link)]
    assert [change.path for change in report.missing] == ["content"]


@pytest.mark.parametrize("content", ["SGVsbG8", "SGVsbG8=", "_-8", "_-8=", "/+8=", "_-8\n"])
def test_base64_is_read_in_both_alphabets_and_without_padding(content):
    """Different programs write it differently."""
    file, report = file_from_v1({"content": content}, type="resume")
    assert report.complete
    assert file_input(file) in (b"Hello", b"\xff\xef")


@pytest.mark.parametrize("content", ["%%", "SGVsb", "SGVsbG8==", "SGVsbG8===", "_+8=", "====", "é", 7, ["SGVsbG8="]])
def test_content_that_is_not_base64_is_reported(content):
    """It could not be uploaded unchanged."""
    file, report = file_from_v1({"content": content}, type="resume")
    assert "content" not in file
    assert kept(report.not_carried) == [("content", content)]


def test_content_comes_before_a_path():
    """The report keeps the path."""
    file, report = file_from_v1({"content": "SGVsbG8=", "path": "cv.txt"}, type="resume")
    assert file == {"content": "SGVsbG8=", "type": "resume"}
    assert kept(report.not_carried) == [("path", "cv.txt")]


def test_base64_may_have_line_breaks():
    """Mail programs write it like this."""
    file = file_from_v1({"content": "SGVs\r\nbG8=\n"}, type="resume").result
    assert file_input(file) == b"Hello"


def test_a_file_becomes_an_argument_of_upload_file():
    """Its content or a path below the folder, with its name if it has one."""
    assert file_input({"name": "cv.txt", "content": "SGVsbG8="}) == ("cv.txt", b"Hello")
    assert file_input({"path": "2023/cv.pdf"}, folder="old") == Path("old/2023/cv.pdf")
    assert file_input({"name": "cv.pdf", "path": "7.bin"}, folder="old") == ("cv.pdf", Path("old/7.bin"))


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../key", "a/../../key", "..", "C:\\key", "\\\\server\\key", "a\\..\\..\\key", "a\x00", "", 7],
)
def test_a_path_must_not_leave_the_folder(path):
    """A path in a payload comes from outside and could name any file of this machine."""
    with pytest.raises(InvalidArgumentError):
        file_input({"path": path}, folder="old")


@pytest.mark.parametrize("file", [{"path": "cv.pdf"}, {}, {"content": "%"}, {"content": 7}])
def test_a_file_that_cannot_be_uploaded_is_an_error(file):
    """A path without a folder, no content at all, and content that is not base64."""
    with pytest.raises(InvalidArgumentError):
        file_input(file)


def test_the_notes_and_files_of_an_application_are_attachments():
    """They may stand alone or in a list, and a note may be just its text."""
    payload = {
        "files": [{"path": "a.pdf", "type": "resume"}, {"path": "b.pdf"}],
        "file": {"content": "SGVsbG8="},
        "notes": [{"body": "Call.", "name": "Ted"}, "Call again."],
    }
    attachments = application_from_v1(payload, file_type="assignment").attachments
    assert [file["type"] for file in attachments.files] == ["resume", "assignment", "assignment"]
    assert attachments.notes == ({"note": "Call.", "display_name": "Ted"}, {"note": "Call again."})


def test_a_missing_field_of_an_attachment_has_its_place():
    """The place in the payload."""
    report = application_from_v1({"files": [{"path": "a.pdf"}], "notes": ["Call."]}).report
    assert [change.path for change in report.missing][:2] == ["files[0].type", "notes[0].display_name"]
    assert [(change.path, change.to) for change in report.attached] == [
        ("files[0]", "attachments.files[0]"),
        ("notes[0]", "attachments.notes[0]"),
    ]


@pytest.mark.parametrize("name", ["files", "notes"])
@pytest.mark.parametrize("odd", [7, ["x", 7], {"name": "Ted"}, [{"url": "https://example.com"}]])
def test_an_attachment_that_cannot_be_sent_is_reported_whole(name, odd):
    """A file without content, or a note without text."""
    converted = application_from_v1({name: odd})
    found = [change.value for change in converted.report.not_carried]
    texts = [{"note": "x"}] if (name, odd) == ("notes", ["x", 7]) else []
    assert list(converted.attachments.notes) == texts
    assert found == ([one for one in odd if not (texts and one == "x")] if isinstance(odd, list) else [odd])
