"""Stored records: read from JSON or JSON Lines, each with its place; written whole or not at all."""

import json
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal, NoReturn

from attrs import Factory, frozen

from homerun_helpers.migration.cli.errors import Failure
from homerun_helpers.migration.convert.json_paths import says_nothing

Shape = Literal["one", "list", "lines"]
_LINES = (".jsonl", ".ndjson")
_IN_MEMORY = 8_000_000
# What belongs to a list, and says where it goes on.
_OF_A_LIST = frozenset({"data", "meta", "links", "has_more", "object", "url"})


@frozen
class Record:
    """One record of a file.

    Attributes:
        value: it.
        place: for messages: `jobs.jsonl:17`, `jobs.json, record 17`.
        position: from 1.
    """

    value: Any
    place: str
    position: int


@frozen
class Records:
    """The records of a file, and how they stand in it."""

    shape: Shape
    records: Iterable[Record]
    total: int | None
    # What stands beside `data`, and is no record.
    beside: Mapping[str, Any] = Factory(dict)


def read_records(path: str, *, lines: bool = False) -> Records:
    """The records of a file; `-` is the standard input.

    A file of JSON Lines is read line by line. Another is JSON: one record, a list of them, or what V1 answered to a
    list, an object with the list in `data`.

    Args:
        path: where it is.
        lines: it is JSON Lines, whatever it is called.
    """
    name = "standard input" if path == "-" else path
    if path != "-" and path.endswith(_LINES):
        return Records("lines", _lines(_each_line(path), name), None)
    text = _text(path)
    if lines:
        return Records("lines", _lines(text.split("\n"), name), None)
    try:
        value = _loads(text)
    except json.JSONDecodeError as error:
        if not _looks_like_lines(text, error):
            _fail(f"{name}:{error.lineno}:{error.colno}", error)
        # Not splitlines(): some of what ends a line there may stand in a text of JSON.
        records = list(_lines(text.split("\n"), name))
        return Records("lines", records, len(records))
    except (ValueError, RecursionError) as error:
        _fail(name, error)
    return _of_json(value, name)


def _of_json(value: Any, name: str) -> Records:
    beside: dict[str, Any] = {}
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        beside = {name: one for name, one in value.items() if name not in _OF_A_LIST and not says_nothing(one)}
        value = value["data"]
    if not isinstance(value, list):
        return Records("one", [Record(value, name, 1)], 1)
    found = [Record(one, f"{name}, record {position}", position) for position, one in enumerate(value, 1)]
    return Records("list", found, len(found), beside)


def _lines(lines: Iterable[str], name: str) -> Iterator[Record]:
    position = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        position += 1
        try:
            value = _loads(line.rstrip("\r\n"))
        except json.JSONDecodeError as error:
            _fail(f"{name}:{number}:{error.colno}", error)
        except (ValueError, RecursionError) as error:
            _fail(f"{name}:{number}", error)
        yield Record(value, f"{name}:{number}", position)


def _looks_like_lines(text: str, error: json.JSONDecodeError) -> bool:
    first = text.strip().partition("\n")[0]
    try:
        return error.msg == "Extra data" and isinstance(_loads(first), (dict, list))
    except ValueError:
        return False


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number, parse_float=_number)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # Python would keep the last one, and drop the others without a word
        raise ValueError("a key stands twice in one object")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number in it is too large")
    return number


def _text(path: str) -> str:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _fail("standard input" if path == "-" else path, error)


def _each_line(path: str) -> Iterator[str]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="\n") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        _fail(path, error)


def _fail(place: str, error: Exception) -> NoReturn:
    """Says what is wrong without repeating what is in the file."""
    if isinstance(error, OSError):
        raise Failure(f"{place} cannot be read: {error.strerror}") from None
    reasons = {UnicodeDecodeError: "it is not UTF-8", RecursionError: "it is nested too deeply"}
    reason = error.msg if isinstance(error, json.JSONDecodeError) else reasons.get(type(error), str(error))
    raise Failure(f"{place}: not JSON that can be read: {reason}") from None


@contextmanager
def written(path: str | None) -> Iterator[IO[bytes]]:
    """A file that is there, whole, when the block ends well, readable by its owner only; else all is as it was.

    Args:
        path: None or `-` is the standard output, which also gets all or nothing.
    """
    if path is None or path == "-":
        with _held(sys.stdout.buffer) as file:
            yield file
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():  # such as /dev/stderr, which must not be replaced
            with target.open("wb") as stream, _held(stream) as file:
                yield file
        else:
            with _replaced(target) as file:
                yield file
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from None


@contextmanager
def _held(target: IO[bytes]) -> Iterator[IO[bytes]]:
    """What is written goes on to the target when the block ends well; on the disk until then, if it is much."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        yield file
        file.seek(0)
        shutil.copyfileobj(file, target)


@contextmanager
def _replaced(target: Path) -> Iterator[IO[bytes]]:
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if target.exists():
            shutil.copymode(target, part)
        Path(part).replace(target)
    finally:
        Path(part).unlink(missing_ok=True)


def write_json(file: IO[bytes], value: Any, *, indent: int | None = None) -> None:
    """A value as JSON, and the end of its line."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        file.write(text.encode() + b"\n")
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 has no bytes for
        file.write(json.dumps(value, indent=indent).encode() + b"\n")
