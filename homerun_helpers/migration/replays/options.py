"""What a replay needs before the first payload."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sized
from pathlib import Path

from homerun_client import AuthenticatedClient

from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.job_ids import check_jobs
from homerun_helpers.migration.replays.journal_db import Book
from homerun_helpers.migration.replays.journal_file import journal_file
from homerun_helpers.migration.replays.plan import Convert
from homerun_helpers.migration.replays.planner import Rules


def check_client(client: object, kind: type[object]) -> None:
    """Nothing, when it is a client of the right kind.

    Raises:
        InvalidArgumentError: it is not.
    """
    if not isinstance(client, kind):
        other = "areplay takes an AsyncHomerun, replay a Homerun"
        raise InvalidArgumentError(f"client must be a {kind.__name__}; it is a {type(client).__name__}: {other}.")


def check_payloads(payloads: object, kind: type[object]) -> None:
    """Nothing, when they are a series of payloads: an iterable, or another kind of one.

    Raises:
        InvalidArgumentError: they are not.
    """
    is_single = isinstance(payloads, (Mapping, str, bytes))
    if is_single or not isinstance(payloads, (Iterable, kind)):
        raise InvalidArgumentError(
            f"payloads must be a series of payloads, such as a list or a generator; it is a {type(payloads).__name__}."
        )


def rules_of(
    convert: Convert,
    folder: str | os.PathLike[str] | None,
    jobs: Mapping[str, str] | None,
    *,
    retry_refused: bool,
    allow_lossy: bool,
    strict: bool,
    dry_run: bool,
) -> Rules:
    """The rules, checked.

    Raises:
        InvalidArgumentError: there is no such folder, or `convert` cannot be called, and so on.
    """
    if not callable(convert):
        raise InvalidArgumentError(f"convert must be a function; it is a {type(convert).__name__}.")
    place = None if folder is None else Path(folder)
    if place is not None and not place.is_dir():
        raise InvalidArgumentError(f"folder must be a folder that exists; {place} is none.")
    if allow_lossy and strict:
        raise InvalidArgumentError("allow_lossy and strict say opposite things: pass one of them.")
    return Rules(
        convert=convert,
        folder=place,
        jobs=check_jobs(jobs, "jobs"),
        retry_refused=retry_refused,
        losing="nothing" if strict else "anything" if allow_lossy else "extras",
        dry_run=dry_run,
    )


def count_of(payloads: object) -> int | None:
    """How many there are, if that is known."""
    return len(payloads) if isinstance(payloads, Sized) else None


def open_book(
    path: str | os.PathLike[str],
    low_level: AuthenticatedClient,
    dry_run: bool,  # noqa: FBT001 - passed on by a thread, and the one below
    same_account: bool,  # noqa: FBT001
) -> Book:
    """The journal; one in memory for a dry run that has none, so that nothing is made.

    Raises:
        InvalidArgumentError: the path cannot be one.
        JournalError: it cannot be used, or belongs to another base URL or key.
    """
    file = journal_file(path)
    is_only_thought = dry_run and not file.exists()
    key = low_level.httpx_args["transport"].current_key()
    book = Book(None if is_only_thought else file, base_url=low_level.base_url, may_make=not dry_run or is_only_thought)
    try:
        book.check_key(key, same_account=same_account, may_note=not dry_run)
    except BaseException:
        book.close()
        raise
    return book
