# Derived from homerun_helpers/migration/replays/_async/run.py by scripts/unasync. Change that file, not this one.
"""The replay itself: payloads of V1, sent to V2 through the client, each at most once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from os import PathLike

from homerun_helpers._http.hooks import attempt_hooks
from homerun_helpers._runtime.concurrency import call_directly, each
from homerun_helpers._sync.client import Homerun
from homerun_helpers.errors import HomerunError, InvalidArgumentError, NotFoundError, ResponseDecodeError
from homerun_helpers.migration.convert.applications import application_from_v1
from homerun_helpers.migration.replays.counts import ReplayCounts
from homerun_helpers.migration.replays.journal_file import JournalError
from homerun_helpers.migration.replays.options import check_client, check_payloads, count_of, open_journal, options_of
from homerun_helpers.migration.replays.outcome import ReplayOutcome
from homerun_helpers.migration.replays.payload_run import PayloadRun
from homerun_helpers.migration.replays.plan import CREATE, Convert, Payload, Payloads, ReplayStep
from homerun_helpers.migration.replays.planner import ReplayPlanner
from homerun_helpers.migration.replays.report import ReplayReport


def replay(
    client: Homerun,
    payloads: Payloads,
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
    """Convert payloads that were made for V1 and send them to V2, each at most once.

    An application is created, then its notes are added, then its files are uploaded. Each request is noted in the
    journal before it is sent and after it was answered. So a replay can be stopped at any moment, even by a kill or a
    power cut: run it again with the same journal, and it continues where it was. When an answer is lost, it is unknown
    whether the change was made. Then the request is set aside for a person; see `Journal`.

    A payload is known by its digest, wherever it stands in the input. A repeated one is sent once, and so is one that
    becomes the same application, such as the result of the conversion. An edited one is another payload. Payloads are
    read one by one and are not kept. All files of a payload are checked before its application is created. A payload
    is not sent when V2 would lose one of its own fields, a note or a file, unless `allow_lossy` is set. Needs the scope
    `job-applications:write`; `job-application-notes:write` and `job-application-files:write` where there are notes or
    files; and `job-applications:read` after `Journal.resolve` was given an application's id.

    Args:
        client: the client that sends them.
        payloads: bodies of V1's "create an application", sent or not; any iterable.
        journal: a file, made when it is not there, that only its owner can read. It belongs to one base URL and one
            key, and must be on a local disk.
        convert: gives V2's body for a payload. To pass options, give a function that calls `application_from_v1`. It
            must give the same notes and files each time.
        folder: the folder of the files that payloads name by a path. No other files are read; None: no files are.
        jobs: the id of each job in V1, and the id of its vacancy in V2; ids that are not in it stay as they are.
        total: how many payloads there are, for `on_progress`; default: `len(payloads)`, if it has one.
        on_progress: called after each payload with the number of payloads so far, and with the total or None.
        on_outcome: called with the outcome of each payload.
        stop_on_error: stop after the first payload that fails.
        max_unknown: stop when this many payloads in a row were set aside.
        retry_refused: also send requests that the API refused in an earlier run.
        allow_lossy: send a payload even when V2 does not get all of it. `lost` of its outcome, and the journal, say
            what V2 does not get.
        strict: do not send a payload when V2 has no place for a part of it, such as the title of its job.
        same_account: the journal was begun with another key, and this is a key of the same account.
        dry_run: convert and check everything, and look up each vacancy, but send nothing and note nothing.

    Returns:
        The report: how many payloads there are in each state, and those with which something is wrong.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
        JournalError: the journal cannot be used: it is in use, damaged, of another base URL or key, or the
            disk is full.
        HomerunError: an error that every other payload would meet as well: a key that is not accepted or lacks a
            scope, an API that cannot be reached, a rate limit that is used up for longer than `max_wait`. What was
            sent is noted.

    Example:
        ```python
        from homerun_helpers.migration import replay

        payload = {"candidate": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}}
        report = replay(homerun, [payload], journal=folder / "replay.db")
        assert report.counts["done"] == 1, str(report)
        ```
    """
    check_client(client, Homerun)
    check_payloads(payloads, Iterable)
    options = options_of(
        convert,
        folder,
        jobs,
        retry_refused=retry_refused,
        allow_lossy=allow_lossy,
        strict=strict,
        same_account=same_account,
        dry_run=dry_run,
    )
    counts = ReplayCounts(max_unknown, stop_on_error=stop_on_error, dry_run=dry_run)
    total = count_of(payloads) if total is None else total
    database = call_directly(open_journal, journal, client.low_level, options)
    try:
        run = (_DryRun if dry_run else _Run)(client, ReplayPlanner(database, options), counts)
        with closing(each(payloads)) as each_payload:
            for payload in each_payload:
                outcome = run.outcome_of(payload)
                if on_outcome is not None:
                    on_outcome(outcome)
                if on_progress is not None:
                    on_progress(counts.total, total)
                if counts.stop is not None:
                    break
    except HomerunError as error:
        error.add_note(counts.note())
        raise
    finally:
        call_directly(database.close)
    return counts.report()


class _Run:
    """Sends the payloads of one replay."""

    def __init__(self, client: Homerun, planner: ReplayPlanner, counts: ReplayCounts) -> None:
        self._client, self._planner, self._counts = client, planner, counts
        self._is_checked = False

    def outcome_of(self, payload: Payload) -> ReplayOutcome:
        """What became of a payload."""
        found = call_directly(self._planner.take, payload, self._counts.total + 1)
        if isinstance(found, ReplayOutcome):
            return self._counts.add(found)
        return self._counts.add(self._send_all(found))

    def _send_all(self, run: PayloadRun) -> ReplayOutcome:
        self._check_client()
        if not run.is_claimed or self._is_true(run):
            for step in run.steps:
                if step.name == CREATE or run.application_id is not None:
                    self._do(run, step)
        return call_directly(run.outcome)

    def _is_true(self, run: PayloadRun) -> bool:
        # With a mistyped id one candidate would get the notes and files of another.
        try:
            there = self._client.job_applications.get(run.application_id or "")
        except HomerunError as error:
            if call_directly(run.on_claim_error, error):
                raise
            return False
        return call_directly(run.is_of, getattr(there.personal_info, "email", None))

    def _check_client(self) -> None:
        # A key that is not accepted, or a wrong base URL, is found before anything is sent or noted.
        if not self._is_checked:
            self._client.ping()
            self._is_checked = True

    def _do(self, run: PayloadRun, step: ReplayStep) -> None:
        with attempt_hooks(run.at(step)):
            try:
                created = self._send(run.application_id, step)
            except JournalError:
                raise
            except HomerunError as error:
                if call_directly(run.fail, error):
                    raise
            else:
                call_directly(run.finish, created)

    def _send(self, application_id: str | None, step: ReplayStep) -> str | None:
        """The new application's id; None for a note or a file."""
        resource, fields = self._client.job_applications, step.arguments
        if application_id is None:
            return (resource.create(**fields)).id
        if "note" in fields:
            resource.add_note(application_id, **fields)
        else:
            resource.upload_file(application_id, fields["file"], type=fields["type"])
        return None


class _DryRun(_Run):
    """Looks up the vacancies only, each once."""

    def __init__(self, client: Homerun, planner: ReplayPlanner, counts: ReplayCounts) -> None:
        super().__init__(client, planner, counts)
        self._known: dict[str, bool] = {}

    def _send_all(self, run: PayloadRun) -> ReplayOutcome:
        return run.ready(is_vacancy_known=run.vacancy_id is None or self._knows(run.vacancy_id))

    def _knows(self, vacancy_id: str) -> bool:
        if self._counts.lookup_error is not None:  # vacancies cannot be looked up
            return True
        if vacancy_id not in self._known:
            self._known[vacancy_id] = self._look_up(vacancy_id)
        return self._known[vacancy_id]

    def _look_up(self, vacancy_id: str) -> bool:
        try:
            self._client.vacancies.get(vacancy_id)
        except (NotFoundError, InvalidArgumentError):
            return False
        except ResponseDecodeError:
            return True
        except HomerunError as error:
            self._counts.lookup_error = type(error).__name__
        return True
