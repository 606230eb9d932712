import httpx
import pytest

from homerun_helpers.sandbox import Sandbox
from tests.support.markup import Markup


def first_page(sandbox, path="/"):
    return Markup(httpx.get(sandbox.url.removesuffix("/v2") + path).raise_for_status().text)


def test_base_url_is_shown(sandbox, look):
    """The overview shows the base URL that clients need."""
    assert f"The API answers at {sandbox.url}" in look("/").words


def test_vacancies_are_shown_with_their_facts(api, look):
    """A vacancy is shown with title, status, department, location and number of candidates as in the API."""
    params = {"include[]": ["department", "location", "total_candidate_count"], "perPage": 100}
    words = look("/").words
    for vacancy in api.get("/vacancies", params=params).json()["data"]:
        department = (vacancy["department"] or {"name": "no department"})["name"]
        location = (vacancy["location"] or {"name": vacancy["location_type"]})["name"]
        count = vacancy["total_candidate_count"]
        candidates = "1 candidate" if count == 1 else f"{count} candidates"
        assert f"{vacancy['title']} {vacancy['status']} {department} · {location} {candidates}" in words


def test_vacancies_are_links(sandbox, look):
    """The overview links to each vacancy, and to the candidates without a vacancy."""
    addresses = look("/").values("a", "href")
    assert {f"/vacancies/{id}" for id in sandbox.vacancy_ids()} <= set(addresses)
    assert addresses.count("/candidates?vacancy=none") == 1


def test_totals_are_shown():
    """The overview counts vacancies, applications, files, notes and requests."""
    with Sandbox(applications=0, vacancies=3) as sandbox:
        path = f"{sandbox.url}/job-applications/{sandbox.add_application()}"
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        for _ in range(2):
            httpx.post(f"{path}/notes", headers=headers, json={"note": "a", "display_name": "b"}).raise_for_status()
        files = {"file": ("cv.txt", b"Dear Ted")}
        httpx.post(f"{path}/files", headers=headers, data={"type": "resume"}, files=files).raise_for_status()
        assert "Vacancies 3 Applications 1 Files 1 Notes 2 Requests 3" in first_page(sandbox).words


def test_used_budget_is_shown(sandbox, client, look):
    """A key is shown with used and allowed requests, and the end of the window by the sandbox's clock."""
    api = client(sandbox.key(["vacancies:read"], name="mine"))
    for _ in range(3):
        api.get("/vacancies")
    assert "mine 3 of 60 used, until 08:01:00 vacancies:read" in look("/").words


def test_unused_key_is_shown(sandbox, look):
    """An unused key is shown with its scopes and whether it has a plan."""
    sandbox.key([], plan=False, name="poor")
    assert "poor no plan not used yet no scopes: it may only ping" in look("/").words


def test_used_keys_come_first(sandbox, client, look):
    """Used keys come first, then the others in the order in which they were made."""
    for name in ("first-key", "second-key", "third-key"):
        secret = sandbox.key(name=name)
    client(secret).get("/ping")
    words = look("/").words.partition(" Keys ")[2].split()
    assert [word for word in words if word.endswith("-key")] == ["third-key", "first-key", "second-key"]


def test_requests_are_counted_without_a_limit():
    """Without a rate limit a key is shown with the number of its requests."""
    with Sandbox(applications=0, rate_limit=None) as sandbox:
        httpx.get(f"{sandbox.url}/ping", headers={"Authorization": f"Bearer {sandbox.key(name='free')}"})
        assert "free 1 request in this window, no limit" in first_page(sandbox).words


@pytest.mark.parametrize(("used", "shape"), [(7, "bar"), (8, "bar high"), (10, "bar full"), (12, "bar full")])
def test_bar_of_a_budget_changes_colour(used, shape):
    """The bar has the width of the used share; from 80 % on it is "high", at 100 % it is "full"."""
    with Sandbox(applications=0, vacancies=0, rate_limit=10) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        for _ in range(used):
            httpx.get(f"{sandbox.url}/ping", headers=headers)
        page = first_page(sandbox)
    assert page.values("svg", "class") == [shape]
    assert page.values("rect", "width") == [f"{min(used, 10) * 10.0}"]


def test_last_requests_are_shown(api, look):
    """The overview shows the last twenty requests, the newest first."""
    for number in range(1, 26):
        api.get(f"/job-applications/ap_{number}")
    words = look("/").words
    shown = [word for word in words.split() if word.startswith("/v2/job-applications/")]
    assert shown == [f"/v2/job-applications/ap_{number}" for number in range(25, 5, -1)]
    assert "All 25" in words


def test_empty_sandbox_says_what_would_fill_it():
    """Without vacancies, applications, keys and requests each part of a page says what would fill it."""
    with Sandbox(applications=0, vacancies=0) as sandbox:
        words = first_page(sandbox).words
        assert "Vacancies 0 Applications 0 Files 0 Notes 0 Requests 0" in words
        assert "There are no vacancies." in words
        assert "No requests." in words
        assert "There are no keys." in words
        assert "No requests." in first_page(sandbox, "/journal").words
        assert "There are no applications." in first_page(sandbox, "/candidates").words
        assert "appear here" in first_page(sandbox, "/candidates?vacancy=none").words


def test_many_vacancies_are_shown_in_parts():
    """Sixty vacancies are shown at a time; a page number above the last shows the last part, no number the first."""
    with Sandbox(applications=0, vacancies=130) as sandbox:
        ids = [f"/vacancies/{id}" for id in sandbox.vacancy_ids()]
        parts = [
            [href for href in first_page(sandbox, f"/?page={asked}").values("a", "href") if href in ids]
            for asked in (1, 2, 3, 99, "9" * 30, "x")
        ]
    assert parts[0] + parts[1] + parts[2] == ids
    assert parts[3] == parts[2]
    assert parts[4] == parts[5] == parts[0]
