import httpx
import pytest

from homerun_helpers.sandbox import Sandbox
from tests.support.markup import Markup, people


@pytest.fixture
def vacancy(sandbox):
    return sandbox.vacancy_ids()[0]


def test_stages_are_columns_in_order(api, look, vacancy):
    """The columns are the stages in their order, each with its number of applications."""
    stages = [stage["name"] for stage in api.get(f"/vacancies/{vacancy}?include[]=stages").json()["data"]["stages"]]
    words = look(f"/vacancies/{vacancy}").words
    places = []
    for stage in stages:
        params = {"filter[vacancy_id]": vacancy, "filter[stage]": stage}
        total = api.get("/job-applications", params=params).json()["meta"]["total"]
        places.append(words.index(f"{stage} {total} "))
    assert places == sorted(places)


def test_card_shows_the_main_facts(sandbox, look, vacancy):
    """A card shows name, rating, date, disqualification and sources."""
    sandbox.add_application(
        first_name="Ada", last_name="Byron", rating=4.5, disqualified=True, sources=["Referral", "Meetup"],
        created_at="2026-03-07T12:00:00Z",
    )  # fmt: skip
    assert "Ada Byron ★ Rating 4.5 7 Mar 2026 disqualified Referral Meetup" in look(f"/vacancies/{vacancy}").words


def test_person_without_a_name_has_a_card(sandbox, look, vacancy):
    """An application with an empty name has a card with a link."""
    id = sandbox.add_application(first_name="", last_name="")
    page = look(f"/vacancies/{vacancy}")
    assert "no name" in page.words
    assert id in people(page)


def test_columns_show_the_newest_and_count_the_rest():
    """A column shows the 25 newest applications and links to all of its stage."""
    with Sandbox(applications=0, vacancies=1) as sandbox:
        ids = [sandbox.add_application() for _ in range(30)]
        offer = sandbox.add_application(stage="Offer")
        path = f"{sandbox.url.removesuffix('/v2')}/vacancies/{sandbox.vacancy_ids()[0]}"
        page = Markup(httpx.get(path).text)
    assert people(page) == [*ids[:4:-1], offer]
    assert "and 5 more" in page.words
    assert "?stage=Applied" in page.values("a", "href")


def test_big_stage_is_shown_in_parts():
    """The page of a stage shows 100 applications at a time, each once, the newest first."""
    with Sandbox(applications=0, vacancies=1) as sandbox:
        ids = [sandbox.add_application() for _ in range(205)]
        path = f"{sandbox.url.removesuffix('/v2')}/vacancies/{sandbox.vacancy_ids()[0]}?stage=Applied"
        parts = [Markup(httpx.get(f"{path}&page={number}").text) for number in (1, 2, 3)]
    assert [len(people(part)) for part in parts] == [100, 100, 5]
    assert [id for part in parts for id in people(part)] == ids[::-1]
    assert "?stage=Applied&page=3" in parts[1].values("a", "href")
    assert "205 candidates" in parts[0].words


def test_unknown_stage_is_not_found(web, vacancy):
    """A stage that the vacancy does not have gets a 404."""
    assert web.get(f"/vacancies/{vacancy}", params={"stage": "Nowhere"}).status_code == 404


def test_empty_stage_says_so(sandbox, look):
    """A stage without applications has a column and a page that say so."""
    draft = sandbox.vacancy_ids()[4]
    assert "Applied 0 No candidates" in look(f"/vacancies/{draft}").words
    assert "0 candidates" in look(f"/vacancies/{draft}", stage="Applied").words


def test_all_fields_of_a_vacancy_are_shown(api, look, vacancy):
    """The page names every field of the API, with everything included."""
    includes = {"include[]": ["location", "department", "stages", "page_content"]}
    names = api.get(f"/vacancies/{vacancy}", params=includes).json()["data"]
    words = look(f"/vacancies/{vacancy}").words
    assert not [name for name in names if name not in words]
    assert "<h1>Customer Support Specialist</h1>" in words


def test_move_is_shown_on_the_next_page(api, look, vacancy, application):
    """After a move the application is on the page of its new stage."""
    before = look(f"/vacancies/{vacancy}", stage="Offer")
    api.patch(f"/job-applications/{application}", json={"stage": {"name": "Offer"}}).raise_for_status()
    assert people(look(f"/vacancies/{vacancy}", stage="Offer")) == [application, *people(before)]
