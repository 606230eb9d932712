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
    """The page lists the applications of all vacancies and of none, the newest first."""
    ids = [add("Ada"), add("Bo", vacancy_id=None), add("Cy")]
    assert people(look("/candidates")) == ids[::-1]
    assert "3 applications, the newest first" in look("/candidates").words


def test_candidates_without_a_vacancy_have_a_page(add, look):
    """`?vacancy=none` lists applications without a vacancy; the page of all candidates links to it, and back."""
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
def test_search_matches_names_and_email_addresses(add, web, look, asked, found):
    """Every word of a search must occur, in any case and order; no character has a special meaning."""
    ids = [
        add("Ada", "Lovelace", city="Paris"),
        add("Élodie", "Petit", "e@mail.example"),
        add("100%", "B"),
        add("'\"", "\ud800 o", "o@o.org"),
    ]
    assert sorted(map(ids.index, people(look("/candidates", q=asked)))) == found


def test_search_repeats_its_words_as_text(add, look):
    """The page repeats the searched words as text, also when nothing was found."""
    add("Ada")
    page = look("/candidates", q="<b>")
    assert "0 applications with “ <b> ”" in page.words
    assert page.values("input", "value") == ["<b>"]
    assert "b" not in [tag for tag, _ in page.elements]


def test_search_can_be_limited_to_candidates_without_a_vacancy(add, look):
    """A search combines with `vacancy=none`, and links to further parts keep both."""
    ids = [add("Ada", vacancy_id=None) for _ in range(101)]
    add("Ada")
    page = look("/candidates", q="ada", vacancy="none")
    assert people(page) == ids[:0:-1]
    assert "?q=ada&vacancy=none&page=2" in page.values("a", "href")
    assert people(look("/candidates", q="ada", vacancy="none", page=2)) == ids[:1]


def test_cards_show_vacancy_and_stage(sandbox, add, look):
    """A card on the page of all candidates shows the vacancy's title and the stage, or that there are none."""
    add("Ada", vacancy_id=sandbox.vacancy_ids()[1], stage="Offer")
    add("Bo", vacancy_id=None)
    words = look("/candidates").words
    assert "Bo Byron No vacancy · no stage" in words
    assert "Ada Byron Senior Python Engineer · Offer" in words


def test_cards_of_one_vacancy_do_not_repeat_it(add, look, sandbox):
    """On the pages of a vacancy and of a stage, where the title stands above, cards do not repeat it."""
    add("Ada")
    vacancy = f"/vacancies/{sandbox.vacancy_ids()[0]}"
    assert "Customer Support Specialist ·" not in look(vacancy).words
    assert "Customer Support Specialist ·" not in look(vacancy, stage="Applied").words
