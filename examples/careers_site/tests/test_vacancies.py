"""The vacancies that the site shows."""

import pytest
from careers_site.vacancies import MAX_AGE_S, Vacancies

from homerun_helpers import HomerunError
from homerun_helpers.sandbox import faults

pytestmark = pytest.mark.anyio


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


async def test_public_vacancies_are_listed(visitor, homerun):
    """The page lists the public vacancies and no others."""
    page = await visitor.client.get("/")
    titles = {vacancy.title: vacancy.status for vacancy in homerun.vacancies.list()}
    assert [title for title in titles if title in page.text] == [
        title for title, status in titles.items() if status == "public"
    ]


async def test_other_vacancies_have_no_page(visitor, homerun):
    """A draft and an unknown vacancy get a 404."""
    draft = homerun.vacancies.list(status="draft").first()
    for id in (draft.id, "job_unknown"):
        page = await visitor.client.get(f"/vacancies/{id}")
        assert (page.status_code, "This page is not there" in page.text) == (404, True)


async def test_many_visits_are_one_request(visitor, homerun_sandbox):
    """Several visits within a minute are one request to Homerun."""
    for path in ("/", visitor.path, "/", "/vacancies/job_unknown"):
        await visitor.client.get(path)
    assert len(homerun_sandbox.journal) == 1


async def test_vacancies_are_requested_again_after_a_minute(async_homerun, homerun_sandbox):
    """A list older than a minute is requested again."""
    clock = Clock()
    vacancies = Vacancies(async_homerun, clock)
    for clock.now in (0, MAX_AGE_S - 1, MAX_AGE_S, MAX_AGE_S + 1):
        await vacancies.all()
    assert len(homerun_sandbox.journal) == 2


async def test_old_list_is_shown_while_homerun_is_down(async_homerun, homerun_sandbox):
    """While Homerun is down the old list is shown, and Homerun is asked again a minute later."""
    clock = Clock()
    vacancies = Vacancies(async_homerun, clock)
    known = await vacancies.all()
    down = homerun_sandbox.inject(faults.Status(400), times=None)
    for clock.now in (MAX_AGE_S, MAX_AGE_S + 1):
        assert await vacancies.all() == known
    assert down.met == 1


async def test_first_request_that_fails_is_an_error(async_homerun, homerun_sandbox):
    """Without an old list an error of Homerun is raised, instead of an empty list."""
    homerun_sandbox.inject(faults.Status(400), times=None)
    with pytest.raises(HomerunError):
        await Vacancies(async_homerun).all()


async def test_error_of_homerun_is_a_503_page(visitor, homerun_sandbox):
    """An error of Homerun is a page with status 503 and Retry-After."""
    homerun_sandbox.inject(faults.Status(401), times=None)
    page = await visitor.client.get("/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert "We will be right back" in page.text


@pytest.mark.homerun_sandbox(rate_limit=1)
async def test_used_up_rate_limit_is_reported_at_once(visitor, homerun_sandbox, homerun_api_key):
    """When the rate limit is used up, the visitor is told so without a wait."""
    page = await visitor.client.get(visitor.path)
    assert page.status_code == 200
    answer = await visitor.apply(page.text.partition('name="token" value="')[2].partition('"')[0])
    assert (answer.status_code, "cannot be sent right now" in answer.text) == (503, True)
    assert homerun_sandbox.application_ids() == []
