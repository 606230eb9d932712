"""The sandbox in the foreground of a terminal."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence

from homerun_helpers._runtime.hosts import is_loopback
from homerun_helpers.sandbox._sandbox import Sandbox
from homerun_helpers.sandbox._seed.seed import Seed
from homerun_helpers.sandbox._store.keys import SCOPES
from homerun_helpers.sandbox._store.schema import StoreError, StoreInUseError

_KEYS = {
    "all scopes": SCOPES,
    "read only": tuple(scope for scope in SCOPES if scope.endswith(":read")),
    "vacancies only": ("vacancies:read",),
    "write only": tuple(scope for scope in SCOPES if scope.endswith(":write")),
}
_MAX_S = 86_400
_DEFAULTS = Seed()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; call it from the main thread.

    Args:
        arguments: As after ``python -m homerun_helpers.sandbox``; None takes them from there.

    Returns:
        The exit code: 0 after a signal, 2 when the port or the file cannot be used.
    """
    options = _parser().parse_args(arguments)
    done = threading.Event()
    try:
        sandbox = _sandbox(options).start()
    except KeyboardInterrupt:
        return 130
    except (StoreError, StoreInUseError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(error.strerror or str(error))
    with sandbox:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: done.set())
        sandbox.latency = options.latency
        _say(_greeting(sandbox, options))
        # With a time limit, because on Windows an endless wait does not notice Ctrl-C.
        while not done.wait(1):
            pass
    _say("Stopped.")
    return 0


def _say(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader, such as `head`, has ended. Without this Python would complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sandbox(options: argparse.Namespace) -> Sandbox:
    return Sandbox(
        seed=options.seed,
        applications=options.applications,
        vacancies=options.vacancies,
        rate_limit=options.rate_limit or None,  # 0, since a terminal has no None
        window=options.window,
        sliding=options.sliding,
        host=options.host,
        port=options.port,
        db=options.db,
    )


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _greeting(sandbox: Sandbox, options: argparse.Namespace) -> str:
    keys = {title: sandbox.key(scopes, name=title) for title, scopes in _KEYS.items()}
    keys["no API plan"] = sandbox.key(plan=False, name="no API plan")
    whole, root = keys["all scopes"], sandbox.url.removesuffix("/v2")
    address = f"{sandbox.url}/job-applications?perPage=2&include[]=stage"
    lines = [
        "A local Homerun, for development and tests.",
        "",
        f"  API      {sandbox.url}",
        f"  pages    {root}/",
        f"  control  {root}/_sandbox   faults, clock, journal, reset",
        f"  data     {_contents(sandbox, options.db)}",
        "",
        "Keys:",
        *(f"  {title:15} {key}" for title, key in keys.items()),
        "",
        "Try:",
        # -g, or curl would take the brackets for a range.
        f"  curl -g -H 'Authorization: Bearer {whole}' '{address}'",
        "",
        "For clients:",
        f"  export HOMERUN_BASE_URL={sandbox.url} HOMERUN_API_KEY={whole}",
        "",
    ]
    if not is_loopback(options.host):
        lines += [f"Careful: every program that reaches {options.host} can read the data and control the sandbox.", ""]
    kept = "what was changed is forgotten" if options.db is None else "what was changed is kept"
    return "\n".join([*lines, f"Ctrl-C stops it; {kept}."])


def _contents(sandbox: Sandbox, db: str | None) -> str:
    counts = f"{len(sandbox.vacancy_ids())} vacancies, {len(sandbox.application_ids())} applications"
    return f"{counts}, in {'memory' if db is None else db}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m homerun_helpers.sandbox",
        description="A local Homerun API v2 on 127.0.0.1, with data of its own.",
    )
    count, kept = _between(0, 1_000_000), "or what the file of --db was made with"

    def add(name: str, metavar: str, type: Callable[[str], object], default: object, help: str) -> None:
        parser.add_argument(name, metavar=metavar, type=type, default=default, help=help)

    add("--port", "N", _between(0, 65535), 8787, "0 for any free one (default: %(default)s)")
    text = "the address to listen on; others than this are open to the network (default: %(default)s)"
    add("--host", "ADDRESS", str, "127.0.0.1", text)
    add("--db", "FILE", str, None, "keep everything in this file, and go on with what is in it (default: in memory)")
    add("--applications", "N", count, None, f"how many to make (default: {_DEFAULTS.applications}, {kept})")
    add("--vacancies", "N", count, None, f"how many to make (default: {_DEFAULTS.vacancies}, {kept})")
    add("--seed", "N", int, None, f"the same seed gives the same data and keys (default: {_DEFAULTS.seed}, {kept})")
    add("--rate-limit", "N", count, 60, "requests per key and window; 0 for no limit (default: %(default)s)")
    add("--window", "N", _seconds, 60.0, "length of the rate limit's window, in seconds (default: %(default)s)")
    parser.add_argument("--sliding", action="store_true", help="a sliding window, which is stricter")
    add("--latency", "N", _seconds, 0.0, "seconds that every request waits (default: %(default)s)")
    return parser


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from error
    if not 0 <= value <= _MAX_S:
        raise argparse.ArgumentTypeError(f"{text} is not within 0 and {_MAX_S}")
    return value


def _between(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from error
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{value} is not within {least} and {most}")
        return value

    return number
