"""The web view in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import browser, browser_page

HOSTILE = "<script>document.title='taken'</script>"
# Texts whose contrast with their background is less than 4.5, with the ratio.
FAINT = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number)
  const light = ([r, g, b]) => [r, g, b]
    .map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0)
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor)
      if (colour.length === 3 || colour[3] === 1) return colour
    }
    return [255, 255, 255]
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const faint = []
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (contrast < 4.5) faint.push(`${texts.currentNode.data}: ${contrast.toFixed(2)}`)
  }
  return faint
}"""
WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture
def visit(chromium):
    """A page; the test fails if the browser reported a problem that the test did not take out of the list."""
    with browser_page(chromium) as made:
        yield made
        assert made.problems == []


@pytest.fixture
def page(visit):
    return visit.page


@pytest.fixture
def person(sandbox, api):
    """The id of an application with a rating, a source, a file, a photo and a note."""
    id = sandbox.add_application(first_name="Ada", last_name="Byron", rating=4.5, disqualified=True, sources=["Meetup"])
    path = f"/job-applications/{id}"
    api.post(f"{path}/files", data={"type": "resume"}, files={"file": ("cv.txt", b"Dear Ted")}).raise_for_status()
    api.post(f"{path}/photo", files={"file": make_picture()}).raise_for_status()
    api.post(f"{path}/notes", json={"note": "Call.", "display_name": "Ted", "is_sensitive": True}).raise_for_status()
    return id


def make_picture():
    from homerun_helpers.sandbox._seed.documents import content
    from homerun_helpers.sandbox._store.files import StoredFile

    return content(StoredFile("red", "ap_1", "photo", "photo.png", "image/png"))


def test_links_lead_from_the_overview_to_a_person_and_back(origin, person, page):
    """Links lead from the overview to a vacancy, from there to a person, and back to the vacancy."""
    page.goto(origin)
    page.get_by_role("link", name="Customer Support Specialist").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer Support Specialist")
    page.get_by_role("region", name="Stages").get_by_role("link", name="Ada Byron").click()
    expect(page).to_have_title("Ada Byron · Homerun sandbox")
    page.get_by_role("link", name="← Customer Support Specialist").click()
    expect(page).to_have_url(re.compile("/vacancies/job_"))


def test_search_finds_a_person_by_name(origin, person, page):
    """The search form works under the page's policy and finds a person by parts of the name."""
    page.goto(origin)
    page.get_by_role("link", name="Candidates").click()
    page.get_by_role("searchbox", name="Name or e-mail address").fill("byron ada")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/candidates\?q=byron\+ada$"))
    page.get_by_role("link", name="Ada Byron").click()
    expect(page).to_have_title("Ada Byron · Homerun sandbox")


def test_whole_card_is_its_link(origin, person, page):
    """A click beside the title of a card follows the card's link."""
    page.goto(origin)
    bar = page.locator(".card .bar").first.bounding_box()
    page.mouse.click(bar["x"] + 5, bar["y"])
    expect(page).to_have_url(re.compile("/vacancies/job_"))


def test_file_is_downloaded_by_a_click(origin, person, visit):
    """A click on a file downloads it with its name and content, and leaves the page open."""
    page = visit.page
    page.goto(f"{origin}/applications/{person}")
    with page.expect_download() as download:
        page.get_by_role("link", name="cv.txt").click()
    assert download.value.suggested_filename == "cv.txt"
    assert download.value.path().read_bytes() == b"Dear Ted"
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Byron")


def test_photo_is_loaded(origin, person, page):
    """The photo is loaded in its original width."""
    page.goto(f"{origin}/applications/{person}")
    assert page.get_by_role("img", name="Photo").evaluate("image => image.naturalWidth") == 64


def test_journal_shows_a_request_after_a_reload(origin, sandbox, client, page):
    """A request to the API is in the first row after a reload, with status, path, key and time."""
    page.goto(f"{origin}/journal")
    expect(page.get_by_role("main")).to_contain_text("No requests.")
    client(sandbox.key(name="mine")).get("/vacancies", params={"include[]": "stages"})
    page.reload()
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("GET /v2/vacancies")
    expect(row.get_by_role("cell")).to_have_text(["200", re.compile(r"\?include\[\]=stages"), "mine", re.compile(":")])


def test_refreshing_page_shows_new_requests(origin, api, page):
    """A page with `refresh` shows new requests without a reload, until "Stop refreshing" is clicked."""
    page.goto(f"{origin}/journal?refresh=1")
    api.get("/ping")
    expect(page.get_by_role("cell", name="/v2/ping")).to_be_visible()
    page.get_by_role("link", name="Stop refreshing").click()
    expect(page.get_by_role("link", name="Keep refreshing")).to_be_visible()
    assert page.locator("meta[http-equiv=refresh]").count() == 0


def test_hostile_name_is_text(origin, sandbox, page):
    """A script in a name is shown as text and does not run."""
    id = sandbox.add_application(first_name=HOSTILE, last_name="\u202eevil")
    page.goto(f"{origin}/applications/{id}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE)
    assert "taken" in page.title()
    assert page.title() != "taken"


def test_policy_blocks_an_injected_script(origin, visit):
    """The content security policy blocks a script that is inserted into the page."""
    page = visit.page
    page.goto(origin)
    page.evaluate("""() => {
        const script = document.createElement("script")
        script.textContent = "window.ran = true"
        document.body.append(script)
    }""")
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in visit.problems.pop()


def test_style_sheet_is_applied(origin, page):
    """The background has the colour of the style sheet."""
    page.goto(origin)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(247, 247, 245)"


@pytest.mark.parametrize("dark", [False, True])
def test_text_has_enough_contrast(chromium, origin, person, places, dark):
    """Text has a contrast of at least 4.5, in light and in dark colours."""
    with browser_page(chromium, dark=dark) as (page, _):
        for path in [*places, f"/applications/{person}"]:
            page.goto(origin + path)
            assert page.evaluate(FAINT) == [], path


@pytest.mark.parametrize("width", [320, 390])
def test_pages_fit_a_phone(chromium, origin, person, places, sandbox, client, width):
    """No page scrolls sideways at the width of a phone, even with words of 500 letters."""
    long = sandbox.add_application(first_name="w" * 200, last_name="w", experience="w" * 500)
    client(sandbox.key(name="w" * 200)).get("/vacancies", params={"filter[status]": "w" * 500})
    with browser_page(chromium, width=width, height=844) as (page, _):
        for path in [*places, f"/applications/{person}", f"/applications/{long}"]:
            page.goto(origin + path)
            assert not page.evaluate(WIDER_THAN_THE_WINDOW), path


def test_stages_scroll_sideways_on_a_phone(chromium, origin, sandbox):
    """On a phone the last stage is outside of the viewport and can be scrolled into it."""
    with browser_page(chromium, width=390, height=844) as (page, _):
        page.goto(f"{origin}/vacancies/{sandbox.vacancy_ids()[0]}")
        last = page.get_by_role("heading", name="hired")
        expect(last).not_to_be_in_viewport()
        page.get_by_role("region", name="Stages").evaluate("stages => stages.scrollTo(stages.scrollWidth, 0)")
        expect(last).to_be_in_viewport()


def test_first_tab_stop_skips_to_the_content(origin, page):
    """The first tab stop is a visible, outlined link that skips to the content."""
    page.goto(origin)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert skip.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))


def test_pages_have_landmarks(origin, places, page):
    """Each page has a banner, navigation, main, content information, one level-1 heading and a language."""
    for path in places[:-1]:
        page.goto(origin + path)
        for role in ("banner", "main", "contentinfo"):
            assert page.get_by_role(role).count() == 1, (path, role)
        assert page.get_by_role("navigation", name="Pages").count() == 1
        assert page.get_by_role("heading", level=1).count() == 1
        assert page.locator("html").get_attribute("lang") == "en"
