"""The vacancies that the site shows."""

import asyncio
import logging
import math
import time
from collections.abc import Callable

from homerun_client.models import Vacancy

from homerun_helpers import AsyncHomerun, HomerunError

logger = logging.getLogger("careers_site")

# Homerun allows 60 requests a minute for all visitors together, so a visit must not cost one.
MAX_AGE_S = 60.0


class Vacancies:
    """The public vacancies, requested at most once a minute.

    While Homerun cannot be reached, the last list is kept.

    Args:
        homerun: the client.
        clock: returns seconds since any fixed time.
    """

    def __init__(self, homerun: AsyncHomerun, clock: Callable[[], float] = time.monotonic) -> None:
        self._homerun = homerun
        self._clock = clock
        self._known: dict[str, Vacancy] | None = None
        self._asked = -math.inf
        self._lock = asyncio.Lock()

    async def all(self) -> list[Vacancy]:
        """All public vacancies in Homerun's order.

        Raises:
            HomerunError: Homerun cannot be reached, and there is no earlier list.
        """
        return list((await self._current()).values())

    async def get(self, id: str) -> Vacancy | None:
        """The public vacancy with this id, or None.

        Raises:
            HomerunError: as for `all`.
        """
        return (await self._current()).get(id)

    async def _current(self) -> dict[str, Vacancy]:
        async with self._lock:  # simultaneous visits share one request
            if self._clock() - self._asked >= MAX_AGE_S:
                await self._refresh()
            return self._known or {}

    async def _refresh(self) -> None:
        listing = self._homerun.vacancies.list(status="public", include=["location", "department"])
        try:
            self._known = {vacancy.id: vacancy async for vacancy in listing}
        except HomerunError as error:
            if self._known is None:
                raise
            logger.warning("The list of vacancies could not be refreshed: %s", error)
        self._asked = self._clock()
