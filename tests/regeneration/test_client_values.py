"""Clients and models as values: what they show, and what copies of them share."""

import copy
import pickle
from datetime import UTC, datetime

import pytest
from homerun_client import AuthenticatedClient, models
from homerun_client.api.other import ping
from homerun_client.errors import DecodeError, UnexpectedStatus
from homerun_client.types import UNSET, Unset

from tests.support.faulty import Answer

COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


@pytest.fixture
def pong(server):
    """A server that answers pings."""
    server.script = [Answer(200, {"pong": True})]
    return server


@pytest.fixture
def vacancy():
    stages = [{"name": "Applied", "colour": "red"}]
    return models.Vacancy.from_dict({"id": "job_1", "stages": stages, "created_at": "2026-03-02T09:30:00Z", "new": 1})


def test_the_key_is_not_in_the_repr(client):
    """Also not once its connections are made."""
    client.get_httpx_client()
    assert "hr_secret" not in repr(client)


def test_headers_and_cookies_are_not_in_the_repr(client):
    """A header may be a key as well."""
    shown = repr(client.with_headers({"X-Key": "hidden"}).with_cookies({"session": "hidden"}))
    assert "hidden" not in shown


@pytest.mark.parametrize("make", ["get_httpx_client", "get_async_httpx_client"])
def test_the_time_limit_is_finite(make):
    """Without a word of the caller, no request waits for ever."""
    client = getattr(AuthenticatedClient(base_url="http://127.0.0.1", token="hr_secret"), make)()
    assert all(limit is not None and limit <= 60 for limit in client.timeout.as_dict().values())


CHANGES = {
    "headers": lambda client: client.with_headers({"X-Test": "yes"}),
    "cookies": lambda client: client.with_cookies({"test": "yes"}),
    "timeout": lambda client: client.with_timeout(1.0),
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_copy_leaves_the_original_alone(client, field):
    """The copy has the change, the original has not."""
    before = copy.deepcopy(getattr(client, field))
    changed = CHANGES[field](client)
    assert getattr(client, field) == before
    assert getattr(changed, field) != before


@pytest.mark.parametrize("field", ["headers", "cookies"])
def test_a_changed_copy_leaves_the_originals_connections_alone(client, pong, field):
    """The generator changed the headers of the httpx client that both shared."""
    ping.sync(client=client)
    with CHANGES[field](client) as changed:
        ping.sync(client=changed)
    ping.sync(client=client)
    sent = [("x-test" in request.headers or "cookie" in request.headers) for request in pong.received]
    assert sent == [False, True, False]


def test_a_copy_with_another_time_limit_leaves_the_originals_connections_alone(client):
    """Each has an httpx client of its own."""
    original = client.get_httpx_client()
    assert client.with_timeout(1.0).get_httpx_client().timeout.read == 1.0
    assert original.timeout.read == 30.0


def test_a_copy_keeps_what_the_original_had(client, pong):
    """Headers add up."""
    with client.with_headers({"X-One": "1"}).with_headers({"X-Two": "2"}) as changed:
        ping.sync(client=changed)
    headers = pong.received[0].headers
    assert (headers["x-one"], headers["x-two"], headers["authorization"]) == ("1", "2", "Bearer hr_secret")


@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_unset_stays_itself(way):
    """It is compared with `is`."""
    assert way(UNSET) is UNSET


def test_there_is_one_unset():
    """Making another gives the same."""
    assert Unset() is UNSET


def test_unset_is_false_and_says_its_name():
    """So `record.field or default` works, and a repr can be read."""
    assert (bool(UNSET), repr(UNSET)) == (False, "UNSET")


@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_a_model_can_be_copied_and_pickled(vacancy, way):
    """With other models in it, unknown fields, and fields that were not sent."""
    twin = way(vacancy)
    assert twin == vacancy
    assert twin is not vacancy
    assert twin.title is UNSET
    assert twin.to_dict() == vacancy.to_dict()


def test_a_deep_copy_shares_nothing(vacancy):
    """A change of the copy is no change of the original."""
    twin = copy.deepcopy(vacancy)
    twin.stages[0].name = "Hired"
    twin["new"] = 2
    assert (vacancy.stages[0].name, vacancy["new"]) == ("Applied", 1)


def test_reading_json_does_not_change_it():
    """The dictionary still is the caller's."""
    body = {"id": "job_1", "new": [1]}
    models.Vacancy.from_dict(body)
    assert body == {"id": "job_1", "new": [1]}


def test_unknown_fields_are_reached_by_their_name(vacancy):
    """Like a dictionary beside the known fields."""
    assert ("new" in vacancy, vacancy["new"], vacancy.additional_keys) == (True, 1, ["new"])
    del vacancy["new"]
    assert "new" not in vacancy.to_dict()


def test_an_unknown_field_does_not_replace_a_known_one(vacancy):
    """What is set on the record itself counts."""
    vacancy["id"] = "job_2"
    assert vacancy.to_dict()["id"] == "job_1"


def test_a_date_time_without_an_offset_is_utc():
    """The API documents UTC for all of them, and a naive one could not be compared."""
    note = models.Note.from_dict({"created_at": "2026-03-02T09:30:00"})
    assert note.created_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("error", [UnexpectedStatus(520, b"x"), DecodeError(("data", 3, "id"), "a string", "null")])
@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_errors_can_be_copied_and_pickled(error, way):
    """They may have to travel between processes."""
    twin = way(error)
    assert (vars(twin), str(twin)) == (vars(error), str(error))


def test_a_decoding_error_names_the_way_to_the_field():
    """In the words of Python's own indexing."""
    assert DecodeError(("data", 3, "stage", "name"), "a string", "null").field == "data[3].stage.name"
