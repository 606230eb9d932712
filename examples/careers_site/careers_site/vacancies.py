"""The vacancies that visitors see."""

import asyncio
import logging
import math
import time
from collections.abc import Callable

from homerun_client.models import Vacancy

from homerun_helpers import AsyncHomerun, HomerunError

logger = logging.getLogger("careers_site")

# Homerun allows 60 requests a minute, for all visitors together: they must not each cost one.
FRESH = 60.0


class Vacancies:
    """The public vacancies, asked for at most once a minute.

    When Homerun cannot be reached, visitors see what was known before.

    Args:
        homerun: The client.
        clock: Seconds, from any beginning.
    """

    def __init__(self, homerun: AsyncHomerun, clock: Callable[[], float] = time.monotonic) -> None:
        self._homerun = homerun
        self._clock = clock
        self._known: dict[str, Vacancy] | None = None
        self._asked = -math.inf
        self._lock = asyncio.Lock()

    async def all(self) -> list[Vacancy]:
        """All of them, as Homerun orders them.

        Raises:
            HomerunError: Homerun cannot be reached, and never was.
        """
        return list((await self._current()).values())

    async def get(self, id: str) -> Vacancy | None:
        """The one with this id; None when there is none that is public.

        Raises:
            HomerunError: As `all`.
        """
        return (await self._current()).get(id)

    async def _current(self) -> dict[str, Vacancy]:
        async with self._lock:  # visitors who come at the same time wait for one answer
            if self._clock() - self._asked >= FRESH:
                await self._refresh()
            return self._known or {}

    async def _refresh(self) -> None:
        listing = self._homerun.vacancies.list(status="public", include=["location", "department"])
        try:
            self._known = {vacancy.id: vacancy async for vacancy in listing}
        except HomerunError as error:
            if self._known is None:
                raise
            logger.warning("The vacancies are those of a while ago: %s", error)
        self._asked = self._clock()
