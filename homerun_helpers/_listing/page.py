"""Pages of a listing: as the caller gets them and as they came."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import field, frozen
from homerun_client import models

T = TypeVar("T")


@frozen
class PageMeta:
    """Where a page stands, as far as the API said so.

    Attributes:
        total: how many records the listing has.
        last_page: the number of its last page.
        per_page: how many records a page holds; the API may give fewer than it was asked for.
    """

    total: int | None = None
    last_page: int | None = None
    per_page: int | None = None


@frozen
class Page(Generic[T]):
    """One page of a listing.

    Attributes:
        items: its records; those that an earlier page brought are not repeated.
        number: its number, counted from 1.
        total: how many records the whole listing has, if the API said so.
        meta: all that the API says of the page's place, as the generated `Meta`; None if it said nothing.

    Example:
        ```python
        for page in homerun.vacancies.list(per_page=5).pages():
            print(page.number, len(page.items), page.total)
        ```
    """

    items: list[T]
    number: int
    total: int | None = None
    meta: models.Meta | None = None


@frozen
class Fetched(Generic[T]):
    """A page as it came: records with their ids, None for those without."""

    number: int
    records: list[T]
    ids: list[str | None]
    meta: PageMeta = field(factory=PageMeta)
