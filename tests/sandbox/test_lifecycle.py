import asyncio
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


def test_stop_leaves_no_thread_behind():
    """Neither the server's thread stays nor those that wrote an upload to disk."""
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
