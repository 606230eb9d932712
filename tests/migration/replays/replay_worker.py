"""Processes that replay one payload, and that are killed at any line of the code that sends and notes it."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from homerun_helpers import AsyncHomerun, Homerun
from homerun_helpers.migration import areplay, replay
from homerun_helpers.migration.replays import journal_db
from tests.support.v1_payloads import NOTE, RESUME, payload

REPLAYS = Path(journal_db.__file__).parent
# A kill could come at the wrong moment in these: they note, decide and send.
WATCHED = {
    *(str(REPLAYS / name) for name in ("journal_db.py", "journal_file.py", "payload_run.py", "_sync/run.py")),
    *(str(REPLAYS.parents[1] / name) for name in ("_http/hooks.py", "_http/transport.py")),
}


def one(number):
    """A payload with a note and a file, known by its number."""
    return payload(number, notes=[NOTE], files=[RESUME])


def in_a_loop(base_url, key, journal, number):
    with Homerun(key, base_url=base_url, rate_limit=None) as homerun:
        return replay(homerun, [one(number)], journal=journal)


async def in_tasks(base_url, key, journal, number):
    async with AsyncHomerun(key, base_url=base_url, rate_limit=None) as homerun:
        return await areplay(homerun, [one(number)], journal=journal)


def kill_at(line):
    """Kill this process after this many lines of the watched files."""
    left = line

    def in_file(_frame, event, _):
        nonlocal left
        if event == "line":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return in_file

    sys.settrace(lambda frame, _event, _: in_file if frame.f_code.co_filename in WATCHED else None)


def forked(work):
    """How a forked process ended."""
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the exit status reports it
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def sweep(base_url, key, folder, first, step):
    """A process killed at each of many lines, each with a journal and a payload of its own, and run again."""
    with Homerun(key, base_url=base_url, rate_limit=None) as homerun:  # loads all modules before the forks
        replay(homerun, [one(0)], journal=f"{folder}/dry.db", dry_run=True)
        homerun.vacancies.list().first()
    ended, line = [], int(first)
    while not ended or ended[-1]["killed"]:

        def killed(line=line):
            kill_at(line)
            in_a_loop(base_url, key, f"{folder}/{line}.db", line)

        first_end = forked(killed)
        second_end = forked(lambda line=line: in_a_loop(base_url, key, f"{folder}/{line}.db", line))
        ended.append({"line": line, "killed": first_end == -signal.SIGKILL, "ends": [first_end, second_end]})
        line += int(step)
    return ended


def main(mode, *arguments):
    if mode == "sweep":
        print(json.dumps(sweep(*arguments)))
    elif mode == "async":
        print(asyncio.run(in_tasks(*arguments)))
    else:
        print(in_a_loop(*arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
