# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""The types of filters that the helpers take besides those that they name."""

from __future__ import annotations

from typing import TypedDict


class MoreFiltersOfListVacancies(TypedDict, total=False):
    """Filters of `list_vacancies` that its helper does not name."""


class MoreFiltersOfListJobApplications(TypedDict, total=False):
    """Filters of `list_job_applications` that its helper does not name."""
