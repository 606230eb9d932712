"""Derive the sync code from the async code.

Code with I/O is written once, async. The sync version is made from it by dropping `async` and `await` and by renaming
whole words, in code, docstrings and examples alike. Both are committed; CI runs --check.
"""

import argparse
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path

from tools import ROOT

# Below these, every folder `_async` with a `_sync` beside it is a source.
SEARCHED = ("homerun_helpers", "tests")

# Applied in this order. A rule that changes nothing is an error: it would hide a misspelt name.
DROPPED = ("async", "await")
RENAMED = {
    "AsyncHomerun": "Homerun",
    "AsyncVacancies": "Vacancies",
    "AsyncJobApplications": "JobApplications",
    "AsyncJobApplicationFiles": "JobApplicationFiles",
    "AsyncPages": "Pages",
    "AsyncPayloads": "Payloads",
    "AsyncRecordIterator": "RecordIterator",
    "AsyncPageIterator": "PageIterator",
    "AsyncFetchedIterator": "FetchedIterator",
    "AsyncIterable": "Iterable",
    "AsyncIterator": "Iterator",
    "AsyncPrefetch": "Prefetch",
    "AsyncHTTPTransport": "HTTPTransport",
    "FOR_TASKS": "FOR_THREADS",
    "AsyncBaseTransport": "BaseTransport",
    "AsyncTransport": "SyncTransport",
    "StopAsyncIteration": "StopIteration",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aclose": "close",
    "aclosing": "closing",
    "aeach": "each",
    "aiter": "iter",
    "anext": "next",
    "apaginate": "paginate",
    "areplay": "replay",
    "async_sleep": "sleep",
    "async_perform": "perform",
    "asyncio": "sync",
    "get_async_httpx_client": "get_httpx_client",
    "handle_async_request": "handle_request",
    "in_tasks": "in_threads",
    "run_in_thread": "call_directly",
    "run_to_completion": "call_directly",
    "_async": "_sync",
}
# Phrases of the documentation that renaming single words would leave wrong.
PHRASES = {
    "any iterable, also an async one.": "any iterable.",
    "any async transport of httpx": "any transport of httpx",
    "It can be used from many tasks at once.": "It can be used from many threads at once.",
}
NOTICE = "# Derived from {source} by scripts/unasync. Change that file, not this one.\n"


def transform(source: str, used: set[str]) -> str:
    """The sync version of an async module's text."""
    out: list[str] = []
    position = (1, 0)
    lines = source.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        gap = between(lines, position, token.start)
        position = token.end
        text = token.string
        if token.type == tokenize.NAME and text in DROPPED:
            used.add(text)
            out.append(gap)
            position = skip_space(lines, position)
            continue
        if token.type in (tokenize.NAME, tokenize.STRING, tokenize.COMMENT):
            text = rename(text, used)
        out.append(gap + text)
    return "".join(out)


def between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]] if start[0] <= len(lines) else ""
    middle = "".join(lines[start[0] : end[0] - 1])
    last = lines[end[0] - 1][: end[1]] if end[0] <= len(lines) else ""
    return lines[start[0] - 1][start[1] :] + middle + last


def skip_space(lines: list[str], position: tuple[int, int]) -> tuple[int, int]:
    row, column = position
    line = lines[row - 1]
    return row, column + len(line[column:]) - len(line[column:].lstrip(" "))


def rename(text: str, used: set[str]) -> str:
    for phrase, other in PHRASES.items():
        if phrase in text:
            used.add(phrase)
            text = text.replace(phrase, other)
    for word in DROPPED:
        text = re.sub(rf"\b{word} (?=with |for |def |homerun|send|print|list_|get_|anext|areplay|client)", "", text)
    for word, other in RENAMED.items():
        text, count = re.subn(rf"(?<![\w]){re.escape(word)}(?!\w)", other, text)
        if count:
            used.add(word)
    return text


def folders() -> list[tuple[Path, Path]]:
    """Each folder of async code with the folder of the sync code derived from it."""
    sources = sorted(path for name in SEARCHED for path in (ROOT / name).rglob("_async"))
    return [(path, path.with_name("_sync")) for path in sources if path.with_name("_sync").is_dir()]


def derive() -> dict[Path, str]:
    """Every derived file with its text."""
    used: set[str] = set()
    result: dict[Path, str] = {}
    for source, target in folders():
        for path in sorted(source.rglob("*.py")):
            notice = NOTICE.format(source=path.relative_to(ROOT).as_posix())
            result[target / path.relative_to(source)] = notice + transform(path.read_text("utf-8"), used)
    unused = {*DROPPED, *RENAMED, *PHRASES} - used
    if unused:
        sys.exit(f"unasync: these rules are not used any more, remove them: {', '.join(sorted(unused))}")
    return {path: tidy(text) for path, text in result.items()}


def tidy(text: str) -> str:
    """Sort the imports and format: renamed words are shorter, which changes both."""
    ruff, named = [sys.executable, "-m", "ruff"], ["--quiet", "--stdin-filename", "homerun_helpers/_sync/x.py", "-"]
    for command in (["check", "--select", "I", "--fix-only"], ["format"]):
        words = [*ruff, *command, *named]
        # In ROOT: ruff finds its settings and the project's own packages from there.
        text = subprocess.run(words, cwd=ROOT, input=text, capture_output=True, text=True, check=True).stdout
    return text


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/unasync", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 and name what differs")
    check = parser.parse_args().check
    wanted = derive()
    orphans = sorted({path for _, folder in folders() for path in folder.rglob("*.py")} - wanted.keys())
    differing = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in orphans:
        print(f"orphan:  {path.relative_to(ROOT)}", file=sys.stderr)
    if check:
        for path in differing:
            print(f"differs: {path.relative_to(ROOT)}", file=sys.stderr)
        if orphans or differing:
            print("Run scripts/unasync and commit the result.", file=sys.stderr)
        return 1 if orphans or differing else 0
    for path in differing:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8")
    return 1 if orphans else 0


if __name__ == "__main__":
    sys.exit(main())
