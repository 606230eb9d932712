"""What type checkers see of the public surface. Nothing here runs: mypy and pyright read it, and that is the test.

Each `assert_type` states the type of a result. Each `type: ignore[...]` states that both refuse the line; the code in
the brackets is mypy's reason. A comment that one of them does not need is an error.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_type

import httpx
from homerun_client import AuthenticatedClient
from homerun_client.api.job_applications import delete_job_application, get_job_application
from homerun_client.api.vacancies import list_vacancies
from homerun_client.models import (
    Department,
    DisqualificationReason,
    JobApplication,
    JobApplicationDetails,
    JobApplicationFile,
    JobApplicationSource,
    Location,
    Meta,
    Note,
    QuestionAnswer,
    Stage,
    Vacancy,
    VacancyList,
    VacancyType,
)
from homerun_client.types import Response
from hypothesis.strategies import SearchStrategy

from homerun_helpers import (
    UNSET,
    AsyncHomerun,
    AsyncPages,
    BadRequestError,
    ErrorDetail,
    FileTooLargeError,
    Homerun,
    HomerunError,
    NotIncludedError,
    Page,
    Pages,
    PermissionDeniedError,
    RateLimit,
    RateLimitError,
    RedisStore,
    ResponseDecodeError,
    RetryPolicy,
    SQLiteStore,
    Store,
    Unset,
    WhenDown,
    apaginate,
    included,
    paginate,
)
from homerun_helpers.testing import strategies
from homerun_helpers.testing.strategies import ErrorAnswer

if TYPE_CHECKING:

    def making_clients() -> None:
        assert_type(Homerun(), Homerun)
        assert_type(Homerun("key", base_url="https://api.homerun.co/v2", timeout=5.0), Homerun)
        assert_type(Homerun(lambda: "key", retries=RetryPolicy(max_attempts=1), rate_limit=None), Homerun)
        assert_type(Homerun(transport=httpx.MockTransport(lambda _: httpx.Response(200)), timeout=None), Homerun)
        assert_type(AsyncHomerun(rate_limit=RateLimit(requests=30, per=60.0)), AsyncHomerun)
        assert_type(RateLimit(store=SQLiteStore("budget.db")).store, Store | None)
        assert_type(RateLimit(store=RedisStore("redis://localhost:6379/0")).store, Store | None)
        assert_type(SQLiteStore("budget.db").when_down, WhenDown)
        RateLimit(store="budget.db")  # type: ignore[arg-type]
        Homerun(base_uri="https://api.homerun.co/v2")  # type: ignore[call-arg]
        Homerun("key", "https://api.homerun.co/v2")  # type: ignore[call-arg]
        Homerun(retries=3)  # type: ignore[arg-type]
        Homerun(transport=httpx.AsyncHTTPTransport())  # type: ignore[arg-type]
        AsyncHomerun(transport=httpx.HTTPTransport())  # type: ignore[arg-type]
        RetryPolicy(5)  # type: ignore[call-arg]
        RetryPolicy().max_attempts = 3  # type: ignore[misc]

    def sharing_a_budget() -> None:
        assert_type(RateLimit(store=SQLiteStore("budget.db")), RateLimit)
        assert_type(RateLimit(store=RedisStore("redis://host:6379/0", when_down="local")), RateLimit)
        assert_type(AsyncHomerun(rate_limit=RateLimit(store=SQLiteStore(Path("budget.db")))), AsyncHomerun)
        RateLimit(store="budget.db")  # type: ignore[arg-type]
        SQLiteStore("budget.db", when_down="wait")  # type: ignore[arg-type]

    def using_a_client(homerun: Homerun) -> None:
        with Homerun() as entered:
            assert_type(entered, Homerun)
        assert_type(homerun.ping(), bool)
        assert_type(homerun.low_level, AuthenticatedClient)
        assert_type(homerun.request("GET", "/vacancies", params={"perPage": 5}), Any)
        homerun.low_level = AuthenticatedClient(base_url="", token="")  # type: ignore[misc]
        homerun.vacancys  # type: ignore[attr-defined]  # noqa: B018 - that it is refused is the point

    def listing_vacancies(homerun: Homerun) -> None:
        pages = homerun.vacancies.list(status="public", include=["location", "stages"], per_page=50)
        assert_type(pages, Pages[Vacancy])
        assert_type(iter(pages), Iterator[Vacancy])
        assert_type(pages.pages(), Iterator[Page[Vacancy]])
        assert_type(pages.first(), Vacancy | None)
        assert_type(pages.total(), int | None)
        assert_type([vacancy.title for vacancy in pages], list[str | Unset])
        homerun.vacancies.list(status=["public", "closed"], extra_params={"filter[new]": "x"})
        homerun.vacancies.list(state="public")  # type: ignore[call-arg]
        homerun.vacancies.list("public")  # type: ignore[call-arg]
        homerun.vacancies.list(status="open")  # type: ignore[arg-type]
        homerun.vacancies.list(status=["open"])  # type: ignore[list-item]
        homerun.vacancies.list(include=["notes"])  # type: ignore[list-item]
        homerun.vacancies.list(filter_status="public")  # type: ignore[call-arg]

    def a_page(page: Page[Vacancy]) -> None:
        assert_type(page.meta, Meta | None)
        assert_type(page.items, list[Vacancy])
        assert_type(page.number, int)
        assert_type(page.total, int | None)

    def getting_a_vacancy(homerun: Homerun) -> None:
        vacancy = homerun.vacancies.get("job_1", include=["department"])
        assert_type(vacancy, Vacancy)
        assert_type(vacancy.id, str)
        assert_type(vacancy.expires_at, datetime | None | Unset)
        assert_type(vacancy.type_, str | Unset | VacancyType)
        homerun.vacancies.get(vacancy_id=5)  # type: ignore[arg-type]
        homerun.vacancies.get("job_1", includes=["department"])  # type: ignore[call-arg]

    def listing_applications(homerun: Homerun) -> None:
        applications = homerun.job_applications
        pages = applications.list(vacancy_id=["job_1", "job_2"], stage="hired", include=["questionAnswers"])
        assert_type(pages, Pages[JobApplication])
        assert_type(applications.list(hired_after=date(2026, 1, 1)), Pages[JobApplication])
        assert_type(applications.list(hired_after=datetime(2026, 1, 1, tzinfo=UTC)), Pages[JobApplication])
        assert_type(applications.list(hired_after="2026-01-01"), Pages[JobApplication])
        applications.list(vacancy="job_1")  # type: ignore[call-arg]
        applications.list(include=["notes"])  # type: ignore[list-item]
        applications.list(hired_after=2026)  # type: ignore[arg-type]

    def changing_applications(homerun: Homerun) -> None:
        applications = homerun.job_applications
        created = applications.create(first_name="A", last_name="L", email="a@example.com", vacancy_id=None)
        assert_type(created, JobApplicationDetails)
        assert_type(created.files, list[JobApplicationFile] | None | Unset)
        assert_type(applications.get("ap_1", include=["notes"]), JobApplicationDetails)
        assert_type(applications.update("ap_1", city=None, skype=UNSET), JobApplicationDetails)
        assert_type(applications.move("ap_1", stage="hired", vacancy_id=None), JobApplicationDetails)
        assert_type(applications.add_note("ap_1", note="Call.", display_name="Ted", is_sensitive=True), Note)
        applications.create(first_name="A", last_name="L")  # type: ignore[call-arg]
        applications.create(first_name=None, last_name="L", email="a@example.com")  # type: ignore[arg-type]
        applications.update("ap_1", citty="London")  # type: ignore[call-arg]
        applications.update("ap_1", sources=["Newsletter"])  # type: ignore[call-arg]
        applications.move("ap_1", stage=None)  # type: ignore[arg-type]
        applications.get("ap_1", include=["stage"])  # type: ignore[list-item]
        applications.add_note("ap_1", "Call.", "Ted")  # type: ignore[call-arg]

    def deleting_gives_nothing(homerun: Homerun) -> Callable[[str], None]:
        return homerun.job_applications.delete

    def sending_files(homerun: Homerun) -> None:
        applications = homerun.job_applications
        assert_type(applications.upload_file("ap_1", "cv.pdf", type="resume"), JobApplicationFile)
        assert_type(applications.upload_file("ap_1", Path("cv.pdf"), type="assignment"), JobApplicationFile)
        assert_type(applications.upload_file("ap_1", b"%PDF", type="resume"), JobApplicationFile)
        assert_type(applications.upload_file("ap_1", ("cv.pdf", b"%PDF"), type="resume"), JobApplicationFile)
        with Path("ada.png").open("rb") as photo:
            assert_type(applications.upload_photo("ap_1", photo, on_progress=print), JobApplication)
        applications.upload_file("ap_1", "cv.pdf", type="cv")  # type: ignore[arg-type]
        applications.upload_file("ap_1", "cv.pdf")  # type: ignore[call-arg]
        applications.upload_file("ap_1", "cv.pdf", "resume")  # type: ignore[call-arg]
        with Path("cv.txt").open(encoding="utf-8") as text:
            applications.upload_file("ap_1", text, type="resume")  # type: ignore[arg-type]

    def fetching_files(homerun: Homerun, file: JobApplicationFile) -> None:
        assert_type(homerun.job_applications.download_file(file, "cv.pdf"), Path)
        assert_type(homerun.job_applications.download_file("https://example.com/x", Path("cv.pdf")), Path)
        homerun.job_applications.download_file(file)  # type: ignore[call-arg]

    def included_parts_of_a_vacancy(vacancy: Vacancy) -> None:
        assert_type(included(vacancy, "location"), Location | None)
        assert_type(included(vacancy, "department"), Department | None)
        assert_type(included(vacancy, "stages"), list[Stage])
        assert_type(included(vacancy, "total_candidate_count"), int)
        assert_type(included(vacancy, "page_content"), str)

    def included_parts_of_an_application(short: JobApplication, full: JobApplicationDetails) -> None:
        assert_type(included(short, "stage"), Stage | None)
        assert_type(included(short, "sources"), list[JobApplicationSource] | None)
        assert_type(included(short, "vacancy"), Vacancy | None)
        assert_type(included(full, "notes"), list[Note] | None)
        assert_type(included(full, "questionAnswers"), list[QuestionAnswer] | None)
        assert_type(included(full, "question_answers"), list[QuestionAnswer] | None)
        assert_type(included(full, "disqualificationReason"), DisqualificationReason | None)
        assert_type(included(full, "salaryIndication"), Any)

    def any_listing(homerun: Homerun) -> None:
        assert_type(paginate(list_vacancies, client=homerun.low_level, filter_status="public"), Pages[Any])
        paginate(list_vacancies)  # type: ignore[call-arg]
        paginate("vacancies", client=homerun.low_level)  # type: ignore[arg-type]

    def generated_functions(homerun: Homerun) -> None:
        assert_type(list_vacancies.sync(client=homerun.low_level, filter_status="public"), VacancyList)
        assert_type(list_vacancies.sync_detailed(client=homerun.low_level), Response[VacancyList])
        assert_type(get_job_application.sync("ap_1", client=homerun.low_level).data, JobApplicationDetails)
        assert_type(delete_job_application.sync_detailed("ap_1", client=homerun.low_level), Response[None])
        list_vacancies.sync(client=homerun.low_level, status="public")  # type: ignore[call-arg]
        list_vacancies.sync(client=homerun)  # type: ignore[arg-type]

    def errors(error: HomerunError) -> None:
        assert_type(error.status, int | None)
        assert_type(error.details, tuple[ErrorDetail, ...])
        assert_type(error.headers, dict[str, str])
        assert_type(error.page, int | None)
        assert_type(error.outcome_unknown, bool)
        error.required_scope  # type: ignore[attr-defined]  # noqa: B018 - that it is refused is the point
        match error:
            case PermissionDeniedError():
                assert_type(error.required_scope, str | None)
            case RateLimitError():
                assert_type(error.retry_after, float | None)
            case ResponseDecodeError():
                assert_type(error.raw, bytes)
                assert_type(error.index, int | None)
            case NotIncludedError():
                assert_type(error.include, str | None)
            case BadRequestError():
                assert_type(error.details[0].param, str)

    def bad_arguments_are_value_errors(error: FileTooLargeError) -> ValueError:
        return error

    async def using_an_async_client(homerun: AsyncHomerun) -> None:
        async with AsyncHomerun() as entered:
            assert_type(entered, AsyncHomerun)
        assert_type(await homerun.ping(), bool)
        assert_type(await homerun.request("GET", "/vacancies"), Any)
        assert_type(homerun.low_level, AuthenticatedClient)
        await homerun.aclose()
        homerun.close()  # type: ignore[attr-defined]
        with homerun:  # type: ignore[attr-defined]
            pass

    async def listing_from_async_code(homerun: AsyncHomerun) -> None:
        pages = homerun.vacancies.list(status=["public"], include=["stages"])
        assert_type(pages, AsyncPages[Vacancy])
        assert_type(aiter(pages), AsyncIterator[Vacancy])
        assert_type(pages.pages(), AsyncIterator[Page[Vacancy]])
        assert_type(await pages.first(), Vacancy | None)
        assert_type(await pages.total(), int | None)
        assert_type(homerun.job_applications.list(vacancy_id="job_1"), AsyncPages[JobApplication])
        assert_type(apaginate(list_vacancies, client=homerun.low_level), AsyncPages[Any])
        assert_type(await list_vacancies.asyncio(client=homerun.low_level), VacancyList)
        for _ in pages:  # type: ignore[attr-defined]
            pass
        homerun.vacancies.list(status="open")  # type: ignore[arg-type]
        homerun.job_applications.list(inclde=["stage"])  # type: ignore[call-arg]

    async def changing_from_async_code(homerun: AsyncHomerun, file: JobApplicationFile) -> None:
        applications = homerun.job_applications
        ada = applications.create(first_name="A", last_name="L", email="a@example.com")
        assert_type(await ada, JobApplicationDetails)
        assert_type(await homerun.vacancies.get("job_1"), Vacancy)
        assert_type(await applications.get("ap_1"), JobApplicationDetails)
        assert_type(await applications.update("ap_1", city="London"), JobApplicationDetails)
        assert_type(await applications.move("ap_1", stage="hired"), JobApplicationDetails)
        assert_type(await applications.add_note("ap_1", note="Call.", display_name="Ted"), Note)
        assert_type(await applications.upload_file("ap_1", "cv.pdf", type="resume"), JobApplicationFile)
        assert_type(await applications.upload_photo("ap_1", "ada.png"), JobApplication)
        assert_type(await applications.download_file(file, "cv.pdf"), Path)
        await applications.delete("ap_1")
        await applications.upload_file("ap_1", "cv.pdf", type="cv")  # type: ignore[arg-type]
        await applications.update("ap_1", stge="hired")  # type: ignore[call-arg]

    def fuzzing_an_integration() -> None:
        assert_type(strategies.payloads(Vacancy, includes="stages"), SearchStrategy[dict[str, Any]])
        assert_type(strategies.instances(JobApplicationDetails, hostile=True), SearchStrategy[JobApplicationDetails])
        assert_type(strategies.pages(Vacancy), SearchStrategy[dict[str, Any]])
        assert_type(strategies.api_errors(), SearchStrategy[ErrorAnswer])
        assert_type(strategies.models(), tuple[type[Any], ...])
        strategies.instances("Vacancy")  # type: ignore[arg-type]
        strategies.payloads(Vacancy, dates="local")  # type: ignore[arg-type]
        strategies.payloads(Vacancy, hostle=True)  # type: ignore[call-arg]
