"""How fast the sandbox is: starting, resetting, and requests a second by a client that costs next to nothing.

    .venv/bin/python benchmarks/sandbox.py

The server runs in a process of its own, on one core; the client sends over one connection, each request after the
answer to the one before. The numbers are those of this machine at this moment.
"""

import os
import socket
import statistics
import subprocess
import sys
import time

from homerun_helpers.sandbox import Sandbox

SERVER = """
import sys
from homerun_helpers.sandbox import Sandbox
with Sandbox(rate_limit=None, applications=int(sys.argv[1])) as sandbox:
    print(sandbox.url, sandbox.key(), sandbox.vacancy_ids()[0], flush=True)
    sys.stdin.readline()
"""
EVERYTHING = "".join(
    f"&include[]={name}" for name in ("stage", "sources", "vacancy", "disqualificationReason", "questionAnswers")
)


def main() -> None:
    start_and_reset()
    for applications in (250, 10_000):
        serve(applications)


def start_and_reset(times: int = 20) -> None:
    """Milliseconds for a sandbox of 250 applications."""
    took: dict[str, list[float]] = {"start": [], "first reset": [], "later reset": [], "stop": []}
    for _ in range(times):
        sandbox = Sandbox()
        for name, do in zip(took, (sandbox.start, sandbox.reset, sandbox.reset, sandbox.stop), strict=True):
            before = time.perf_counter()
            do()
            took[name].append((time.perf_counter() - before) * 1000)
    for name, values in took.items():
        print(f"{name:12} {statistics.median(values):6.1f} ms  (to {max(values):.1f})")


def serve(applications: int) -> None:
    """Requests a second, for some pages."""
    command = [sys.executable, "-c", SERVER, str(applications)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(process.pid, {max(os.sched_getaffinity(0))})
        url, key, vacancy = process.stdout.readline().split()
        print(f"\n{applications} applications")
        for title, target in {
            "ping": "/ping",
            "page of 100": "/job-applications?perPage=100",
            "page of 100, filtered": f"/job-applications?perPage=100&filter[vacancy_id]={vacancy}",
            "page of 100, all includes": f"/job-applications?perPage=100{EVERYTHING}",
        }.items():
            print(f"{title:26} {rate(url, key, target):6.0f} requests a second")
        process.stdin.write("\n")


def rate(url: str, key: str, target: str, seconds: float = 2.0) -> float:
    """Requests a second over one connection."""
    host, _, rest = url.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    request = f"GET /{rest}{target} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n\r\n".encode()
    with socket.create_connection((name, int(port))) as connection:
        exchange(connection, request)
        count, start = 0, time.perf_counter()
        while (took := time.perf_counter() - start) < seconds:
            exchange(connection, request)
            count += 1
    return count / took


def exchange(connection: socket.socket, request: bytes) -> None:
    """Send a request and read its answer, which says how long it is."""
    connection.sendall(request)
    answer = connection.recv(1 << 20)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(connection.recv(1 << 20))


if __name__ == "__main__":
    main()
