"""Save the OpenAPI document that Homerun publishes, in a fixed order, so that it can be compared with an earlier one.

The document is taken out of the page of the API reference, where it is embedded, or from behind a link of the page. No
key is needed, and none is sent.
"""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from tools import ROOT
from tools.spec.document import Json
from tools.spec.upstream import document as documents
from tools.spec.upstream.error import UpstreamError
from tools.spec.upstream.fetch import open_source
from tools.spec.upstream.find import find
from tools.spec.upstream.yaml_dumper import dump

REFERENCE = "https://developers.homerun.co"
EPILOG = "Proxies are not used: behind one, save the page with a browser and give the path of the file."
OUTPUT = ROOT / ".upstream" / "openapi.yaml"


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    try:
        with time_limit(options.timeout):
            page = open_source(options.source)
            discovery = find(page.text, lambda link: page.follow(link).text)
        documents.check(discovery.document)
        document, removed = documents.normalise(discovery.document)
        save(options.output, header(page.place, document) + dump(document))
    except UpstreamError as error:
        return fail(str(error))
    except RecursionError:
        return fail("The document is nested too deeply to be read")
    report(page.place, discovery.where, document, removed, options.output)
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/upstream", description=__doc__, epilog=EPILOG)
    parser.add_argument(
        "source", nargs="?", default=REFERENCE, help="a URL, or the path of a saved page; default: %(default)s"
    )
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT, help="default: .upstream/openapi.yaml")
    parser.add_argument("--timeout", type=seconds, default=60.0, help="seconds for all of it; default: %(default)g")
    return parser.parse_args(arguments)


def seconds(text: str) -> float:
    """The type of --timeout."""
    value = float(text)
    if not 0 < value < 86400:
        raise argparse.ArgumentTypeError("it must be more than 0 and less than a day")
    return value


@contextmanager
def time_limit(limit: float) -> Iterator[None]:
    """Stop the block after `limit` seconds, whatever it does: a server can send headers byte by byte for ever."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise UpstreamError(f"It took longer than {limit:g} s")

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def fail(reason: str) -> int:
    for line in [*f"upstream: {reason}".split("\n"), "Nothing was written."]:
        print(printable(line), file=sys.stderr)
    return 2


def header(place: str, document: Json) -> str:
    """The comment at the top of the file."""
    lines = [
        "What Homerun publishes, put in order by scripts/upstream. openapi.yaml is another file, maintained by hand.",
        f"source: {place}",
        f"fetched: {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"sha256 of the content as compact JSON with sorted keys: {documents.digest(document)}",
    ]
    return "".join(f"# {printable(line)}\n" for line in lines) + "\n"


def save(path: Path, text: str) -> None:
    """Write the file as a whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fresh.write_text(text, "utf-8")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise UpstreamError(f"{path} cannot be written: {error.strerror}") from error


def report(place: str, where: str, document: Json, removed: list[str], output: Path) -> None:
    info = document["info"]
    counts = {
        "path": len(document["paths"]),
        "operation": documents.count_operations(document),
        "schema": documents.count_schemas(document),
    }
    lines = [
        f"{info.get('title')} {info.get('version')} (OpenAPI {document['openapi']})",
        "  " + ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items()),
        f"  found in {place}: {where}",
        *[f"  left out, made by Redoc: {noise}" for noise in removed],
        f"  saved as {output.relative_to(ROOT) if output.is_relative_to(ROOT) else output}",
    ]
    for line in lines:
        print(printable(line))


def printable(text: str) -> str:
    """The text without characters that control a terminal or end a comment: the page is not trusted."""
    return "".join(character if character.isprintable() else "?" for character in text)


if __name__ == "__main__":
    sys.exit(main())
