"""Measures the start of a sandbox, and its requests a second.

python -m benchmarks.workers_sandbox start APPLICATIONS
python -m benchmarks.workers_sandbox rates APPLICATIONS
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.gauges import above, idle_memory
from benchmarks.harness import ROOT, Report, server_core, worker_cores
from homerun_helpers.sandbox import Sandbox

SERVER = """
import sys
from homerun_helpers.sandbox import Sandbox
with Sandbox(rate_limit=None, applications=int(sys.argv[1])) as sandbox:
    print(sandbox.url, sandbox.key(), sandbox.vacancy_ids()[0], flush=True)
    sys.stdin.readline()
"""
INCLUDES = ("stage", "sources", "vacancy", "disqualificationReason", "questionAnswers")
EVERYTHING = "".join(f"&include[]={name}" for name in INCLUDES)
DURATION_S = 1.0


def start(applications: str) -> Report:
    """Seconds until the first sandbox of a process answers, for its reset, and for its end; bytes of memory."""
    idle, sandbox = idle_memory(), Sandbox(applications=int(applications))
    took = {name: seconds(do) for name, do in (("start", sandbox.start), ("reset", sandbox.reset))}
    took["again"] = seconds(sandbox.reset)
    took["stop"] = seconds(sandbox.stop)
    return {**took, "memory": above(idle)}


def seconds(do: Callable[[], Any]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def rates(applications: str) -> Report:
    """Requests a second of a sandbox on a core of its own, over one connection, one after the other."""
    command = [sys.executable, "-c", SERVER, applications]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError
        if server_core():
            os.sched_setaffinity(process.pid, server_core())
            os.sched_setaffinity(0, worker_cores())
        url, key, vacancy = process.stdout.readline().split()
        found = {name: rate(url, key, target) for name, target in targets(vacancy).items()}
        process.stdin.write("\n")
    return found


def targets(vacancy: str) -> dict[str, str]:
    """The requests, by their names in the table."""
    page = "/job-applications?perPage=100"
    return {
        "ping": "/ping",
        "page of 100": page,
        "page of 100, filtered": f"{page}&filter[vacancy_id]={vacancy}",
        "page of 100, all includes": f"{page}{EVERYTHING}",
    }


def rate(url: str, key: str, target: str) -> float:
    """Requests a second."""
    host, _, rest = url.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    request = f"GET /{rest}{target} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n\r\n".encode()
    with socket.create_connection((name, int(port))) as connection:
        exchange(connection, request)
        count, began = 0, time.perf_counter()
        while (took := time.perf_counter() - began) < DURATION_S:
            exchange(connection, request)
            count += 1
    return count / took


def exchange(connection: socket.socket, request: bytes) -> None:
    """Send a request and read its answer by the Content-Length."""
    connection.sendall(request)
    answer = connection.recv(1 << 20)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(connection.recv(1 << 20))


if __name__ == "__main__":
    print(json.dumps({"start": start, "rates": rates}[sys.argv[1]](*sys.argv[2:])))
