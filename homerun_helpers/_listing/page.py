"""Pages of a listing: as the caller gets them, and as they were fetched."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import field, frozen
from homerun_client import models

T = TypeVar("T")


@frozen
class PageMeta:
    """What the API says of a page's place in the listing. What it does not say is None.

    Attributes:
        total: how many records the whole listing has.
        last_page: the number of the last page.
        per_page: how many records a page holds. The API may give fewer than it was asked for.
    """

    total: int | None = None
    last_page: int | None = None
    per_page: int | None = None


@frozen
class Page(Generic[T]):
    """One page of a listing.

    Attributes:
        items: its records, without those that an earlier page had already.
        number: its number, counted from 1.
        total: how many records the whole listing has; None when the API does not say.
        meta: all that the API says of the page's place, as the generated `Meta`; None when it says nothing.

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
class FetchedPage(Generic[T]):
    """A page as it was fetched.

    Attributes:
        number: its number, counted from 1.
        records: all its records; in place of one that could not be decoded, its error.
        ids: the id of each record; None for a record without one.
        meta: its place in the listing.
    """

    number: int
    records: list[T]
    ids: list[str | None]
    meta: PageMeta = field(factory=PageMeta)
