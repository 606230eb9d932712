"""A process that uses a store's file: child.py hold|fork|leave|write PATH."""

import itertools
import os
import signal
import sys

from homerun_helpers.sandbox._store.store import SandboxStore
from tests.sandbox.store.making import application, upload


def hold(path):
    """Open it until told to close."""
    store = SandboxStore(path)
    say("open")
    sys.stdin.readline()
    store.close()


def fork(path):
    """Fork twice with open stores: one child ends as any process does, one lives on."""
    store, memory = SandboxStore(path), SandboxStore()
    if os.fork() == 0:
        used = [inherited for inherited in (store, memory) if is_usable(inherited)]
        say(f"{len(used)} usable in the child")
        store.close()
        sys.exit()
    os.wait()
    say(f"{is_usable(store)} {is_usable(memory)} in the parent")
    living = os.fork()
    if living == 0:
        signal.pause()
    try:
        store.close()
        memory.close()
        SandboxStore(path).close()
        say("opened again while a child lives")
    finally:
        os.kill(living, signal.SIGKILL)
        os.wait()


def leave(path):
    """Fork with an open store; the child lives on and says its process id."""
    store = SandboxStore(path)
    if os.fork() == 0:
        say(os.getpid())  # by the child: now it has closed what it inherited
    signal.pause()
    store.close()


def is_usable(store):
    try:
        application(store)
    except RuntimeError:
        return False
    return True


def write(path):
    """Change it in every way until killed; a removal is announced, and every change is said after its commit."""
    say("begin 0")
    store = SandboxStore(path)
    start = int(store.settings.get("number") or 0) + 1
    for number in itertools.count(start):
        add(store, number)
        if number % 5 == 0:
            say(f"removing {number - 2}")
            store.applications.remove(f"ap_{number - 2}")
            say(f"removed {number - 2}")
        if number % 7 == 0:
            snapshot = store.snapshot()
            upload(store, f"ap_{number}", content(f"junk_{number}"), id=f"junk_{number}")
            store.restore(snapshot)
            say(f"restored {number}")


def add(store, number):
    with store.transaction():
        store.settings.set("number", str(number))
        application(store, f"ap_{number}")
    upload(store, f"ap_{number}", content(f"file_{number}"), id=f"file_{number}")
    say(f"added {number}")


def content(id):
    """What an upload of this id holds: up to some hundred kilobytes."""
    return id.encode() * (int(id.rpartition("_")[2]) % 7) * 5_000


def say(line):
    """Write a line at once: a killed process flushes nothing."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    {"hold": hold, "fork": fork, "leave": leave, "write": write}[sys.argv[1]](sys.argv[2])
