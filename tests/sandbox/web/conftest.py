"""Fixtures that read the web view of a running sandbox."""

import httpx
import pytest

from tests.support.markup import Markup


@pytest.fixture
def origin(sandbox):
    return sandbox.url.removesuffix("/v2")


@pytest.fixture
def web(origin):
    with httpx.Client(base_url=origin) as client:
        yield client


@pytest.fixture
def look(web):
    """Returns the markup of a page; the fixture fails for a page that is not found."""

    def read(path, **params):
        return Markup(web.get(path, params=params or None).raise_for_status().text)

    return read


@pytest.fixture
def places(sandbox, application):
    """One path of each kind of page; the last one is not found."""
    vacancy = sandbox.vacancy_ids()[0]
    sandbox.add_application(vacancy_id=None)
    return [
        "/",
        f"/vacancies/{vacancy}",
        f"/vacancies/{vacancy}?stage=Applied",
        "/candidates",
        "/candidates?vacancy=none",
        f"/applications/{application}",
        "/journal",
        "/vacancies/unknown",
    ]
