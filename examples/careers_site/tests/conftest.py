"""The site with the sandbox behind it, and a visitor."""

import httpx
import pytest
from careers_site import create_app


@pytest.fixture(scope="session")
def homerun_sandbox_options():
    """Six vacancies, three of them public."""
    return {"vacancies": 6, "applications": 0}


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def visitor(homerun_sandbox):
    """A visitor whose requests the site answers in the same process."""
    app = create_app()
    site = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=site, base_url="http://careers.example", follow_redirects=True) as client,
    ):
        yield Visitor(client, homerun_sandbox.vacancy_ids()[-1])


class Visitor:
    """Fills in the form of a vacancy."""

    cv = b"%PDF-1.7\n" + bytes(range(256)) * 100 + b"\n%%EOF\n"

    def __init__(self, client, vacancy_id):
        self.client = client
        self.path = f"/vacancies/{vacancy_id}"

    async def open_form(self):
        """Open the form; returns its token."""
        page = await self.client.get(self.path)
        return page.text.partition('name="token" value="')[2].partition('"')[0]

    async def apply(self, token=None, cv=("Ada.pdf", cv), **changes):
        """Send the form with these fields changed."""
        fields = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com", "phone_number": ""}
        fields["token"] = await self.open_form() if token is None else token
        return await self.client.post(self.path, data=fields | changes, files={"cv": cv})
