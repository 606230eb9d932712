import pytest

from homerun_helpers.sandbox import Sandbox
from tests.support.markup import people


@pytest.fixture
def sandbox():
    with Sandbox(applications=0) as running:
        yield running


@pytest.fixture
def add(sandbox):
    def make(first_name, last_name="Byron", email="a@example.com", **fields):
        return sandbox.add_application(first_name=first_name, last_name=last_name, email=email, **fields)

    return make


def test_all_candidates_are_shown(add, look):
    """Whatever they applied for, the newest first."""
    ids = [add("Ada"), add("Bo", vacancy_id=None), add("Cy")]
    assert people(look("/candidates")) == ids[::-1]
    assert "3 applications, the newest first" in look("/candidates").words


def test_candidates_without_a_vacancy_have_a_page(add, look):
    """Reached from that of all, and the way back."""
    ids = [add("Ada", vacancy_id=None), add("Bo"), add("Cy", vacancy_id=None)]
    page = look("/candidates", vacancy="none")
    assert people(page) == [ids[2], ids[0]]
    assert "2 applications without a vacancy" in page.words
    assert "/candidates?vacancy=none" in look("/candidates").values("a", "href")
    assert page.values("a", "href").count("/candidates") == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ada", [0]),
        ("LOVE", [0]),
        ("lovelace ada", [0]),
        ("  Ada   Love ", [0]),
        ("éLODIE", [1]),
        ("@mail.example", [1]),
        ("100%", [2]),
        ("%", [2]),
        ("'\"", [3]),
        ("a", [0, 1, 2]),
        ("Grace", []),
        ("ada élodie", []),
        ("Paris", []),
        ("", [0, 1, 2, 3]),
    ],
)
def test_search_looks_at_names_and_addresses(add, web, look, asked, found):
    """Every word must be there, in any case and order; no character is special."""
    ids = [
        add("Ada", "Lovelace", city="Paris"),
        add("Élodie", "Petit", "e@mail.example"),
        add("100%", "B"),
        add("'\"", "\ud800 o", "o@o.org"),
    ]
    assert sorted(map(ids.index, people(look("/candidates", q=asked)))) == found


def test_search_says_what_was_looked_for(add, look):
    """Also when nobody is found, and without taking it for markup."""
    add("Ada")
    page = look("/candidates", q="<b>")
    assert "0 applications with “ <b> ”" in page.words
    assert page.values("input", "value") == ["<b>"]
    assert "b" not in [tag for tag, _ in page.elements]


def test_search_stays_within_those_without_a_vacancy(add, look):
    """And the links of its pages keep both."""
    ids = [add("Ada", vacancy_id=None) for _ in range(101)]
    add("Ada")
    page = look("/candidates", q="ada", vacancy="none")
    assert people(page) == ids[:0:-1]
    assert "?q=ada&vacancy=none&page=2" in page.values("a", "href")
    assert people(look("/candidates", q="ada", vacancy="none", page=2)) == ids[:1]
