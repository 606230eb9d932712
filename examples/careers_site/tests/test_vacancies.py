"""The vacancies that visitors see."""

import pytest
from careers_site.vacancies import FRESH, Vacancies

from homerun_helpers import HomerunError
from homerun_helpers.sandbox import faults

pytestmark = pytest.mark.anyio


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


async def test_public_vacancies_are_listed(visitor, homerun):
    """The others are nobody's business."""
    page = await visitor.client.get("/")
    titles = {vacancy.title: vacancy.status for vacancy in homerun.vacancies.list()}
    assert [title for title in titles if title in page.text] == [
        title for title, status in titles.items() if status == "public"
    ]


async def test_a_vacancy_that_is_not_public_has_no_page(visitor, homerun):
    """Nor has one that does not exist."""
    draft = homerun.vacancies.list(status="draft").first()
    for id in (draft.id, "job_unknown"):
        page = await visitor.client.get(f"/vacancies/{id}")
        assert (page.status_code, "This page is not there" in page.text) == (404, True)


async def test_many_visits_are_one_request(visitor, homerun_sandbox):
    """Homerun's 60 requests a minute are for all visitors together."""
    for path in ("/", visitor.path, "/", "/vacancies/job_unknown"):
        await visitor.client.get(path)
    assert len(homerun_sandbox.journal) == 1


async def test_after_a_minute_they_are_asked_for_again(async_homerun, homerun_sandbox):
    """A new vacancy appears without a restart."""
    clock = Clock()
    vacancies = Vacancies(async_homerun, clock)
    for clock.now in (0, FRESH - 1, FRESH, FRESH + 1):
        await vacancies.all()
    assert len(homerun_sandbox.journal) == 2


async def test_what_was_known_is_shown_while_homerun_is_down(async_homerun, homerun_sandbox):
    """An old list is better than none; it is asked for again a minute later."""
    clock = Clock()
    vacancies = Vacancies(async_homerun, clock)
    known = await vacancies.all()
    down = homerun_sandbox.inject(faults.Status(400), times=None)
    for clock.now in (FRESH, FRESH + 1):
        assert await vacancies.all() == known
    assert down.met == 1


async def test_without_anything_known_it_is_an_error(async_homerun, homerun_sandbox):
    """An empty list would say that there are no vacancies."""
    homerun_sandbox.inject(faults.Status(400), times=None)
    with pytest.raises(HomerunError):
        await Vacancies(async_homerun).all()


async def test_visitors_are_asked_to_come_back(visitor, homerun_sandbox):
    """A page, not a traceback, when Homerun refuses."""
    homerun_sandbox.inject(faults.Status(401), times=None)
    page = await visitor.client.get("/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert "We will be right back" in page.text


@pytest.mark.homerun_sandbox(rate_limit=1)
async def test_nobody_waits_for_the_rate_limit(visitor, homerun_sandbox, homerun_api_key):
    """When others have used up the minute, visitors hear so at once."""
    page = await visitor.client.get(visitor.path)
    assert page.status_code == 200
    answer = await visitor.apply(page.text.partition('name="token" value="')[2].partition('"')[0])
    assert (answer.status_code, "cannot be sent right now" in answer.text) == (503, True)
    assert homerun_sandbox.application_ids() == []
