"""What candidates and callers write is text, wherever it stands."""

import pytest

from homerun_helpers.sandbox._web.rendering import as_datetime, is_web_address

HOSTILE = "</bdi></title><script>alert('1')</script>\"'&"


def test_names_are_text_on_every_page(sandbox, web, places):
    """No element comes of them."""
    person = {"first_name": HOSTILE, "last_name": HOSTILE, "sources": [HOSTILE], "custom_data": {HOSTILE: HOSTILE}}
    ids = [sandbox.add_application(**person), sandbox.add_application(**person, vacancy_id=None)]
    pages = [web.get(path).text for path in [*places, *(f"/applications/{id}" for id in ids)]]
    # A vacancy, one of its stages, the candidates twice, and two people.
    assert sum("&lt;script&gt;" in page for page in pages) == 6
    assert not [page for page in pages if "<script" in page]


def test_paths_and_queries_are_text(web, look):
    """Also in the journal, and in the page about an unknown address."""
    web.get("/v2/<script>", params={"a": "<script>"})
    page = look("/journal")
    assert "/v2/<script> ?a=<script>" in page.words
    assert "<script" not in web.get("/vacancies/<script>?x=<script>").text


def test_key_names_are_text(sandbox, look):
    """They are shown as they are."""
    sandbox.key(name="<b>mine</b>")
    assert "<b>mine</b>" in look("/").words


def test_direction_of_a_name_stays_in_it(sandbox, web):
    """A name that turns the text around cannot turn what follows it."""
    name = "\u202egpj.exe"
    id = sandbox.add_application(first_name=name, last_name="x")
    assert f"<bdi>{name} x</bdi>" in web.get(f"/applications/{id}").text


def test_half_a_character_is_no_error(sandbox, look):
    """The store can hold what UTF-8 cannot."""
    id = sandbox.add_application(city="a\ud83d")
    assert "city a?" in look(f"/applications/{id}").words


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.example", "https:evil", " https://a",
     "java\nscript:alert(1)", "https://a b", "ftp://a.example", "", None, 3],
)  # fmt: skip
def test_only_web_addresses_become_links(address):
    """Everything else stays text."""
    assert not is_web_address(address)


@pytest.mark.parametrize("address", ["https://ada.example", "http://a.example/?q=<b>", "HTTPS://A.EXAMPLE"])
def test_web_addresses_become_links(address):
    """Of either scheme."""
    assert is_web_address(address)


def test_script_in_an_address_does_not_become_a_link(sandbox, look):
    """As seen on the page."""
    id = sandbox.add_application(website="javascript:alert(1)", experience="javascript:alert(2)")
    page = look(f"/applications/{id}")
    assert "website javascript:alert(1)" in page.words
    assert not [href for href in page.values("a", "href") if href.startswith("javascript")]


@pytest.mark.parametrize("value", [1e18, float("nan"), "yesterday", None, []])
def test_impossible_times_are_no_error(value):
    """A clock may be advanced beyond all years."""
    assert as_datetime(value) is None


def test_board_shows_a_clock_beyond_all_years(web, clock):
    """As the number that it is."""
    clock.advance(1e18)
    assert web.get("/").status_code == 200
