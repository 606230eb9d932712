"""Stored records: read from JSON or JSON Lines, each with its place; written whole or not at all."""

import json
import math
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile, mkstemp
from typing import IO, Any, Literal, NoReturn

import click
from attrs import Factory, frozen

from homerun_helpers.migration.cli.command import Failure
from homerun_helpers.migration.convert.json_paths import says_nothing

Shape = Literal["one", "list", "lines"]
_LINES = (".jsonl", ".ndjson")
_MAX_BYTES_IN_MEMORY = 8_000_000
# Keys of an answer with a list that are no records: they say where the list continues.
_OF_A_LIST = frozenset({"data", "meta", "links", "has_more", "object", "url"})


@frozen
class InputRecord:
    """One record of a file.

    Attributes:
        value: the JSON value.
        place: where it is, for messages: `jobs.jsonl:17`, `jobs.json, record 17`.
        position: from 1.
    """

    value: Any
    place: str
    position: int


@frozen(kw_only=True)
class InputRecords:
    """The records of a file.

    Attributes:
        name: the file, for messages.
        shape: how they stand in it.
        records: the records, read as they are asked for.
        total: how many there are; None: that is not known.
        beside: what stands beside `data` of an answer, and is no record.
    """

    name: str
    shape: Shape
    records: Iterable[InputRecord]
    total: int | None
    beside: Mapping[str, Any] = Factory(dict)


def read_records(path: str, *, lines: bool = False) -> InputRecords:
    """The records of a file; `-` is the standard input.

    A file of JSON Lines is read line by line. Any other file is JSON: one record, a list of them, or an answer of V1
    with the list in `data`.

    Args:
        path: the file.
        lines: whether it is JSON Lines though its name does not say so.
    """
    name = _name(path)
    if path.endswith(_LINES):
        # A pipe can be read only once.
        total = sum(1 for line in _each_line(path) if line.strip()) if Path(path).is_file() else None
        return InputRecords(name=name, shape="lines", records=_of_lines(_each_line(path), name), total=total)
    text = _text(path)
    if lines or _begins_with_record(text):
        # Not splitlines(): a text of JSON may hold other characters that end a line there.
        found = list(_of_lines(text.split("\n"), name))
        return InputRecords(name=name, shape="lines", records=found, total=len(found))
    value, beside = _loads(text, name), {}
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        beside = {key: one for key, one in value.items() if key not in _OF_A_LIST and not says_nothing(one)}
        value = value["data"]
    if not isinstance(value, list):
        return InputRecords(name=name, shape="one", records=[InputRecord(value, name, 1)], total=1)
    found = [InputRecord(one, f"{name}, record {position}", position) for position, one in enumerate(value, 1)]
    return InputRecords(name=name, shape="list", records=found, total=len(found), beside=beside)


def read_json(path: str) -> Any:
    """The JSON value in a file; `-` is the standard input."""
    return _loads(_text(path), _name(path))


def _name(path: str) -> str:
    return "standard input" if path == "-" else path


def _text(path: str) -> str:
    with _readable(_name(path)), click.open_file(path, "rb") as file:
        return str(file.read(), "utf-8-sig")


def _of_lines(lines: Iterable[str], name: str) -> Iterator[InputRecord]:
    filled = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    for position, (number, line) in enumerate(filled, 1):
        yield InputRecord(_loads(line.rstrip("\r\n"), name, number), f"{name}:{number}", position)


def _each_line(path: str) -> Iterator[str]:
    with _readable(path), Path(path).open(encoding="utf-8-sig", newline="\n") as file:
        yield from file


def _begins_with_record(text: str) -> bool:
    """Whether the first of several lines is a record by itself."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(_loads(first, ""), (dict, list))
    except Failure:
        return False


class _NotJsonError(ValueError):
    """A text that Python reads, though it is not JSON or would lose something. Its text is the reason."""


def _loads(text: str, name: str, line: int | None = None) -> Any:
    with _readable(name, line):
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # json would keep the last one and drop the others
        raise _NotJsonError("a key stands twice in one object")
    return found


def _constant(word: str) -> NoReturn:
    raise _NotJsonError(f"{word} is not JSON")


def _number(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise _NotJsonError("a number in it is too large")
    return number


@contextmanager
def _readable(name: str, line: int | None = None) -> Iterator[None]:
    """What is wrong with a file becomes a `Failure` that repeats nothing of it.

    Args:
        name: the file.
        line: the line that is read; None: the whole file.
    """
    place = name if line is None else f"{name}:{line}"
    try:
        yield
    except OSError as error:
        raise Failure(f"{place} cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        place, reason = f"{name}:{line or error.lineno}:{error.colno}", error.msg
    except _NotJsonError as error:
        reason = str(error)
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except RecursionError:
        reason = "it is nested too deeply"
    except ValueError:
        reason = "a number in it has too many digits, or its path cannot be one"
    else:
        return
    raise Failure(f"{place}: not JSON that can be read: {reason}")


@contextmanager
def written(path: str | None) -> Iterator[IO[bytes]]:
    """A file to write. It is there, whole, when the block ends without an error; else everything is as it was.

    Args:
        path: the file, which only its owner can read; None or `-`: the standard output.
    """
    if path is None or path == "-":
        with _held(sys.stdout.buffer) as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():  # such as a pipe or /dev/stderr, which must stay what it is
            with target.open("wb") as stream, _held(stream) as file:
                yield file
        else:
            with _replaced(target) as file:
                yield file
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from None


@contextmanager
def _held(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A buffer that is copied to the stream when the block ends without an error. A large one is on the disk."""
    with SpooledTemporaryFile(max_size=_MAX_BYTES_IN_MEMORY) as file:
        yield file
        file.seek(0)
        shutil.copyfileobj(file, stream)
        stream.flush()


@contextmanager
def _replaced(target: Path) -> Iterator[IO[bytes]]:
    handle, part = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if target.exists():
            shutil.copymode(target, part)
        Path(part).replace(target)
    finally:
        Path(part).unlink(missing_ok=True)


def write_json(file: IO[bytes], value: Any, *, indent: int | None = None) -> None:
    """Write a value as JSON, and a line break."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        file.write(text.encode() + b"\n")
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 has no bytes for
        file.write(json.dumps(value, indent=indent).encode() + b"\n")
