"""The clients that are compared: those of `benchmarks.clients`, with the labels of the tables, in their order."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from importlib.metadata import metadata

from attrs import frozen

from benchmarks.harness import LIMIT, ROOT, Options

OURS = "ours"
OURS_ASYNC = "ours, async"
FAST = "[fast]"
REQUESTS = "requests loop"
HTTPX = "httpx loop"
BARE = "bare openapi-python-client"
OPENAPI_GENERATOR = "OpenAPI Generator"


@frozen
class Contender:
    """A client: its label, its module in `benchmarks.clients`, what a program imports to use it, what it needs."""

    label: str
    module: str
    statement: str
    needs: str
    block: str = ""
    """A module that is hidden, as if it were not installed."""

    @property
    def missing(self) -> str | None:
        """Why it cannot be measured; None: it can."""
        peers = (ROOT / ".bench/peers" / self.needs).is_dir()
        if peers or importlib.util.find_spec(self.needs) is not None:
            return None
        return "not installed: scripts/install bench"

    def command(self, job: str, **settings: object) -> list[str]:
        """The arguments for Python of a worker that does a job with it."""
        block = {"block": self.block} if self.block else {}
        given = [f"{name}={value}" for name, value in (settings | block).items() if value is not None]
        return ["-m", "benchmarks.work", job, self.module, *given]


def contenders(options: Options, *, leave_out: Iterable[str] = ()) -> list[Contender]:
    """Those that the options ask for."""
    return [one for one in _all() if options.wants(one.label) and one.label not in leave_out]


def _all() -> list[Contender]:
    bare = "from homerun_bare.api.job_applications import list_job_applications"
    generator = "from homerun_openapi_generator import JobApplicationsApi"
    return [
        Contender(LIMIT, "limit", "import benchmarks.clients.limit", "msgspec"),
        Contender(REQUESTS, "requests_loop", "import requests", "requests"),
        Contender(HTTPX, "httpx_loop", "import httpx", "httpx"),
        Contender(BARE, "bare", bare, "homerun_bare"),
        Contender(OPENAPI_GENERATOR, "openapi_generator", generator, "homerun_openapi_generator"),
        *_ours(OURS, "ours", "from homerun_helpers import Homerun"),
        *_ours(OURS_ASYNC, "ours_async", "from homerun_helpers import AsyncHomerun"),
    ]


def _ours(label: str, module: str, statement: str) -> Iterable[Contender]:
    """As it is installed by default, and with the extra that makes it faster."""
    yield Contender(label, module, statement, "homerun_helpers", block="msgspec")
    if "fast" in (metadata("homerun-helpers").get_all("Provides-Extra") or []):
        yield Contender(f"{label} {FAST}", module, statement, "homerun_helpers")
