"""The benchmark's server keeps its limit and its latency, and counts its requests."""

import json
import socket

import httpx
import pytest

from benchmarks import corpus
from benchmarks.clients.limit import Answers
from benchmarks.server import State

HOUR = 3600.0
PAGE = "GET /v2/job-applications?page={}&perPage=20 HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def connection(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        yield connection


def test_it_serves_the_pages_of_the_corpus(server):
    """The server sends the pages of the corpus byte for byte, and no others."""
    url = f"{server.url}/job-applications"
    served = [httpx.get(url, params={"page": number, "perPage": 20}).content for number in range(1, 51)]
    assert served == corpus.pages(1000, per_page=20)
    assert httpx.get(url, params={"page": 51, "perPage": 20}).status_code == 404


def test_a_page_size_that_was_not_rendered_is_refused(server):
    """A page size that was not rendered at the start is a 404."""
    assert httpx.get(f"{server.url}/job-applications", params={"page": 1, "perPage": 50}).status_code == 404


def test_requests_that_come_at_once_are_answered_in_their_order(server, connection):
    """Answers to pipelined requests come in the order of the requests, also with latency."""
    server.configure(latency=0.002)
    connection.sendall("".join(map(PAGE.format, range(1, 14))).encode())
    answers = Answers(connection)
    assert [json.loads(bytes(answers.next()))["meta"]["current_page"] for _ in range(13)] == list(range(1, 14))


def test_a_request_that_comes_in_pieces_is_answered(server, connection):
    """A request that arrives in pieces is answered once."""
    for byte in PAGE.format(3).encode():
        connection.sendall(bytes([byte]))
    assert json.loads(bytes(Answers(connection).next()))["meta"]["current_page"] == 3


def test_an_answer_waits_for_its_latency_and_nothing_else_waits_meanwhile(server, connection):
    """While an answer waits for its latency, the request is counted and others are answered."""
    server.configure(latency=HOUR)
    connection.sendall(PAGE.format(1).encode())
    for _ in range(1000):
        if server.stats()["requests"] == 1:
            break
    assert server.stats()["requests"] == 1
    connection.setblocking(False)
    with pytest.raises(BlockingIOError):
        connection.recv(1)


@pytest.mark.parametrize("sliding", [False, True], ids=["fixed", "sliding"])
def test_over_its_limit_it_refuses_as_laravel_does(server, sliding):
    """Requests over the limit are refused with Laravel's headers, and counted."""
    server.configure(limit=3, window=HOUR, sliding=sliding)
    allowed = [httpx.get(f"{server.url}/ping") for _ in range(3)]
    refused = httpx.get(f"{server.url}/ping")
    assert [answer.headers["X-RateLimit-Remaining"] for answer in allowed] == ["2", "1", "0"]
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= HOUR
    counted = server.stats()
    assert (counted["requests"], counted["refused"], counted["most_in_window"]) == (4, 1, 3)


@pytest.mark.parametrize(("sliding", "last"), [(False, b"200"), (True, b"429")], ids=["fixed", "sliding"])
def test_a_fixed_window_is_renewed_as_a_whole_and_a_sliding_one_bit_by_bit(sliding, last):
    """With two requests in ten seconds: at 0, 8 and 11 there is room, and once more at 11 only in a fixed window."""
    times = iter([0.0, 8.0, 11.0, 11.0])
    state = State(1, 1, clock=lambda: next(times))
    state.configure(limit=2, window=10.0, sliding=sliding)
    assert [state.answer("GET", "/v2/ping")[9:12] for _ in range(4)] == [b"200", b"200", b"200", last]


def test_configure_resets_the_server(server):
    """`configure` resets the counts and the limit."""
    server.configure(limit=1, window=HOUR)
    httpx.get(f"{server.url}/ping")
    server.configure(limit=1, window=HOUR)
    assert server.stats()["requests"] == 0
    assert httpx.get(f"{server.url}/ping").status_code == 200
