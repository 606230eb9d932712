"""The sandbox in the foreground of a terminal."""

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Sequence

from homerun_helpers.sandbox._sandbox import Sandbox
from homerun_helpers.sandbox._scopes import SCOPES

_KEYS = {
    "all scopes": SCOPES,
    "read only": tuple(scope for scope in SCOPES if scope.endswith(":read")),
    "vacancies only": ("vacancies:read",),
    "write only": tuple(scope for scope in SCOPES if scope.endswith(":write")),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; call it from the main thread.

    Args:
        arguments: As after ``python -m homerun_helpers.sandbox``; None takes them from there.

    Returns:
        The exit code: 0 after a signal, 2 when the port is in use.
    """
    options = _parser().parse_args(arguments)
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    try:
        sandbox = Sandbox(
            seed=options.seed,
            applications=options.applications,
            vacancies=options.vacancies,
            rate_limit=options.rate_limit or None,
            port=options.port,
        ).start()
    except OSError as error:
        print(f"Port {options.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 2
    with sandbox:
        print(_greeting(sandbox), flush=True)
        # With a time limit, because on Windows an endless wait does not notice Ctrl-C.
        while not done.wait(1):
            pass
    print("Stopped.")
    return 0


def _greeting(sandbox: Sandbox) -> str:
    keys = {title: sandbox.key(scopes, name=title) for title, scopes in _KEYS.items()}
    whole = keys["all scopes"]
    lines = [f"Homerun sandbox: {sandbox.url}", "", "Keys:"]
    lines += [f"  {title:15} {key}" for title, key in keys.items()]
    address = f"{sandbox.url}/job-applications?perPage=2&include[]=stage"
    lines += [
        "",
        "Try:",
        # -g, or curl would take the brackets for a range.
        f"  curl -g -H 'Authorization: Bearer {whole}' '{address}'",
        "",
        "For clients:",
        f"  export HOMERUN_BASE_URL={sandbox.url} HOMERUN_API_KEY={whole}",
        "",
        "Ctrl-C stops it; what was changed is forgotten.",
    ]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m homerun_helpers.sandbox",
        description="A local Homerun API v2 on 127.0.0.1, with data of its own.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    count = _between(0, 1_000_000)
    parser.add_argument("--port", type=_between(0, 65535), default=8787, help="0 for any free one")
    parser.add_argument("--applications", type=count, default=250, help="how many to make")
    parser.add_argument("--vacancies", type=count, default=8, help="how many to make")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same data and keys")
    parser.add_argument("--rate-limit", type=count, default=60, help="requests per key and minute; 0 for no limit")
    return parser


def _between(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{value} is not within {least} and {most}")
        return value

    return number
