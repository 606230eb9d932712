"""What a replay does with a payload: the requests to make, in their order, and what an error says of one."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import field, frozen
from homerun_client import models
from homerun_client.operations import BODIES

from homerun_helpers._files.uploads import check_file_type, open_upload
from homerun_helpers._requests.bodies import make_body
from homerun_helpers.errors import (
    APIConnectionError,
    APIStatusError,
    AuthenticationError,
    HomerunError,
    InvalidArgumentError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ResponseDecodeError,
)
from homerun_helpers.migration.convert.job_ids import with_vacancy
from homerun_helpers.migration.replays.digest import payload_digest
from homerun_helpers.migration.replays.losses import Losing, losses, matters, names
from homerun_helpers.migration.uploads import file_input

if TYPE_CHECKING:
    from homerun_helpers.migration.convert.report import Converted, MigrationReport

Payload: TypeAlias = Mapping[str, Any]
Payloads: TypeAlias = Iterable[Payload]
AsyncPayloads: TypeAlias = Iterable[Payload] | AsyncIterable[Payload]
Convert: TypeAlias = "Callable[[Payload], Converted[dict[str, Any]]]"

CREATE = "create"
# What every other payload would meet too.
OF_THE_ACCOUNT = (AuthenticationError, PaymentRequiredError, PermissionDeniedError, RateLimitError, APIConnectionError)


@frozen
class Step:
    """One request of a payload.

    Attributes:
        name: `create`, `note 1`, `file 2`, …: what the journal knows it by.
        arguments: what the method of the client takes.
    """

    name: str
    arguments: Mapping[str, Any] = field(repr=False)


@frozen
class Problem:
    """Why something was not done, in names only.

    Attributes:
        state: what that makes of the step.
        error: the name of the error.
        step: where.
        status: the status of the API's answer.
        params: the names of fields.
        stops: whether it would be the same with every other payload.
    """

    state: str
    error: str
    step: str = CREATE
    status: int | None = None
    params: tuple[str, ...] = ()
    stops: bool = False


@frozen
class Plan:
    """What to send for a payload, or why nothing can be sent.

    Attributes:
        steps: the requests.
        problem: why nothing can be sent.
        lost: what V2 does not get: where it is and why, without a value.
        body: the digest of what V2 gets; "" when there is a problem.
        email: the candidate's, to know the application by.
        vacancy_id: the vacancy's.
    """

    steps: tuple[Step, ...] = ()
    problem: Problem | None = None
    lost: tuple[str, ...] = ()
    body: str = ""
    email: str = field(default="", repr=False)
    vacancy_id: str | None = None


def plan_of(
    payload: Payload, convert: Convert, *, jobs: Mapping[str, str], folder: Path | None, losing: Losing
) -> Plan:
    """The requests of a payload, all of them checked: files exist, fit, and may be read.

    Args:
        payload: the payload.
        convert: makes V2's body and attachments of it.
        jobs: the vacancies that jobs became.
        folder: where files may be read; None: nowhere.
        losing: how much a payload may lose before that is a problem.
    """
    try:
        found, report = convert(payload)
    except InvalidArgumentError as error:
        return Plan(problem=Problem("not_convertible", type(error).__name__))
    body = with_vacancy(found, jobs)
    lost = losses(report.not_carried)
    problem = _problem_of(report, losing)
    steps: list[Step] = []
    if problem is None:
        problem = _collect(steps, body, report, folder)
    if problem is not None:
        return Plan(problem=problem, lost=lost)
    vacancy_id = body.get("vacancy_id")
    return Plan(tuple(steps), None, lost, payload_digest({"body": body}), str(body.get("email", "")), vacancy_id)


def _problem_of(report: MigrationReport, losing: Losing) -> Problem | None:
    if report.missing:
        return Problem("not_convertible", "MissingValue", params=names(change.path for change in report.missing))
    found = [change.path for change in report.not_carried if matters(change.path, losing)]
    if found:
        return Problem("not_convertible", "NotCarried", params=names(found))
    return None


def _collect(steps: list[Step], body: Payload, report: MigrationReport, folder: Path | None) -> Problem | None:
    """Add the steps; the first that cannot be sent is the problem."""
    upload, note, create = (
        partial(_upload, folder=folder),
        partial(_fitting, "CreateNoteBody"),
        partial(_fitting, "CreateJobApplicationBody"),
    )
    files, notes = report.attachments.files, report.attachments.notes
    checks: list[tuple[str, Callable[[Payload], Payload], Payload]] = [
        (CREATE, create, body),
        *((f"note {number}", note, fields) for number, fields in enumerate(notes, 1)),
        *((f"file {number}", upload, fields) for number, fields in enumerate(files, 1)),
    ]
    for name, check, fields in checks:
        try:
            steps.append(Step(name, check(fields)))
        except (ValueError, _NotAllowedError) as error:  # also of a path with a NUL in it
            return Problem("not_convertible", _name(error), step=name)
    return None


def _fitting(model: str, fields: Payload) -> Payload:
    """The fields, once it is known that the client will take them."""
    if fields.keys() - BODIES[model].keys():
        raise InvalidArgumentError(f"{model} has no such field.")
    make_body(getattr(models, model), fields)
    return fields


def _upload(file: Payload, *, folder: Path | None) -> Payload:
    kind = check_file_type(cast("models.FileType", file.get("type")))
    if "path" in file:
        _check_place(folder, file["path"])
    content = file_input(file, folder=folder)
    open_upload(content, "upload_file").close()
    return {"file": content, "type": kind}


class _NotAllowedError(Exception):
    """A file may not be read; its text is the name of the reason."""


def _check_place(folder: Path | None, name: str) -> None:
    # A payload can come from anybody: it must not name what its candidate has no business with, such as a key.
    if folder is None:
        raise _NotAllowedError("FolderNeeded")
    # Also by a link in the folder.
    if not Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder)):
        raise _NotAllowedError("OutsideFolder")


def _name(error: Exception) -> str:
    """What an error is called here: never its text, which may name a candidate's file."""
    if isinstance(error, _NotAllowedError):
        return str(error)
    return type(error.__cause__ if isinstance(error.__cause__, OSError) else error).__name__


def judge(step: str, error: HomerunError) -> Problem | None:
    """What an error says of a request; None: it was done all the same.

    Args:
        step: the name of the step.
        error: what the client raised.
    """
    if was_done(step, error):
        return None
    state = "failed"
    if error.outcome_unknown:
        state = "outcome_unknown"
    elif isinstance(error, APIStatusError) and not isinstance(error, OF_THE_ACCOUNT):
        state = "refused"
    params = names(detail.param.partition(".")[0] for detail in error.details)
    # An argument that does not fit, such as a file that is gone by now, is this payload's own fault.
    stops = state == "failed" and not isinstance(error, InvalidArgumentError)
    return Problem(state, _name(error), step, error.status, params, stops)


def was_done(step: str, error: HomerunError) -> bool:
    """Whether the API said that it did it, in an answer that could not be read in full."""
    return (
        isinstance(error, ResponseDecodeError)
        and isinstance(error.body, dict)
        and isinstance(error.body.get("data"), dict)
        and (step != CREATE or id_in(error) is not None)
    )


def id_in(error: ResponseDecodeError) -> str | None:
    """The new application's id in an answer that could not be read in full."""
    found = error.body["data"].get("id")
    return found if isinstance(found, str) and found else None
