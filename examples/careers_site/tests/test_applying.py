"""What becomes of an application."""

import asyncio

import pytest
from careers_site import form

from homerun_helpers.sandbox import faults

pytestmark = pytest.mark.anyio
SENT = "has arrived, with your CV"


@pytest.fixture
def arrived(homerun_sandbox, async_homerun):
    """Reads the applications that are at Homerun."""

    async def read():
        return [await async_homerun.job_applications.get(id) for id in homerun_sandbox.application_ids()]

    return read


def writes(homerun_sandbox):
    return [request.path.rpartition("/")[2] for request in homerun_sandbox.journal if request.method == "POST"]


async def test_an_application_arrives_with_its_cv(visitor, arrived, async_homerun, tmp_path):
    """Every field, and the CV byte for byte."""
    page = await visitor.apply(phone_number="+31 6 1234", motivation="I <3 looms")
    assert (page.status_code, SENT in page.text) == (200, True)
    (application,) = await arrived()
    person = application.personal_info
    assert (person.first_name, person.last_name, person.email) == ("Ada", "Lovelace", "ada@example.com")
    assert (person.phone_number, application.vacancy_id) == ("+31 6 1234", visitor.path.rpartition("/")[2])
    assert application.custom_data["motivation"] == "I <3 looms"
    (cv,) = application.files
    assert cv.name == "Ada.pdf"
    path = await async_homerun.job_applications.download_file(cv, tmp_path)
    assert path.read_bytes() == visitor.cv


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first_name": " "}, "Enter your first name."),
        ({"email": "ada"}, "Enter one e-mail address"),
        ({"cv": ("", b"")}, "Choose a file with your CV."),
        ({"cv": ("cv.pdf", b"MZ this is a program")}, "This is not a PDF or Word file."),
        ({"cv": ("cv.exe", b"%PDF-1.7")}, "This is not a PDF or Word file."),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field(visitor, homerun_sandbox, changes, message):
    """Nothing was sent, and what was typed is still there."""
    page = await visitor.apply(**{"last_name": "<Lovelace>"} | changes)
    assert page.status_code == 422
    assert f'-problem">{message}' in page.text
    assert 'value="&lt;Lovelace&gt;"' in page.text
    assert writes(homerun_sandbox) == []


async def test_a_cv_that_is_too_large_is_not_sent(visitor, homerun_sandbox, monkeypatch):
    """Homerun would refuse it, after the application was made."""
    monkeypatch.setattr(form, "LARGEST_CV", len(visitor.cv) - 1)
    page = await visitor.apply()
    assert (page.status_code, "larger than 25 MB" in page.text) == (422, True)
    assert writes(homerun_sandbox) == []


async def test_what_homerun_does_not_accept_is_said_beside_the_field(visitor, homerun_sandbox):
    """And the same form can be sent again, corrected."""
    token = await visitor.open_form()
    page = await visitor.apply(token, email="ada@example..com")
    assert 'id="email-problem">The email field must be a valid email address.' in page.text
    assert f'value="{token}"' in page.text
    assert SENT in (await visitor.apply(token)).text
    assert len(homerun_sandbox.application_ids()) == 1


async def test_a_vacancy_that_was_just_closed(visitor, homerun_sandbox):
    """What concerns no field of the form is said above it."""
    details = [{"param": "vacancy_id", "message": "The selected vacancy id is invalid."}]
    homerun_sandbox.inject(faults.Status(400, details=details), method="POST")
    page = await visitor.apply()
    assert (page.status_code, "<p>The selected vacancy id is invalid.</p>" in page.text) == (422, True)


@pytest.mark.parametrize("answer", [faults.Status(502, html=True, when="after"), faults.Drop("after")])
async def test_a_lost_answer_is_told_as_it_is(visitor, homerun_sandbox, answer):
    """It may have arrived: it is not sent again, however often the visitor tries."""
    token = await visitor.open_form()
    homerun_sandbox.inject(answer, method="POST", path="/job-applications")
    for _ in range(2):
        page = await visitor.apply(token)
        assert "We are not sure that it arrived" in page.text
    assert writes(homerun_sandbox) == ["job-applications"]
    assert len(homerun_sandbox.application_ids()) == 1


async def test_a_cv_that_did_not_arrive_can_be_sent_again(visitor, homerun_sandbox, arrived):
    """The application is kept, and only the CV goes out once more."""
    homerun_sandbox.inject(faults.Status(503), path="/job-applications/*/files", times=2)
    page = await visitor.apply()
    good, bad = {"cv": ("Ada.pdf", visitor.cv)}, {"cv": ("Ada.pdf", b"MZ")}
    for files, expected in [(bad, "not a PDF or Word file"), (good, "could not confirm"), (good, SENT), (good, SENT)]:
        page = await visitor.client.post(page.url.path, files=files)
        assert expected in page.text
    assert writes(homerun_sandbox) == ["job-applications", "files", "files", "files"]
    (application,) = await arrived()
    assert [file.name for file in application.files] == ["Ada.pdf"]


async def test_when_homerun_is_down_the_form_stays(visitor, homerun_sandbox):
    """What was typed is not lost, and can be sent a minute later."""
    token = await visitor.open_form()
    homerun_sandbox.inject(faults.Status(429, retry_after=60), method="POST")
    page = await visitor.apply(token, motivation="Looms & engines")
    assert (page.status_code, "cannot be sent right now" in page.text) == (503, True)
    assert "\nLooms &amp; engines</textarea>" in page.text
    assert homerun_sandbox.application_ids() == []


async def test_a_double_click_is_one_application(visitor, homerun_sandbox):
    """Both clicks see the same page."""
    token = await visitor.open_form()
    homerun_sandbox.latency = 0.05
    pages = await asyncio.gather(*(visitor.apply(token) for _ in range(3)))
    assert all(SENT in page.text for page in pages)
    assert writes(homerun_sandbox) == ["job-applications", "files"]


async def test_two_forms_are_two_applications(visitor, homerun_sandbox):
    """Who applies twice means it, or is another person at the same computer."""
    for _ in range(2):
        assert SENT in (await visitor.apply()).text
    assert len(homerun_sandbox.application_ids()) == 2


async def test_pages_of_applications_cannot_be_guessed(visitor):
    """Only who sent the form has its address."""
    assert (await visitor.client.get("/applications/unknown")).status_code == 404
