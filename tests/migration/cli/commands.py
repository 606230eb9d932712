"""What tests of the command share: a person, lines of JSON, and the command in a process."""

import json
import os
import subprocess
import sys

PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}


def process(*arguments, env=None, **options):
    command = [sys.executable, "-m", "homerun_helpers.migration", *map(str, arguments)]
    environment = os.environ | (env or {})
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False, **options)


def lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values)
