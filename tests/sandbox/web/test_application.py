import pytest


@pytest.fixture
def show(look, application):
    return lambda: look(f"/applications/{application}")


def test_every_field_is_shown(details, application, show):
    """By the API's names: with its value, or among those that are null."""
    record = details(application)
    person = record.pop("personal_info")
    # These have places of their own.
    special = {"id", "first_name", "last_name", "files", "sources", "stage"}
    words = show().words
    values, _, nulls = words.partition("Null: ")
    known = {name: value for name, value in (record | person).items() if name not in special}
    assert len(known) > 25
    for name, value in known.items():
        assert name in (nulls if value is None else values), name


def test_values_are_readable(api, application, show):
    """Texts as they are, times in UTC, truth in words, the rest as JSON."""
    changes = {"experience": "Ten years.\nSome <more>.", "custom_data": {"level": 3, "tags": ["a<b"], "remote": True}}
    api.patch(f"/job-applications/{application}", json=changes | {"date_of_birth": "1990-02-03"}).raise_for_status()
    words = show().words
    assert "experience Ten years. Some <more>." in words
    assert 'level 3 tags ["a<b"] remote yes' in words
    assert "date_of_birth 3 Feb 1990" in words
    assert "created_at 15 Jan 2027, 08:00" in words


def test_where_a_person_stands_is_shown(sandbox, look):
    """Stage, rating and why somebody is out."""
    id = sandbox.add_application(
        first_name="Ada", last_name="Byron", rating=3.0, stage="Interview", disqualified=True,
        disqualification_reason="Withdrew", sources=["Meetup"],
    )  # fmt: skip
    words = look(f"/applications/{id}").words
    assert "Ada Byron ★ Rating 3.0 Interview disqualified: Withdrew applied 15 Jan 2027 Meetup" in words


def test_page_leads_back_to_the_vacancy(sandbox, look, show):
    """Or to the candidates without one."""
    assert f"/vacancies/{sandbox.vacancy_ids()[0]}" in show().values("a", "href")
    alone = look(f"/applications/{sandbox.add_application(vacancy_id=None)}")
    assert "← Candidates without a vacancy" in alone.words


def test_files_can_be_downloaded(api, application, show, web, clock):
    """By a temporary link that each reading of the page makes anew."""
    path = f"/job-applications/{application}/files"
    api.post(path, data={"type": "resume"}, files={"file": ("cv & co.txt", b"Dear Ted")}).raise_for_status()
    (link,) = [href for href in show().values("a", "href") if href.startswith("/files/")]
    assert web.get(link).text == "Dear Ted"
    clock.advance(300)
    (fresh,) = [href for href in show().values("a", "href") if href.startswith("/files/")]
    assert (web.get(link).status_code, web.get(fresh).status_code) == (403, 200)
    assert "cv & co.txt resume, text/plain" in show().words


def test_notes_are_shown(api, application, show):
    """With who wrote them, when, and whether they are sensitive."""
    note = {"note": "Call on Monday.", "display_name": "Ted", "is_sensitive": True}
    api.post(f"/job-applications/{application}/notes", json=note).raise_for_status()
    assert "Call on Monday. Ted 15 Jan 2027, 08:00 sensitive" in show().words


def test_answers_are_shown(sandbox, look):
    """A text, nothing, or another value of JSON."""
    texts = {"When?": "Now", "Why?": None, "How many?": [1, 2]}
    answers = [
        {"language": "English", "original_question": question, "original_question_type": "text", "answer": answer}
        for question, answer in texts.items()
    ]
    id = sandbox.add_application(question_answers=answers)
    assert "When? Now Why? null How many? [1, 2]" in look(f"/applications/{id}").words


def test_answer_that_is_a_file_is_a_link(sandbox, look, web, details):
    """To the same file that the API gives."""
    for id in sandbox.application_ids():
        answers = details(id, "questionAnswers")["question_answers"]
        if any(answer["original_question_type"] == "file" for answer in answers):
            break
    files = [href for href in look(f"/applications/{id}").values("a", "href") if href.endswith("/resume.pdf")]
    assert len(files) == 2
    assert {web.get(href).content[:5] for href in files} == {b"%PDF-"}


def test_remote_photo_is_named_and_not_loaded(api, application, show):
    """Nobody's server learns that somebody looks."""
    photo = "https://photos.example/ada.png"
    api.patch(f"/job-applications/{application}", json={"photo": photo}).raise_for_status()
    page = show()
    assert photo in page.values("a", "href")
    assert not [src for src in page.values("img", "src") if not src.startswith("/_web/")]


def test_addresses_lead_elsewhere_without_a_trace(api, application, show):
    """The other side learns nothing of where the person came from."""
    api.patch(f"/job-applications/{application}", json={"website": "https://ada.example"}).raise_for_status()
    (link,) = [found for tag, found in show().elements if found.get("href") == "https://ada.example"]
    assert link["rel"] == "noreferrer noopener"


def test_deleted_application_is_not_found(sandbox, application, web):
    """Its page goes with it, and so does its photo."""
    sandbox.delete_application(application)
    assert web.get(f"/applications/{application}").status_code == 404
    assert web.get(f"/applications/{application}/photo").status_code == 404
