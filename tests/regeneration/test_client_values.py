"""Clients and models as values: their repr, and what copies share."""

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
    """The key is not in the repr, also once there are connections."""
    client.get_httpx_client()
    assert "hr_secret" not in repr(client)


def test_headers_and_cookies_are_not_in_the_repr(client):
    """Headers and cookies are not in the repr: they may hold a key."""
    shown = repr(client.with_headers({"X-Key": "hidden"}).with_cookies({"session": "hidden"}))
    assert "hidden" not in shown


@pytest.mark.parametrize("make", ["get_httpx_client", "get_async_httpx_client"])
def test_the_time_limit_is_finite(make):
    """A client has a time limit by default."""
    client = getattr(AuthenticatedClient(base_url="http://127.0.0.1", token="hr_secret"), make)()
    assert all(limit is not None and limit <= 60 for limit in client.timeout.as_dict().values())


CHANGES = {
    "headers": lambda client: client.with_headers({"X-Test": "yes"}),
    "cookies": lambda client: client.with_cookies({"test": "yes"}),
    "timeout": lambda client: client.with_timeout(1.0),
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_copy_leaves_the_original_alone(client, field):
    """A copy with other headers, cookies or time limit leaves those of the original as they were."""
    before = copy.deepcopy(getattr(client, field))
    changed = CHANGES[field](client)
    assert getattr(client, field) == before
    assert getattr(changed, field) != before


@pytest.mark.parametrize("field", ["headers", "cookies"])
def test_a_changed_copy_leaves_the_originals_connections_alone(client, pong, field):
    """A copy with other headers or cookies has an httpx client of its own."""
    ping.sync(client=client)
    with CHANGES[field](client) as changed:
        ping.sync(client=changed)
    ping.sync(client=client)
    sent = [("x-test" in request.headers or "cookie" in request.headers) for request in pong.received]
    assert sent == [False, True, False]


def test_a_copy_with_another_time_limit_leaves_the_originals_connections_alone(client):
    """A copy with another time limit has an httpx client of its own."""
    original = client.get_httpx_client()
    assert client.with_timeout(1.0).get_httpx_client().timeout.read == 1.0
    assert original.timeout.read == 30.0


def test_a_copy_keeps_what_the_original_had(client, pong):
    """A copy has the headers of the original and its own."""
    with client.with_headers({"X-One": "1"}).with_headers({"X-Two": "2"}) as changed:
        ping.sync(client=changed)
    headers = pong.received[0].headers
    assert (headers["x-one"], headers["x-two"], headers["authorization"]) == ("1", "2", "Bearer hr_secret")


@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_a_copy_of_unset_is_unset(way):
    """A copied or unpickled UNSET is the same object, since it is compared with `is`."""
    assert way(UNSET) is UNSET


def test_there_is_one_unset():
    """`Unset()` returns the one UNSET."""
    assert Unset() is UNSET


def test_unset_is_false_and_has_a_repr():
    """UNSET is false, so that `record.field or default` works, and its repr is its name."""
    assert (bool(UNSET), repr(UNSET)) == (False, "UNSET")


@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_a_model_can_be_copied_and_pickled(vacancy, way):
    """A copy equals the original, with inner models, unknown fields and unset fields."""
    other = way(vacancy)
    assert other == vacancy
    assert other is not vacancy
    assert other.title is UNSET
    assert other.to_dict() == vacancy.to_dict()


def test_a_deep_copy_shares_nothing(vacancy):
    """A change of a deep copy does not change the original."""
    other = copy.deepcopy(vacancy)
    other.stages[0].name = "Hired"
    other["new"] = 2
    assert (vacancy.stages[0].name, vacancy["new"]) == ("Applied", 1)


def test_reading_json_does_not_change_it():
    """`from_dict` leaves its argument as it was."""
    body = {"id": "job_1", "new": [1]}
    models.Vacancy.from_dict(body)
    assert body == {"id": "job_1", "new": [1]}


def test_unknown_fields_are_reached_by_their_name(vacancy):
    """An unknown field is read and written as in a dictionary."""
    assert ("new" in vacancy, vacancy["new"], vacancy.additional_keys) == (True, 1, ["new"])
    del vacancy["new"]
    assert "new" not in vacancy.to_dict()


def test_an_unknown_field_does_not_replace_a_known_one(vacancy):
    """`to_dict` writes the attribute, not an unknown field of the same name."""
    vacancy["id"] = "job_2"
    assert vacancy.to_dict()["id"] == "job_1"


def test_a_date_time_without_an_offset_is_utc():
    """A date-time without an offset is UTC, as the API documents it."""
    note = models.Note.from_dict({"created_at": "2026-03-02T09:30:00"})
    assert note.created_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("error", [UnexpectedStatus(520, b"x"), DecodeError(("data", 3, "id"), "a string", "null")])
@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_errors_can_be_copied_and_pickled(error, way):
    """A copied or unpickled error equals the original."""
    other = way(error)
    assert (vars(other), str(other)) == (vars(error), str(error))


def test_a_decoding_error_names_the_way_to_the_field():
    """The path of a decoding error is written like Python's indexing."""
    assert DecodeError(("data", 3, "stage", "name"), "a string", "null").field == "data[3].stage.name"
