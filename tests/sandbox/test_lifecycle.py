import asyncio
import os
import signal
import socket
import threading

import httpx
import pytest

from homerun_helpers.sandbox import Sandbox


def ping(sandbox):
    headers = {"Authorization": f"Bearer {sandbox.key()}"}
    return httpx.get(f"{sandbox.url}/ping", headers=headers).status_code


def threads():
    return {t for t in threading.enumerate() if t.name.startswith(("homerun-sandbox", "AnyIO"))}


def test_answers_as_soon_as_the_block_begins():
    """The first request inside `with` is answered without waiting."""
    with Sandbox(applications=0) as sandbox:
        assert ping(sandbox) == 200


def test_answers_within_async_with():
    """`async with` starts and stops a sandbox."""

    async def use():
        async with Sandbox(applications=0) as sandbox:
            return await asyncio.to_thread(ping, sandbox)

    assert asyncio.run(use()) == 200


def test_async_start_leaves_the_loop_free():
    """While a large sandbox starts, other tasks of the event loop run."""

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
    """A second `start` or `stop` does nothing."""
    sandbox = Sandbox(applications=0)
    url = sandbox.start().url
    assert sandbox.start().url == url
    sandbox.stop()
    sandbox.stop()


def test_stop_closes_the_port():
    """After `stop` the port refuses connections."""
    with Sandbox(applications=0) as sandbox:
        port = httpx.URL(sandbox.url).port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_stop_leaves_no_thread_behind():
    """After `stop` the server's thread has ended."""
    before = threads()
    with Sandbox(applications=1) as sandbox, httpx.Client(base_url=sandbox.url) as api:
        headers = {"Authorization": f"Bearer {sandbox.key()}"}
        path = f"/job-applications/{sandbox.application_ids()[0]}/photo"
        api.post(path, headers=headers, files={"file": ("a.gif", b"GIF89a")})
        assert threads() - before
    for thread in threads() - before:
        thread.join(5)  # told to end; it may take a moment
    assert threads() - before == set()


def test_starts_anew_after_stop():
    """Changes are gone after a restart without a `db`."""
    sandbox = Sandbox(applications=3).start()
    sandbox.add_application()
    sandbox.stop()
    with sandbox:
        assert len(sandbox.application_ids()) == 3


def test_many_run_at_once():
    """Each of several sandboxes has its own port and data."""
    with Sandbox(applications=3) as one, Sandbox(applications=3) as two:
        one.add_application()
        assert one.url != two.url
        assert len(two.application_ids()) == 3


def test_cancelled_start_leaves_nothing_behind():
    """A cancelled start leaves neither a thread nor a port."""
    before, sandbox = threads(), Sandbox(applications=3_000)

    async def use():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001), sandbox:
                pass

    asyncio.run(use())
    assert threads() - before == set()
    with pytest.raises(RuntimeError, match="not running"):
        _ = sandbox.url


def test_starts_at_the_same_time_are_one():
    """Two threads that start one sandbox get the same running one."""
    before, sandbox = threads(), Sandbox(applications=0)
    starting = [threading.Thread(target=sandbox.start) for _ in range(6)]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    assert len(threads() - before) == 1
    sandbox.stop()


@pytest.mark.parametrize(
    "wrong",
    [
        {"applications": -1},
        {"vacancies": 1.5},
        {"rate_limit": -1},
        {"rate_limit": 0},
        {"seed": "7"},
        {"window": -1},
        {"window": 10**400},
        {"port": 99_999},
    ],
)
def test_impossible_numbers_are_refused(wrong):
    """A wrong number is refused when the sandbox is made, with what is allowed."""
    with pytest.raises(ValueError, match="must be"):
        Sandbox(**wrong)


def test_no_limit_is_none_and_not_zero():
    """`rate_limit=0` is refused, and the error says that None is no limit."""
    with pytest.raises(ValueError, match="None for no limit"):
        Sandbox(rate_limit=0)


def test_port_in_use_is_said():
    """The error of a port in use names it and says how to get a free one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=rf"127\.0\.0\.1 port {port} cannot be used: .*port 0"):
            Sandbox(applications=0, port=port).start()


@pytest.mark.parametrize("host", ["a..b", "203.0.113.1"])
def test_host_that_is_not_here_is_an_oserror(host):
    """An address that is not here, or no name at all, is an OSError."""
    with pytest.raises(OSError, match=r"host|address"):
        Sandbox(applications=0, host=host).start()


def test_port_is_closed_in_a_forked_child():
    """A forked child does not keep the port open after the sandbox stopped."""
    with Sandbox(applications=0) as sandbox:
        port = httpx.URL(sandbox.url).port
        pid = os.fork()
        if pid == 0:
            signal.pause()
    try:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
