"""Show the client in use: list, create, upload, add a note, move, and what errors look like.

It runs against the sandbox of the package, on 127.0.0.1, without a key and a network. With --live it reads from the
account of HOMERUN_API_KEY instead, and writes there only with --write.
"""

import argparse
import asyncio
import hashlib
import logging
import os
import struct
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from homerun_client.models import Vacancy
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from homerun_helpers import AsyncHomerun, Homerun, HomerunError, included
from homerun_helpers.sandbox import Sandbox

console = Console(highlight=False)


class RequestCounter(logging.Handler):
    """Counts requests: the client logs each attempt at DEBUG."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0
        self.steps: list[tuple[str, int]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno == logging.DEBUG  # a wait for the rate limit is logged at INFO

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        console.print(f"\n[bold cyan]{len(self.steps) + 1}. {title}[/]")
        before = self.count
        yield
        self.steps.append((title, self.count - before))


def main() -> int:
    options = parse()
    counter = RequestCounter()
    logger = logging.getLogger("homerun_helpers")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(counter)
    started = time.perf_counter()
    try:
        if options.live:
            live(counter, may_write=options.write)
        else:
            on_the_sandbox(counter)
    except HomerunError as error:
        console.print(f"[red]{type(error).__name__}:[/] {escape(str(error))}")
        return 1
    summary(counter, time.perf_counter() - started)
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--live", action="store_true", help="read from the account of HOMERUN_API_KEY")
    parser.add_argument("--write", action="store_true", help="with --live: also create, change and delete there")
    options = parser.parse_args()
    if options.write and not options.live:
        parser.error("--write goes with --live; the sandbox is written to anyway")
    if options.live and not os.environ.get("HOMERUN_API_KEY"):
        parser.error("--live needs the environment variable HOMERUN_API_KEY")
    return options


def on_the_sandbox(counter: RequestCounter) -> None:
    if os.environ.get("HOMERUN_API_KEY"):
        note = "HOMERUN_API_KEY is set but not used: nothing is sent to the real API. --live reads from it."
        console.print(f"[yellow]{note}[/]")
    with Sandbox(seed=1, applications=250) as sandbox:
        console.print(f"The sandbox listens on [bold]{sandbox.url}[/]: 250 applications, 60 requests a minute.")
        key = sandbox.key()
        with Homerun(key, base_url=sandbox.url) as homerun:
            vacancy = look_around(homerun, counter)
            application_id = apply(homerun, vacancy, counter)
            follow_up(homerun, application_id, vacancy, counter)
            with Homerun(sandbox.key(scopes=["vacancies:read"]), base_url=sandbox.url) as limited:
                show_errors(homerun, limited, application_id, counter)
        with counter.step("The same listing with the async client"):
            asyncio.run(list_async(key, sandbox.url, vacancy.id))


def live(counter: RequestCounter, *, may_write: bool) -> None:
    with Homerun() as homerun:
        vacancy = look_around(homerun, counter)
        if not may_write:
            refusal = "Not done: what follows would write to the real API. --live --write does it, and cleans up."
            console.print(f"\n[yellow]{refusal}[/]")
            return
        application_id = apply(homerun, vacancy, counter)
        try:
            follow_up(homerun, application_id, vacancy, counter)
        finally:
            with counter.step(f"Clean up: delete {application_id}"):
                homerun.job_applications.delete(application_id)


def look_around(homerun: Homerun, counter: RequestCounter) -> Vacancy:
    with counter.step("The vacancies"):
        vacancy = show_vacancies(homerun)
    with counter.step(f"All applications for “{escape(str(vacancy.title))}”, 25 a page"):
        show_applications(homerun, vacancy.id)
    return vacancy


def show_vacancies(homerun: Homerun) -> Vacancy:
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("Vacancy", "Status", "Place", "Stages"):
        table.add_column(column)
    table.add_column("Candidates", justify="right")
    first: Vacancy | None = None
    for vacancy in homerun.vacancies.list(include=["location", "stages", "total_candidate_count"]):
        if first is None and vacancy.status in ("public", "private"):  # the others take no applications
            first = vacancy
        place = included(vacancy, "location")
        stages = " → ".join(str(stage.name) for stage in included(vacancy, "stages"))
        count = str(included(vacancy, "total_candidate_count"))
        table.add_row(str(vacancy.title), str(vacancy.status), str(place.city) if place else "–", stages, count)
    console.print(table)
    if first is None:
        raise HomerunError("This account has no vacancy that is public or private.")
    return first


def show_applications(homerun: Homerun, vacancy_id: str) -> None:
    listing = homerun.job_applications.list(vacancy_id=vacancy_id, include=["stage", "sources"], per_page=25)
    columns = (TextColumn("  reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    stages: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    newest = Table(box=box.SIMPLE_HEAD)
    for column in ("The newest", "City", "Stage", "Source"):
        newest.add_column(column)
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=None)
        for page in listing.pages():
            progress.update(bar, total=page.total, advance=len(page.items))
            for application in page.items:
                stage = included(application, "stage")
                names = [str(source.name) for source in included(application, "sources") or []]
                stages[str(stage.name) if stage else "–"] += 1
                sources.update(names or ["–"])
                person = application.personal_info
                if newest.row_count < 5 and person:
                    name = f"{person.first_name} {person.last_name}"
                    newest.add_row(name, str(person.city or "–"), str(stage.name) if stage else "–", ", ".join(names))
    console.print(newest)
    for title, counts in (("Stages", stages), ("Sources", sources)):
        console.print(f"  {title}: " + ", ".join(f"{name} [bold]{count}[/]" for name, count in counts.most_common()))


def apply(homerun: Homerun, vacancy: Vacancy, counter: RequestCounter) -> str:
    with counter.step("A new application"):
        application = homerun.job_applications.create(
            first_name="Ada",
            last_name="Lovelace",
            email="ada@example.com",
            vacancy_id=vacancy.id,
            city="London",
            date_of_birth="1815-12-10",
            website="https://example.com/ada",
            custom_data={"referred_by": "Charles Babbage"},
            sources=["Referral"],
        )
        console.print(f"  Ada Lovelace is [bold]{application.id}[/]")
    return application.id


def follow_up(homerun: Homerun, application_id: str, vacancy: Vacancy, counter: RequestCounter) -> None:
    with counter.step("Her CV and her photo, and the CV back again"), tempfile.TemporaryDirectory() as folder:
        move_files(homerun, application_id, Path(folder))
    with counter.step("A note, and she is hired"):
        note = "Wrote the first program. Call on Monday."
        homerun.job_applications.add_note(application_id, note=note, display_name="Ted")
        last = included(vacancy, "stages")[-1]  # "hired" on the sandbox; an account may call it otherwise
        hired = homerun.job_applications.move(application_id, stage=str(last.name))
        stage = included(hired, "stage")
        console.print(
            f"  Ted: “{note}”\n  Stage: [bold green]{stage.name if stage else '–'}[/], hired at {hired.hired_at}"
        )


def move_files(homerun: Homerun, application_id: str, folder: Path) -> None:
    cv, photo = folder / "ada-lovelace.pdf", folder / "ada.png"
    # With a line that breaks uploads whose boundary is `+++`.
    cv.write_bytes(b"%PDF-1.7\r\n--+++\r\n" + os.urandom(3_000_000) + b"\r\n--+++--\r\n%%EOF")
    photo.write_bytes(png())
    columns = (TextColumn("  {task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("uploading the CV", total=cv.stat().st_size)

        def on_progress(sent: int, total: int) -> None:
            progress.update(bar, completed=sent, total=total)

        homerun.job_applications.upload_file(application_id, cv, type="resume", on_progress=on_progress)
    with_photo = homerun.job_applications.upload_photo(application_id, photo)
    console.print(f"  photo: {with_photo.personal_info.photo if with_photo.personal_info else None}")
    application = homerun.job_applications.get(application_id)
    for file in application.files or []:
        back = homerun.job_applications.download_file(file, folder / "downloaded.pdf")
        same = digest(back) == digest(cv)
        verdict = "[bold green]the same, byte by byte[/]" if same else "[bold red]different[/]"
        console.print(f"  {file.name}: {cv.stat().st_size:,} bytes up, {back.stat().st_size:,} back: {verdict}")


def show_errors(homerun: Homerun, limited: Homerun, application_id: str, counter: RequestCounter) -> None:
    applications = homerun.job_applications

    def create(email: str) -> object:
        return applications.create(first_name="Ada", last_name="Lovelace", email=email)

    with counter.step("What goes wrong, and how it says so"), tempfile.TemporaryDirectory() as folder:
        show_error("A key without the scope", lambda: limited.job_applications.list().first())
        show_error("A bad e-mail, seen before it is sent", lambda: create("ada.example.com"))
        show_error("A bad e-mail, seen by the API", lambda: create("ada@example..com"))
        large = Path(folder) / "portfolio.pdf"
        with large.open("wb") as file:
            file.truncate(26 * 2**20)
        show_error("A file that is too large", lambda: applications.upload_file(application_id, large, type="resume"))


def show_error(title: str, action: Callable[[], object]) -> None:
    try:
        action()
    except HomerunError as error:
        console.print(f"  [bold]{title}[/]\n    [red]{type(error).__name__}[/]: {escape(str(error))}")
        for detail in error.details:
            console.print(f"    [dim].details → {escape(detail.param)}: {escape(detail.message)}[/]")


async def list_async(key: str, base_url: str, vacancy_id: str) -> None:
    async with AsyncHomerun(key, base_url=base_url) as homerun:
        listing = homerun.job_applications.list(vacancy_id=vacancy_id, per_page=25)
        names = [application.id async for application in listing]
    console.print(f"  {len(names)} applications, {len(set(names))} different ones, the newest is {names[0]}")


def summary(counter: RequestCounter, seconds: float) -> None:
    table = Table(title="What was done", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("Step")
    table.add_column("Requests", justify="right")
    for title, count in counter.steps:
        table.add_row(title, str(count))
    table.add_section()
    table.add_row("[bold]All of it[/]", f"[bold]{counter.count}[/]")
    console.print()
    console.print(table)
    console.print(f"{counter.count} requests in {seconds:.1f} s.")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def png() -> bytes:
    """The bytes of a small picture."""
    size = 64
    rows = b"".join(b"\0" + bytes(v for x in range(size) for v in (4 * x, 4 * y, 160)) for y in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    sys.exit(main())
