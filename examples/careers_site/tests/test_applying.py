"""Applications, from the form to Homerun."""

import asyncio

import pytest
from careers_site import form

from homerun_helpers.sandbox import faults

pytestmark = pytest.mark.anyio
SENT = "has arrived, with your CV"


@pytest.fixture
def arrived(homerun_sandbox, async_homerun):
    """Reads the applications that are in Homerun."""

    async def read():
        return [await async_homerun.job_applications.get(id) for id in homerun_sandbox.application_ids()]

    return read


def writes(homerun_sandbox):
    return [request.path.rpartition("/")[2] for request in homerun_sandbox.journal if request.method == "POST"]


async def test_application_arrives_with_its_cv(visitor, arrived, async_homerun, tmp_path):
    """Every field and the bytes of the CV arrive."""
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
        ({"email": "ada"}, "Your e-mail address must be one e-mail address, such as ada@example.com."),
        ({"cv": ("", b"")}, "Choose a file with your CV."),
        ({"cv": ("cv.pdf", b"MZ this is a program")}, "This is not a PDF or Word file."),
        ({"cv": ("cv.exe", b"%PDF-1.7")}, "This is not a PDF or Word file."),
    ],
)
async def test_invalid_field_has_a_message_beside_it(visitor, homerun_sandbox, changes, message):
    """The message stands beside the field, the form keeps its values, and nothing is sent."""
    page = await visitor.apply(**{"last_name": "<Lovelace>"} | changes)
    assert page.status_code == 422
    assert f'-problem">{message}' in page.text
    assert 'value="&lt;Lovelace&gt;"' in page.text
    assert writes(homerun_sandbox) == []


async def test_too_large_cv_is_refused_before_anything_is_sent(visitor, homerun_sandbox, monkeypatch):
    """Homerun would refuse the CV only after the application was created."""
    monkeypatch.setattr(form, "MAX_CV_BYTES", len(visitor.cv) - 1)
    page = await visitor.apply()
    assert (page.status_code, "larger than 25 MB" in page.text) == (422, True)
    assert writes(homerun_sandbox) == []


async def test_validation_error_of_homerun_is_shown_beside_its_field(visitor, homerun_sandbox):
    """Homerun's message stands beside the field, and the corrected form creates one application."""
    token = await visitor.open_form()
    page = await visitor.apply(token, email="ada@example..com")
    assert 'id="email-problem">The email field must be a valid email address.' in page.text
    assert f'value="{token}"' in page.text
    assert SENT in (await visitor.apply(token)).text
    assert len(homerun_sandbox.application_ids()) == 1


async def test_validation_error_of_no_field_is_shown_above_the_form(visitor, homerun_sandbox):
    """Homerun's message about a closed vacancy stands above the form."""
    details = [{"param": "vacancy_id", "message": "The selected vacancy id is invalid."}]
    homerun_sandbox.inject(faults.Status(400, details=details), method="POST")
    page = await visitor.apply()
    assert (page.status_code, "<p>The selected vacancy id is invalid.</p>" in page.text) == (422, True)


@pytest.mark.parametrize("answer", [faults.Status(502, html=True, when="after"), faults.Drop("after")])
async def test_lost_answer_is_reported_as_unknown(visitor, homerun_sandbox, answer):
    """After a lost answer the page says that the outcome is unknown, and the form is not sent again."""
    token = await visitor.open_form()
    homerun_sandbox.inject(answer, method="POST", path="/job-applications")
    for _ in range(2):
        page = await visitor.apply(token)
        assert "We are not sure that it arrived" in page.text
    assert writes(homerun_sandbox) == ["job-applications"]
    assert len(homerun_sandbox.application_ids()) == 1


async def test_lost_cv_can_be_sent_again(visitor, homerun_sandbox, arrived):
    """After a failed upload the application is kept and only the CV is sent again."""
    homerun_sandbox.inject(faults.Status(503), path="/job-applications/*/files", times=2)
    page = await visitor.apply()
    good, bad = {"cv": ("Ada.pdf", visitor.cv)}, {"cv": ("Ada.pdf", b"MZ")}
    for files, expected in [(bad, "not a PDF or Word file"), (good, "could not confirm"), (good, SENT), (good, SENT)]:
        page = await visitor.client.post(page.url.path, files=files)
        assert expected in page.text
    assert writes(homerun_sandbox) == ["job-applications", "files", "files", "files"]
    (application,) = await arrived()
    assert [file.name for file in application.files] == ["Ada.pdf"]


async def test_form_keeps_its_values_while_homerun_is_down(visitor, homerun_sandbox):
    """While Homerun is down the form keeps its values and can be sent later."""
    token = await visitor.open_form()
    homerun_sandbox.inject(faults.Status(429, retry_after=60), method="POST")
    page = await visitor.apply(token, motivation="Looms & engines")
    assert (page.status_code, "cannot be sent right now" in page.text) == (503, True)
    assert "\nLooms &amp; engines</textarea>" in page.text
    assert homerun_sandbox.application_ids() == []


async def test_double_click_creates_one_application(visitor, homerun_sandbox):
    """Simultaneous requests with one form create one application and get the same page."""
    token = await visitor.open_form()
    homerun_sandbox.latency = 0.05
    pages = await asyncio.gather(*(visitor.apply(token) for _ in range(3)))
    assert all(SENT in page.text for page in pages)
    assert writes(homerun_sandbox) == ["job-applications", "files"]


async def test_two_forms_create_two_applications(visitor, homerun_sandbox):
    """Two forms with the same values create two applications."""
    for _ in range(2):
        assert SENT in (await visitor.apply()).text
    assert len(homerun_sandbox.application_ids()) == 2


async def test_unknown_token_is_not_found(visitor):
    """The page of an application needs the token of its form."""
    assert (await visitor.client.get("/applications/unknown")).status_code == 404
