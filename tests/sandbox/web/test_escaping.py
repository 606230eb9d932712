"""What candidates and callers wrote is shown as text on every page."""

import pytest

from homerun_helpers.sandbox._web.rendering import as_datetime, is_web_address

HOSTILE = "</bdi></title><script>alert('1')</script>\"'&"


def test_names_are_text_on_every_page(sandbox, web, places):
    """Markup in names, sources and custom data is escaped on every page that shows them."""
    person = {"first_name": HOSTILE, "last_name": HOSTILE, "sources": [HOSTILE], "custom_data": {HOSTILE: HOSTILE}}
    ids = [sandbox.add_application(**person), sandbox.add_application(**person, vacancy_id=None)]
    pages = [web.get(path).text for path in [*places, *(f"/applications/{id}" for id in ids)]]
    # A vacancy, one of its stages, the candidates twice, and two people.
    assert sum("&lt;script&gt;" in page for page in pages) == 6
    assert not [page for page in pages if "<script" in page]


def test_paths_and_queries_are_text(web, look):
    """Markup in a path or query is escaped in the journal and on the 404 page."""
    web.get("/v2/<script>", params={"a": "<script>"})
    page = look("/journal")
    assert "/v2/<script> ?a=<script>" in page.words
    assert "<script" not in web.get("/vacancies/<script>?x=<script>").text


def test_key_names_are_text(sandbox, look):
    """Markup in the name of a key is shown as text."""
    sandbox.key(name="<b>mine</b>")
    assert "<b>mine</b>" in look("/").words


def test_writing_direction_of_a_name_does_not_leave_it(sandbox, web):
    """A right-to-left override in a name stands inside <bdi> and cannot reorder the text after it."""
    name = "\u202egpj.exe"
    id = sandbox.add_application(first_name=name, last_name="x")
    assert f"<bdi>{name} x</bdi>" in web.get(f"/applications/{id}").text


def test_lone_surrogate_is_shown_as_a_question_mark(sandbox, look):
    """A lone surrogate, which UTF-8 cannot encode, is shown as "?"."""
    id = sandbox.add_application(city="a\ud83d")
    assert "city a?" in look(f"/applications/{id}").words


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.example", "https:evil", " https://a",
     "java\nscript:alert(1)", "https://a b", "ftp://a.example", "", None, 3],
)  # fmt: skip
def test_other_values_are_no_web_addresses(address):
    """Other schemes, spaces, line breaks and values that are no text are no web addresses."""
    assert not is_web_address(address)


@pytest.mark.parametrize("address", ["https://ada.example", "http://a.example/?q=<b>", "HTTPS://A.EXAMPLE"])
def test_http_and_https_are_web_addresses(address):
    """Addresses with http or https, in any case, are web addresses."""
    assert is_web_address(address)


def test_javascript_address_is_no_link(sandbox, look):
    """A javascript: address is shown as text and is no link."""
    id = sandbox.add_application(website="javascript:alert(1)", experience="javascript:alert(2)")
    page = look(f"/applications/{id}")
    assert "website javascript:alert(1)" in page.words
    assert not [href for href in page.values("a", "href") if href.startswith("javascript")]


@pytest.mark.parametrize("value", [1e18, float("nan"), "yesterday", None, []])
def test_impossible_times_are_none(value):
    """Times beyond the year 9999 and values that are no times give None."""
    assert as_datetime(value) is None


def test_page_is_rendered_at_any_time_of_the_clock(web, clock):
    """A clock beyond the year 9999 does not break the page."""
    clock.advance(1e18)
    assert web.get("/").status_code == 200
