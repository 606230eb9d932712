"""The careers site in a real browser, with a real server, real files and the sandbox."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from homerun_helpers import Homerun
from homerun_helpers.sandbox import Sandbox, faults
from tests.support.browser import browser, browser_page

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/careers_site"
CV = b"%PDF-1.7\n" + bytes(range(256)) * 8000 + b"\n%%EOF\n"  # 2 MB, so the server buffers it on disk


@pytest.fixture(scope="module")
def candidates():
    """The site's sandbox, without applications at the start."""
    with Sandbox(applications=0, rate_limit=None) as running:
        yield running


@pytest.fixture(scope="module")
def address(candidates):
    """The address of the site, which the README's command started."""
    command = re.search(r"^uvicorn (.+)$", (EXAMPLE / "README.md").read_text("utf-8"), re.MULTILINE)[1]
    site = subprocess.Popen(
        [sys.executable, "-B", "-m", "uvicorn", *shlex.split(command), "--port", "0"],
        cwd=EXAMPLE,
        env=os.environ | {"HOMERUN_BASE_URL": candidates.url, "HOMERUN_API_KEY": candidates.key()},
        stderr=subprocess.PIPE,
        text=True,
    )
    with site:
        try:
            ready = next(line for line in site.stderr if "running on" in line)
            yield re.search(r"http://[\d.:]+", ready)[0]
        finally:
            site.terminate()
            site.communicate(timeout=10)


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium, address):
    """The page of all vacancies; the test fails if the browser reports a problem."""
    with browser_page(chromium) as (page, problems):
        page.goto(address)
        yield page
        assert problems == []


@pytest.fixture
def files(tmp_path):
    """Files to upload."""
    (tmp_path / "Ada Lovelace – CV.pdf").write_bytes(CV)
    (tmp_path / "notes.pdf").write_text("not a PDF")
    return {path.name: path for path in tmp_path.iterdir()}


def fill_in(page, **changes):
    fields = {"First name": "Ada", "Last name": "Lovelace", "E-mail": "ada@example.com", "Why you?": "Looms."}
    for label, value in (fields | changes).items():
        page.get_by_label(label).fill(value)


def send(page, file, button="Send application"):
    page.get_by_label("Your CV").set_input_files(file)
    page.get_by_role("button", name=button).click()


def newest(candidates, folder):
    """The newest application, and the contents of its files by name."""
    with Homerun(candidates.key(), base_url=candidates.url, rate_limit=None) as homerun:
        application = homerun.job_applications.get(candidates.application_ids()[0])
        paths = [homerun.job_applications.download_file(file, folder) for file in application.files]
        return application, {path.name: path.read_bytes() for path in paths}


def test_visitor_applies(page, candidates, files, tmp_path_factory):
    """A visitor applies by the form; the application and the exact bytes of the CV are in the sandbox."""
    page.get_by_role("link", name="Senior Python Engineer").first.click()
    fill_in(page, Phone="+31 6 1234")
    send(page, files["Ada Lovelace – CV.pdf"])
    page.get_by_role("heading", name="Thank you!").wait_for()
    application, uploaded = newest(candidates, tmp_path_factory.mktemp("downloads"))
    assert application.personal_info.email == "ada@example.com"
    assert application.custom_data["motivation"] == "Looms."
    assert uploaded == {"Ada Lovelace – CV.pdf": CV}


def test_visitor_corrects_a_wrong_file(chromium, address, candidates, files):
    """The message is attached to its field, the other fields keep their values, and the corrected form is accepted."""
    before = len(candidates.application_ids())
    with browser_page(chromium, width=390) as (page, _):  # the browser notes the 422
        page.goto(address)
        page.locator(".cards a").first.click()
        fill_in(page)
        send(page, files["notes.pdf"])
        field = page.get_by_label("Your CV")
        assert field.evaluate("it => document.getElementById(it.getAttribute('aria-describedby')).textContent") == (
            "This is not a PDF or Word file. Choose one that is."
        )
        send(page, files["Ada Lovelace – CV.pdf"])
        page.get_by_role("heading", name="Thank you!").wait_for()
    assert len(candidates.application_ids()) == before + 1


def test_visitor_sends_a_lost_cv_again(page, candidates, files, tmp_path_factory):
    """After a failed upload the visitor sends only the CV again; reloading the page sends nothing."""
    candidates.inject(faults.Drop(), path="/job-applications/*/files")
    page.get_by_role("link", name="Customer Support Specialist").first.click()
    fill_in(page)
    send(page, files["Ada Lovelace – CV.pdf"])
    page.get_by_role("heading", name="Almost there").wait_for()
    page.reload()
    before = len(candidates.application_ids())
    send(page, files["Ada Lovelace – CV.pdf"], button="Send CV")
    page.get_by_role("heading", name="Thank you!").wait_for()
    assert newest(candidates, tmp_path_factory.mktemp("downloads"))[1] == {"Ada Lovelace – CV.pdf": CV}
    assert len(candidates.application_ids()) == before
