"""The requests that a payload needs, in their order, and what an error says of one of them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, cast

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
from homerun_helpers.migration.convert.report import Converted, MigrationReport
from homerun_helpers.migration.replays.digest import payload_digest
from homerun_helpers.migration.replays.losses import Losing, losses, matters, names
from homerun_helpers.migration.uploads import file_input

Payload: TypeAlias = Mapping[str, Any]
Payloads: TypeAlias = Iterable[Payload]
AsyncPayloads: TypeAlias = Iterable[Payload] | AsyncIterable[Payload]
Convert: TypeAlias = Callable[[Payload], Converted[dict[str, Any]]]

CREATE = "create"
# Every other payload would meet these errors too.
OF_THE_ACCOUNT = (AuthenticationError, PaymentRequiredError, PermissionDeniedError, RateLimitError, APIConnectionError)


@frozen
class ReplayStep:
    """One request of a payload.

    Attributes:
        name: its name in the journal: `create`, `note 1`, `file 2`, ….
        arguments: the arguments of the client's method.
    """

    name: str
    arguments: Mapping[str, Any] = field(repr=False)


@frozen
class Problem:
    """Why a request was not done, as names only.

    Attributes:
        state: the state of the request.
        error: the name of the error.
        step: which request.
        status: the status of the API's answer.
        params: the names of the fields that are wrong.
        stops: whether every other payload would meet it too.
    """

    state: str
    error: str
    step: str = CREATE
    status: int | None = None
    params: tuple[str, ...] = ()
    stops: bool = False


@frozen
class PayloadPlan:
    """What to send for a payload, or why it cannot be sent.

    Attributes:
        steps: the requests.
        problem: why nothing can be sent.
        lost: what V2 does not get: each place with the reason, without a value.
        body: the digest of the body for V2; "" when there is a problem.
        email: the candidate's e-mail, to recognise the application.
        vacancy_id: the id of the vacancy.
    """

    steps: tuple[ReplayStep, ...] = ()
    problem: Problem | None = None
    lost: tuple[str, ...] = ()
    body: str = ""
    email: str = field(default="", repr=False)
    vacancy_id: str | None = None


def plan_of(
    payload: Payload, convert: Convert, *, jobs: Mapping[str, str], folder: Path | None, losing: Losing
) -> PayloadPlan:
    """The requests of a payload. All are checked: files exist, are small enough, and may be read.

    Args:
        payload: the payload.
        convert: gives V2's body and attachments.
        jobs: the id of each job in V1, and of its vacancy in V2.
        folder: the folder that files may be read from; None: none may be.
        losing: how much a payload may lose before that is a problem.
    """
    try:
        found, report = convert(payload)
    except InvalidArgumentError as error:
        return PayloadPlan(problem=Problem("not_convertible", type(error).__name__))
    body = with_vacancy(found, jobs)
    lost = losses(report.not_carried)
    problem = _problem_of(report, losing)
    steps: list[ReplayStep] = []
    if problem is None:
        problem = _collect(steps, body, report, folder)
    if problem is not None:
        return PayloadPlan(problem=problem, lost=lost)
    vacancy_id = body.get("vacancy_id")
    return PayloadPlan(tuple(steps), None, lost, payload_digest({"body": body}), str(body.get("email", "")), vacancy_id)


def _problem_of(report: MigrationReport, losing: Losing) -> Problem | None:
    if report.missing:
        return Problem("not_convertible", "MissingValue", params=names(change.path for change in report.missing))
    found = [change.path for change in report.not_carried if matters(change.path, losing)]
    if found:
        return Problem("not_convertible", "NotCarried", params=names(found))
    return None


def _collect(steps: list[ReplayStep], body: Payload, report: MigrationReport, folder: Path | None) -> Problem | None:
    """Add the steps, up to the first that cannot be sent, which is the problem."""
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
            steps.append(ReplayStep(name, check(fields)))
        except (ValueError, _FileRefusedError) as error:  # also of a path with a NUL in it
            return Problem("not_convertible", _name(error), step=name)
    return None


def _fitting(model: str, fields: Payload) -> Payload:
    """The fields, once it is known that the client will take them."""
    if fields.keys() - BODIES[model].keys():
        raise InvalidArgumentError("convert", f"gives a field that {model} does not have.")
    make_body(getattr(models, model), fields)
    return fields


def _upload(file: Payload, *, folder: Path | None) -> Payload:
    kind = check_file_type(cast("models.FileType", file.get("type")))
    if "path" in file:
        _check_place(folder, file["path"])
    content = file_input(file, folder=folder)
    open_upload(content, "upload_file").close()
    return {"file": content, "type": kind}


class _FileRefusedError(Exception):
    """A file may not be read.

    Attributes:
        reason: the name of the reason, as outcomes have it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _check_place(folder: Path | None, name: str) -> None:
    # A payload comes from outside. It must not name a file that its candidate has no right to, such as a key.
    if folder is None:
        raise _FileRefusedError("FolderNeeded")
    # A link in the folder must not lead out of it either.
    if not Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder)):
        raise _FileRefusedError("OutsideFolder")


def _name(error: Exception) -> str:
    """The name of an error. Its text may name a candidate's file."""
    if isinstance(error, _FileRefusedError):
        return error.reason
    return type(error.__cause__ if isinstance(error.__cause__, OSError) else error).__name__


def judge(step: str, error: HomerunError) -> Problem | None:
    """What an error says of a request; None: the request was done.

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
    # A wrong argument, such as a file that was deleted meanwhile, concerns this payload only.
    stops = state == "failed" and not isinstance(error, InvalidArgumentError)
    return Problem(state, _name(error), step, error.status, params, stops)


def was_done(step: str, error: HomerunError) -> bool:
    """Whether the answer says that the request was done, though it could not be read in full."""
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
