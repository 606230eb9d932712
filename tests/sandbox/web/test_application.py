import pytest


@pytest.fixture
def show(look, application):
    return lambda: look(f"/applications/{application}")


def test_every_field_is_shown_by_its_api_name(details, application, show):
    """The page names every field of the API: with its value, or in the list of those that are null."""
    record = details(application)
    person = record.pop("personal_info")
    # These are shown elsewhere on the page.
    special = {"id", "first_name", "last_name", "files", "sources", "stage"}
    words = show().words
    values, _, nulls = words.partition("Null: ")
    known = {name: value for name, value in (record | person).items() if name not in special}
    assert len(known) > 25
    for name, value in known.items():
        assert name in (nulls if value is None else values), name


def test_values_are_readable(api, application, show):
    """Text keeps its characters, times are in UTC, booleans are yes or no, other values are JSON."""
    changes = {"experience": "Ten years.\nSome <more>.", "custom_data": {"level": 3, "tags": ["a<b"], "remote": True}}
    api.patch(f"/job-applications/{application}", json=changes | {"date_of_birth": "1990-02-03"}).raise_for_status()
    words = show().words
    assert "experience Ten years. Some <more>." in words
    assert 'level 3 tags ["a<b"] remote yes' in words
    assert "date_of_birth 3 Feb 1990" in words
    assert "created_at 15 Jan 2027, 08:00" in words


def test_head_of_the_page_shows_stage_and_rating(sandbox, look):
    """The head of the page shows name, rating, stage, the reason of disqualification, date and sources."""
    id = sandbox.add_application(
        first_name="Ada", last_name="Byron", rating=3.0, stage="Interview", disqualified=True,
        disqualification_reason="Withdrew", sources=["Meetup"],
    )  # fmt: skip
    words = look(f"/applications/{id}").words
    assert "Ada Byron ★ Rating 3.0 Interview disqualified: Withdrew applied 15 Jan 2027 Meetup" in words


def test_page_links_to_its_vacancy(sandbox, look, show):
    """The page links to its vacancy, or to the candidates without a vacancy."""
    assert f"/vacancies/{sandbox.vacancy_ids()[0]}" in show().values("a", "href")
    alone = look(f"/applications/{sandbox.add_application(vacancy_id=None)}")
    assert "← Candidates without a vacancy" in alone.words


def test_files_can_be_downloaded(api, application, show, web, clock):
    """Each rendering of the page has a new temporary link to each file; an old link expires."""
    path = f"/job-applications/{application}/files"
    api.post(path, data={"type": "resume"}, files={"file": ("cv & co.txt", b"Dear Ted")}).raise_for_status()
    (link,) = [href for href in show().values("a", "href") if href.startswith("/files/")]
    assert web.get(link).text == "Dear Ted"
    clock.advance(300)
    (fresh,) = [href for href in show().values("a", "href") if href.startswith("/files/")]
    assert (web.get(link).status_code, web.get(fresh).status_code) == (403, 200)
    assert "cv & co.txt resume, text/plain" in show().words


def test_notes_are_shown(api, application, show):
    """A note is shown with its author, time and whether it is sensitive."""
    note = {"note": "Call on Monday.", "display_name": "Ted", "is_sensitive": True}
    api.post(f"/job-applications/{application}/notes", json=note).raise_for_status()
    assert "Call on Monday. Ted 15 Jan 2027, 08:00 sensitive" in show().words


def test_answers_are_shown(sandbox, look):
    """An answer is shown as text, as null or as JSON."""
    texts = {"When?": "Now", "Why?": None, "How many?": [1, 2]}
    answers = [
        {"language": "English", "original_question": question, "original_question_type": "text", "answer": answer}
        for question, answer in texts.items()
    ]
    id = sandbox.add_application(question_answers=answers)
    assert "When? Now Why? null How many? [1, 2]" in look(f"/applications/{id}").words


def test_answer_that_is_a_file_is_a_link(sandbox, look, web, details):
    """An answer that is a file links to the file's content."""
    for id in sandbox.application_ids():
        answers = details(id, "questionAnswers")["question_answers"]
        if any(answer["original_question_type"] == "file" for answer in answers):
            break
    files = [href for href in look(f"/applications/{id}").values("a", "href") if href.endswith("/resume.pdf")]
    assert len(files) == 2
    assert {web.get(href).content[:5] for href in files} == {b"%PDF-"}


def test_remote_photo_is_linked_and_not_loaded(api, application, show):
    """The address of a remote photo is a link; the page does not load the image."""
    photo = "https://photos.example/ada.png"
    api.patch(f"/job-applications/{application}", json={"photo": photo}).raise_for_status()
    page = show()
    assert photo in page.values("a", "href")
    assert not [src for src in page.values("img", "src") if not src.startswith("/_web/")]


def test_external_links_send_no_referrer(api, application, show):
    """A link to another site has rel="noreferrer noopener"."""
    api.patch(f"/job-applications/{application}", json={"website": "https://ada.example"}).raise_for_status()
    (link,) = [found for tag, found in show().elements if found.get("href") == "https://ada.example"]
    assert link["rel"] == "noreferrer noopener"


def test_deleted_application_is_not_found(sandbox, application, web):
    """The page and the photo of a deleted application are not found."""
    sandbox.delete_application(application)
    assert web.get(f"/applications/{application}").status_code == 404
    assert web.get(f"/applications/{application}/photo").status_code == 404
