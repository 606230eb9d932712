import threading

import attrs
import pytest


def test_requests_are_noted_in_order(sandbox, client):
    """Each entry tells who asked for what, and how it was answered."""
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
    """`at` is the moment of arrival by the sandbox's clock."""
    api.get("/ping")
    clock.advance(5)
    api.get("/ping")
    assert [request.at for request in sandbox.journal] == [1_800_000_000, 1_800_000_005]


def test_unauthenticated_requests_are_noted_without_key(sandbox, client):
    """A wrong key is not remembered."""
    client("secret-of-somebody").get("/ping")
    (request,) = sandbox.journal
    assert (request.key, request.status) == (None, 401)
    assert "secret" not in repr(request)


def test_secret_is_not_in_the_journal(sandbox, client):
    """An entry names its key, it does not show it."""
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
    """What happened cannot be changed."""
    api.get("/ping")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sandbox.journal[0].status = 500


def test_requests_of_many_threads_are_all_noted(sandbox, client):
    """Numbers have no gaps when several threads ask at once."""
    apis = [client() for _ in range(8)]
    threads = [threading.Thread(target=api.get, args=("/ping",)) for api in apis]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [request.number for request in sandbox.journal] == list(range(1, 9))


def test_journal_can_be_read_after_the_end(sandbox, api):
    """What happened is still known when the sandbox has stopped."""
    api.get("/ping")
    sandbox.stop()
    assert [request.path for request in sandbox.journal] == ["/v2/ping"]


def test_client_that_hangs_up_is_noted(sandbox, api, application):
    """A request that breaks off has status 499."""

    def pieces():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        # So much fits in no buffer: the server is in the middle of it when the client goes.
        yield from [bytes(1_000_000)] * 20
        raise ConnectionAbortedError

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    with pytest.raises(ConnectionAbortedError):
        api.post(f"/job-applications/{application}/files", content=pieces(), headers=headers)
    sandbox.stop()
    assert [(request.method, request.status) for request in sandbox.journal] == [("POST", 499)]
