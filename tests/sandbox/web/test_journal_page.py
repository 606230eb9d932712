import pytest

from homerun_helpers.sandbox._web.rendering import kind_of_status


def paths(page):
    return [word for word in page.words.split() if word.startswith("/v2/")]


def test_journal_shows_a_request(sandbox, client, look):
    """A row shows status, method, path, decoded query, the key's name and the time by the sandbox's clock."""
    api = client(sandbox.key(name="mine"))
    api.get("/vacancies", params={"filter[status]": "public", "include[]": "stages"})
    assert "200 GET /v2/vacancies ?filter[status]=public&include[]=stages mine 15 Jan 2027, 08:00:00" in (
        look("/journal").words
    )


def test_request_with_an_unknown_key_has_no_key_name(client, look):
    """A request with an unknown key is shown with the key "none"."""
    client("wrong").get("/ping")
    assert "401 GET /v2/ping none" in look("/journal").words


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, "good"), (204, "good"), (304, "moved"), (404, "refused"), (429, "refused"), (500, "broken"), (520, "broken"),
     (499, "lost"), (0, "lost")],
)  # fmt: skip
def test_status_has_a_kind(sandbox, status, kind):
    """Statuses are good, moved, refused, broken, or lost when the client got no response."""
    assert kind_of_status(status) == kind


def test_fault_is_named(sandbox, api, look):
    """A row shows which fault was injected into the request."""
    from homerun_helpers.sandbox import faults

    sandbox.inject(faults.Status(503))
    api.get("/ping")
    page = look("/journal")
    assert "503 GET /v2/ping fault: " in page.words
    assert "badge broken" in page.values("span", "class")


def test_newest_requests_come_first(api, look):
    """200 requests are shown at a time, the newest first; `before` keeps a part stable while more arrive."""
    for number in range(1, 211):
        api.get(f"/x/{number}")
    first = look("/journal")
    (older,) = [href for href in first.values("a", "href") if href.startswith("?before=")]
    api.get("/x/211")
    rest = look(f"/journal{older}")
    assert paths(first) + paths(rest) == [f"/v2/x/{number}" for number in range(210, 0, -1)]
    assert "← Newest" in rest.words
    assert "← Newest" not in look("/journal").words


def test_journal_shows_budgets(sandbox, client, look):
    """The journal shows each key with its used budget."""
    client(sandbox.key(name="mine")).get("/ping")
    assert "mine 1 of 60 used" in look("/journal").words
