"""Payloads of V1, sent through the client into V2, each at most once."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Mapping
from contextlib import aclosing
from os import PathLike

from homerun_helpers._async.client import AsyncHomerun
from homerun_helpers._http.hooks import attempt_hooks
from homerun_helpers._runtime.concurrency import aeach, run_to_completion
from homerun_helpers.errors import HomerunError, InvalidArgumentError, NotFoundError, ResponseDecodeError
from homerun_helpers.migration.convert.applications import application_from_v1
from homerun_helpers.migration.replays.journal_file import JournalError
from homerun_helpers.migration.replays.options import check_client, check_payloads, count_of, open_book, rules_of
from homerun_helpers.migration.replays.plan import CREATE, AsyncPayloads, Convert, Payload, Step
from homerun_helpers.migration.replays.planner import Desk, Task
from homerun_helpers.migration.replays.report import ReplayOutcome, ReplayReport, Tally


async def areplay(
    client: AsyncHomerun,
    payloads: AsyncPayloads,
    *,
    journal: str | PathLike[str],
    convert: Convert = application_from_v1,
    folder: str | PathLike[str] | None = None,
    jobs: Mapping[str, str] | None = None,
    total: int | None = None,
    on_progress: Callable[[int, int | None], object] | None = None,
    on_outcome: Callable[[ReplayOutcome], object] | None = None,
    stop_on_error: bool = False,
    max_unknown: int = 5,
    retry_refused: bool = False,
    allow_lossy: bool = False,
    strict: bool = False,
    same_account: bool = False,
    dry_run: bool = False,
) -> ReplayReport:
    """What became of payloads that were made for V1: each is converted and sent to V2, at most once.

    An application is created, then its notes are added, then its files uploaded; each request is noted in the journal
    before it goes out and after it was answered. So this can be stopped at any moment, also by a kill or a power cut:
    run it again with the same journal, and it goes on where it was. When an answer is lost, nobody knows whether the
    change was made: the request is set aside for a person to look after; see `Journal`.

    A payload is known by its digest, wherever it stands in the input; a repeated one is sent once, and so is one that
    was sent in other words, such as what the conversion made of it. One that was edited is another payload. Payloads
    are read one by one and kept nowhere. All files of a payload are checked before its application is created. A
    payload of which V2 would not get one of its own fields, a note or a file is not sent, unless `allow_lossy`. Needs
    the scopes `job-applications:write`, `job-application-notes:write` and `job-application-files:write` where there
    are notes or files, and `job-applications:read` after `Journal.resolve` was told an application's id.

    Args:
        client: where to send them.
        payloads: what was sent, or made to be sent, to V1's "create an application"; any iterable, also an async one.
        journal: a file that is made when it is not there, readable by its owner only. It belongs to one base URL and
            one key; it must be on a local disk.
        convert: makes V2's body of a payload; to pass it options, give a function that calls `application_from_v1`.
            It must give the same notes and files each time.
        folder: where the files are that payloads name by a path, and no others are read; None: none are.
        jobs: the id of each job in V1, and the id of its vacancy in V2; others stay as they are.
        total: how many payloads there are, for `on_progress`; default: `len(payloads)`, if it has one.
        on_progress: called after each payload with how many were dealt with, and with the total or None.
        on_outcome: called with what became of each payload.
        stop_on_error: stop after the first payload with which something goes wrong.
        max_unknown: stop when so many payloads in a row were set aside.
        retry_refused: also send what the API refused in an earlier run.
        allow_lossy: send a payload even when V2 does not get all of it; what it does not get is in `lost` of its
            outcome and in the journal.
        strict: do not send a payload of which V2 has no place for any part, such as the title of its job.
        same_account: the journal was begun with another key, and this is one of the same account.
        dry_run: convert and check everything, and look up each vacancy, but send nothing and note nothing.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
        JournalError: the journal cannot be used: it is in use, damaged, of another base URL or key, or the
            disk is full.
        HomerunError: what every other payload would meet as well: a key that is not accepted or lacks a scope, an API
            that cannot be reached, a budget that is used up for longer than `max_wait`. What was sent is noted.

    Example:
        ```python
        from homerun_helpers.migration import areplay

        payload = {"candidate": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}}
        report = await areplay(homerun, [payload], journal=folder / "replay.db")
        assert report.counts["done"] == 1, str(report)
        ```
    """
    check_client(client, AsyncHomerun)
    check_payloads(payloads, AsyncIterable)
    rules = rules_of(
        convert, folder, jobs, retry_refused=retry_refused, allow_lossy=allow_lossy, strict=strict, dry_run=dry_run
    )
    tally = Tally(max_unknown, stop_on_error=stop_on_error, dry_run=dry_run)
    total = count_of(payloads) if total is None else total
    book = await run_to_completion(open_book, journal, client.low_level, dry_run, same_account)
    try:
        run = (_Rehearsal if dry_run else _Run)(client, Desk(book, rules), tally)
        async with aclosing(aeach(payloads)) as each_payload:
            async for payload in each_payload:
                outcome = await run.through(payload)
                if on_outcome is not None:
                    on_outcome(outcome)
                if on_progress is not None:
                    on_progress(tally.total, total)
                if tally.reason:
                    break
    except HomerunError as error:
        error.add_note(tally.note())
        raise
    finally:
        await run_to_completion(book.close)
    return tally.report()


class _Run:
    """One run: what it has seen, and the client it sends with."""

    def __init__(self, client: AsyncHomerun, desk: Desk, tally: Tally) -> None:
        self._client, self._desk, self._tally = client, desk, tally
        self._is_greeted = False

    async def through(self, payload: Payload) -> ReplayOutcome:
        """What became of a payload."""
        found = await run_to_completion(self._desk.take, payload, self._tally.total + 1)
        if isinstance(found, ReplayOutcome):
            return self._tally.add(found)
        return self._tally.add(await self._deal_with(found))

    async def _deal_with(self, task: Task) -> ReplayOutcome:
        await self._greet()
        if not task.is_claimed or await self._is_true(task):
            for step in task.steps:
                if step.name == CREATE or task.application_id is not None:
                    await self._do(task, step)
        return await run_to_completion(task.outcome)

    async def _is_true(self, task: Task) -> bool:
        # A slip of a person would give one candidate the notes and files of another.
        try:
            there = await self._client.job_applications.get(task.application_id or "")
        except HomerunError as error:
            if await run_to_completion(task.doubt, error):
                raise
            return False
        return await run_to_completion(task.is_of, getattr(there.personal_info, "email", None))

    async def _greet(self) -> None:
        # A key that does not work, or a wrong base URL, is known before anything is sent or noted.
        if not self._is_greeted:
            await self._client.ping()
            self._is_greeted = True

    async def _do(self, task: Task, step: Step) -> None:
        with attempt_hooks(task.at(step)):
            try:
                created = await self._send(task.application_id, step)
            except JournalError:
                raise
            except HomerunError as error:
                if await run_to_completion(task.fail, error):
                    raise
            else:
                await run_to_completion(task.finish, created)

    async def _send(self, application_id: str | None, step: Step) -> str | None:
        """The new application's id; None for a note or a file."""
        resource, fields = self._client.job_applications, step.arguments
        if application_id is None:
            return (await resource.create(**fields)).id
        if "note" in fields:
            await resource.add_note(application_id, **fields)
        else:
            await resource.upload_file(application_id, fields["file"], type=fields["type"])
        return None


class _Rehearsal(_Run):
    """A dry run: it only looks up the vacancies, each once."""

    def __init__(self, client: AsyncHomerun, desk: Desk, tally: Tally) -> None:
        super().__init__(client, desk, tally)
        self._known: dict[str, bool] = {}

    async def _deal_with(self, task: Task) -> ReplayOutcome:
        return task.ready(is_vacancy_known=task.vacancy_id is None or await self._knows(task.vacancy_id))

    async def _knows(self, vacancy_id: str) -> bool:
        if self._tally.remark:  # they cannot be looked up
            return True
        if vacancy_id not in self._known:
            self._known[vacancy_id] = await self._look_up(vacancy_id)
        return self._known[vacancy_id]

    async def _look_up(self, vacancy_id: str) -> bool:
        try:
            await self._client.vacancies.get(vacancy_id)
        except (NotFoundError, InvalidArgumentError):
            return False
        except ResponseDecodeError:
            return True
        except HomerunError as error:
            self._tally.remark = f"The vacancies were not looked up: {type(error).__name__}."
        return True
