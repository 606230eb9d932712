"""The pages of the site."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
from fastapi import Depends, FastAPI, File, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from homerun_client.models import Vacancy

from careers_site.form import MAX_CV, ApplicationForm, problems_of_cv
from careers_site.submissions import Submission, Submissions, send, send_cv
from careers_site.vacancies import Vacancies
from homerun_helpers import AsyncHomerun, HomerunError, RateLimit, RetryPolicy

logger = logging.getLogger("careers_site")

HERE = Path(__file__).parent
templates = Jinja2Templates(HERE / "templates")  # escapes all values
templates.env.globals["max_cv"] = MAX_CV
DOWN = "Applications cannot be sent right now. Try again in a minute; your CV has to be chosen again."


def create_app(transport: httpx.AsyncBaseTransport | None = None) -> FastAPI:
    """The application. It reads HOMERUN_API_KEY and, if set, HOMERUN_BASE_URL.

    Args:
        transport: replaces the network in tests.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # One client for all requests, with limits that let a visitor see an error page instead of waiting for minutes.
        async with AsyncHomerun(
            timeout=20, retries=RetryPolicy(total=10), rate_limit=RateLimit(max_wait=5), transport=transport
        ) as homerun:
            app.state.homerun = homerun
            app.state.vacancies = Vacancies(homerun)
            app.state.submissions = Submissions()
            yield

    app = FastAPI(title="Careers site", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_api_route("/", show_vacancies)
    app.add_api_route("/vacancies/{vacancy_id}", show_vacancy)
    app.add_api_route("/vacancies/{vacancy_id}", apply, methods=["POST"])
    app.add_api_route("/applications/{token}", show_submission)
    app.add_api_route("/applications/{token}", add_cv, methods=["POST"])
    app.add_exception_handler(HomerunError, on_homerun_error)
    app.add_exception_handler(404, on_not_found)
    return app


async def find_vacancy(request: Request, vacancy_id: str) -> Vacancy:
    """The vacancy in the path."""
    vacancy: Vacancy | None = await request.app.state.vacancies.get(vacancy_id)
    if vacancy is None:
        raise HTTPException(404)
    return vacancy


def find_submission(request: Request, token: str) -> Submission:
    """The submission in the path."""
    submission: Submission | None = request.app.state.submissions.get(token)
    if submission is None or submission.state == "new":
        raise HTTPException(404)
    return submission


async def show_vacancies(request: Request) -> Response:
    """All vacancies."""
    return page(request, "vacancies.html", vacancies=await request.app.state.vacancies.all())


async def show_vacancy(request: Request, vacancy: Annotated[Vacancy, Depends(find_vacancy)]) -> Response:
    """A vacancy with an empty form, which has a new token."""
    return page(request, "vacancy.html", vacancy=vacancy, form=ApplicationForm(), problems={})


async def apply(
    request: Request,
    vacancy: Annotated[Vacancy, Depends(find_vacancy)],
    form: Annotated[ApplicationForm, Depends()],
) -> Response:
    """Send the application once; then redirect to its page, or show the form with its problems."""
    state = request.app.state
    submission = state.submissions.begin(form.token, vacancy.id, vacancy.title)
    async with submission.lock:  # a second click waits here until the first one is done
        if submission.state == "new":
            status, problems = 422, await form.problems()
            if not problems:
                try:
                    problems = await send(state.homerun, submission, form)
                except HomerunError as error:
                    logger.warning("An application could not be sent: %s", error)
                    status, problems = 503, {"": DOWN}
            if problems:
                return page(request, "vacancy.html", status, vacancy=vacancy, form=form, problems=problems)
    return RedirectResponse(f"/applications/{submission.token}", 303)


async def show_submission(request: Request, submission: Annotated[Submission, Depends(find_submission)]) -> Response:
    """The state of an application."""
    return page(request, "submission.html", submission=submission, problems={})


async def add_cv(
    request: Request,
    submission: Annotated[Submission, Depends(find_submission)],
    cv: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Send the CV of an application whose first upload failed."""
    async with submission.lock:
        if submission.state == "without_cv":
            if problems := await problems_of_cv(cv):
                return page(request, "submission.html", 422, submission=submission, problems=problems)
            await send_cv(request.app.state.homerun, submission, cv)
    return RedirectResponse(f"/applications/{submission.token}", 303)


async def on_homerun_error(request: Request, error: Exception) -> Response:
    """The page for an error of Homerun, which is logged."""
    logger.error("A request to Homerun failed: %s", error)
    response = page(request, "message.html", 503, title="We will be right back", text="Try again in a minute.")
    response.headers["Retry-After"] = "60"
    return response


async def on_not_found(request: Request, _: Exception) -> Response:
    """The page for an unknown address."""
    text = "The vacancy may have been filled. Have a look at the others."
    return page(request, "message.html", 404, title="This page is not there", text=text)


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A rendered page."""
    return templates.TemplateResponse(request, template, context, status_code=status)
