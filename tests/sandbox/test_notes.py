import pytest


@pytest.fixture
def add_note(api, application):
    def post(**body):
        return api.post(f"/job-applications/{application}/notes", json=body)

    return post


def test_note_is_created(add_note):
    """A note has the time of the clock, and is not sensitive by default."""
    response = add_note(note="Call on Monday ☎", display_name="Ted")
    assert response.status_code == 201
    assert response.json()["data"] == {
        "display_name": "Ted",
        "is_sensitive": False,
        "note": "Call on Monday ☎",
        "created_at": "2027-01-15T08:00:00Z",
        "updated_at": "2027-01-15T08:00:00Z",
    }


def test_notes_come_in_order(application, details, add_note):
    """The include has the notes, the oldest first."""
    for note in ("one", "two"):
        add_note(note=note, display_name="Ted", is_sensitive=True)
    notes = details(application, "notes")["notes"]
    assert [(note["note"], note["is_sensitive"]) for note in notes] == [("one", True), ("two", True)]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ["note", "display_name"]),
        ({"note": "x", "display_name": " "}, ["display_name"]),
        ({"note": 1, "display_name": "Ted"}, ["note"]),
        ({"note": "x", "display_name": "Ted", "is_sensitive": "no"}, ["is_sensitive"]),
        ({"note": "x", "display_name": "Ted", "is_sensitive": 0}, ["is_sensitive"]),
    ],
)
def test_bad_note_is_refused(application, details, problems, add_note, body, wrong):
    """The wrong field is named, and no note is added."""
    assert problems(add_note(**body)) == wrong
    assert details(application, "notes")["notes"] is None


def test_unknown_application_gets_no_note(api):
    """A note for an unknown application is a 404, whatever the body is."""
    assert api.post("/job-applications/ap_unknown/notes", json={}).status_code == 404
