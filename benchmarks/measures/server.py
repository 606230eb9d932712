"""The speed of the benchmark's own server, read by a loop that does nothing else. No client should come near it."""

from __future__ import annotations

import socket
import time

from benchmarks.clients.limit import Answers
from benchmarks.harness import Cell, Options, Row, Spread, Table
from benchmarks.serving import Server, serving

NAME = "server"
TITLE = "The benchmark's server"
COLUMNS = ("a second", "megabytes a second")
PAGE = "/v2/job-applications?page=1&perPage=100"


def measure(options: Options) -> list[Table]:
    with serving(100) as server:
        rows = (
            Row("pings, one after the other", _rate(server, "/v2/ping", options, 2000, at_once=1)),
            Row("pages of 100, one after the other", _rate(server, PAGE, options, 400, at_once=1)),
            Row("pages of 100, asked for at once", _rate(server, PAGE, options, 400, at_once=100)),
        )
    note = "Answers to one connection, received and not looked at."
    return [Table(NAME, "The benchmark's own server", note, COLUMNS, rows)]


def _rate(server: Server, target: str, options: Options, count: int, *, at_once: int) -> tuple[Cell, ...]:
    seconds, size = [], 0
    for _ in range(options.rounds):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            answers = Answers(connection)
            begin = time.perf_counter()
            for _ in range(count // at_once):
                connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * at_once)
                size = sum(len(answers.next()) for _ in range(at_once)) // at_once
            seconds.append((time.perf_counter() - begin) / count)
    rate = Spread.of((1 / each for each in seconds), "")
    return rate, round(rate.median * size / 1e6)
