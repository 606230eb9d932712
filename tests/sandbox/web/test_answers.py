"""What all pages of the board have in common: how they answer, and what they may do."""

import re
import subprocess
import sys

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox
from tests.support.markup import Markup

UNKNOWN = [
    "/vacancies/job_unknown",
    "/applications/ap_unknown",
    "/applications/ap_unknown/photo",
    "/vacancies",
    "/applications/a/b/c",
    "/journal/",
    "/candidates/x",
]


def test_every_page_is_html_with_a_title(web, places):
    """Also the one that says that there is none."""
    for path in places:
        response = web.get(path)
        assert response.status_code == (404 if "unknown" in path else 200)
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert re.search(r"<title>[^<]+ · Homerun sandbox</title>", response.text)


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_address_has_a_friendly_page(web, path):
    """With the way back to what there is."""
    response = web.get(path)
    assert response.status_code == 404
    assert "Not found" in Markup(response.text).words
    assert "/" in Markup(response.text).values("a", "href")


@pytest.mark.parametrize("path", ["/nope", "/v2/vacancies/x", "/files/x/y"])
def test_other_addresses_stay_the_apis(web, sandbox, path):
    """Their errors are JSON, and are in the journal: a client with a wrong base URL is noticed."""
    assert web.get(path).json()["error"] is True
    assert [request.path for request in sandbox.journal] == [path]


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nope", "/vacancy/x", "/v3"])
def test_a_person_who_mistyped_gets_a_page(web, sandbox, path):
    """Browsers say that they want one; it is not in the journal, and other methods stay the API's."""
    response = web.get(path, headers=BROWSER)
    assert (response.status_code, "Not found" in Markup(response.text).words, sandbox.journal) == (404, True, [])
    assert web.post(path, headers=BROWSER).json()["error"] is True


def test_that_page_is_for_people_of_this_machine_too(web):
    """As all others of the board."""
    assert web.get("/nope", headers=BROWSER | {"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/v2/nope", "/v2", "/files/x/y", "/_sandbox/nope"])
def test_the_apis_errors_are_the_same_in_a_browser(web, path):
    """What is below its addresses is never a page."""
    assert web.get(path, headers=BROWSER).json()["error"] is True


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_pages_can_only_be_read(web, places, method):
    """Every other method is refused."""
    assert {web.request(method, path).status_code for path in places} == {405}


def test_head_answers_like_get_without_a_body(web, places):
    """With the same status and length."""
    for path in places:
        got, head = web.get(path), web.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_pages_may_do_nothing_but_be_read(web, places):
    """Scripts, frames and everything from elsewhere is off, forms lead nowhere else; nothing is kept or sniffed."""
    for path in [*places, "/_web/style.css", "/_web/icon.svg"]:
        headers = web.get(path).headers
        policy = set(headers["Content-Security-Policy"].split("; "))
        assert {"default-src 'none'", "style-src 'self'", "img-src 'self'", "frame-ancestors 'none'"} <= policy
        assert "form-action 'self'" in policy
        assert not {rule for rule in policy if "unsafe" in rule or "*" in rule or "script" in rule}
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


def test_pages_keep_to_their_policy(look, places):
    """Nothing in them would need more: no script, no inline style, nothing loaded from elsewhere."""
    for path in places[:-1]:
        page = look(path)
        attributes = [name for _, found in page.elements for name in found]
        assert not {"script", "style", "iframe", "object", "base"} & {tag for tag, _ in page.elements}
        assert {found.get("action") for tag, found in page.elements if tag == "form"} <= {"/candidates"}
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        loaded = page.values("link", "href") + page.values("img", "src")
        assert loaded
        assert not [address for address in loaded if not re.match(r"/[^/]", address)]


def test_style_sheet_loads_nothing(web):
    """It has no import and no address."""
    assert not re.search(r"@import|url\(", web.get("/_web/style.css").text)


def test_pages_are_not_in_the_journal_and_cost_nothing(sandbox, web, places):
    """Looking changes nothing of what a test counts."""
    for path in [*places, "/_web/style.css"]:
        web.get(path, headers={"Authorization": f"Bearer {sandbox.key()}"})
    assert sandbox.journal == []
    assert sandbox.most_in_window() == 0


def test_photo_is_not_in_the_journal(sandbox, look, application, api):
    """The picture on a page is no download of the program under test."""
    api.post(f"/job-applications/{application}/photo", files={"file": b"\x89PNG\r\n\x1a\n" + bytes(20)})
    (address,) = [src for src in look(f"/applications/{application}").values("img", "src") if "_web" not in src]
    photo = httpx.get(sandbox.url.removesuffix("/v2") + address)
    assert photo.content.startswith(b"\x89PNG")
    assert photo.headers["X-Content-Type-Options"] == "nosniff"
    assert [request.method for request in sandbox.journal] == ["POST"]


def test_secrets_of_keys_are_not_shown(sandbox, web, api, places):
    """Keys are called by their names."""
    secret = sandbox.key(name="the scheduler")
    api.get("/ping", headers={"Authorization": f"Bearer {secret}"})
    pages = [web.get(path).text for path in places]
    assert "the scheduler" in pages[0]
    assert not [page for page in pages if secret in page or "hr_sandbox_" in page]


def test_refreshing_is_asked_for_by_the_address(look):
    """A link switches it on and off again, and keeps the rest of the address."""
    still = look("/journal", before=9)
    assert "?before=9&refresh=5" in still.values("a", "href")
    assert "refresh" not in still.values("meta", "http-equiv")
    moving = look("/journal", before=9, refresh=5)
    assert ("meta", {"http-equiv": "refresh", "content": "5"}) in moving.elements
    assert "?before=9" in moving.values("a", "href")


@pytest.mark.parametrize(("asked", "seconds"), [("0", []), ("-1", []), ("1;url=//x", []), ("9" * 9, ["3600"])])
def test_refreshing_takes_only_seconds(look, asked, seconds):
    """An address cannot make the page go elsewhere."""
    assert [text for text in look("/", refresh=asked).values("meta", "content") if text[0].isdigit()] == seconds


def test_pages_answer_without_a_socket():
    """Also in the process itself."""
    with Sandbox(applications=1, serve=False) as sandbox:
        with httpx.Client(transport=sandbox.transport(), base_url=sandbox.url.removesuffix("/v2")) as client:
            assert sandbox.url in client.get("/").text


def test_templates_are_not_loaded_until_somebody_looks():
    """A sandbox in a test suite starts without them."""
    code = (
        "import sys, httpx\n"
        "from homerun_helpers.sandbox import Sandbox\n"
        "with Sandbox(applications=1) as sandbox:\n"
        "    print('jinja2' in sys.modules)\n"
        "    httpx.get(sandbox.url.removesuffix('/v2')).raise_for_status()\n"
        "    print('jinja2' in sys.modules)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.split() == ["False", "True"]
