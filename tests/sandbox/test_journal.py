import socket
import threading
from contextlib import suppress

import attrs
import httpx
import pytest

from homerun_helpers.sandbox import faults
from homerun_helpers.sandbox._api.journal import Arrival, RequestJournal
from tests.support.waiting import wait_until


def test_requests_are_noted_in_order(sandbox, client):
    """An entry has the key's name, the request and the status of its answer; entries are in the order of arrival."""
    api = client(sandbox.key(name="mine"))
    api.get("/vacancies", params={"include[]": "stages"})
    api.delete("/job-applications/ap_unknown")
    first, second = sandbox.journal
    assert (first.number, first.key, first.method, first.path) == (
        1,
        "mine",
        "GET",
        "/v2/vacancies",
    )
    assert first.params == [("include[]", "stages")]
    assert (second.number, second.method, second.status) == (2, "DELETE", 404)


def test_time_is_the_clocks(sandbox, api, clock):
    """`at` is the time of arrival by the sandbox's clock."""
    api.get("/ping")
    clock.advance(5)
    api.get("/ping")
    assert [request.at for request in sandbox.journal] == [1_800_000_000, 1_800_000_005]


def test_unauthenticated_requests_are_noted_without_key(sandbox, client):
    """A wrong key is not in the journal."""
    client("secret-of-another").get("/ping")
    (request,) = sandbox.journal
    assert (request.key, request.status) == (None, 401)
    assert "secret" not in repr(request)


def test_secret_is_not_in_the_journal(sandbox, client):
    """An entry has the name of its key, never the key."""
    key = sandbox.key()
    client(key).get("/ping")
    assert sandbox.journal[0].key == "key-1"
    assert key not in repr(sandbox.journal)


def test_journal_is_a_copy(sandbox, api):
    """Emptying what `journal` returns does not empty the journal."""
    api.get("/ping")
    sandbox.journal.clear()
    assert len(sandbox.journal) == 1


def test_entries_are_frozen(sandbox, api):
    """An entry cannot be changed."""
    api.get("/ping")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sandbox.journal[0].status = 500


def test_requests_of_many_threads_are_all_noted(sandbox, client):
    """Numbers have no gaps when several threads send requests at once."""
    apis = [client() for _ in range(8)]
    threads = [threading.Thread(target=api.get, args=("/ping",)) for api in apis]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [request.number for request in sandbox.journal] == list(range(1, 9))


def test_journal_can_be_read_after_the_end(sandbox, api):
    """The journal can be read after the sandbox was stopped."""
    api.get("/ping")
    sandbox.stop()
    assert [request.path for request in sandbox.journal] == ["/v2/ping"]


def test_client_that_goes_away_is_noted(sandbox, api, application):
    """A request whose client goes away before it is complete has status 499."""

    def pieces():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        # More than any buffer holds: the server is reading it when the client goes away.
        yield from [bytes(1_000_000)] * 20
        raise ConnectionAbortedError

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    with pytest.raises(ConnectionAbortedError):
        api.post(f"/job-applications/{application}/files", content=pieces(), headers=headers)
    sandbox.stop()
    assert [(request.method, request.status) for request in sandbox.journal] == [("POST", 499)]


def test_refused_requests_are_noted(sandbox, api, application):
    """Whatever the reason is: the path, the method, the query, the body, its type or its length."""
    path = f"/job-applications/{application}"
    requests = [
        ("GET", "/nowhere", {}, 404),
        ("GET", "/nowhere", {"headers": {"Authorization": ""}}, 404),
        ("GET", "/../../etc/passwd", {}, 404),
        ("PUT", "/ping", {}, 405),
        ("GET", "/job-applications?page=x", {}, 400),
        ("POST", "/job-applications", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ("POST", "/job-applications", {"content": b"a=1"}, 415),
        ("PATCH", path, {"content": bytes(11 * 2**20), "headers": {"Content-Type": "application/json"}}, 413),
        ("POST", f"{path}/files", {"files": {"file": ("a", bytes(27 * 2**20))}}, 413),
    ]
    for method, url, options, _ in requests:
        with suppress(httpx.TransportError):  # the server may answer before it has read a large body
            api.request(method, url, **options)
    assert [entry.status for entry in sandbox.journal] == [status for *_, status in requests]


@pytest.mark.parametrize(
    ("line", "path", "query"),
    [
        (b"GET /v2/%ff%00?%zz=%ff HTTP/1.1", "/v2/\ufffd\x00", "%zz=%ff"),
        (b"GET * HTTP/1.1", "*", ""),
        (b"BREW /v2/ping HTTP/1.1", "/v2/ping", ""),
        (b"GET /v2//ping HTTP/1.0", "/v2//ping", ""),
    ],
)
def test_odd_requests_are_noted(sandbox, line, path, query):
    """Everything that the server takes for a request is in the journal, decoded as far as that goes."""
    url = httpx.URL(sandbox.url)
    with socket.create_connection((url.host, url.port), timeout=20) as connection:
        connection.sendall(line + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 4")
    assert [(entry.path, entry.query) for entry in sandbox.journal] == [(path, query)]


@pytest.mark.parametrize("sent", [b"\x16\x03\x01\r\n\r\n", b"GET /v2/ping?\xff HTTP/1.1\r\n\r\n", b"GET\r\n\r\n"])
def test_request_that_cannot_be_parsed_is_noted(sandbox, sent):
    """It has no method and no path, and the status of its refusal."""
    url = httpx.URL(sandbox.url)
    with socket.create_connection((url.host, url.port), timeout=20) as connection:
        connection.sendall(sent)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert [(entry.number, entry.method, entry.path, entry.status) for entry in sandbox.journal] == [(1, "", "", 400)]


def test_request_is_noted_when_it_arrives(sandbox, api):
    """It has status 0 until it has an answer."""
    released = threading.Event()

    class Held(faults.Fault):
        async def apply(self, call):
            while not released.is_set():
                await call.pause(0.001)

    injected = sandbox.inject(Held())
    asking = threading.Thread(target=api.get, args=("/ping",))
    asking.start()
    wait_until(lambda: injected.met == 1)
    before = [(entry.path, entry.status) for entry in sandbox.journal]
    released.set()
    asking.join()
    assert before == [("/v2/ping", 0)]
    assert [(entry.path, entry.status) for entry in sandbox.journal] == [("/v2/ping", 200)]


def test_journal_forgets_the_oldest_requests():
    """A sandbox that runs for weeks does not grow without end."""
    journal = RequestJournal()
    for _ in range(100_003):
        arrival = journal.arrive(at=0, method="GET", path="/", query="")
    journal.note(Arrival(1, 0), status=200)
    journal.note(arrival, status=200)
    entries = journal.copy()
    assert (len(entries), entries[0].number, entries[-1].number) == (100_000, 4, 100_003)
    assert (entries[0].status, entries[-1].status) == (0, 200)
