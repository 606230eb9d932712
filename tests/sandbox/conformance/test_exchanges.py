"""openapi-core and jsonschema-rs accept every documented request and its answer."""

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox
from tests.support import conform_core, conform_strict
from tests.support.conform_exchanges import EXCHANGES, fill


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(applications=40, rate_limit=1) as running:
        yield running


@pytest.fixture
def names(sandbox):
    """The values of the words in braces."""
    vacancy, other, _, closed, *_ = sandbox.vacancy_ids()
    everything = sandbox.application_ids(vacancy)
    bare = sandbox.add_application(vacancy_id=None)
    return {"vacancy": vacancy, "other": other, "closed": closed, "application": everything[0], "bare": bare}


@pytest.fixture
def key(sandbox):
    """Makes the keys by the names that exchanges give them."""

    def make(name):
        made = sandbox.key(() if name == "no scopes" else None, plan=name != "no plan")
        if name == "used up":
            httpx.get(f"{sandbox.url}/ping", headers={"Authorization": f"Bearer {made}"})
        return "nobody" if name == "nobody" else made

    return make


@pytest.fixture
def send(sandbox, names, key):
    """Sends an exchange's request."""

    def request(exchange):
        headers = {} if exchange.key == "nobody" else {"Authorization": f"Bearer {key(exchange.key)}"}
        with httpx.Client(base_url=sandbox.url, headers=headers) as client:
            path, options = fill(exchange.path, names), fill(exchange.options, names)
            built = client.build_request(exchange.method, path, **options)
            built.read()
            return client.send(built)

    return request


@pytest.mark.parametrize("exchange", EXCHANGES, ids=str)
def test_exchange_is_as_documented(send, exchange):
    """The status is the expected one, and both validators accept the request and the answer."""
    response = send(exchange)
    assert response.status_code == exchange.status, response.text
    assert conform_strict.problems(response) == []
    assert (conform_core.request_error(response.request) is None) == exchange.fits
    if exchange.status != 415:  # which Homerun does not document
        assert conform_core.response_error(response) is None


def test_exchanges_cover_what_is_documented():
    """Every operation is there with each of its statuses."""
    documented = {
        (method.upper(), path, status)
        for path, item in conform_strict.spec()["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
        for status in operation["responses"]
    }
    sent = {(e.method, template(e.path), str(e.status)) for e in EXCHANGES}
    assert documented - sent == set()


def template(path):
    """The path as openapi.yaml writes it."""
    for word in ("{application}", "{bare}", "ap_unknown"):
        path = path.replace(word, "{job_application_id}")
    for word in ("{vacancy}", "job_unknown"):
        path = path.replace(word, "{vacancy_id}")
    return path
