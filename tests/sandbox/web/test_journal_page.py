import pytest

from homerun_helpers.sandbox._web.views import kind_of_status


def paths(page):
    return [word for word in page.words.split() if word.startswith("/v2/")]


def test_request_is_shown_as_it_was_made(sandbox, client, look):
    """Status, method, path, readable query, the key's name and the sandbox's time."""
    api = client(sandbox.key(name="mine"))
    api.get("/vacancies", params={"filter[status]": "public", "include[]": "stages"})
    assert "200 GET /v2/vacancies ?filter[status]=public&include[]=stages mine 15 Jan 2027, 08:00:00" in (
        look("/journal").words
    )


def test_request_without_a_key_has_none(client, look):
    """A wrong key has no name."""
    client("wrong").get("/ping")
    assert "401 GET /v2/ping none" in look("/journal").words


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, "good"), (204, "good"), (304, "moved"), (404, "refused"), (429, "refused"), (500, "broken"), (520, "broken"),
     (499, "lost"), (0, "lost")],
)  # fmt: skip
def test_status_has_the_colour_of_its_class(sandbox, status, kind):
    """What went well, what was refused, what broke, and what nobody got."""
    assert kind_of_status(status) == kind


def test_fault_is_named(sandbox, api, look):
    """What was injected is told from what really happened."""
    from homerun_helpers.sandbox import faults

    sandbox.inject(faults.Status(503))
    api.get("/ping")
    page = look("/journal")
    assert "503 GET /v2/ping fault: " in page.words
    assert "badge broken" in page.values("span", "class")


def test_newest_come_first_and_older_in_parts(api, look):
    """Two hundred at a time; the parts stay when more arrive meanwhile."""
    for number in range(1, 211):
        api.get(f"/x/{number}")
    first = look("/journal")
    (older,) = [href for href in first.values("a", "href") if href.startswith("?before=")]
    api.get("/x/211")
    rest = look(f"/journal{older}")
    assert paths(first) + paths(rest) == [f"/v2/x/{number}" for number in range(210, 0, -1)]
    assert "← Newest" in rest.words
    assert "← Newest" not in look("/journal").words


def test_budgets_are_beside_it(sandbox, client, look):
    """Each key with what it used."""
    client(sandbox.key(name="mine")).get("/ping")
    assert "mine 1 of 60 used" in look("/journal").words
