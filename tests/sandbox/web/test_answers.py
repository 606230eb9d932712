"""What all pages have in common: status, headers, policy, journal and refreshing."""

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
    """Every page, also "Not found", is HTML in UTF-8 with a title."""
    for path in places:
        response = web.get(path)
        assert response.status_code == (404 if "unknown" in path else 200)
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert re.search(r"<title>[^<]+ · Homerun sandbox</title>", response.text)


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_address_near_a_page_is_an_html_404(web, path):
    """An unknown address that begins like a page gets a 404 page with a link to the overview."""
    response = web.get(path)
    assert response.status_code == 404
    assert "Not found" in Markup(response.text).words
    assert "/" in Markup(response.text).values("a", "href")


@pytest.mark.parametrize("path", ["/nope", "/v2/vacancies/x", "/files/x/y"])
def test_other_unknown_addresses_get_the_apis_error(web, sandbox, path):
    """Any other unknown address gets a JSON error and a row in the journal, which shows a wrong base URL."""
    assert web.get(path).json()["error"] is True
    assert [request.path for request in sandbox.journal] == [path]


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nope", "/vacancy/x", "/v3"])
def test_browser_gets_a_page_for_an_unknown_address(web, sandbox, path):
    """A GET that accepts HTML gets the 404 page and no row in the journal; a POST gets the API's error."""
    response = web.get(path, headers=BROWSER)
    assert (response.status_code, "Not found" in Markup(response.text).words, sandbox.journal) == (404, True, [])
    assert web.post(path, headers=BROWSER).json()["error"] is True


def test_not_found_page_refuses_other_hosts(web):
    """The 404 page, like every page, is refused to a `Host` that is not this machine."""
    assert web.get("/nope", headers=BROWSER | {"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/v2/nope", "/v2", "/files/x/y", "/_sandbox/nope"])
def test_unknown_api_paths_get_json_in_a_browser(web, path):
    """Unknown paths below /v2, /files and /_sandbox get the API's JSON error even when HTML is accepted."""
    assert web.get(path, headers=BROWSER).json()["error"] is True


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_pages_can_only_be_read(web, places, method):
    """Methods other than GET and HEAD get a 405 on every page."""
    assert {web.request(method, path).status_code for path in places} == {405}


def test_head_answers_like_get_without_a_body(web, places):
    """HEAD has the status and Content-Length of GET, and no body."""
    for path in places:
        got, head = web.get(path), web.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_headers_forbid_scripts_frames_and_remote_content(web, places):
    """Scripts, frames, remote content and foreign form targets are forbidden; nothing is cached or sniffed."""
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
    """Pages contain no script, no inline style, no remote image and no form that leads elsewhere."""
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
    """The style sheet has no @import and no url()."""
    assert not re.search(r"@import|url\(", web.get("/_web/style.css").text)


def test_pages_are_not_in_the_journal_and_use_no_budget(sandbox, web, places):
    """Reading pages with a key adds nothing to the journal and uses none of the key's budget."""
    for path in [*places, "/_web/style.css"]:
        web.get(path, headers={"Authorization": f"Bearer {sandbox.key()}"})
    assert sandbox.journal == []
    assert sandbox.most_in_window() == 0


def test_photo_is_not_in_the_journal(sandbox, look, application, api):
    """A page shows a photo by an address whose requests are not in the journal."""
    api.post(f"/job-applications/{application}/photo", files={"file": b"\x89PNG\r\n\x1a\n" + bytes(20)})
    (address,) = [src for src in look(f"/applications/{application}").values("img", "src") if "_web" not in src]
    photo = httpx.get(sandbox.url.removesuffix("/v2") + address)
    assert photo.content.startswith(b"\x89PNG")
    assert photo.headers["X-Content-Type-Options"] == "nosniff"
    assert [request.method for request in sandbox.journal] == ["POST"]


def test_secrets_of_keys_are_not_shown(sandbox, web, api, places):
    """Pages show the names of keys, never their secrets."""
    secret = sandbox.key(name="the scheduler")
    api.get("/ping", headers={"Authorization": f"Bearer {secret}"})
    pages = [web.get(path).text for path in places]
    assert "the scheduler" in pages[0]
    assert not [page for page in pages if secret in page or "hr_sandbox_" in page]


def test_link_switches_refreshing_on_and_off(look):
    """A link adds or removes `refresh` and keeps the rest of the query."""
    still = look("/journal", before=9)
    assert "?before=9&refresh=5" in still.values("a", "href")
    assert "refresh" not in still.values("meta", "http-equiv")
    moving = look("/journal", before=9, refresh=5)
    assert ("meta", {"http-equiv": "refresh", "content": "5"}) in moving.elements
    assert "?before=9" in moving.values("a", "href")


@pytest.mark.parametrize(("asked", "seconds"), [("0", []), ("-1", []), ("1;url=//x", []), ("9" * 9, ["3600"])])
def test_refresh_accepts_only_seconds(look, asked, seconds):
    """`refresh` is a positive whole number of at most 3,600 seconds; other values, also an address, are ignored."""
    assert [text for text in look("/", refresh=asked).values("meta", "content") if text[0].isdigit()] == seconds


def test_pages_answer_without_a_socket():
    """A sandbox without a socket serves its pages through `transport()`."""
    with Sandbox(applications=1, serve=False) as sandbox:
        with httpx.Client(transport=sandbox.transport(), base_url=sandbox.url.removesuffix("/v2")) as client:
            assert sandbox.url in client.get("/").text


def test_jinja2_is_imported_with_the_first_page():
    """jinja2 is not imported before a page is requested, so that sandboxes of tests start faster."""
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
