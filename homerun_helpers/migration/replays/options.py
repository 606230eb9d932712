"""What a replay needs before the first payload: its arguments, checked, and its journal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sized
from pathlib import Path

from homerun_client import AuthenticatedClient

from homerun_helpers._http.session import session_of
from homerun_helpers.errors import InvalidArgumentError
from homerun_helpers.migration.convert.job_ids import check_jobs
from homerun_helpers.migration.replays.journal_db import JournalDatabase
from homerun_helpers.migration.replays.journal_file import journal_file
from homerun_helpers.migration.replays.plan import Convert
from homerun_helpers.migration.replays.planner import ReplayOptions


def check_client(client: object, kind: type[object]) -> None:
    """Check that it is a client of the right kind.

    Raises:
        InvalidArgumentError: it is not.
    """
    if not isinstance(client, kind):
        other = "areplay takes an AsyncHomerun, replay a Homerun"
        raise InvalidArgumentError("client", f"must be a {kind.__name__}; it is a {type(client).__name__}: {other}.")


def check_payloads(payloads: object, kind: type[object]) -> None:
    """Check that they are a series of payloads: an iterable, or of another kind of series.

    Raises:
        InvalidArgumentError: they are not.
    """
    is_single = isinstance(payloads, (Mapping, str, bytes))
    if is_single or not isinstance(payloads, (Iterable, kind)):
        problem = f"must be a series of payloads, such as a list or a generator; it is a {type(payloads).__name__}."
        raise InvalidArgumentError("payloads", problem)


def options_of(
    convert: Convert,
    folder: str | os.PathLike[str] | None,
    jobs: Mapping[str, str] | None,
    *,
    retry_refused: bool,
    allow_lossy: bool,
    strict: bool,
    same_account: bool,
    dry_run: bool,
) -> ReplayOptions:
    """The options, checked.

    Raises:
        InvalidArgumentError: there is no such folder, `convert` cannot be called, or another argument is wrong.
    """
    if not callable(convert):
        raise InvalidArgumentError("convert", f"must be a function; it is a {type(convert).__name__}.")
    place = None if folder is None else Path(folder)
    if place is not None and not place.is_dir():
        raise InvalidArgumentError("folder", f"must be a folder that exists; {place} is none.")
    if allow_lossy and strict:
        problem = "and {strict} contradict each other: pass one of them."
        raise InvalidArgumentError("allow_lossy", problem, mentions=("strict",))
    return ReplayOptions(
        convert=convert,
        folder=place,
        jobs=check_jobs(jobs, "jobs"),
        retry_refused=retry_refused,
        losing="nothing" if strict else "anything" if allow_lossy else "extras",
        same_account=same_account,
        dry_run=dry_run,
    )


def count_of(payloads: object) -> int | None:
    """How many there are, if that is known."""
    return len(payloads) if isinstance(payloads, Sized) else None


def open_journal(
    path: str | os.PathLike[str], low_level: AuthenticatedClient, options: ReplayOptions
) -> JournalDatabase:
    """The journal. For a dry run without one it is in memory, so that no file is made.

    Raises:
        InvalidArgumentError: the path cannot be one.
        JournalError: it cannot be used, or belongs to another base URL or key.
    """
    file = journal_file(path, "journal")
    in_memory = options.dry_run and not file.exists()
    key = session_of(low_level).key.current()
    may_make = in_memory or not options.dry_run
    database = JournalDatabase(None if in_memory else file, base_url=low_level.base_url, may_make=may_make)
    try:
        database.check_key(key, same_account=options.same_account, may_note=not options.dry_run)
    except BaseException:
        database.close()
        raise
    return database
