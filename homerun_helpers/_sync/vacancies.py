# Derived from homerun_helpers/_async/vacancies.py by scripts/unasync. Change that file, not this one.
"""Vacancies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from homerun_client import AuthenticatedClient, models
from homerun_client.api.vacancies import get_vacancy, list_vacancies
from homerun_client.filters import MoreFiltersOfListVacancies

from homerun_helpers._http.addresses import check_id
from homerun_helpers._requests.filters import write_filters
from homerun_helpers._requests.includes import check_include
from homerun_helpers._sync.pages import Pages
from homerun_helpers._sync.requests import send


class Vacancies:
    """The vacancies of the account: `homerun.vacancies`."""

    def __init__(self, client: AuthenticatedClient) -> None:
        self._client = client

    def list(
        self,
        *,
        status: models.VacancyStatus | Iterable[models.VacancyStatus] | None = None,
        include: Iterable[models.VacancyInclude] | None = None,
        per_page: int = 100,
        start_page: int = 1,
        extra_params: Mapping[str, Any] | None = None,
        **more_filters: Unpack[MoreFiltersOfListVacancies],
    ) -> Pages[models.Vacancy]:
        """The vacancies, as a listing; nothing is requested until it is used.

        Needs the scope `vacancies:read`. `GET /vacancies` of Homerun's reference.

        Args:
            status: only vacancies of this status, or of one of these: public, private, draft, closed.
            include: parts to add to each vacancy: location, department, stages, total_candidate_count, page_content.
                Read them with `included`.
            per_page: how many records one request fetches, 1 to 100.
            start_page: the page to begin with, 1 or more.
            extra_params: further query parameters by the names that are sent, such as `{"filter[new]": "x"}`.
            **more_filters: filters of the spec that this signature does not name yet.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            HomerunError: any other failure, while iterating.

        Example:
            ```python
            for vacancy in homerun.vacancies.list(status=["public", "private"], include=["stages"]):
                print(vacancy.id, vacancy.title)
            ```
        """
        arguments = {
            **write_filters("list_vacancies", {"status": status, **more_filters}),
            "include": check_include(include, "list_vacancies"),
        }
        return Pages(
            list_vacancies,
            self._client,
            arguments,
            per_page=per_page,
            start_page=start_page,
            extra_params=extra_params,
        )

    def get(
        self,
        vacancy_id: str,
        *,
        include: Iterable[models.VacancyInclude] | None = None,
        extra_params: Mapping[str, Any] | None = None,
    ) -> models.Vacancy:
        """One vacancy.

        Needs the scope `vacancies:read`. `GET /vacancies/{vacancy_id}` of Homerun's reference.

        Args:
            vacancy_id: the id of the vacancy, `job_…`.
            include: parts to add, as in `list`.
            extra_params: further query parameters by the names that are sent.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundError: there is no vacancy with this id.
            HomerunError: any other failure.

        Example:
            ```python
            vacancy = homerun.vacancies.get(vacancy_id, include=["location"])
            ```
        """
        request = (
            check_id(vacancy_id, "vacancy_id"),
            {"include": check_include(include, "get_vacancy")},
        )
        return (send(self._client, get_vacancy, *request, extra_params=extra_params)).data
