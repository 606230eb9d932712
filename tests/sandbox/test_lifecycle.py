import asyncio
import socket
import threading
import time

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox


def ping(sandbox):
    headers = {"Authorization": f"Bearer {sandbox.key()}"}
    return httpx.get(f"{sandbox.url}/ping", headers=headers).status_code


def threads():
    return [t.name for t in threading.enumerate() if t.name.startswith(("homerun-sandbox", "AnyIO"))]


def test_answers_as_soon_as_the_block_begins():
    """The first request inside `with` succeeds without waiting."""
    with Sandbox(applications=0) as sandbox:
        assert ping(sandbox) == 200


def test_answers_within_async_with():
    """`async with` starts and stops it too."""

    async def use():
        async with Sandbox(applications=0) as sandbox:
            return await asyncio.to_thread(ping, sandbox)

    assert asyncio.run(use()) == 200


def test_async_start_leaves_the_loop_free():
    """While a large sandbox starts, other tasks of the loop go on."""

    async def use():
        starting = asyncio.create_task(Sandbox(applications=2_000).__aenter__())
        turns = 0
        while not starting.done():
            turns += 1
            await asyncio.sleep(0.001)
        await asyncio.to_thread((await starting).stop)
        return turns

    assert asyncio.run(use()) > 5


def test_start_and_stop_may_be_called_twice():
    """A second start or stop does nothing."""
    sandbox = Sandbox(applications=0)
    url = sandbox.start().url
    assert sandbox.start().url == url
    sandbox.stop()
    sandbox.stop()


def test_stop_closes_the_port():
    """Nobody listens on the port any more."""
    with Sandbox(applications=0) as sandbox:
        port = httpx.URL(sandbox.url).port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_stop_leaves_no_thread_behind(application, sandbox, api):
    """Neither the server's thread stays nor those that wrote an upload to disk."""
    api.post(f"/job-applications/{application}/photo", files={"file": ("a.gif", b"GIF89a")})
    assert threads()
    sandbox.stop()
    assert threads() == []


def test_stop_does_not_wait_for_idle_connections(sandbox, api):
    """A client that keeps its connection open does not hold up the end."""
    api.get("/ping")
    before = time.monotonic()
    sandbox.stop()
    assert time.monotonic() - before < 0.5


def test_starts_anew_after_stop():
    """What was changed is gone after a restart."""
    sandbox = Sandbox(applications=3).start()
    sandbox.add_application()
    sandbox.stop()
    with sandbox:
        assert len(sandbox.application_ids()) == 3


def test_many_run_at_once():
    """Each of several has a port and data of its own."""
    with Sandbox(applications=3) as one, Sandbox(applications=3) as two:
        one.add_application()
        assert one.url != two.url
        assert len(two.application_ids()) == 3


def test_starts_in_a_tenth_of_a_second():
    """With the default data, the quickest of five starts takes less than 100 ms."""
    took = []
    for _ in range(5):
        before = time.perf_counter()
        with Sandbox():
            took.append(time.perf_counter() - before)
    assert min(took) < 0.1


def test_says_when_it_does_not_run():
    """Handles of a sandbox that was not started explain what is missing."""
    with pytest.raises(RuntimeError, match="not running"):
        _ = Sandbox().url


def test_port_in_use_is_an_oserror():
    """Two sandboxes cannot have one port, and the second leaves nothing behind."""
    with Sandbox(applications=0) as sandbox, pytest.raises(OSError, match="in use"):
        Sandbox(port=httpx.URL(sandbox.url).port).start()


def test_listens_on_loopback_only(sandbox):
    """The server is bound to 127.0.0.1, so that no other machine can reach it."""
    assert httpx.URL(sandbox.url).host == "127.0.0.1"
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", httpx.URL(sandbox.url).port), timeout=5)


def test_stop_ends_a_request_that_never_completes(sandbox):
    """After a second of grace it is cut off: nothing can hold up the end for ever."""
    address = ("127.0.0.1", httpx.URL(sandbox.url).port)
    with socket.create_connection(address, timeout=5) as connection:
        head = f"POST /v2/job-applications HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {sandbox.key()}"
        connection.sendall(f"{head}\r\nContent-Length: 9\r\n\r\n".encode())
        before = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - before < 2.5
        assert connection.recv(1) == b""
