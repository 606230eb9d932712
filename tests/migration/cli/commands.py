"""What tests of the command share: a person, lines of JSON, and the command in a process."""

import contextlib
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def process(*arguments, env=None, **options):
    command = [sys.executable, "-m", "homerun_helpers.migration", *map(str, arguments)]
    environment = os.environ | (env or {})
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False, **options)


def lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values)


def in_terminal(*arguments, columns=80):
    """What a person sees: the command's output in a terminal of its own, with escape codes."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "homerun_helpers.migration", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    seen = []
    with subprocess.Popen(command, stdout=its, stderr=its, env=environment | {"TERM": "xterm-256color"}):
        os.close(its)
        with contextlib.suppress(OSError):  # Linux: the other end was closed
            while piece := os.read(ours, 65536):
                seen.append(piece)
    os.close(ours)
    return b"".join(seen).decode()


def without_codes(text):
    """A text without escape codes."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
