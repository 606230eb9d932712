"""A real browser for tests: headless Chromium, driven by playwright.

While a browser is open, its thread runs an event loop: no `asyncio.run` there, and no async tests beside it.

Example:
    with browser() as chromium, browser_page(chromium) as (page, problems):
        page.goto(address)
        assert problems == []
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Requests to other hosts than this machine fail, and so does the test that made them.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
MISSING = (
    "These tests need Chromium, which was not found{where}. On Debian and Ubuntu: apt-get install chromium; "
    "on macOS: brew install --cask chromium. Or set CHROMIUM to the program's path."
)
# Longer than any start or step takes, shorter than the time limit of a test.
START_TIMEOUT_MS, STEP_TIMEOUT_MS = 30_000, 10_000


class Visit(NamedTuple):
    """A page and the problems that the browser reported so far: console errors, policies, failed requests."""

    page: Page
    problems: list[str]


def find_chromium() -> str:
    """The path of Chromium or Chrome; the test that asks for it fails if neither is installed."""
    chosen = os.environ.get("CHROMIUM")
    if chosen is not None:
        found = shutil.which(chosen)
        return found or pytest.fail(MISSING.format(where=f" at CHROMIUM={chosen}"), pytrace=False)
    on_path = filter(None, map(shutil.which, NAMES))
    found = next(on_path, None) or next(filter(os.path.exists, PLACES), None)
    return found or pytest.fail(MISSING.format(where=" in PATH"), pytrace=False)


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser. It takes a second to start, so the tests of a module share it."""
    path = find_chromium()
    # Chromium's own sandbox does not work for root, the user of many containers.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            chromium_sandbox=not is_root,
            args=list(ARGUMENTS),
            timeout=START_TIMEOUT_MS,
        )
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def browser_page(browser: Browser, *, width: int = 1280, height: int = 800, dark: bool = False) -> Iterator[Visit]:
    """A new page without cookies and history, closed at the end.

    Args:
        browser: the result of `browser()`.
        width: the width of the window in pixels; 390 is a phone's.
        height: the height of the window in pixels.
        dark: whether the user prefers dark colours.
    """
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    context.set_default_timeout(STEP_TIMEOUT_MS)
    page = context.new_page()
    visit = Visit(page, [])
    page.on("console", lambda message: _note_message(visit, message))
    page.on("pageerror", lambda error: visit.problems.append(f"script: {error}"))
    page.on("requestfailed", lambda request: _note_failure(visit, request))
    try:
        yield visit
    finally:
        context.close()


def _note_message(visit: Visit, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"}:
        visit.problems.append(f"console: {message.text}")


def _note_failure(visit: Visit, request: Request) -> None:
    # A page that is left, by a link or a reload, breaks off what it is still loading, such as its icon. A server that
    # does not answer, or answers with an error, is another failure.
    if request.failure != "net::ERR_ABORTED":
        visit.problems.append(f"request: {request.method} {request.url}: {request.failure}")
